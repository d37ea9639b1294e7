"""Offerings, learners and attempts for tests, made through services."""

from decimal import Decimal

from mintmark_web.accounts import queries as accounts
from mintmark_web.awards import services
from mintmark_web.awards.types import Given
from web.factories import member, published_version

NOTHING = Given("")


class Desk:
    """An offering with two assessors: ``first`` marks, ``second`` confirms."""

    def __init__(self, world, **changes):
        fields = {name: changes.pop(name) for name in list(changes) if name in OFFERING}
        self.world = world
        self.first = world.actor("assessor")
        known = accounts.user_by_email(f"assessor-designer@{world.home.slug}.example.org")
        colleague = known or member(world.home, "assessor", "designer", name="Second Assessor")
        self.colleague = colleague
        self.second = accounts.actor_of(colleague, world.home)
        self.version = published_version(world.home, **changes)
        self.offering = services.create_offering(
            self.first,
            world.home,
            version=self.version.pk,
            **{"title": "Bread in spring", "state": "open", **fields},
        )
        self.learner = accounts.actor_of(world.learner, None)

    def enrol(self, email="learner@example.org", name="Lea Learner", **more):
        return services.enrol(self.first, self.offering, name=name, email=email, **more)

    def open(self, enrolment, assessment="practical", formative=False):
        return services.open_attempt(
            self.first, enrolment, assessment=assessment, formative=formative
        )

    def mark(self, attempt, score="0.9", level="good", by=None):
        given = [Given(one, level, Decimal(score), "Well done.") for one in ("bake", "hygiene")]
        return services.mark(by or self.first, attempt, given=given, whole=NOTHING)

    def confirm(self, attempt):
        return services.moderate(self.second, attempt, agrees=True, comment="")

    def check(self, enrolment, day):
        return services.check_identity(self.first, enrolment, method="passport", checked_on=day)

    def ready(self, day, **learner):
        """Return a learner who has everything for the award."""
        enrolment = self.enrol(**learner)
        self.confirm(self.mark(self.open(enrolment)))
        return self.check(enrolment, day)


OFFERING = {
    "title", "state", "starts_on", "ends_on", "apply_by", "places", "place", "language", "mode",
    "fee", "currency", "pass_mark", "attempts", "moderated",
}  # fmt: skip
