"""The addresses of this app: for everybody, and below ``/o/<slug>/`` for members."""

from __future__ import annotations

from django.urls import path, re_path

from mintmark_web.protocols import views

urlpatterns = [
    path("status-lists/<uuid:pk>/<slug:purpose>", views.status_list, name="protocols.status-list"),
    path("achievements/<uuid:pk>.json", views.achievement, name="protocols.achievement"),
    path("schemas/<slug:name>.json", views.schema, name="protocols.schema"),
    re_path(
        r"^vc-api/(?P<what>credentials/verify|credentials/derive|presentations/verify)/?$",
        views.verify,
        name="protocols.verify",
    ),
]
office_patterns = [path("did.json", views.did_document, name="protocols.did")]
