"""Recognition cases: the core's case as a document, columns for what is searched."""

from __future__ import annotations

import uuid

from django.db import models


class Case(models.Model):
    """One request to have learning recognised."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    """Who decides."""
    applicant = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=20)
    """``module``, ``qualification``, ``exemption``, ``access``."""
    title = models.CharField(max_length=300)
    document = models.JSONField()
    """The core's recognition case, all its events included."""
    state = models.CharField(max_length=20)
    due_on = models.DateField(null=True, blank=True, db_index=True)
    achievement_id = models.CharField(max_length=2000, blank=True, db_index=True)
    """The achievement of the credential that is to be recognised; precedents are found by it."""
    outcome = models.CharField(max_length=10, blank=True)
    statement = models.BinaryField(null=True, blank=True)
    """The signed decision, as it is served."""
    opened_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due_on", "opened_at", "id")


class CaseFile(models.Model):
    """A credential or a piece of evidence that the applicant handed in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    bytes = models.BinaryField()
    media_type = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("added_at", "id")
