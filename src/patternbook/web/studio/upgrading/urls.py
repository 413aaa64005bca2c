"""Bringing a newer version in, with every conflict decided by somebody."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from patternbook.web.studio.upgrading import moving, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:service>/upgrade", views.upgrade, name="service_upgrade"),
    path("<slug:service>/upgrade/choices", views.choices, name="service_upgrade_choices"),
    path("<slug:service>/upgrade/reopen", views.reopen, name="service_upgrade_reopen"),
    path("<slug:service>/conflicts/<slug:conflict>", views.conflict, name="service_conflict"),
    path("<slug:service>/move-cases", moving.move_cases, name="service_move_cases"),
]
