"""A resident's page, fully dressed, against a bare view: one indexed SELECT, an empty template, same middleware."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from bench.harness import Ratio
from bench.web import ground

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

PAGES = ("postcode", "property", "which", "contact")


def ratios() -> Iterator[Ratio]:
    """Each page with its draft. The settings must be set up."""
    from patternbook.web.drafts.models import Draft
    from patternbook.web.wsgi import application

    ground.council()
    here = ground.resident()
    cookies = here.cookies()
    bare = request(application, f"/bare/{Draft.objects.get().token_hash}", cookies)
    assert bare() == b""
    for page in PAGES:
        ours = request(application, here.url(page), cookies)
        assert b"</html>" in ours()
        yield Ratio(
            name=f"A resident's page ({page})", ours=ours, floor=bare,
            against="a bare view with one SELECT", kind="rate", target=0.5,
        )  # fmt: skip


def request(application: WSGIApplication, path: str, cookies: str, query: str = "") -> Callable[[], bytes]:
    """A request as a server makes it, from its first byte to its last."""

    def send() -> bytes:
        statuses: list[str] = []

        def begin(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[[bytes], object]:
            statuses.append(status)
            return lambda data: None

        found = application({**_environ(path, cookies), "QUERY_STRING": query}, begin)
        body = b"".join(found)
        getattr(found, "close", lambda: None)()
        assert statuses == ["200 OK"], (path, statuses)
        return body

    return send


def _environ(path: str, cookies: str) -> dict[str, object]:
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "SCRIPT_NAME": "", "QUERY_STRING": "",
        "SERVER_NAME": ground.HOST, "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": ground.HOST, "HTTP_COOKIE": cookies, "HTTP_ACCEPT": "text/html",
        "REMOTE_ADDR": "192.0.2.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(), "wsgi.version": (1, 0), "wsgi.multithread": True,
        "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
