"""Pathways, and proposals that somebody decides."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pathway(models.Model):
    """A stack rule of an organisation: the text it works on, and the text that is public."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=300)
    """Of the working text, in its own language."""
    rule = models.TextField()
    """The stack rule (YAML), as it was written last."""
    public_title = models.CharField(max_length=300, blank=True)
    public_rule = models.TextField(blank=True)
    """The rule as learners see it; empty where it is not published."""
    edition = models.PositiveIntegerField(default=1)
    """Counts the saves, so that two who edit at once don't overwrite one another."""
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("title", "id")
        indexes = (models.Index(fields=("published_at",)),)

    def __str__(self) -> str:
        return self.title

    @property
    def published(self) -> bool:
        """Whether learners see it."""
        return self.published_at is not None

    @property
    def has_changes(self) -> bool:
        """Whether what was written last is not what learners see."""
        return self.published and self.rule != self.public_rule


class Proposal(models.Model):
    """A learner's request to have a stack awarded, with what the engine said and who decided."""

    class Decision(models.TextChoices):
        """What the awarding body decides."""

        ACCEPTED = "accepted", _("Awarded")
        DECLINED = "declined", _("Declined")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="proposals")
    learner = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    rule = models.TextField()
    """The rule as it was public on the day."""
    result = models.JSONField()
    """The core's ``StackResult``, as the learner saw it."""
    message = models.TextField(blank=True)
    """What the learner wants to say to whoever decides."""
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
        ordering = ("asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("pathway", "learner"),
                condition=models.Q(decision=""),
                name="one_open_proposal",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def organisation_id(self) -> int:
        """Who decides."""
        return self.pathway.organisation_id

    @property
    def owner_id(self) -> int:
        """Whose request it is."""
        return self.learner_id


class Part(models.Model):
    """A credential that counts in a proposal: the exact bytes, to be verified again."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="parts")
    credential = models.CharField(max_length=2000)
    name = models.CharField(max_length=500)
    bytes = models.BinaryField()

    class Meta:
        ordering = ("id",)
