"""One of everything in ``world.home``, to call the API about; and a body for each route."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.files.base import ContentFile

from mintmark_web.achievements import queries as achievements
from mintmark_web.awards import services as awards
from mintmark_web.issuing import services as issuing
from mintmark_web.issuing.models import Batch, Credential
from mintmark_web.recognition import services as recognition
from web.awards.making import Desk
from web.factories import approved_version, draft_version, signing_key, submitted_version
from web.issuing.lists import award_list
from web.recognition import offices
from web.register.catalogue import listed, small
from web.world import World

RULE = """\
id: https://rules.example/rules/small
title: A small rule
decided_by: {name: Somebody}
system: ECTS
requirements:
  - {id: total, title: Size, at_least: 30}
"""
LEARNERS = b"name,email\nLea Listed,lea@example.org\n"
CREDENTIAL: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiableCredential"],
    "credentialSubject": {"id": "did:example:ana", "name": "Ana Andromeda"},
}


class House:
    """Makes it all: ``parts`` for addresses by their names, ``bodies`` by operation."""

    def __init__(self, world: World) -> None:
        self.world, self.desk = world, Desk(world)
        self.draft = draft_version(world.home)
        self.version = self.desk.version
        today = datetime.now(UTC).date()
        self.ready = self.desk.ready(today, email="ready@example.org", name="Rita Ready")
        self.attempt = self.desk.open(self.desk.enrol())
        self.marked = self.desk.mark(
            self.desk.open(self.desk.enrol(email="marked@example.org", name="Mark Marked")),
            by=self.desk.second,
        )
        self.fresh = self.desk.enrol(email="fresh@example.org", name="Fay Fresh")
        awarded = self.desk.ready(today, email="awarded@example.org", name="Ada Awarded")
        self.award = awards.decide(self.desk.first, awarded, awarded_on=today)
        self.batch = self._order()
        issuing.work(str(self.batch.pk))
        self.credential = Credential.objects.get(batch=self.batch)
        self.case, self.compared = offices.opened(world), offices.compared(world)
        self.appealed = offices.appealed(world)
        self.decided = offices.decided(world)
        signed = offices.decided(world)
        self.signed = recognition.issue_statement(world.actor("registrar"), signed)
        self.waiting = submitted_version(world.home)
        self.approved = approved_version(world.home)
        self.upload = awards.receive(
            self.desk.first, self.desk.offering, kind="learners", name="l.csv", data=LEARNERS
        )
        self.entry = listed(world.home, small("Bread Baking"))

    @property
    def rule(self) -> str:
        """A point of the checklist."""
        verdict = achievements.verdicts(self.waiting, datetime.now(UTC).date())[0]
        return f"{verdict.evaluation.framework}/{verdict.evaluation.findings[0].rule.id}"

    def _order(self) -> Batch:
        return issuing.order(
            self.world.actor("registrar"),
            self.version,
            key=signing_key(self.world.home),
            suite="eddsa-rdfc-2022",
            source=ContentFile(award_list(1).encode(), "awards.csv"),
        )

    @property
    def parts(self) -> dict[str, Any]:
        """The parts of addresses; ``names`` may give others for an operation."""
        return {
            "achievement_id": self.version.achievement_id,
            "version_id": self.draft.pk,
            "offering_id": self.desk.offering.pk,
            "enrolment_id": self.attempt.enrolment_id,
            "attempt_id": self.attempt.pk,
            "award_id": self.award.pk,
            "batch_id": self.batch.pk,
            "serial": self.credential.pk,
            "pathway_id": self.version.pk,
            "case_id": self.case.pk,
            "review_id": self.waiting.reviews.get().pk,
            "list_id": self.upload.pk,
        }

    @property
    def special(self) -> dict[str, dict[str, Any]]:
        """Parts that only some operations take."""
        return {
            "publish_version": {"version_id": self.approved.pk},
            "withdraw_version": {"version_id": self.version.pk},
            "read_entry": {"achievement_id": self.entry},
            "confirm_attempt": {"attempt_id": self.marked.pk},
            "decide_case": {"case_id": self.compared.pk},
            "settle_appeal": {"case_id": self.appealed.pk},
            "sign_decision": {"case_id": self.decided.pk},
            "download_statement": {"case_id": self.signed.pk},
            "create_attempt": {"enrolment_id": self.fresh.pk},
            "create_award": {"enrolment_id": self.ready.pk},
        }

    def address(self, route: str, operation: str) -> str:
        """Return a route's address with parts of things that are there."""
        told = self.parts | self.special.get(operation, {})
        for name, value in told.items():
            route = route.replace(f"{{{name}}}", str(value))
        assert "{" not in route, route
        return (
            route
            + ("?achievement=" + str(self.version.achievement_id)) * (operation == "order_list")
            + "?kind=learners" * (operation == "send_list")
        )

    def body(self, operation: str) -> Any:
        """Return a body that the operation takes."""
        known: dict[str, Any] = {
            "verify_credential": b'{"type": "VerifiableCredential"}',
            "verify_text": {"credential": "{}"},
            "create_achievement": {"title": "Rye"},
            "replace_draft": {"document": self.draft.document},
            "create_offering": {"version": str(self.version.pk), "title": "In autumn"},
            "edit_offering": {"title": "In spring"},
            "create_enrolment": {"name": "Nils New", "email": "nils@example.org"},
            "check_identity": {"method": "passport"},
            "create_attempt": {"assessment": "practical"},
            "mark_attempt": {"whole": {"score": "0.9", "level": "good"}},
            "confirm_attempt": {"agrees": True},
            "create_award": {},
            "order_awards": {"achievement": str(self.version.achievement_id)},
            "order_list": award_list(1, first=7).encode(),
            "suspend_credential": {"reason": "Looked into."},
            "reinstate_credential": {"reason": "All is well."},
            "revoke_credential": {"reason": "A mistake."},
            "renew_credential": {},
            "correct_credential": {"name": "Ada Lovelace", "email": "ada.l@example.org"},
            "send_credential": {},
            "answer_checklist": {"checklist": {self.rule: {"answer": "yes"}}},
            "comment_version": {"text": "How long is it proofed?", "place": "outcomes.0.title"},
            "decide_review": {"decision": "returned", "reasons": "Say how long."},
            "withdraw_version": {"reason": "It is not offered any more."},
            "send_list": LEARNERS,
            "take_list": {"expected": 1},
            "issue_document": {"credential": CREDENTIAL},
            "set_credential_status": {
                "credentialId": self.credential.iri,
                "credentialStatus": {
                    "type": "BitstringStatusListEntry",
                    "statusPurpose": "suspension",
                },
            },
            "ask_for_documents": {"documents": ["The syllabus"]},
            "assess_claim": {"outcome": "o1", "method": "talk", "shown": True, "grounds": "Said."},
            "decide_case": {"outcome": "full", "reasons": ["Everything is covered."]},
            "settle_appeal": {"reasons": "It stands."},
            "evaluate_stack": {"rule": RULE},
            "plan_stack": {"rule": RULE},
        }
        return known.get(operation)
