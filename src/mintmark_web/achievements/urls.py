"""The addresses of this app: for everybody, and below ``/o/<slug>/`` for members."""

from __future__ import annotations

from django.urls import path

from mintmark_web.achievements.views import (
    aligning,
    drafting,
    finishing,
    public,
    publishing,
    reading,
    reviewing,
)

urlpatterns = [
    path("badges/<uuid:pk>", public.badge, name="achievements.badge"),
    path("reviews/<uuid:pk>", public.statement, name="achievements.statement"),
    path("partners/<str:token>/", public.sign_off, name="achievements.sign-off"),
]
_VERSION = "achievements/versions/<uuid:pk>"
_READING = [
    path("achievements/", reading.listing, name="achievements.list"),
    path(f"{_VERSION}/", reading.version, name="achievements.version"),
    path(f"{_VERSION}/yaml", reading.export, name="achievements.export"),
    path(f"{_VERSION}/picture", reading.picture, name="achievements.picture"),
    path(
        f"{_VERSION}/beside/<uuid:other>/",
        reading.compare,
        name="achievements.compare",
    ),
]
_DRAFTING = [
    path("achievements/new/", drafting.begin, name="achievements.begin"),
    path("achievements/import/", drafting.import_draft, name="achievements.import"),
    path(f"{_VERSION}/edit/<slug:part>/", drafting.edit, name="achievements.edit"),
    path(
        f"{_VERSION}/edit/<slug:part>/<int:index>/",
        drafting.edit,
        name="achievements.entry",
    ),
    path(
        f"{_VERSION}/edit/<slug:part>/<int:index>/remove/",
        drafting.remove_entry,
        name="achievements.remove-entry",
    ),
    path(f"{_VERSION}/choices/", finishing.choices, name="achievements.choices"),
    path(f"{_VERSION}/image/", finishing.image, name="achievements.image"),
    path(
        f"{_VERSION}/new/",
        finishing.new_version,
        name="achievements.new-version",
    ),
    path(
        f"{_VERSION}/comments/<int:comment>/settle/",
        finishing.settle,
        name="achievements.settle",
    ),
    path(f"{_VERSION}/partners/", finishing.partner, name="achievements.partner"),
    path(f"{_VERSION}/submit/", finishing.submit, name="achievements.submit"),
    path(f"{_VERSION}/take-back/", finishing.take_back, name="achievements.take-back"),
    path(f"{_VERSION}/delete/", finishing.discard, name="achievements.discard"),
]
_ALIGNING = [
    path("achievements/skills/", aligning.bring, name="achievements.bring-skills"),
    path(
        f"{_VERSION}/edit/outcomes/<int:index>/skills/", aligning.find, name="achievements.skills"
    ),
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
    path(f"{_VERSION}/agency/", publishing.agency, name="achievements.agency"),
    path(f"{_VERSION}/review-again/", publishing.again, name="achievements.again"),
    path(f"{_VERSION}/publish/", publishing.publish, name="achievements.publish"),
    path(
        f"{_VERSION}/withdraw/",
        publishing.withdraw,
        name="achievements.withdraw",
    ),
]
office_patterns = [*_READING, *_DRAFTING, *_ALIGNING, *_REVIEWING]
