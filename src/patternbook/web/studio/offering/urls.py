"""Offering an edit to the publisher, and taking one."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from patternbook.web.studio.offering import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("offers-received", views.received, name="offers_received"),
    path("offers-received/<int:offer>", views.answer, name="offer_received"),
    path("<slug:service>/offer", views.offer, name="service_offer"),
    path("<slug:service>/offer/withdraw", views.withdraw, name="service_offer_withdraw"),
]
