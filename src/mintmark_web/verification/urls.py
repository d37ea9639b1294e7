"""The addresses of this app: for everybody, and below ``/o/<slug>/`` for members."""

from __future__ import annotations

from django.urls import URLPattern, path

from mintmark_web.verification import views

urlpatterns: list[URLPattern] = [
    path("verify/", views.verify, name="verification.verify"),
    path("verify/credential/<uuid:serial>/", views.credential, name="verification.credential"),
]
office_patterns: list[URLPattern] = []
