"""Batches, credentials, status lists.

A credential's row, with its serial, content and status index, is committed before anything is
signed. Whatever stops in between can only be finished, never lost or doubled.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class StatusList(models.Model):
    """Indices for the statuses of one issuer's credentials, given out in an order that tells
    nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    issuer = models.CharField(max_length=500)
    """The DID that the credentials name as their issuer, and that signs the list."""
    size = models.PositiveIntegerField(default=131_072)
    used = models.PositiveIntegerField(default=0)
    """How many indices are given out."""
    seed = models.BinaryField()
    """From which the order of the indices follows."""

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("organisation", "issuer")),)


class StatusDocument(models.Model):
    """A list as it is served: one for each purpose, with the same indices."""

    class Purpose(models.TextChoices):
        """What a set bit says."""

        REVOCATION = "revocation"
        SUSPENSION = "suspension"

    list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="documents")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    changes = models.PositiveBigIntegerField(default=1)
    """Counts the changes; where more than ``signed_changes``, the document is out of date."""
    signed_changes = models.PositiveBigIntegerField(default=0)
    bytes = models.BinaryField(null=True, blank=True)
    method = models.CharField(max_length=700, blank=True)
    """The verification method that it was signed with."""
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("list", "purpose")
        constraints = (
            models.UniqueConstraint(fields=("list", "purpose"), name="status_document_once"),
        )


class Batch(models.Model):
    """One order to issue: a few awards or a hundred thousand."""

    class Kind(models.TextChoices):
        """Where the awards come from."""

        AWARDS = "awards", _("Awards of the assessors")
        LIST = "list", _("Award list")
        RENEWAL = "renewal", _("Renewal")
        CORRECTION = "correction", _("Correction")
        DOCUMENT = "document", _("Ready-made credential")
        """Sent whole by a program; the office signs it and keeps its status."""

    class State(models.TextChoices):
        """From order to done."""

        READING = "reading", _("In progress")
        SIGNING = "signing", _("In progress")
        STOPPED = "stopped", _("Stopped")
        DONE = "done", _("Done")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    key = models.ForeignKey("keys.Key", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(
        "achievements.Version", on_delete=models.PROTECT, null=True, related_name="+"
    )
    """What was achieved; none where the credential came ready-made."""
    achievement = models.JSONField()
    """The achievement as it stood when it was ordered, for all credentials of the batch."""
    title = models.CharField(max_length=300)
    suite = models.CharField(max_length=40)
    issued_at = models.DateTimeField()
    """The moment of issuing: from when on the credentials are valid."""
    kind = models.CharField(max_length=10, choices=Kind.choices)
    source = models.FileField(upload_to="lists/%Y/%m/", blank=True)
    """The award list (CSV), where it came as one."""
    awards = models.JSONField(default=list)
    """Otherwise the ids of the awards."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.READING)
    trouble = models.TextField(blank=True)
    """Why it stopped by itself."""
    total = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    """How many rows were read; reading goes on behind them."""
    offset = models.PositiveBigIntegerField(default=0)
    line = models.PositiveIntegerField(default=0)
    """Where in the file that is: bytes and lines before the next row."""
    chunks = models.PositiveIntegerField(default=0)
    reading_until = models.DateTimeField(null=True, blank=True)
    """Until when somebody reads; after that others may."""
    dictionary = models.BinaryField(default=bytes)
    """What the credentials share, as text, so that each takes little room."""
    notify = models.BooleanField(default=True)
    """Whether learners are written to."""
    created_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "id")
        indexes = (models.Index(fields=("organisation", "-created_at")),)


class Chunk(models.Model):
    """Some credentials of a batch that one worker signs, and then sends out, at once."""

    class Stage(models.TextChoices):
        """What is to be done next."""

        SIGN = "1-sign"
        SEND = "2-send"
        DONE = "3-done"

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    stage = models.CharField(max_length=6, choices=Stage.choices, default=Stage.SIGN)
    until = models.DateTimeField(null=True, blank=True)
    """Until when somebody works at it; after that others may."""
    claim = models.UUIDField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveIntegerField()
    signed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("batch", "number")
        constraints = (models.UniqueConstraint(fields=("batch", "number"), name="chunk_once"),)
        indexes = (models.Index(fields=("batch", "stage", "until")),)

    @property
    def organisation_id(self) -> int:
        """Whose batch it is of."""
        return self.batch.organisation_id


class RowError(models.Model):
    """A row that could not be issued: where, which, why."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="errors")
    line = models.PositiveIntegerField()
    learner = models.CharField(max_length=500, blank=True)
    code = models.CharField(max_length=60)
    message = models.TextField()
    """Every reason, one a line."""

    class Meta:
        ordering = ("line", "id")
        constraints = (models.UniqueConstraint(fields=("batch", "line"), name="row_error_once"),)


class Credential(models.Model):
    """One credential, from intent to delivery.

    What an index of several columns begins with has none of its own: a credential is written twice
    while it is issued, and each index is written with it.
    """

    class State(models.TextChoices):
        """Intended (committed, unsigned), signed (bytes stored), delivered (told), failed."""

        INTENDED = "intended", _("Waiting")
        SIGNED = "signed", _("Issued")
        DELIVERED = "delivered", _("Sent")
        FAILED = "failed", _("Not issued")

    class Status(models.TextChoices):
        """What the status lists say of it."""

        VALID = "valid", _("Valid")
        SUSPENDED = "suspended", _("Suspended")
        REVOKED = "revoked", _("Revoked")
        SUPERSEDED = "superseded", _("Superseded")

    TONES: ClassVar[dict[str, str]] = {
        "valid": "valid",
        "suspended": "warn",
        "revoked": "bad",
        "superseded": "",
    }

    serial = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, related_name="credentials", db_index=False
    )
    chunk = models.PositiveIntegerField()
    """The number of its chunk."""
    line = models.PositiveIntegerField()
    """The row of the batch's list that it came from."""
    award = models.ForeignKey(
        "awards.Award", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.ForeignKey(
        "achievements.Version", on_delete=models.PROTECT, null=True, related_name="+"
    )
    named = models.CharField(max_length=500, blank=True)
    """The id that a ready-made credential came with; empty where its serial is its id."""
    decision = models.CharField(max_length=64)
    """Names the decision (learner, achievement, day), so that it is issued once."""
    learner = models.CharField(max_length=64)
    """Names the learner, so that nobody stands twice in a batch."""
    name = models.CharField(max_length=500)
    email = models.EmailField(blank=True)
    content = models.JSONField()
    """What is to be signed beside the achievement: the core's Award, and the salt.

    Empty for what came ready-made, which can be neither renewed nor corrected here.
    """
    status_list = models.ForeignKey(
        StatusList, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    status_index = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.INTENDED)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.VALID)
    signed_at = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateTimeField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    round = models.PositiveSmallIntegerField(default=0)
    """Counts the addresses it was sent to: a new one makes the links of before useless."""
    told_at = models.DateTimeField(null=True, blank=True)
    """When the learner was last written to."""
    mail_trouble = models.CharField(max_length=200, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.ForeignKey(
        "accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    """When its learner said that they do not want it in a wallet. The link still takes it."""

    class Meta:
        ordering = ("-signed_at", "serial")
        constraints = (
            models.UniqueConstraint(
                fields=("status_list", "status_index"), name="status_index_once"
            ),
            models.UniqueConstraint(fields=("batch", "line"), name="credential_line_once"),
            models.UniqueConstraint(fields=("batch", "learner"), name="credential_learner_once"),
            models.UniqueConstraint(
                fields=("organisation", "decision"),
                condition=Q(supersedes=None) & ~Q(state="failed"),
                name="decision_issued_once",
            ),
            models.UniqueConstraint(
                fields=("organisation", "named"),
                condition=~Q(named=""),
                name="credential_named_once",
            ),
        )
        indexes = (
            models.Index(fields=("batch", "chunk", "state")),
            models.Index(fields=("organisation", "state", "-signed_at")),
            models.Index(fields=("status_list", "status")),
            models.Index(fields=("email",)),
        )

    def __str__(self) -> str:
        return self.serial.urn

    @property
    def iri(self) -> str:
        """The id that stands in the credential."""
        return self.named or self.serial.urn


class Document(models.Model):
    """A signed credential: stored once, served as it is."""

    credential = models.OneToOneField(
        Credential, on_delete=models.PROTECT, primary_key=True, related_name="document"
    )
    packed = models.BinaryField()
    """The bytes, deflated with the batch's dictionary."""
    digest = models.CharField(max_length=64)
    """The SHA-256 of the bytes."""


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
