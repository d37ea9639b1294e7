"""The addresses of this app: for everybody, and below ``/o/<slug>/`` for members."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
office_patterns: list[URLPattern] = []
