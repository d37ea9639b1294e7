"""Attempts at an assessment, and what is handed in and given for them."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils.translation import gettext_lazy as _

from mintmark_web.awards.models.taking_part import Enrolment


def private_files() -> FileSystemStorage:
    """Return where evidence lies: among the files that are backed up, at no address."""
    return FileSystemStorage(location=settings.MEDIA_ROOT / "private")


def _place_of(evidence: Any, _name: str) -> str:
    """Name a file by its row, never by what somebody called it."""
    return f"evidence/{evidence.pk.hex[:2]}/{evidence.pk.hex}"


class Attempt(models.Model):
    """One go at one assessment, formative or final."""

    class State(models.TextChoices):
        """From asked for to settled."""

        REQUESTED = "requested", _("Asked for")
        OPEN = "open", _("Open")
        HANDED_IN = "handed-in", _("Handed in")
        MARKED = "marked", _("Marked")
        MODERATED = "moderated", _("Confirmed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts")
    assessment = models.CharField(max_length=100)
    """The local id of the achievement's assessment."""
    formative = models.BooleanField(default=False)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    asked_by_learner = models.BooleanField(default=False)
    arrangement = models.TextField(blank=True)
    """When, where and how, in the assessor's words."""
    score = models.DecimalField(max_digits=7, decimal_places=6, null=True, blank=True)
    level = models.CharField(max_length=100, blank=True)
    grade = models.CharField(max_length=50, blank=True)
    passed = models.BooleanField(null=True, blank=True)
    feedback = models.TextField(blank=True)
    assessor = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    marked_at = models.DateTimeField(null=True, blank=True)
    moderator = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    moderated_at = models.DateTimeField(null=True, blank=True)
    moderation = models.TextField(blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("enrolment", "assessment", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("enrolment", "assessment", "number"), name="attempt_number_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(moderator=models.F("assessor"))
                | models.Q(moderator=None)
                | models.Q(assessor=None),
                name="attempt_two_people",
            ),
        )
        indexes = (models.Index(fields=("state", "opened_at")),)

    @property
    def organisation_id(self) -> int:
        """It belongs to whom the offering belongs to."""
        return self.enrolment.organisation_id

    @property
    def owner_id(self) -> int | None:
        """The learner. One query."""
        return self.enrolment.owner_id

    @property
    def is_settled(self) -> bool:
        """Whether it is marked, so that the learner can hand in nothing more."""
        return self.state in (self.State.MARKED, self.State.MODERATED)


class Claim(models.Model):
    """For recognition of prior learning: how and where the learner learnt one outcome."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="claims")
    outcome = models.CharField(max_length=100)
    """The local id of the outcome."""
    statement = models.TextField()

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("attempt", "outcome"), name="claim_once"),)


class Mark(models.Model):
    """An assessor's mark for one outcome in one attempt."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="marks")
    outcome = models.CharField(max_length=100)
    """The local id of the outcome."""
    level = models.CharField(max_length=100, blank=True)
    score = models.DecimalField(max_digits=7, decimal_places=6, null=True, blank=True)
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("attempt", "outcome"), name="mark_once"),)


class Evidence(models.Model):
    """A piece of work that shows what was achieved: a file, or an address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="evidence")
    outcome = models.CharField(max_length=100, blank=True)
    """The local id of the outcome that it shows; empty for all of them."""
    name = models.CharField(max_length=200)
    file = models.FileField(storage=private_files, upload_to=_place_of, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    """Found out from the content, never taken from the upload."""
    size = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    narrative = models.TextField(blank=True)
    shown = models.BooleanField(default=False)
    """Whether the learner wants it named in the credential."""
    uploaded_by = models.ForeignKey(
        "accounts.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("uploaded_at", "id")

    @property
    def organisation_id(self) -> int:
        """It belongs to whom the offering belongs to."""
        return self.attempt.organisation_id

    @property
    def owner_id(self) -> int | None:
        """The learner. One query."""
        return self.attempt.owner_id
