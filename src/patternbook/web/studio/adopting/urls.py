"""A council takes a service as its own: settings, bindings, preview, switching on."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from patternbook.web.studio.adopting.views import choosing, ending, services

urlpatterns: list[URLPattern | URLResolver] = [
    path("", services.show, name="services"),
    path("<slug:service>/", services.one, name="service"),
    path("<slug:service>/adopt", services.adopt, name="service_adopt"),
    path("<slug:service>/refresh", services.refresh, name="service_refresh"),
    path("<slug:service>/drop", services.drop, name="service_drop"),
    path("<slug:service>/settings", choosing.settings, name="service_settings"),
    path("<slug:service>/settings/<slug:setting>", choosing.setting, name="service_setting"),
    path("<slug:service>/bindings", choosing.bindings, name="service_bindings"),
    path("<slug:service>/text", choosing.text, name="service_text"),
    path("<slug:service>/examples", ending.run_examples, name="service_examples"),
    path("<slug:service>/switch", ending.switch, name="service_switch"),
    path("<slug:service>/history", ending.history, name="service_history"),
    path("<slug:service>/history/<int:number>", ending.go_back, name="service_go_back"),
]
