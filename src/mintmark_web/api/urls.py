"""The addresses of this app: the API for everybody, the tokens for members."""

from __future__ import annotations

from django.urls import path

from mintmark_web.api import views
from mintmark_web.api.site import addresses

urlpatterns = addresses()
office_patterns = [
    path("tokens/", views.tokens, name="api.tokens"),
    path("tokens/new/", views.new, name="api.new-token"),
    path("tokens/<uuid:pk>/revoke/", views.revoke, name="api.revoke"),
]
