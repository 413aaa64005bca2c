"""The site as the robot sees it: an address, and commands."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Site:
    """A site that is up."""

    address: str

    @classmethod
    @contextmanager
    def started(cls, service: str) -> Iterator[Site]:
        """Start the site in a process of its own, and stop it afterwards."""
        arguments = [sys.executable, "-m", "tests.browser.site", service]
        with subprocess.Popen(
            arguments,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            line = next((line for line in process.stdout if line.strip().isdigit()), "")
            assert line, "The site did not start: run it by hand with `python -m tests.browser.site`."
            try:
                yield cls(f"http://127.0.0.1:{line.strip()}")
            finally:
                process.stdin.close()
                process.wait(timeout=30)

    def ask(self, command: str, **said: Any) -> Any:
        """Give a command. Raises AssertionError with what went wrong there."""
        request = urllib.request.Request(
            f"{self.address}/robot/{command}", json.dumps(said).encode(), {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise AssertionError(json.load(error)["failed"]) from error
