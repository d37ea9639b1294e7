"""From recognised prior learning to the award, and what two assessors find."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mintmark.errors import RecognitionError
from mintmark_web.accounts import queries as accounts
from mintmark_web.audit.models import Record
from mintmark_web.awards import queries as awards
from mintmark_web.awards.models import Award
from mintmark_web.issuing import queries as issuing
from mintmark_web.recognition import awarding, reading, services
from mintmark_web.recognition.models import Case, Module
from web.factories import published_version
from web.recognition.offices import RULING, assessed, claimed, module, own_module, recognised
from web.world import member

pytestmark = pytest.mark.django_db
OFFICER = "recognition-officer"
FOUND = {
    "score:practical": "80 %",
    "level:practical": "good",
    "identity_check": "passport",
    "identity_checked_on": "2026-01-05",
}
TYPED = FOUND | {"score:practical": "80"}


def another(world):
    """Return the actor of another officer of the office."""
    person = member(world.home, OFFICER, "reviewer", name="Olu Other")
    return accounts.actor_of(person, world.home)


def test_what_is_recognised_in_full_is_awarded_by_that_route_and_waits_for_the_registrar(world):
    case = services.award(world.actor(OFFICER), recognised(world), found=FOUND)
    noun = awards.noun(Award.objects.get(pk=case.award_id))
    assert noun.route == "recognition-of-prior-learning"
    assert noun.awarded_on == case.decided_on
    assert noun.assessor == str(world.member[OFFICER])
    assert noun.learner.email == world.learner.email
    assert str(noun.results[0].score) == "0.8"
    assert [one.pk for one in issuing.unissued(world.home)] == [case.award_id]
    assert {"case.award", "award.from-recognition"} <= {one.action for one in Record.objects.all()}


def test_it_is_awarded_once(world):
    case = services.award(world.actor(OFFICER), recognised(world), found=FOUND)
    with pytest.raises(ValidationError, match="already"):
        services.award(world.actor(OFFICER), case, found=FOUND)
    assert Award.objects.count() == 1
    assert awarding.awardable(case) is None


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"score:practical": "49 %"}, "score:practical"),
        ({"level:practical": "not-yet"}, "level:practical"),
        ({"identity_check": ""}, "identity_check"),
    ],
)
def test_the_rules_for_awards_hold_for_it_too(world, change, column):
    with pytest.raises(ValidationError) as told:
        services.award(world.actor(OFFICER), recognised(world), found=FOUND | change)
    assert list(told.value.message_dict) == [column]
    assert not Award.objects.exists()


def test_what_is_recognised_in_part_is_not_awarded(world):
    partial = RULING | {"outcome": "partial", "conditions": ("Hygiene is still to come.",)}
    case = assessed(world, own_module(world), "bake")
    case = services.decide(world.actor(OFFICER), case, partial)
    assert awarding.awardable(case) is None
    with pytest.raises(RecognitionError, match="fully recognised"):
        services.award(world.actor(OFFICER), case, found=FOUND)
    assert not Award.objects.exists()


def test_a_module_that_is_no_achievement_of_ones_own_leads_to_no_award(world):
    case = recognised(world, module(world))
    assert case.outcome == "full"
    assert awarding.awardable(case) is None
    with pytest.raises(RecognitionError, match="prior learning"):
        services.award(world.actor(OFFICER), case, found={})


def test_the_version_that_was_decided_about_is_the_one_that_is_awarded(world):
    of = own_module(world)
    case = recognised(world, of)
    assert awarding.version_of(case) == of.achievement.versions.get()
    stranger = published_version(world.home)
    Module.objects.filter(pk=of.pk).update(achievement=stranger.achievement)
    assert awarding.version_of(Case.objects.get(pk=case.pk)) is None


def test_nobody_awards_themselves(world):
    case = recognised(world)
    Case.objects.filter(pk=case.pk).update(applicant=world.member[OFFICER])
    with pytest.raises(ValidationError, match="own case"):
        services.award(world.actor(OFFICER), case, found=FOUND)


def test_the_pages_lead_from_the_decision_to_the_award(world, sign_in):
    client, case = sign_in(world.member[OFFICER]), recognised(world)
    page = reverse("recognition.case", args=[world.home.slug, case.pk])
    form = reverse("recognition.award", args=[world.home.slug, case.pk])
    assert form in client.get(page).content.decode()
    wrong = client.post(form, TYPED | {"score:practical": "", "identity_check": ""})
    assert wrong.status_code == 200
    assert wrong.context["form"].errors.keys() == {"score:practical", "identity_check"}
    below = client.post(form, TYPED | {"score:practical": "49"})
    assert "below the pass mark" in str(below.context["form"].errors["score:practical"])
    assert 'value="passport"' in below.content.decode()
    assert not Award.objects.exists()
    assert client.post(form, TYPED).status_code == 302
    assert Award.objects.get().document["route"] == awarding.ROUTE
    assert form not in client.get(page).content.decode()
    assert client.get(form).status_code == 404
    mine = sign_in(world.learner).get(reverse("recognition.mine", args=[case.pk]))
    assert "You are awarded it" in mine.content.decode()


def test_an_achievement_of_ones_own_is_chosen_and_keeps_its_address(world, sign_in):
    version = published_version(world.home, routes=["recognition-of-prior-learning"])
    published_version(world.home)  # this one is had by its course only
    client = sign_in(world.member[OFFICER])
    choose = reverse("recognition.module-own", args=[world.home.slug])
    assert len(client.get(choose).context["versions"]) == 1
    answer = client.post(choose, {"achievement": str(version.achievement_id)})
    said = {"kind": "module", "enough": "", "essential": ["bake"]}
    assert client.post(answer.url, said).status_code == 302
    of = Module.objects.get()
    target = reading.target(of)
    assert target.achievement.id.endswith(f"/achievements/{version.achievement_id}")
    assert target.achievement.version == str(version.number)
    assert target.essential == ("bake",)
    edit = reverse("recognition.module-edit", args=[world.home.slug, of.pk])
    assert client.post(edit, said | {"essential": ["hygiene"]}).status_code == 302
    of.refresh_from_db()
    assert reading.target(of).essential == ("hygiene",)
    assert reading.target(of).achievement.version == str(version.number)


def test_an_achievement_of_somebody_else_is_not_on_offer(world, sign_in):
    other = published_version(world.other, routes=["recognition-of-prior-learning"])
    client = sign_in(world.member[OFFICER])
    choose = reverse("recognition.module-own", args=[world.home.slug])
    assert client.post(choose, {"achievement": str(other.achievement_id)}).status_code == 200
    address = reverse("recognition.module-of", args=[world.home.slug, other.achievement_id])
    assert client.get(address).status_code == 404


# ------------------------------------------------------------------------------ two assessors


def looked_at(world):
    """Return a case whose one claim was assessed by one person."""
    return services.assess(
        world.actor(OFFICER),
        claimed(world),
        outcome="o1",
        method="interview",
        shown=True,
        grounds="Told well.",
    )


def test_a_second_assessor_agrees(world):
    case = services.second(another(world), looked_at(world), outcome="o1", shown=True)
    found = reading.standing(reading.noun(case)).assessed["o1"]
    assert found.shown is True
    assert found.by.name == str(world.member[OFFICER])
    assert found.second.by.name == "Olu Other"
    assert found.grounds == "Told well."
    assert services.decide(world.actor(OFFICER), case, RULING).outcome == "full"


def test_where_two_disagree_nothing_is_decided_until_it_is_assessed_again(world):
    olu = another(world)
    case = services.second(olu, looked_at(world), outcome="o1", shown=False)
    with pytest.raises(RecognitionError, match="disagree"):
        services.decide(world.actor(OFFICER), case, RULING)
    again = services.assess(olu, case, outcome="o1", method="test", shown=True, grounds="Baked it.")
    assert services.decide(world.actor(OFFICER), again, RULING).outcome == "full"


def test_the_second_assessor_is_another_person_and_there_is_a_first(world):
    olu, case = another(world), claimed(world)
    with pytest.raises(ValidationError, match="waits"):
        services.second(olu, case, outcome="o1", shown=True)
    case = services.assess(
        world.actor(OFFICER), case, outcome="o1", method="test", shown=True, grounds="Baked it."
    )
    with pytest.raises(RecognitionError) as told:
        services.second(world.actor(OFFICER), case, outcome="o1", shown=True)
    assert told.value.code == "recognise.same-person"
    case = services.second(olu, case, outcome="o1", shown=True)
    with pytest.raises(ValidationError, match="waits"):
        services.second(olu, case, outcome="o1", shown=True)


def test_the_page_of_the_second_opinion(world, sign_in):
    case = looked_at(world)
    client = sign_in(member(world.home, OFFICER, "reviewer", name="Olu Other"))
    page = reverse("recognition.case", args=[world.home.slug, case.pk])
    form = reverse("recognition.second", args=[world.home.slug, case.pk])
    assert form in client.get(page).content.decode()
    assert client.post(form, {"outcome": "o9", "shown": "yes"}).status_code == 200
    assert client.post(form, {"outcome": "o1", "shown": "no"}).status_code == 302
    shown = client.get(page).content.decode()
    assert "The assessors disagree" in shown
    assert form not in shown
