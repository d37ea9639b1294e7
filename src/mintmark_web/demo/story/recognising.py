"""A learner asks the university to recognise what she learned in a short course."""

from __future__ import annotations

from mintmark import Achievement, LearningOutcome, Target
from mintmark_web.accounts.types import Role
from mintmark_web.demo import cast
from mintmark_web.demo.story.founding import actor, learner, organisation, user
from mintmark_web.keys.queries import issuer
from mintmark_web.recognition import services
from mintmark_web.recognition.types import Application, Handed
from mintmark_web.wallet.queries import all_held

_NOWHERE = "urn:uuid:00000000-0000-0000-0000-000000000000"
_OUTCOMES = (
    "Explain how people with impairments read documents and web pages, and what stops them",
    "Make text documents and slides with headings, reading order and text alternatives",
    "Test a web page with the keyboard and a screen reader, and repair what is found",
    "Write a short history of assistive technology",
)


def apply(email: str) -> None:
    """Open a case with what somebody holds."""
    officer, home = actor(cast.UNIVERSITY, Role.RECOGNITION_OFFICER), organisation(cast.UNIVERSITY)
    services.set_procedure(
        officer, home, months=4, appeal_days=30, appeal_to="The Academic Appeals Board"
    )
    outcomes = (LearningOutcome(id=f"o{n}", title=title) for n, title in enumerate(_OUTCOMES, 1))
    module = Achievement(
        id=_NOWHERE,
        title="Foundations of Digital Accessibility",
        description="The first module of the Bachelor in Inclusive Design.",
        issuer=issuer(home),
        outcomes=tuple(outcomes),
    )
    made = services.draw_up(officer, home, None, Target(kind="module", achievement=module))
    learning = user(email)
    seen = services.look(
        Handed(f"credential-{number}.json", bytes(one.bytes))
        for number, one in enumerate(all_held(learning), 1)
    )
    services.open_case(learner(email), learning, made, Application(str(learning), seen))
