"""Wrong things typed everywhere: a page that says so, and never a failure."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mintmark_web.stacks.models import Proposal
from mintmark_web.verification.checking import verify_bytes
from web.recognition.offices import appealed, claimed, compared, module, opened
from web.recognition.test_cases import OFFICER, decided, services
from web.stacks.ways import pathway, proposal

pytestmark = pytest.mark.django_db
ODD = ("", "\x00", "‮", "9" * 5000, "<script>alert(1)</script>", "\ud83e", "-1", "1e999", "\r\n\r\n")


def _answers(client, address, fields):
    for odd in ODD:
        text = odd.encode("utf-8", "replace").decode()
        for method in (client.get, client.post):
            answer = method(address, dict.fromkeys(fields, text))
            assert answer.status_code < 500, (address, odd)
            assert b"<script>alert(1)" not in answer.content


def test_odd_text_in_every_form_of_recognition(world, sign_in):
    officer, learner = sign_in(world.member[OFFICER]), sign_in(world.learner)
    of = module(world)
    home, case = world.home.slug, compared(world, opened(world, of=of))
    prior = claimed(world)
    ruling = ["outcome", "reasons", "conditions", "measures", "despite", "valid_until", "why"]
    ruling += ["result", "difference-0-element", "difference-0-reason", "difference-TOTAL_FORMS"]
    office = {
        reverse("recognition.procedure", args=[home]): ["months", "appeal_days", "appeal_to"],
        reverse("recognition.module-new", args=[home]): [
            "kind", "title", "description", "outcomes", "credits", "system", "framework", "level",
            "enough",
        ],
        reverse("recognition.ask", args=[home, prior.pk]): ["documents"],
        reverse("recognition.assess", args=[home, prior.pk]): [
            "outcome", "method", "shown", "grounds",
        ],
        reverse("recognition.decide", args=[home, case.pk]): ruling,
        reverse("recognition.settle", args=[home, appealed(world).pk]): ruling,
        reverse("recognition.publish", args=[home, case.pk]): ["sources", "words"],
        reverse("recognition.cases", args=[home]): ["sort", "page"],
    }  # fmt: skip
    for address, fields in office.items():
        _answers(officer, address, fields)
    own = {
        reverse("recognition.apply", args=[of.pk]): [
            "name", "held", "uploads", "claim-o1", "file-o1", "witness-o1", "says-o1",
        ],
        reverse("recognition.answer", args=[case.pk]): ["words", "held", "documents"],
        reverse("recognition.appeal", args=[case.pk]): ["grounds"],
        reverse("recognition.precedents"): ["q", "outcome", "page"],
        reverse("recognition.modules-public"): ["q", "page"],
    }  # fmt: skip
    for address, fields in own.items():
        _answers(learner, address, fields)


def test_odd_text_in_every_form_of_stacks(world, sign_in):
    way = pathway(world)
    designer, learner = sign_in(world.member["designer"]), sign_in(world.learner)
    home = world.home.slug
    edit = reverse("stacks.pathway-text", args=[home, way.pk])
    _answers(designer, edit, ["text", "edition", "file"])
    wishes = ["goal", "hours_per_week", "max_cost", "begin", "by", "languages", "modes"]
    _answers(learner, reverse("stacks.plan", args=[way.pk]), wishes)
    _answers(learner, reverse("stacks.plan-picture", args=[way.pk]), wishes)
    _answers(learner, reverse("stacks.ask", args=[way.pk]), ["message"])
    _answers(learner, reverse("stacks.mine"), ["q", "page"])
    _answers(sign_in(), reverse("stacks.pathways-public"), ["q", "page"])
    assert not Proposal.objects.exists()
    asked = proposal(world)
    decide = reverse("stacks.decide", args=[home, asked.pk])
    _answers(sign_in(world.member["assessor"]), decide, ["decision", "reasons"])


@pytest.mark.parametrize("data", [b"", b"\x00", b"%PDF-", b"<svg/>", b"a: b", b"{" * 9999, b"\xff"])
def test_odd_files(world, sign_in, data):
    of = module(world)
    client = sign_in(world.learner)
    for field in ("uploads", "file-o1"):
        file = SimpleUploadedFile("a\u202e.json", data)
        said = {"name": "Lea", "claim-o1": "At home.", field: file}
        assert client.post(reverse("recognition.apply", args=[of.pk]), said).status_code in (
            200,
            302,
        )
    edit = reverse("stacks.pathway-new-text", args=[world.home.slug])
    designer = sign_in(world.member["designer"])
    assert designer.post(edit, {"file": SimpleUploadedFile("a.yaml", data)}).status_code == 200


def test_the_verify_page_knows_the_signed_decision(world):
    case = services.issue_statement(world.actor(OFFICER), decided(world))
    assert verify_bytes(bytes(case.statement)).outcome == "valid"
