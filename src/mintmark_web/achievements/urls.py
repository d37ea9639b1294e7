"""The addresses of this app: for everybody, and below ``/o/<slug>/`` for members."""

from __future__ import annotations

from django.urls import path

from mintmark_web.achievements.views import drafting, public, reading, reviewing

urlpatterns = [
    path("badges/<uuid:pk>", public.badge, name="achievements.badge"),
    path("reviews/<uuid:pk>", public.statement, name="achievements.statement"),
    path("partners/<str:token>/", public.sign_off, name="achievements.sign-off"),
]
_READING = [
    path("achievements/", reading.listing, name="achievements.list"),
    path("versions/<uuid:pk>/", reading.version, name="achievements.version"),
    path("versions/<uuid:pk>/yaml", reading.export, name="achievements.export"),
    path("versions/<uuid:pk>/picture", reading.picture, name="achievements.picture"),
    path("versions/<uuid:pk>/beside/<uuid:other>/", reading.compare, name="achievements.compare"),
]
_DRAFTING = [
    path("achievements/new/", drafting.begin, name="achievements.begin"),
    path("achievements/import/", drafting.import_draft, name="achievements.import"),
    path("versions/<uuid:pk>/edit/<slug:part>/", drafting.edit, name="achievements.edit"),
    path(
        "versions/<uuid:pk>/edit/<slug:part>/<int:index>/", drafting.edit, name="achievements.entry"
    ),
    path(
        "versions/<uuid:pk>/edit/<slug:part>/<int:index>/remove/",
        drafting.remove_entry,
        name="achievements.remove-entry",
    ),
    path("versions/<uuid:pk>/choices/", drafting.choices, name="achievements.choices"),
    path("versions/<uuid:pk>/image/", drafting.image, name="achievements.image"),
    path("versions/<uuid:pk>/new/", drafting.new_version, name="achievements.new-version"),
    path(
        "versions/<uuid:pk>/comments/<int:comment>/settle/",
        drafting.settle,
        name="achievements.settle",
    ),
    path("versions/<uuid:pk>/partners/", drafting.partner, name="achievements.partner"),
    path("versions/<uuid:pk>/submit/", drafting.submit, name="achievements.submit"),
]
_REVIEWING = [
    path("reviews/", reviewing.queue, name="achievements.reviews"),
    path("reviews/due/", reviewing.overdue, name="achievements.due"),
    path("reviews/<uuid:pk>/", reviewing.review, name="achievements.review"),
    path("reviews/<uuid:pk>/take/", reviewing.take, name="achievements.take"),
    path("reviews/<uuid:pk>/checklist/", reviewing.answer, name="achievements.answer"),
    path("reviews/<uuid:pk>/comment/", reviewing.comment, name="achievements.comment"),
    path("reviews/<uuid:pk>/decide/", reviewing.decide, name="achievements.decide"),
    path("reviews/<uuid:pk>/picture", reviewing.picture, name="achievements.review-picture"),
    path("versions/<uuid:pk>/agency/", reviewing.agency, name="achievements.agency"),
    path("versions/<uuid:pk>/review-again/", reviewing.again, name="achievements.again"),
    path("versions/<uuid:pk>/publish/", reviewing.publish, name="achievements.publish"),
    path("versions/<uuid:pk>/withdraw/", reviewing.withdraw, name="achievements.withdraw"),
]
office_patterns = [*_READING, *_DRAFTING, *_REVIEWING]
