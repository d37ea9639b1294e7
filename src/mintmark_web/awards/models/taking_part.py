"""Runs of an achievement, and who takes part in them."""

from __future__ import annotations

import uuid
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from mintmark_web.accounts.queries import user_by_email


class Route(models.TextChoices):
    """As in the core's ``Award.route``."""

    COURSE = "course", _("Course")
    PRIOR_LEARNING = "recognition-of-prior-learning", _("Recognition of prior learning")
    ASSESSMENT_ONLY = "assessment-only", _("Assessment only")


class Offering(models.Model):
    """One run of an achievement: when, where, how many places, by which rules."""

    class State(models.TextChoices):
        """Planned, open to enrolment, closed."""

        PLANNED = "planned", _("Planned")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    class Mode(models.TextChoices):
        """As in the core's ``Achievement.participation``."""

        ONLINE = "online", _("Online")
        ONSITE = "onsite", _("On site")
        BLENDED = "blended", _("Online and on site")
        WORK = "work-experience", _("At work")
        VOLUNTEERING = "volunteering", _("As a volunteer")
        SELF_STUDY = "self-study", _("Self-study")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    version = models.ForeignKey("achievements.Version", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    apply_by = models.DateField(null=True, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=12, blank=True)
    mode = models.CharField(max_length=20, choices=Mode.choices, blank=True)
    fee = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    pass_mark = models.DecimalField(max_digits=7, decimal_places=6, default=Decimal("0.5"))
    """For assessments that name none of their own: 0.9 is mastery, 0.5 the usual half."""
    attempts = models.PositiveSmallIntegerField(null=True, blank=True)
    """How often the same final assessment may be tried; None for as often as it takes."""
    moderated = models.BooleanField(default=True)
    """Whether a second assessor looks at each final result before it counts."""
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at", "id")
        indexes = (models.Index(fields=("organisation", "state")),)

    def __str__(self) -> str:
        return self.title


class Cohort(models.Model):
    """A group of learners within an offering."""

    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="cohorts")
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=("offering", "name"), name="cohort_once"),)

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> int:
        """It belongs to whom the offering belongs to."""
        return self.offering.organisation_id


class Enrolment(models.Model):
    """One learner in one offering. The learner may not have an account yet: the address counts."""

    class State(models.TextChoices):
        """Where the learner stands."""

        REQUESTED = "requested", _("Asks to take part")
        ACTIVE = "active", _("Enrolled")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        COMPLETED = "completed", _("Awarded")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offering = models.ForeignKey(Offering, on_delete=models.PROTECT, related_name="enrolments")
    cohort = models.ForeignKey(
        Cohort, on_delete=models.SET_NULL, null=True, blank=True, related_name="enrolments"
    )
    name = models.CharField(max_length=200)
    email = models.EmailField(db_index=True)
    """In lower case. Whoever signs in with it is the learner."""
    route = models.CharField(max_length=32, choices=Route.choices, default=Route.COURSE)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    note = models.TextField(blank=True)
    """What the learner said when asking, or why it was declined."""
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
        indexes = (models.Index(fields=("offering", "state")),)

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> int:
        """It belongs to whom the offering belongs to."""
        return self.offering.organisation_id

    @property
    def owner_id(self) -> int | None:
        """The learner's account, once there is one. One query."""
        found = user_by_email(self.email)
        return found.pk if found else None
