"""Changing a service with forms, or as text."""

from __future__ import annotations

from django.urls import path

from patternbook.web.studio.editing.views import (
    arranging,
    clash,
    examples,
    history,
    outline,
    part,
    preview,
    starting,
    text,
    using,
)

urlpatterns = [
    path("start-a-service", starting.start, name="edit_start"),
    path("<slug:service>/edit/", outline.show, name="edit_outline"),
    path("<slug:service>/edit/begin", outline.begin, name="edit_begin"),
    path("<slug:service>/edit/about", part.show, name="edit_about"),
    path("<slug:service>/edit/part/<path:part>", part.show, name="edit_part"),
    path("<slug:service>/edit/add/<path:part>", arranging.add, name="edit_add"),
    path("<slug:service>/edit/arrange/<path:part>", arranging.arrange, name="edit_arrange"),
    path("<slug:service>/edit/key/<path:part>", arranging.rename, name="edit_key"),
    path("<slug:service>/edit/preview/<path:part>", preview.show, name="edit_preview"),
    path("<slug:service>/edit/text", text.show, name="edit_text"),
    path("<slug:service>/edit/clash", clash.decide, name="edit_clash"),
    path("<slug:service>/edit/history", history.show, name="edit_history"),
    path("<slug:service>/edit/changes", using.compare, name="edit_compare"),
    path("<slug:service>/edit/examples", examples.listed, name="edit_examples"),
    path("<slug:service>/edit/examples/new", examples.new, name="edit_example_new"),
    path("<slug:service>/edit/examples/of/<slug:name>", examples.one, name="edit_example"),
    path("<slug:service>/edit/use", using.use, name="edit_use"),
    path("<slug:service>/edit/update", using.update, name="edit_update"),
    path("<slug:service>/edit/discard", using.discard, name="edit_discard"),
]
