"""Pathways: written, published, followed, asked for, decided."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from lxml import etree

from mintmark import DraftProblems, stack_picture
from mintmark_web.accounts import queries as accounts
from mintmark_web.accounts.access import Refused
from mintmark_web.awards.models import Award
from mintmark_web.stacks import queries, services, weighing
from mintmark_web.stacks.models import Pathway, Proposal
from web.stacks.ways import give, pathway, proposal, rule
from web.world import person

pytestmark = pytest.mark.django_db


def test_what_learners_see_stays_until_the_next_publication(world):
    actor, way = world.actor("designer"), pathway(world)
    now = services.rewrite(actor, way, rule(world, title="Diploma in Baking"), way.edition)
    assert now.has_changes
    assert queries.public_pathway(way.pk).public_title == "Certificate in Baking"
    assert services.publish_pathway(actor, now).public_title == "Diploma in Baking"
    services.withdraw_pathway(actor, now)
    assert queries.public_pathway(way.pk) is None


def test_a_rule_that_cannot_be_read_is_not_kept(world):
    with pytest.raises(DraftProblems):
        services.draw_up(world.actor("designer"), world.home, "id: nowhere\n")
    assert not Pathway.objects.exists()


def test_two_who_write_at_once_do_not_overwrite_one_another(world):
    actor, way = world.actor("designer"), pathway(world)
    services.rewrite(actor, way, rule(world, credits=9), way.edition)
    with pytest.raises(ValidationError, match="Somebody else"):
        services.rewrite(actor, way, rule(world, credits=12), way.edition)


def test_progress_grows_with_the_wallet(world):
    way = pathway(world)
    empty = queries.progress(way, world.learner)
    assert (empty.met, empty.asked, empty.result.verdict) == (0, 2, "not-met")
    give(world, 1)
    assert queries.progress(way, world.learner).result.missing
    give(world, 1)
    full = queries.progress(way, world.learner)
    assert (full.met, full.counted, full.result.verdict) == (2, 2, "met")
    assert "<svg" in full.picture()


def test_limits_of_single_credentials_are_told_before_any_is_refused(world, sign_in):
    text = rule(world).replace("title: Core", "title: Core\n    where: {within: P5Y}")
    text += "where: {level: {framework: EQF, at_least: '4'}}\n"
    actor = world.actor("designer")
    way = services.publish_pathway(actor, services.draw_up(actor, world.home, text))
    browser = sign_in(world.learner)
    said = " ".join(browser.get(reverse("stacks.pathway", args=[way.pk])).content.decode().split())
    assert "<strong>only these count: at EQF 4 or above</strong>" in said
    assert "<strong>only these count: awarded in the last 5 years</strong>" in said
    browser.cookies["language"] = "fr"
    said = browser.get(reverse("stacks.pathway", args=[way.pk])).content.decode()
    assert "<strong>seules comptent celles-ci : au niveau 4 de EQF ou plus haut</strong>" in said


def test_asking_before_it_is_met_and_asking_twice_are_refused(world):
    way, actor = pathway(world), accounts.actor_of(world.learner, None)
    with pytest.raises(ValidationError, match="not all there"):
        services.ask(actor, world.learner, way)
    give(world, 2)
    services.ask(actor, world.learner, way)
    with pytest.raises(ValidationError, match="already"):
        services.ask(actor, world.learner, way)
    with pytest.raises(Refused):
        services.ask(accounts.actor_of(world.stranger, None), world.learner, way)


def test_an_accepted_request_becomes_an_award_that_names_its_parts(world, mailoutbox):
    asked, actor = proposal(world), world.actor("assessor")
    done = services.accept(actor, asked, weighing.look_again(asked), reasons="All there.")
    award = Award.objects.get(pk=done.award)
    assert award.email == world.learner.email
    assert len(award.document["parts"]) == 2
    assert award.document["decision"]["by"] == str(world.member["assessor"])
    counted = {one["credential"] for one in asked.result["credentials"]}
    assert queries.counted_elsewhere(world.learner) == counted
    with pytest.raises(ValidationError, match="meanwhile"):
        services.decline(actor, asked, reasons="No.")


def test_the_learner_is_told_of_the_decision(world, mailoutbox, django_capture_on_commit_callbacks):
    asked = proposal(world)
    with django_capture_on_commit_callbacks(execute=True):
        services.decline(world.actor("registrar"), asked, reasons="Too old.")
    (letter,) = mailoutbox
    assert letter.to == [world.learner.email]
    assert str(asked.pk) in letter.body
    assert "Too old" not in letter.body


def test_what_counts_no_more_is_not_awarded(world):
    asked = proposal(world)
    part = asked.parts.first()
    part.bytes = bytes(part.bytes).replace(b"Baking", b"Bakinh")
    part.save()
    with pytest.raises(Exception, match=r"By now|another file") as caught:
        services.accept(world.actor("assessor"), asked, weighing.look_again(asked))
    assert caught.value.code.startswith("award.")
    assert not Award.objects.exists()
    assert not Proposal.objects.get().decision


def test_nobody_decides_their_own_request(world):
    way = pathway(world)
    decider = world.member["assessor"]
    give(world, 2, user=decider)
    asked = services.ask(accounts.actor_of(decider, None), decider, way)
    with pytest.raises(ValidationError, match="your own"):
        services.decline(world.actor("assessor"), asked, reasons="I may not.")


def test_problems_of_a_rule_stand_beside_it_by_line_and_nothing_is_lost(world, sign_in):
    client = sign_in(world.member["designer"])
    address = reverse("stacks.pathway-new-text", args=[world.home.slug])
    text = rule(world).replace("at_least: 6", "at_leest: 6")
    for more in ({}, {"check": "1"}):
        page = client.post(address, {"text": text, **more}).content.decode()
        assert "at_leest" in page
        assert "Line 7" in page
        assert "This rule cannot be read" in page
    for wrong in ("", "\x00", "- a\n- b", "a: &x 1\nb: *x", "{" * 3000, "id: 1\n" * 5):
        assert client.post(address, {"text": wrong}).status_code == 200
    assert not Pathway.objects.exists()


def test_a_file_takes_the_place_of_the_text(world, sign_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = sign_in(world.member["designer"])
    address = reverse("stacks.pathway-new-text", args=[world.home.slug])
    file = SimpleUploadedFile("rule.yaml", rule(world).encode())
    assert client.post(address, {"text": "old", "file": file}).status_code == 302
    assert Pathway.objects.get().title == "Certificate in Baking"
    file = SimpleUploadedFile("rule.yaml", b"\xff\xfe\x00")
    assert "not text in UTF-8" in client.post(address, {"file": file}).content.decode()


def test_wrong_wishes_are_told_beside_the_field(world, sign_in):
    way = pathway(world)
    client = sign_in(world.learner)
    address = reverse("stacks.plan", args=[way.pk])
    for wrong in (
        {"goal": "x"},
        {"goal": "cheapest", "max_cost": "-1"},
        {"goal": "cheapest", "by": "soon"},
        {"goal": "cheapest", "begin": "2026-02-01", "by": "2026-01-01"},
        {"goal": "cheapest", "hours_per_week": "9" * 40},
    ):
        page = client.get(address, wrong)
        assert page.status_code == 200
        assert "error-summary" in page.content.decode()
        assert client.get(reverse("stacks.plan-picture", args=[way.pk]), wrong).status_code == 404


def test_strangers_do_not_find_what_is_not_theirs(world, sign_in):
    asked = proposal(world)
    client = sign_in(world.stranger)
    assert client.get(reverse("stacks.proposal", args=[asked.pk])).status_code == 404
    elsewhere = reverse("stacks.decide", args=[world.other.slug, asked.pk])
    assert client.get(elsewhere).status_code == 404
    elsewhere = reverse("stacks.pathway-edit", args=[world.other.slug, asked.pathway_id])
    assert client.get(elsewhere).status_code == 404


def test_lists_ask_the_database_as_often_with_more_rows(world, sign_in, same_queries):
    pathway(world)
    office = sign_in(world.member["designer"])
    more = [rule(world, title=f"Number {number}") for number in range(5)]

    def grow():
        for text in more:
            made = services.draw_up(world.actor("designer"), world.home, text)
            services.publish_pathway(world.actor("designer"), made)

    visits = [
        lambda: office.get(reverse("stacks.pathways", args=[world.home.slug])),
        lambda: sign_in().get(reverse("stacks.pathways-public")),
        lambda: sign_in(world.learner).get(reverse("stacks.mine")),
    ]
    same_queries(lambda: [visit() for visit in visits], grow)


@pytest.mark.parametrize("which", ["", "?decided=1"])
def test_requests_ask_the_database_as_often_with_more_rows(world, sign_in, same_queries, which):
    first = proposal(world)
    office = sign_in(world.member["assessor"])
    address = reverse("stacks.proposals", args=[world.home.slug]) + which

    def another(number):
        decided = {"decision": "declined", "decided_by": world.member["assessor"]} if which else {}
        first.pk, first.learner = uuid4(), person(f"more{number}@example.org", f"More {number}")
        for name, value in decided.items():
            setattr(first, name, value)
        first.save(force_insert=True)
        assert first.learner.name in office.get(address).content.decode()

    another(0)
    same_queries(lambda: office.get(address), lambda: [another(number) for number in range(1, 5)])


def _words(picture):
    """Return all that a picture says, seen or read aloud."""
    root = etree.fromstring(picture.content)
    labels = [one.get("aria-label") for one in root.iter() if one.get("aria-label")]
    texts = [one.text for one in root.iter("{*}title", "{*}desc", "{*}text") if one.text]
    return root, " ".join([*labels, *texts])


ENGLISH = (
    "What counts",
    "What it asks for",
    "In all",
    "Requirements",
    "Not met yet",
    "The least that is missing",
    "not met",
    "so far",
    " of ",
    "It counts",
    "This is a proposal",
)
FRENCH = (
    "Ce qui compte, état au ",
    "Ce qui est demandé",
    "En tout",
    "Exigences : Core",
    "Pas encore rempli",
    "Le minimum qui manque",
    "3 sur 6 : exigence non remplie",
    "Elle compte pour 3 ECTS.",
    "La décision revient à : Harbour College.",
)


def test_the_picture_speaks_the_readers_language(world, sign_in):
    way = pathway(world)
    give(world, 1)
    client, address = sign_in(world.learner), reverse("stacks.way-picture", args=[way.pk])
    root, said = _words(client.get(address, headers={"Accept-Language": "fr"}))
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    said = said.replace("\u00a0", " ")
    assert [one for one in ENGLISH if one in said.replace("Certificate in Baking", "")] == []
    assert [one for one in FRENCH if one not in said] == []


def test_the_english_picture_is_the_one_of_the_core(world, sign_in):
    way = pathway(world)
    give(world, 1)
    client, address = sign_in(world.learner), reverse("stacks.way-picture", args=[way.pk])
    drawn = client.get(address, headers={"Accept-Language": "en"}).content.decode()
    found = queries.progress(way, world.learner)
    assert drawn == stack_picture(found.rule, found.result, width=760)


def test_a_picture_that_is_kept_is_kept_for_its_language(world, client):
    address = reverse("stacks.picture", args=[pathway(world).pk])
    answer = client.get(address, headers={"Accept-Language": "fr"})
    assert {"Accept-Language", "Cookie"} <= set(answer.headers["Vary"].split(", "))
