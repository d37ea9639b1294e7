"""Where the demo answers."""

from __future__ import annotations

from django.urls import path

from mintmark_web.demo import views

urlpatterns = [
    path("demo/", views.people, name="demo.people"),
    path("demo/enter/", views.enter, name="demo.enter"),
    path("demo/letters/", views.letters, name="demo.letters"),
]
