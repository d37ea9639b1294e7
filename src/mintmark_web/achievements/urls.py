"""The addresses of this app: for everybody, and below ``/o/<slug>/`` for members."""

from __future__ import annotations

from django.urls import URLPattern, path

from mintmark_web.achievements.views import public

urlpatterns = [
    path("badges/<uuid:pk>", public.badge, name="achievements.badge"),
    path("reviews/<uuid:pk>", public.statement, name="achievements.statement"),
]
office_patterns: list[URLPattern] = []
