"""`python -m patternbook.web <command>`: the operators' commands."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "patternbook.web.settings")
    execute_from_command_line(["python -m patternbook.web", *sys.argv[1:]])
