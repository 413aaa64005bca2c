"""Settings for tests: those of the product in test mode, in a folder of their own, with quick password hashes."""

from __future__ import annotations

import os
import tempfile

os.environ["PATTERNBOOK_MODE"] = "test"
os.environ["PATTERNBOOK_FOLDER"] = tempfile.mkdtemp(prefix="patternbook-tests-")
os.environ["DATABASE_URL"] = os.environ.get("PATTERNBOOK_TEST_DATABASE_URL", "")
os.environ["PATTERNBOOK_EMAIL"] = "file"

from patternbook.web.settings import *  # noqa: F403  # the environment must be set before it is read

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  # it comes with the star
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
