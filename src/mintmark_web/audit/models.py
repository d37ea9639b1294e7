"""One entry of the record. No foreign keys: the record outlives what it speaks of."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class AppendOnlyError(Exception):
    """Somebody tried to change or delete an entry of the record."""


class RecordQuerySet(models.QuerySet["Record"]):
    """Reads only; the database refuses the rest as well, through triggers."""

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError


class Record(models.Model):
    """Somebody did something to something.

    Attributes:
        sequence: 1, 2, 3 ... without a gap.
        previous: the seal of the entry before, in hexadecimal; 64 zeros before the first.
        seal: SHA-256 over the canonical JSON of all the other fields.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    user_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    via = models.CharField(max_length=8)
    action = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=64, blank=True)
    subject_id = models.CharField(max_length=64, blank=True)
    summary = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ("-sequence",)
        indexes = (
            models.Index(fields=("organisation_id", "-sequence"), name="audit_by_organisation"),
            models.Index(fields=("subject_type", "subject_id"), name="audit_by_subject"),
        )

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.subject_type} {self.subject_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new entry; refuse to save an old one again."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError
