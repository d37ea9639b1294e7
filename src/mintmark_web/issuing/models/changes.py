"""Orders that change the status of many credentials.

Every row is committed with the order, before anything is changed. A worker changes some rows and
notes them as done in one transaction, so that whoever is killed lost nothing and doubled nothing.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mintmark_web.issuing.models.credentials import Credential


class StatusOrder(models.Model):
    """One order to suspend, reinstate or revoke: which, why, how far it has come."""

    class State(models.TextChoices):
        """From order to done."""

        RUNNING = "running", _("In progress")
        STOPPED = "stopped", _("Stopped")
        DONE = "done", _("Done")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(max_length=10, choices=Credential.Status.choices)
    """What the credentials become."""
    reason = models.TextField()
    notify = models.BooleanField(default=False)
    """Whether learners are written to."""
    total = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    trouble = models.TextField(blank=True)
    """Why it stopped by itself."""
    until = models.DateTimeField(null=True, blank=True)
    """Until when somebody works at it; after that others may."""
    claim = models.UUIDField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    """How often the mail server did not answer."""
    created_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "id")
        indexes = (models.Index(fields=("organisation", "-created_at")),)


class StatusOrderRow(models.Model):
    """One credential of such an order, and what became of it."""

    class State(models.TextChoices):
        """Still to be done, done, or not to be done."""

        WAITING = "waiting", _("Waiting")
        CHANGED = "changed", _("Changed")
        REFUSED = "refused", _("Not changed")

    order = models.ForeignKey(StatusOrder, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    trouble = models.TextField(blank=True)
    """Why it was not changed."""
    told_at = models.DateTimeField(null=True, blank=True)
    """When the learner was written to."""
    mail_trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("order", "number"), name="status_order_row_once"),
            models.UniqueConstraint(fields=("order", "credential"), name="status_order_one_each"),
        )
        indexes = (models.Index(fields=("order", "state", "number")),)
