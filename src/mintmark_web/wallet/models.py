"""What a learner holds, shares and shows."""

from __future__ import annotations

import builtins
import uuid

from django.db import models
from django.utils import timezone

from mintmark.carriers.showing import to_show


class Held(models.Model):
    """A credential in somebody's wallet: its own copy, which no issuer can take back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    credential_id = models.CharField(max_length=2000)
    """The credential's own id; empty where it has none."""
    serial = models.UUIDField(null=True, blank=True, db_index=True)
    """The serial, where this office issued it."""
    bytes = models.BinaryField()
    """The file as it came."""
    kind = models.CharField(max_length=4)
    """``json``, ``jwt``, ``cose``, ``png``, ``svg``, ``pdf``: what the bytes are."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the credential, whatever file it came in."""
    document = models.JSONField()
    """What its issuer signed, without the proof: shown and searched, never served as the file."""
    told = models.JSONField(default=dict)
    """Language -> title, issuer, facts: what a card shows."""
    awarded_on = models.DateField(null=True, blank=True)
    valid_until = models.DateTimeField(null=True, blank=True)
    search = models.TextField(blank=True)
    """Everything that is searched, in lower case."""
    verdict = models.CharField(max_length=13)
    """``valid``, ``invalid``, ``indeterminate``: when it was last checked."""
    code = models.CharField(max_length=80, blank=True)
    """The error code of that time."""
    report = models.JSONField(default=list)
    """The checks of that time, as the core tells them."""
    checked_at = models.DateTimeField()
    added_at = models.DateTimeField(auto_now_add=True)

    @property
    def to_show(self) -> builtins.bytes:
        """The file as others get it. What lets its owner hide parts stays with the owner."""
        return to_show(bytes(self.bytes))

    class Meta:
        ordering = ("-awarded_on", "-added_at", "id")
        constraints = (models.UniqueConstraint(fields=("owner", "digest"), name="held_once"),)
        indexes = (models.Index(fields=("owner", "-awarded_on", "-added_at")),)


class Share(models.Model):
    """A link by which somebody may look at some credentials for some time.

    The link's token is computed from the id and the installation's secret, so that its owner can
    see it again, and nobody who reads the database can.
    """

    class Scope(models.TextChoices):
        """What the reader sees."""

        SUMMARY = "summary"
        """That it is valid, its title, issuer and day; no results."""
        WHOLE = "whole"
        """Everything, with the file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    credentials = models.ManyToManyField(Held, related_name="shares")
    label = models.CharField(max_length=200, blank=True)
    scope = models.CharField(max_length=8, choices=Scope.choices, default=Scope.SUMMARY)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "id")

    @property
    def is_open(self) -> bool:
        """Whether the link works now."""
        over = self.expires_at is not None and self.expires_at <= timezone.now()
        return self.withdrawn_at is None and not over


class ShareView(models.Model):
    """That a shared link was looked at. No address of the reader is kept."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="views")
    seen_at = models.DateTimeField(auto_now_add=True)
    downloaded = models.BooleanField(default=False)

    class Meta:
        ordering = ("-seen_at", "-id")


class Profile(models.Model):
    """A public page, by the learner's choice."""

    owner = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="+")
    handle = models.SlugField(max_length=60, unique=True)
    public = models.BooleanField(default=False)
    headline = models.CharField(max_length=200, blank=True)
    shown = models.ManyToManyField(Held, related_name="+", blank=True)

    class Meta:
        ordering = ("handle",)
