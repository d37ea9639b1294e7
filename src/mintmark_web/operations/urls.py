"""Where machines ask, and whoever runs the site."""

from __future__ import annotations

from django.urls import path

from mintmark_web.operations import views

urlpatterns = [
    path("healthz", views.alive, name="operations.alive"),
    path("readyz", views.ready, name="operations.ready"),
    path("site/", views.site, name="operations.site"),
    path("csp-report/", views.breach, name="operations.breach"),
    path("metrics", views.measures, name="operations.metrics"),
]
