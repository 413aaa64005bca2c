"""The product's addresses, and the view that pages are measured against."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from patternbook.web.drafts.models import Draft


def bare(request: HttpRequest, token: str) -> HttpResponse:
    """The least that a page of a stored journey can do: one indexed SELECT and an empty template."""
    Draft.objects.get(token_hash=token)
    return render(request, "empty.html")


urlpatterns = [path("bare/<str:token>", bare), path("", include("patternbook.web.urls"))]
