"""What happens to every request: who it came from, which council's domain, and what the browser may load."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from patternbook.web.authorities import queries as authorities
from patternbook.web.kit.links import under_domain_of

Next = Callable[[HttpRequest], HttpResponseBase]
log = structlog.get_logger("patternbook.requests")

# What is the same under every domain.
SHARED = ("/staff/", "/static/", "/health/", "/library/")

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


def request_log(get_response: Next) -> Next:
    """Log each request by its route, never by its address: addresses hold tokens and references."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=secrets.token_hex(8))
        began = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        log.info(
            "request",
            method=request.method,
            route=match.route if match else "",
            status=response.status_code,
            milliseconds=round((time.perf_counter() - began) * 1000, 1),
        )
        return response

    return handle


def distrust_forwarding(get_response: Next) -> Next:
    """Take away forwarding headers that no proxy of ours wrote, so that nothing later can believe them."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        if not settings.ENVIRONMENT.proxies:
            for name in ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST"):
                request.META.pop(name, None)
        return get_response(request)

    return handle


def client_address(request: HttpRequest) -> str:
    """The address that the outermost proxy of ours saw: counted from the right, where it cannot be forged."""
    proxies: int = settings.ENVIRONMENT.proxies
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(seen) >= proxies:
        return str(seen[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))


def content_security(get_response: Next) -> Next:
    """Say what a page may load: only what comes from here, and no script without this answer's nonce."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        nonce = secrets.token_urlsafe(16)
        request.csp_nonce = nonce  # type: ignore[attr-defined]  # Django's way to hand something on with a request
        response = get_response(request)
        response.headers.setdefault(
            "Content-Security-Policy",
            f"default-src 'none'; script-src 'nonce-{nonce}' 'self'; style-src 'self'; img-src 'self' data:; "
            "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
            "frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
        )
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith("text/html"):
            # Pages hold what a person typed: no cache on the way or on a shared computer may keep them.
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return handle


def council_by_domain(get_response: Next) -> Next:
    """Serve a council under its own domain: there, addresses leave out the council's name."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        slug = authorities.slug_of_domain(request.get_host().partition(":")[0])
        own = not request.path_info.startswith(SHARED)
        if slug and own and not request.path_info.startswith(f"/{slug}/"):
            request.path_info = f"/{slug}{request.path_info}"
        with under_domain_of(slug):
            return get_response(request)

    return handle
