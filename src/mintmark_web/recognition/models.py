"""Offices that recognise, what they recognise against, and their cases."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Procedure(models.Model):
    """What an office makes known beforehand (Lisbon Recognition Convention, III.5)."""

    organisation = models.OneToOneField(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    months = models.PositiveSmallIntegerField(default=4)
    """How many months a decision may take; four at most."""
    appeal_days = models.PositiveSmallIntegerField(default=30)
    appeal_to = models.CharField(max_length=300)


class Module(models.Model):
    """What recognition is asked for: a part of the organisation's own curriculum."""

    class Kind(models.TextChoices):
        """As in the core's ``Target.kind``."""

        MODULE = "module", _("Credit for a module")
        QUALIFICATION = "qualification", _("A whole qualification")
        EXEMPTION = "exemption", _("Exemption from a part")
        ACCESS = "access", _("Access to a programme")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.MODULE)
    title = models.CharField(max_length=300)
    version = models.PositiveIntegerField(default=1)
    achievement = models.ForeignKey(
        "achievements.Achievement",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    """The organisation's own achievement that it stands for: it can then be awarded."""
    document = models.TextField()
    """The core's ``Target`` (JSON)."""
    open = models.BooleanField(default=True)
    """Whether learners may apply."""
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("title", "id")

    def __str__(self) -> str:
        return self.title


class Case(models.Model):
    """One request to have learning recognised."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    """Who decides."""
    applicant = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="cases")
    kind = models.CharField(max_length=20, choices=Module.Kind.choices)
    title = models.CharField(max_length=300)
    name = models.CharField(max_length=300)
    """The applicant's name, as in the case."""
    document = models.TextField()
    """The core's recognition case (JSON), all its events included."""
    entry = models.TextField(blank=True)
    """The core's entry for a list of cases (JSON); precedents are found by it."""
    comparison = models.TextField(blank=True)
    """The core's last comparison (JSON), with the whole table."""
    state = models.CharField(max_length=20)
    due_on = models.DateField(null=True, blank=True)
    waiting_since = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    statement = models.BinaryField(null=True, blank=True)
    """The signed decision, as it is served."""
    award = models.OneToOneField(
        "awards.Award", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """What followed from the decision, where the achievement is the organisation's own."""
    published_at = models.DateTimeField(null=True, blank=True)
    public_words = models.TextField(blank=True)
    """What everybody may read of the reasons, without anything personal."""
    public_sources = models.TextField(blank=True)
    """The titles of what was recognised, or was not; one a line."""
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("due_on", "opened_at", "id")
        indexes = (
            models.Index(fields=("organisation", "state", "due_on")),
            models.Index(fields=("published_at",)),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def owner_id(self) -> int:
        """Whose case it is."""
        return self.applicant_id


class CaseFile(models.Model):
    """A credential or a piece of evidence that the applicant handed in: the exact bytes."""

    class Kind(models.TextChoices):
        """What it is."""

        CREDENTIAL = "credential", _("Credential")
        EVIDENCE = "evidence", _("Evidence")
        DOCUMENT = "document", _("Document")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=200)
    bytes = models.BinaryField()
    media_type = models.CharField(max_length=100)
    """Found out from the content, never taken from the upload."""
    digest = models.CharField(max_length=120)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("added_at", "id")
