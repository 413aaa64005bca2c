"""Signing in and out, and what concerns accounts."""

from __future__ import annotations

from django.urls import path

from patternbook.web.authorities.views import password, sign_ins, signing

urlpatterns = [
    path("sign-in", signing.sign_in, name="sign_in"),
    path("sign-out", signing.sign_out, name="sign_out"),
    path("password", password.change_password, name="change_password"),
    path("<slug:council>/sign-ins", sign_ins.sign_ins, name="staff_sign_ins"),
]
