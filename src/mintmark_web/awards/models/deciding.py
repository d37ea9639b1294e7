"""Awards, and lists that are to become awards or enrolments."""

from __future__ import annotations

import uuid

from django.db import models

from mintmark_web.awards.models.taking_part import Enrolment, Offering


class Award(models.Model):
    """The decision that a learner has achieved it: what a credential is issued for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    version = models.ForeignKey("achievements.Version", on_delete=models.PROTECT, related_name="+")
    offering = models.ForeignKey(
        Offering, on_delete=models.PROTECT, null=True, blank=True, related_name="awards"
    )
    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="award"
    )
    """None for an award that came in with a list, or by a stack."""
    key = models.CharField(max_length=64, unique=True)
    """The core's ``decision_key``: the same learner, achievement and day are awarded once."""
    name = models.CharField(max_length=500)
    email = models.EmailField(blank=True)
    awarded_on = models.DateField()
    document = models.JSONField()
    """The core's ``Award``."""
    decided_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-decided_at", "id")
        indexes = (
            models.Index(fields=("organisation", "-decided_at")),
            models.Index(fields=("version", "email")),
        )

    @property
    def iri(self) -> str:
        """Its address, which a credential carries."""
        return f"urn:uuid:{self.pk}"


class Upload(models.Model):
    """A list that was sent and not yet taken: enrolments, or results. Gone after it is used."""

    class Kind(models.TextChoices):
        """What the list holds."""

        LEARNERS = "learners"
        RESULTS = "results"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="uploads")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=200)
    encoding = models.CharField(max_length=20)
    text = models.TextField()
    sent_by = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-sent_at", "id")

    @property
    def organisation_id(self) -> int:
        """It belongs to whom the offering belongs to."""
        return self.offering.organisation_id
