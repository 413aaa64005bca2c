"""`python -m patternbook.web.demonstration`: sets everything up and serves it. `make run` calls it."""

from __future__ import annotations

import argparse
import os
import secrets
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import django

WORDS = 4
SECRET_BYTES = 48


def main(arguments: list[str]) -> int:
    """Set up, print where to look, serve. Returns 1 where the port is taken, 2 where this is set up to be production."""
    options = _options(arguments)
    if os.environ.get("PATTERNBOOK_MODE", "demonstration") != "demonstration":
        sys.stderr.write(
            "This is the demonstration: it makes accounts whose password it prints. "
            "It does not run where PATTERNBOOK_MODE is something else.\n"
        )
        return 2
    if not options.only_set_up and not is_free(options.host, options.port):
        sys.stderr.write(
            f"Port {options.port} is in use already, perhaps by another demonstration. "
            f"Choose another one: make run PORT={options.port + 1}\n"
        )
        return 1
    folder = Path(os.environ.get("PATTERNBOOK_FOLDER", "var")).absolute()
    _environment(folder, options.port)
    django.setup()
    # Only now may anything be imported that has models: Django must be set up first.
    from patternbook.web.demonstration import serving

    password = _kept(
        folder / "demonstration-password", lambda: "-".join(secrets.token_hex(2) for _ in range(WORDS))
    )
    serving.prepare(password)
    if not options.only_set_up:
        serving.serve(options.host, options.port, password)
    return 0


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens there. The server itself would share the port with another, and requests would alternate."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="patternbook.web.demonstration", description="Serve a demonstration."
    )
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--host", default="127.0.0.1", help="another address lets others in: it is a demonstration only"
    )
    parser.add_argument("--only-set-up", action="store_true", help="set everything up, but do not serve")
    return parser.parse_args(arguments)


def _environment(folder: Path, port: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    own = {
        "DJANGO_SETTINGS_MODULE": "patternbook.web.settings",
        "PATTERNBOOK_MODE": "demonstration",
        "PATTERNBOOK_FOLDER": str(folder),
        "PATTERNBOOK_ADDRESS": f"http://localhost:{port}",
        # One secret for all starts, so that sessions and links in emails outlive a restart.
        "PATTERNBOOK_SECRET_KEY": _kept(folder / "secret-key", lambda: secrets.token_urlsafe(SECRET_BYTES)),
        "PATTERNBOOK_LOG_LEVEL": "warning",
    }
    for name, value in own.items():
        os.environ.setdefault(name, value)


def _kept(path: Path, make: Callable[[], str]) -> str:
    """What the file says; made, and kept for this user only, where there is none."""
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(make())
    return path.read_text(encoding="utf-8").strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
