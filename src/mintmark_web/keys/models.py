"""The signing keys of organisations."""

from __future__ import annotations

import uuid

from django.db import models


class Key(models.Model):
    """A signing key of an organisation; the secret is encrypted at rest."""

    class State(models.TextChoices):
        """Active keys sign; retired ones are still listed; compromised ones are revoked."""

        ACTIVE = "active"
        RETIRED = "retired"
        COMPROMISED = "compromised"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=12)
    """``ed25519``, ``p256``, ``p384``."""
    controller = models.CharField(max_length=500)
    """The issuer's DID."""
    method = models.CharField(max_length=600)
    """The verification method's id."""
    public = models.JSONField()
    """The public half, as a Multikey."""
    secret = models.TextField()
    """The key file's text, encrypted with the installation's secret."""
    state = models.CharField(max_length=12, choices=State.choices, default=State.ACTIVE)
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "id")
