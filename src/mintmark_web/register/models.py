"""What the public register searches: one row for each published achievement."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """A published achievement as the register shows it; made anew whenever it changes."""

    achievement = models.OneToOneField(
        "achievements.Achievement", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.CASCADE, related_name="+"
    )
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    search = models.TextField()
    """Everything that full-text search looks at."""
    facts = models.JSONField()
    """What a result and a comparison show."""
    country = models.CharField(max_length=2, blank=True, db_index=True)
    language = models.CharField(max_length=12, blank=True, db_index=True)
    mode = models.CharField(max_length=20, blank=True, db_index=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True, db_index=True)
    """In the European Qualifications Framework, where it can be told."""
    hours = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    """The workload, for the facet by size."""
    fee = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    published_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-published_at", "achievement")


class Facet(models.Model):
    """A value by which entries can be chosen: a skill, a field of study, a framework met."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="facets")
    kind = models.CharField(max_length=12)
    """``skill``, ``field``, ``framework``."""
    value = models.CharField(max_length=500)
    label = models.CharField(max_length=300)

    class Meta:
        ordering = ("kind", "label", "id")
        constraints = (
            models.UniqueConstraint(fields=("entry", "kind", "value"), name="facet_once"),
        )
        indexes = (models.Index(fields=("kind", "value")),)
