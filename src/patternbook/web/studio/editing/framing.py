"""What an answer may frame, and what may frame it: the editor shows pages of its own beside the form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def framing(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """A page that may frame pages of this site, and nothing else."""
    return _with(response, request, frame_src="'self'", frame_ancestors="'none'")


def framed(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """A page that pages of this site may frame. It runs no scripts and sends no forms."""
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return _with(response, request, frame_src="'none'", frame_ancestors="'self'")


def _with(
    response: HttpResponse, request: HttpRequest, *, frame_src: str, frame_ancestors: str
) -> HttpResponse:
    nonce = getattr(request, "csp_nonce", "")
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src 'nonce-{nonce}' 'self'; style-src 'self'; img-src 'self' data:; "
        f"font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-src {frame_src}; "
        f"frame-ancestors {frame_ancestors}; base-uri 'none'; object-src 'none'"
    )
    return response
