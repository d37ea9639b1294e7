"""Addresses of the look itself."""

from __future__ import annotations

from django.urls import path
from django.views.i18n import set_language

from mintmark_web.ui import views

urlpatterns = [
    path("", views.home, name="ui.home"),
    path("look/theme/", views.theme, name="ui.theme"),
    path("look/language/", set_language, name="ui.language"),
    path("styleguide/", views.styleguide, name="ui.styleguide"),
    path("styleguide/badge/<int:number>.svg", views.sample_badge, name="ui.sample-badge"),
]
