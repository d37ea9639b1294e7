"""Who may call the API, and which calls were answered already."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Token(models.Model):
    """A key to the API: acts for its owner in one organisation. Only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.CASCADE, related_name="+"
    )
    owner = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    """For whom it acts, with the roles that they have when it is used."""
    name = models.CharField(_("name"), max_length=100)
    prefix = models.CharField(max_length=12)
    """Its first characters, to tell tokens apart."""
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)
    secret: str = ""
    """Its text, where it was made just now; never stored."""

    class Meta:
        ordering = ("-created_at", "id")

    def __str__(self) -> str:
        return self.name


class Answered(models.Model):
    """The answer to a call with an idempotency key, written in the transaction of its work."""

    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    media_type = models.CharField(max_length=100, blank=True)
    body = models.BinaryField(default=b"")
    answered_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("token", "key"), name="answered_once"),)

    def __str__(self) -> str:
        return f"{self.token_id} {self.key}"
