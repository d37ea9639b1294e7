"""The signing keys of organisations."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mintmark_web.keys.types import KINDS


class Key(models.Model):
    """A signing key of an organisation; the secret is encrypted at rest."""

    class State(models.TextChoices):
        """What a key may still do."""

        ACTIVE = "active", _("In use")
        RETIRED = "retired", _("Retired")
        """Signs nothing new, but the status lists of what it signed; what it signed holds."""
        COMPROMISED = "compromised", _("Compromised")
        """Signs nothing any more, and is told to the world as revoked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=KINDS)
    controller = models.CharField(max_length=500)
    """The DID that it speaks for."""
    method = models.CharField(max_length=700, unique=True)
    """The verification method's id."""
    public = models.CharField(max_length=200)
    """The public half, as a Multikey."""
    secret = models.TextField(blank=True)
    """The key file's text, encrypted with the installation's secret; empty once compromised."""
    state = models.CharField(max_length=12, choices=State.choices, default=State.ACTIVE)
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    """Since when nothing that it signed is to be believed."""

    class Meta:
        ordering = ("-created_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "kind"),
                condition=models.Q(state="active"),
                name="one_active_key_of_a_kind",
            ),
        )

    def __str__(self) -> str:
        return self.method
