"""`python -m tests.browser.site <service>`: serves until its input is closed. Prints its port first."""

from __future__ import annotations

import os
import sys
import tempfile
import threading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.web_settings")

import django

from tests.browser.site.clock import take_over

# Before anything else takes the function by its name.
take_over()
django.setup()

# What follows needs Django set up.
from django.db import connection  # noqa: E402  # Django must be set up first

from tests.browser.site.serving import make_server  # noqa: E402  # the same


def main(service: str) -> None:
    """Make a database, publish what ships, serve, and take the database away again."""
    creation = connection.creation
    on_sqlite = connection.vendor == "sqlite"
    with tempfile.TemporaryDirectory(prefix="patternbook-robot-") as folder:
        name = f"{folder}/robot.sqlite3" if on_sqlite else f"robot_{os.getpid()}"
        connection.settings_dict["TEST"]["NAME"] = name
        before = connection.settings_dict["NAME"]
        creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        server = make_server(service)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdout.write(f"{server.server_port}\n")
        sys.stdout.flush()
        sys.stdin.read()
        server.shutdown()
        creation.destroy_test_db(before, verbosity=0)


if __name__ == "__main__":
    main(sys.argv[1])
