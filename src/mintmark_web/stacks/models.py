"""Pathways, and proposals that somebody accepted."""

from __future__ import annotations

import uuid

from django.db import models


class Pathway(models.Model):
    """A stack rule that an organisation has published."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=300)
    rule = models.TextField()
    """The stack rule (YAML), as it was written."""
    achievement = models.ForeignKey(
        "achievements.Achievement",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    """The larger award that it leads to."""
    published = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("title", "id")


class Proposal(models.Model):
    """A learner's request to have a stack awarded, with what the engine said and who decided."""

    class Decision(models.TextChoices):
        """What the awarding body decides."""

        ACCEPTED = "accepted"
        DECLINED = "declined"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="proposals")
    learner = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    result = models.JSONField()
    """The core's ``StackResult``."""
    parts = models.JSONField(default=list)
    """The credentials that count: id, digest, and the bytes as they were given."""
    asked_at = models.DateTimeField(auto_now_add=True)
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True)
    reasons = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    award = models.UUIDField(null=True, blank=True)
    """The Award that came of it."""

    class Meta:
        ordering = ("-asked_at", "id")
