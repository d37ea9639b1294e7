"""What the public register shows and searches: an entry for each published achievement."""

from __future__ import annotations

from django.db import models


class Term(models.Model):
    """A value by which entries can be chosen: a skill, a level, a framework met."""

    id = models.AutoField(primary_key=True)
    kind = models.CharField(max_length=12)
    """A ``types.Kind``."""
    value = models.CharField(max_length=500)
    label = models.CharField(max_length=300, blank=True)
    """What it is called, where no vocabulary tells."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "value"), name="term_once"),)

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"


class Entry(models.Model):
    """A published achievement as the register shows it; made anew whenever it changes.

    Its number tells the order of first publication, in which everything is listed.
    What is searched in the texts stands in a table of its own, which the database's own full-text
    search reads: see ``words``.
    """

    achievement = models.OneToOneField(
        "achievements.Achievement", on_delete=models.CASCADE, related_name="+"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.CASCADE, related_name="+"
    )
    document = models.JSONField()
    """The core's Achievement noun, as JSON."""
    verdicts = models.JSONField(default=dict)
    """By framework: whether the achievement conforms, does not, or it cannot be told."""
    is_listed = models.BooleanField(default=True)
    """Whether it is offered. The page of what is not stays: credentials lead to it."""
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField(auto_now=True)
    terms: models.ManyToManyField[Term, Placing] = models.ManyToManyField(
        Term, through="Placing", related_name="+"
    )

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index("organisation", "is_listed", "id", name="entry_by_provider"),)

    def __str__(self) -> str:
        return str(self.achievement_id)


class Placing(models.Model):
    """That a term is true of an entry. Two indexes hold all of it, so the rows are never read."""

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="placings", db_index=False
    )
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("entry", "term"), name="placing_once"),)
        indexes = (models.Index(fields=("term", "entry"), name="placing_by_term"),)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.term_id}"
