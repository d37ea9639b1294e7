"""Batches, credentials, status lists.

A credential's row, with its serial, content and status index, is committed before anything is
signed. Whatever stops in between can only be finished, never lost or doubled.
"""

from __future__ import annotations

import uuid

from django.db import models


class StatusList(models.Model):
    """A Bitstring Status List: indices are given out in an order that tells nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.CharField(max_length=20)
    """``revocation``, ``suspension``."""
    size = models.PositiveIntegerField(default=131_072)
    used = models.PositiveIntegerField(default=0)
    seed = models.BinaryField()
    """From which the order of the indices follows."""
    signed = models.BinaryField(null=True, blank=True)
    """The signed list as it is served."""
    signed_at = models.DateTimeField(null=True, blank=True)
    dirty = models.BooleanField(default=True)
    """Whether a status changed since it was signed."""

    class Meta:
        ordering = ("id",)


class Batch(models.Model):
    """One order to issue: a few awards or a hundred thousand."""

    class State(models.TextChoices):
        """From order to done."""

        READING = "reading"
        SIGNING = "signing"
        STOPPED = "stopped"
        DONE = "done"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    key = models.ForeignKey("keys.Key", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("achievements.Version", on_delete=models.PROTECT, related_name="+")
    suite = models.CharField(max_length=40)
    source = models.FileField(upload_to="lists/%Y/%m/", blank=True)
    """The award list (CSV), where it came as one."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.READING)
    total = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    """How many rows of the source were read; reading goes on from here."""
    signed = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    notify = models.BooleanField(default=True)
    """Whether learners are written to."""
    created_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "id")


class RowError(models.Model):
    """A row that could not be issued: where, which, why."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="errors")
    line = models.PositiveIntegerField()
    code = models.CharField(max_length=60)
    message = models.TextField()
    row = models.JSONField(default=dict)

    class Meta:
        ordering = ("line", "id")
        constraints = (models.UniqueConstraint(fields=("batch", "line"), name="row_error_once"),)


class Credential(models.Model):
    """One credential, from intent to delivery."""

    class State(models.TextChoices):
        """Intended (committed, unsigned), signed (bytes stored), delivered (told)."""

        INTENDED = "intended"
        SIGNED = "signed"
        DELIVERED = "delivered"

    class Status(models.TextChoices):
        """What the status list says of it."""

        VALID = "valid"
        SUSPENDED = "suspended"
        REVOKED = "revoked"
        SUPERSEDED = "superseded"

    serial = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="credentials")
    award = models.OneToOneField(
        "awards.Award", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    line = models.PositiveIntegerField(null=True, blank=True)
    """The row of the batch's list that it came from."""
    version = models.ForeignKey("achievements.Version", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    content = models.JSONField()
    """What is to be signed: the core's Award, and what the office adds."""
    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="+")
    status_index = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.INTENDED)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.VALID)
    bytes = models.BinaryField(null=True, blank=True)
    """The signed credential, as it is served."""
    digest = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateTimeField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    claim_hash = models.CharField(max_length=64, blank=True, db_index=True)
    """The hash of the token in the learner's link."""
    claimed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-signed_at", "serial")
        constraints = (
            models.UniqueConstraint(
                fields=("status_list", "status_index"), name="status_index_once"
            ),
            models.UniqueConstraint(fields=("batch", "line"), name="credential_line_once"),
        )
        indexes = (
            models.Index(fields=("batch", "state")),
            models.Index(fields=("organisation", "state", "-signed_at")),
            models.Index(fields=("email",)),
        )


class StatusChange(models.Model):
    """Suspended, reinstated, revoked, superseded: by whom, when and why."""

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="changes")
    status = models.CharField(max_length=10, choices=Credential.Status.choices)
    reason = models.TextField()
    changed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("changed_at", "id")
