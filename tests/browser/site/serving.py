"""The server: the product's application, and beside it the robot's commands."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterable
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone

from patternbook.web.catalogue.shipped import publish_shipped
from tests.browser.site.commands import Commands
from tests.browser.site.lookups import connect
from tests.browser.site.quicker import QUICKER

COMMANDS = "/robot/"


class Quiet(WSGIRequestHandler):
    """Serves without writing a line about each request."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


def make_server(service: str) -> ThreadedWSGIServer:
    """The server, on a port that is free, with the shipped services published."""
    publish_shipped(now=timezone.now())
    QUICKER.take_over()
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.daemon_threads = True
    server.set_app(_with_commands(get_wsgi_application(), Commands(service, connect(service))))
    return server


def _with_commands(application: Any, commands: Commands) -> Callable[..., Iterable[bytes]]:
    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if not path.startswith(COMMANDS):
            return application(environ, start_response)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        try:
            said, status = commands.run(path.removeprefix(COMMANDS), json.loads(body)), "200 OK"
        except Exception:  # noqa: BLE001  # whatever went wrong is told to the test that asked
            said, status = {"failed": traceback.format_exc()}, "500 Failed"
        finally:
            close_old_connections()
        start_response(status, [("Content-Type", "application/json")])
        return [json.dumps(said).encode()]

    return answer
