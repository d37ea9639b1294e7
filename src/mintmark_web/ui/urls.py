"""Addresses of the look itself."""

from __future__ import annotations

from django.urls import path

from mintmark_web.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.home, name="home"),
    path("look/theme/", views.theme, name="theme"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("styleguide/badge/<int:number>.svg", views.sample_badge, name="sample-badge"),
]
