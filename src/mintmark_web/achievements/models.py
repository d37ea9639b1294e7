"""Achievements, their versions, and what was decided about each version."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mintmark_web.achievements.outline import named


class Achievement(models.Model):
    """A micro-credential of one provider, through all its versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=300)
    """The newest version's title, in its first language; for lists only."""
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-changed_at", "id")
        indexes = (models.Index(fields=("organisation", "-changed_at")),)

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """One version: a draft that grows, then a text that stands."""

    class State(models.TextChoices):
        """From first line to public page. Nothing that left ``draft`` is ever changed."""

        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("In review")
        RETURNED = "returned", _("Sent back")
        """Sent back with comments: the next version starts from it."""
        TAKEN_BACK = "taken-back", _("Taken back")
        """Taken back by the designer before it was decided: the next version starts from it."""
        REJECTED = "rejected", _("Turned down")
        APPROVED = "approved", _("Approved")
        PUBLISHED = "published", _("Published")
        REPLACED = "replaced", _("Replaced by a newer version")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    document = models.JSONField(default=dict)
    """The draft as data, in the shape that ``mintmark.read_draft`` reads, whole or not.

    Without ``id``, ``version`` and ``issuer``, which the office knows itself.
    """
    languages = models.JSONField(default=list)
    """The languages that it is written in, the first one first."""
    frameworks = models.JSONField(default=list)
    """The ids of the frameworks that it is to be held against."""
    image = models.FileField(upload_to="badges/%Y/", blank=True)
    """The badge's picture; where there is none, one is made from title and colours."""
    colour = models.CharField(max_length=7, blank=True)
    """The ground of the made picture, as ``#rrggbb``; empty for one chosen by the title."""
    words = models.TextField(blank=True)
    """The words of title and outcomes without case and accents; set when it is published."""
    edition = models.PositiveIntegerField(default=0)
    """Counts the saves, so that two who edit at once don't overwrite one another."""
    created_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    review_due = models.DateField(null=True, blank=True)
    """By when a framework wants it reviewed again; a day that a reviewer set counts instead."""

    class Meta:
        ordering = ("achievement", "-number")
        constraints = (
            models.UniqueConstraint(fields=("achievement", "number"), name="version_number_once"),
        )
        indexes = (models.Index(fields=("state", "published_at")),)

    def __str__(self) -> str:
        return f"{self.achievement.title} ({self.number})"

    @property
    def organisation_id(self) -> int:
        """Whose it is."""
        return self.achievement.organisation_id

    @property
    def title(self) -> str:
        """The title, in the first language that has one."""
        told = self.document.get("title") or ""
        return told if isinstance(told, str) else next(iter(told.values()), "")

    @property
    def is_open(self) -> bool:
        """Whether it may still be changed."""
        return self.state == self.State.DRAFT


class Review(models.Model):
    """What an internal or external reviewer looked at and decided."""

    class Kind(models.TextChoices):
        """Whose review it is."""

        INTERNAL = "internal", _("Internal")
        EXTERNAL = "external", _("External")

    class Decision(models.TextChoices):
        """What a review ends with."""

        APPROVED = "approved", _("Approved")
        APPROVED_WITH_CONDITIONS = "conditions", _("Approved with conditions")
        RETURNED = "returned", _("Sent back to be worked on")
        REJECTED = "rejected", _("Turned down")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    """Who reviews: the provider itself, or a quality agency."""
    reviewer = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checklist = models.JSONField(default=dict)
    """By ``framework/rule``: the reviewer's ``answer`` (yes, no, unsure) and ``comment``."""
    conditions = models.TextField(blank=True)
    decision = models.CharField(max_length=12, choices=Decision.choices, blank=True)
    reasons = models.TextField(blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    review_due = models.DateField(null=True, blank=True)
    """The day by which the achievement has to be looked at again."""
    statement = models.BinaryField(null=True, blank=True)
    """The signed decision as it is served; a credential links to it."""
    repeats = models.BooleanField(default=False)
    """A review of what is published already, because it was due."""

    class Meta:
        ordering = ("asked_at", "id")
        indexes = (
            models.Index(fields=("organisation", "decision", "asked_at")),
            models.Index(fields=("review_due",)),
        )


class Comment(models.Model):
    """A remark on one part of a version."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="comments")
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    """Which field it is about (``outcomes.0.title``); empty for the whole."""
    text = models.TextField()
    written_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("written_at", "id")

    @property
    def place_name(self) -> str:
        """Which field of the draft it is about, in words."""
        return named(self.version.document, self.place)


class SignOff(models.Model):
    """An employer partner's word on a version, asked for by e-mail."""

    class Answer(models.TextChoices):
        """What the partner says."""

        SUPPORTS = "supports", _("We support it")
        OBJECTS = "objects", _("We do not support it as it is")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="sign_offs")
    partner = models.CharField(max_length=300)
    email = models.EmailField()
    token_hash = models.CharField(max_length=64, unique=True)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    name = models.CharField(max_length=200, blank=True)
    comment = models.TextField(blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "id")

    @property
    def organisation_id(self) -> int:
        """Whose achievement it is about."""
        return self.version.organisation_id


class Feedback(models.Model):
    """What a learner says of an achievement afterwards."""

    achievement = models.ForeignKey(Achievement, on_delete=models.CASCADE, related_name="feedback")
    learner = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    rating = models.PositiveSmallIntegerField()
    """One to five."""
    text = models.TextField(blank=True)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-given_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("achievement", "learner"), name="feedback_once"),
        )


class Skill(models.Model):
    """An entry of ESCO, as an organisation brought it along, to be found by its words."""

    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.CASCADE, related_name="+"
    )
    uri = models.CharField(max_length=200)
    kind = models.CharField(max_length=16)
    """``esco-skill`` or ``esco-occupation``."""
    name = models.CharField(max_length=500)
    folded = models.TextField()
    """The name and its other names without case and accents, to search in."""

    class Meta:
        ordering = ("name", "uri")
        constraints = (models.UniqueConstraint(fields=("organisation", "uri"), name="skill_once"),)

    def __str__(self) -> str:
        return self.name
