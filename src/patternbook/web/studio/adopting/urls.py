"""A council takes a service as its own: settings, bindings, preview, switching on."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
