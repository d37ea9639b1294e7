"""The addresses of this app: for everybody, and below ``/o/<slug>/`` for members."""

from __future__ import annotations

from django.urls import path

from mintmark_web.stacks.views import authoring, deciding, drawing, learning

urlpatterns = [
    path("pathways/", learning.pathways, name="stacks.pathways-public"),
    path("pathways/<uuid:pk>/", learning.pathway, name="stacks.pathway"),
    path("pathways/<uuid:pk>/picture.svg", learning.picture, name="stacks.picture"),
    path("wallet/pathways/", learning.mine, name="stacks.mine"),
    path("wallet/pathways/<uuid:pk>/", learning.way, name="stacks.way"),
    path("wallet/pathways/<uuid:pk>/picture.svg", learning.way_picture, name="stacks.way-picture"),
    path("wallet/pathways/<uuid:pk>/plan/", learning.plan, name="stacks.plan"),
    path(
        "wallet/pathways/<uuid:pk>/plan/picture.svg",
        learning.planned_picture,
        name="stacks.plan-picture",
    ),
    path("wallet/pathways/<uuid:pk>/ask/", learning.ask, name="stacks.ask"),
    path("wallet/requests/<uuid:pk>/", learning.proposal, name="stacks.proposal"),
    path("wallet/requests/<uuid:pk>/take-back/", learning.take_back, name="stacks.take-back"),
]
office_patterns = [
    path("pathways/", authoring.pathways, name="stacks.pathways"),
    path("pathways/new/", drawing.new, name="stacks.pathway-new"),
    path("pathways/new/text/", authoring.new_text, name="stacks.pathway-new-text"),
    path("pathways/<uuid:pk>/", drawing.edit, name="stacks.pathway-edit"),
    path("pathways/<uuid:pk>/text/", authoring.edit_text, name="stacks.pathway-text"),
    path("pathways/<uuid:pk>/publish/", authoring.publish, name="stacks.pathway-publish"),
    path("pathways/<uuid:pk>/withdraw/", authoring.withdraw, name="stacks.pathway-withdraw"),
    path("stack-requests/", deciding.proposals, name="stacks.proposals"),
    path("stack-requests/<uuid:pk>/", deciding.decide, name="stacks.decide"),
]
