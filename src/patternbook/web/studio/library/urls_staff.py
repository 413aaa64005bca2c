"""What curators do with the library, below the addresses of their council."""

from __future__ import annotations

from django.urls import path

from patternbook.web.studio.library.views import previewing, publishing, reviewing

urlpatterns = [
    path("<slug:service>/preview", previewing.preview, name="service_preview"),
    path("<slug:service>/publish", publishing.publish, name="service_publish"),
    path("<slug:service>/recall/<str:number>", publishing.recall, name="service_recall"),
    path("<slug:service>/review/<str:number>", reviewing.review, name="service_review"),
]
