"""From an offering to the decision that one person has achieved it."""

from __future__ import annotations

import uuid

from django.db import models


class Offering(models.Model):
    """One run of an achievement: when, where, how many places."""

    class State(models.TextChoices):
        """Planned, open to enrolment, closed."""

        PLANNED = "planned"
        OPEN = "open"
        CLOSED = "closed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    version = models.ForeignKey("achievements.Version", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    apply_by = models.DateField(null=True, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    language = models.CharField(max_length=12, blank=True)
    mode = models.CharField(max_length=20, blank=True)
    fee = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-starts_on", "-created_at", "id")


class Cohort(models.Model):
    """A group of learners within an offering."""

    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="cohorts")
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=("offering", "name"), name="cohort_once"),)


class Enrolment(models.Model):
    """One learner in one offering. The learner may not have an account yet."""

    class State(models.TextChoices):
        """Where the learner stands."""

        REQUESTED = "requested"
        ACTIVE = "active"
        WITHDRAWN = "withdrawn"
        COMPLETED = "completed"

    class Route(models.TextChoices):
        """As in the core's ``Award.route``."""

        COURSE = "course"
        PRIOR_LEARNING = "recognition-of-prior-learning"
        ASSESSMENT_ONLY = "assessment-only"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offering = models.ForeignKey(Offering, on_delete=models.PROTECT, related_name="enrolments")
    cohort = models.ForeignKey(
        Cohort, on_delete=models.SET_NULL, null=True, blank=True, related_name="enrolments"
    )
    name = models.CharField(max_length=200)
    email = models.EmailField()
    learner = models.ForeignKey(
        "accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """The account with this e-mail address, once there is one."""
    route = models.CharField(max_length=32, choices=Route.choices, default=Route.COURSE)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    identity_method = models.CharField(max_length=100, blank=True)
    identity_checked_on = models.DateField(null=True, blank=True)
    identity_checked_by = models.ForeignKey(
        "accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    enrolled_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(fields=("offering", "email"), name="enrolment_once"),
        )


class Attempt(models.Model):
    """One go at one assessment, formative or final."""

    class State(models.TextChoices):
        """From asked for to settled."""

        REQUESTED = "requested"
        OPEN = "open"
        MARKED = "marked"
        MODERATED = "moderated"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts")
    assessment = models.CharField(max_length=100)
    """The local id of the achievement's assessment."""
    formative = models.BooleanField(default=False)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    asked_by_learner = models.BooleanField(default=False)
    claim = models.TextField(blank=True)
    """For recognition of prior learning: what the learner says to have achieved, and where."""
    score = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    """A share of the full mark, 0 to 1."""
    level = models.CharField(max_length=100, blank=True)
    grade = models.CharField(max_length=50, blank=True)
    passed = models.BooleanField(null=True, blank=True)
    assessor = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    marked_at = models.DateTimeField(null=True, blank=True)
    moderator = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    moderated_at = models.DateTimeField(null=True, blank=True)
    moderation = models.TextField(blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("enrolment", "assessment", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("enrolment", "assessment", "number"), name="attempt_number_once"
            ),
        )


class Mark(models.Model):
    """An assessor's mark for one outcome in one attempt."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="marks")
    outcome = models.CharField(max_length=100)
    """The local id of the outcome."""
    level = models.CharField(max_length=100, blank=True)
    score = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("attempt", "outcome"), name="mark_once"),)


class Evidence(models.Model):
    """A piece of work that shows what was achieved."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="evidence/%Y/%m/", blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    """Found out from the content, never taken from the upload."""
    digest = models.CharField(max_length=64, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    narrative = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(
        "accounts.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("uploaded_at", "id")


class Award(models.Model):
    """The decision that a learner has achieved it: what a credential is issued for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    version = models.ForeignKey("achievements.Version", on_delete=models.PROTECT, related_name="+")
    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="award"
    )
    """None for an award that came in with a list of results."""
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    document = models.JSONField()
    """The core's ``Award``."""
    decided_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-decided_at", "id")
        indexes = (models.Index(fields=("organisation", "-decided_at")),)
