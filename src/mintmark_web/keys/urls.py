"""The addresses of this app: below ``/o/<slug>/`` for members."""

from __future__ import annotations

from django.urls import path

from mintmark_web.keys import views

office_patterns = [
    path("keys/", views.keys, name="keys.list"),
    path("keys/new/", views.new, name="keys.new"),
    path("keys/<uuid:pk>/rotate/", views.rotate, name="keys.rotate"),
    path("keys/<uuid:pk>/retire/", views.retire, name="keys.retire"),
    path("keys/<uuid:pk>/give-up/", views.compromise, name="keys.compromise"),
]
