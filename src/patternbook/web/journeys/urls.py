"""Residents' addresses. Keys show `_` as `-`; a definition's page is the last, after all fixed names."""

from __future__ import annotations

from django.urls import path

from patternbook.web.journeys.views import council, feedback, journey, progress, saving

urlpatterns = [
    path("<slug:council>/", council.home, name="council_home"),
    path("<slug:council>/accessibility", council.accessibility, name="council_accessibility"),
    path("<slug:council>/privacy", council.privacy, name="council_privacy"),
    path("<slug:council>/cookies", council.cookies, name="council_cookies"),
    path("<slug:council>/contact", council.contact, name="council_contact"),
    path("<slug:council>/resume/<str:token>", saving.resume, name="journey_resume"),
    path("<slug:council>/progress/<str:token>", progress.progress, name="case_progress"),
    path("<slug:council>/progress/<str:token>/<slug:event>", progress.event, name="case_event"),
    path("<slug:council>/<slug:service>/", journey.start, name="journey_start"),
    path("<slug:council>/<slug:service>/tasks", journey.tasks, name="journey_tasks"),
    path("<slug:council>/<slug:service>/check-answers", journey.check_answers, name="journey_check"),
    path("<slug:council>/<slug:service>/confirmation", journey.confirmation, name="journey_confirmation"),
    path("<slug:council>/<slug:service>/end/<slug:end>", journey.end, name="journey_end"),
    path("<slug:council>/<slug:service>/save", saving.save, name="journey_save"),
    path("<slug:council>/<slug:service>/saved", saving.saved, name="journey_saved"),
    path("<slug:council>/<slug:service>/feedback", feedback.feedback, name="journey_feedback"),
    path("<slug:council>/<slug:service>/timed-out", saving.timed_out, name="journey_timed_out"),
    path("<slug:council>/<slug:service>/elsewhere", saving.elsewhere, name="journey_elsewhere"),
    path("<slug:council>/<slug:service>/<slug:page>", journey.page, name="journey_page"),
]
