"""The officers' addresses, below /staff/."""

from __future__ import annotations

from django.urls import path

from patternbook.web.casework.views import acting, case, queue

urlpatterns = [
    path("", queue.home, name="staff_home"),
    path("<slug:council>/", queue.show, name="staff_queue"),
    path("<slug:council>/search", queue.search, name="staff_search"),
    path("<slug:council>/cases/<str:reference>", case.show, name="staff_case"),
    path("<slug:council>/cases/<str:reference>/assign", case.assign, name="staff_assign"),
    path("<slug:council>/cases/<str:reference>/notes", case.note, name="staff_note"),
    path(
        "<slug:council>/cases/<str:reference>/notices/<int:notice>", case.settle_notice, name="staff_notice"
    ),
    path("<slug:council>/cases/<str:reference>/tasks/<slug:task>", acting.task, name="staff_task"),
    path(
        "<slug:council>/cases/<str:reference>/tasks/<slug:task>/<str:item>",
        acting.task,
        name="staff_task_item",
    ),
    path("<slug:council>/cases/<str:reference>/events/<slug:event>", acting.event, name="staff_event"),
]
