"""Forms filled in wrongly and rightly, and lists that grow."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mintmark_web.accounts import queries as accounts
from mintmark_web.recognition import reading, services
from mintmark_web.recognition.models import Case, Module
from mintmark_web.wallet.services import take_in
from web.recognition.offices import (
    BAKES,
    appealed,
    compared,
    credential,
    decided,
    module,
    opened,
)
from web.world import member

pytestmark = pytest.mark.django_db
OFFICER = "recognition-officer"


def test_a_module_is_drawn_up_in_a_form_and_opens_again_as_it_was(world, sign_in):
    client = sign_in(world.member[OFFICER])
    address = reverse("recognition.module-new", args=[world.home.slug])
    said = {
        "kind": "module",
        "title": "Bread and Flour",
        "description": "The first semester.",
        "outcomes": f"* {BAKES}\nKnows flour",
        "credits": "5",
        "system": "ECTS",
        "framework": "EQF",
        "level": "6",
        "enough": "50",
    }
    assert client.post(address, said).status_code == 302
    target = reading.target(Module.objects.get())
    assert target.essential == ("o1",)
    assert str(target.enough) == "0.5"
    edit = reverse("recognition.module-edit", args=[world.home.slug, Module.objects.get().pk])
    page = client.get(edit).content.decode()
    assert f"* {BAKES}" in page
    assert client.post(edit, said | {"title": "Bread"}).status_code == 302
    assert Module.objects.get().version == 2
    for wrong in ({"title": ""}, {"credits": "many"}, {"kind": "x"}, {"enough": "101"}):
        answer = client.post(edit, said | wrong)
        assert answer.status_code == 200
        assert "error-summary" in answer.content.decode()
        assert "Knows flour" in answer.content.decode()
    client.post(edit, {"open": "no"})
    assert not Module.objects.get().open


def test_applying_with_the_wallet_a_file_and_a_claim(world, sign_in):
    of = module(world)
    take_in(accounts.actor_of(world.learner, None), credential(world), "bread.json")
    client = sign_in(world.learner)
    address = reverse("recognition.apply", args=[of.pk])
    page = client.get(address)
    (choice,) = page.context["form"].fields["held"].choices
    said = {
        "name": "Lea Learner",
        "held": [choice[0]],
        "uploads": SimpleUploadedFile("more.json", credential(world)),
        "claim-o1": "At home.",
        "witness-o1": "Wim Witness",
        "says-o1": "I ate it.",
    }
    assert client.post(address, said).status_code == 302
    case = Case.objects.get()
    assert case.files.count() == 2
    assert reading.standing(reading.noun(case)).application.claim.outcomes[0].outcome == "o1"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "Choose a credential"),
        ({"name": ""}, "Your full name"),
        ({"held": ["nothing"]}, "Choose a credential"),
        ({"claim-o1": "At home."}, "Add a file"),
        ({"claim-o1": "At home.", "witness-o1": "Wim"}, "Write what they say"),
        ({"witness-o1": "Wim", "says-o1": "Yes."}, "Say how and where"),
        ({"uploads": SimpleUploadedFile("a.json", b"{}")}, "carries no credential"),
        (
            {"claim-o1": "At home.", "file-o1": SimpleUploadedFile("a.svg", b"<svg/>")},
            "no PDF, picture or plain text",
        ),
    ],
)
def test_what_is_wrong_in_an_application_is_told_and_nothing_is_lost(world, sign_in, said, told):
    address = reverse("recognition.apply", args=[module(world).pk])
    answer = sign_in(world.learner).post(address, {"name": "Lea <b>L", **said})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert told in page
    assert "Lea &lt;b&gt;L" in page or "name" in said
    assert not Case.objects.exists()


def _ruling(**changes):
    return {
        "outcome": "refused",
        "reasons": "Half is missing.",
        "measures": "Take the rest.",
        "difference-TOTAL_FORMS": "1",
        "difference-INITIAL_FORMS": "0",
        "difference-0-element": "outcomes",
        "difference-0-reason": "Half of them.",
        **changes,
    }


def test_who_vouches_for_what_was_handed_in_is_said_in_a_sentence(world, sign_in):
    client = sign_in(world.member[OFFICER])
    address = reverse("recognition.case", args=[world.home.slug, compared(world).pk])
    said = "vouched for by localhost, which knows it as Harbour College"
    assert said in client.get(address).content.decode()
    client.cookies["language"] = "fr"
    said = "garanti par localhost, qui le connaît sous le nom «\xa0Harbour College\xa0»"
    assert said in client.get(address).content.decode()


def test_what_a_rule_says_against_a_decision_stands_beside_its_field(world, sign_in):
    case = compared(world)
    client = sign_in(world.member[OFFICER])
    address = reverse("recognition.decide", args=[world.home.slug, case.pk])
    assert client.get(address).status_code == 200
    wrong = [
        (_ruling(measures=""), "measures"),
        (_ruling(outcome="partial"), "conditions"),
        (_ruling(outcome="x"), "outcome"),
        (_ruling(reasons=""), "reasons"),
        (_ruling(valid_until="2020-01-01"), "valid_until"),
    ]
    for said, field in wrong:
        answer = client.post(address, said)
        assert answer.status_code == 200
        assert field in answer.context["form"].errors
        assert "Half of them." in answer.content.decode()
    half = client.post(address, _ruling(**{"difference-0-element": ""}))
    assert "Say in what it differs" in half.content.decode()
    grown = client.post(address, _ruling(**{"difference-add-row": "1"})).content.decode()
    assert "difference-1-element" in grown
    assert "error-summary" not in grown
    assert client.post(address, {}).status_code == 200
    assert client.post(address, _ruling()).status_code == 302
    assert Case.objects.get().outcome == "refused"


def test_settling_an_appeal_in_its_form(world, sign_in):
    case = appealed(world)
    second = member(world.home, OFFICER, "reviewer", name="Olu Other")
    client = sign_in(second)
    address = reverse("recognition.settle", args=[world.home.slug, case.pk])
    assert "It is all there." in client.get(address).content.decode()
    lost = client.post(address, _ruling(result="", why="", reasons="Kept."))
    assert "Kept." in lost.content.decode()
    said = {"result": "changed", "why": "I see it otherwise.", "outcome": "full"}
    blank = {"measures": "", "difference-0-element": "", "difference-0-reason": ""}
    assert client.post(address, _ruling(**said | {"reasons": ""}, **blank)).status_code == 200
    assert client.post(address, _ruling(**said, **blank)).status_code == 302
    assert Case.objects.get().outcome == "full"


def test_lists_ask_the_database_as_often_with_more_rows(world, sign_in, same_queries):
    of = module(world)
    first = decided(world, case=opened(world, of=of))
    services.publish(world.actor(OFFICER), first, sources="a", words="b")
    opened(world, of=of)
    office, learner = sign_in(world.member[OFFICER]), sign_in(world.learner)

    def grow():
        for _ in range(3):
            opened(world, of=of)
            case = decided(world, case=opened(world, of=of))
            services.publish(world.actor(OFFICER), case, sources="a", words="b")
            module(world)

    here = [world.home.slug]
    visits = [
        lambda: office.get(reverse("recognition.cases", args=here)),
        lambda: office.get(reverse("recognition.cases", args=here), {"sort": "decided"}),
        lambda: office.get(reverse("recognition.modules", args=here)),
        lambda: office.get(reverse("recognition.case", args=[*here, first.pk])),
        lambda: learner.get(reverse("recognition.cases-mine")),
        lambda: sign_in().get(reverse("recognition.modules-public")),
        lambda: sign_in().get(reverse("recognition.precedents")),
    ]
    same_queries(lambda: [visit() for visit in visits], grow)
