"""Who takes part: enrolled, asking, accepted, leaving; and no more than there are places."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection

from mintmark_web.accounts import queries as accounts
from mintmark_web.awards import queries, services
from mintmark_web.awards.models import Enrolment
from web.awards.making import Desk
from web.factories import person
from web.world import make_world
from web_settings import POSTGRES

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_whoever_is_enrolled_gets_a_letter_in_their_language(run_jobs):
    person("amelie@example.org", "Amélie", "fr")
    enrolment = Desk(make_world()).enrol(email="Amelie@Example.org", name="Amélie")
    run_jobs()
    letter = mail.outbox[-1]
    assert letter.to == ["amelie@example.org"]
    assert letter.subject == "Vous participez : Bread in spring"
    assert f"http://localhost:8000/learning/{enrolment.pk}/" in letter.body


def test_nobody_takes_part_twice(desk):
    desk.enrol()
    with pytest.raises(ValidationError, match="takes part already"):
        desk.enrol(email="LEARNER@example.org")


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "Ada\nBo", "Ada\u202eoB", "x" * 201])
def test_a_name_must_be_one_that_a_credential_can_carry(desk, name):
    with pytest.raises(ValidationError):
        desk.enrol(name=name)
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize("name", ["علی\u200cرضا", "O'Neill-Özdemir", "王", "=1+1"])
def test_names_of_the_whole_world_are_taken(desk, name):
    assert desk.enrol(name=name).name == name


@pytest.mark.parametrize("email", ["", "ada", "ada@", "a" * 250 + "@example.org"])
def test_an_address_must_be_one(desk, email):
    with pytest.raises(ValidationError):
        desk.enrol(email=email)


def test_places_end_for_enrolling_and_for_asking(world):
    desk = Desk(world, places=1)
    desk.enrol(email="first@example.org")
    with pytest.raises(ValidationError, match="All places are taken"):
        desk.enrol()
    with pytest.raises(ValidationError, match="All places are taken"):
        services.ask(desk.learner, desk.offering, name="Lea")
    with pytest.raises(ValidationError, match="takes part already"):
        services.enrol(desk.first, desk.offering, name="x", email="first@example.org")


def test_there_cannot_be_fewer_places_than_learners(world):
    desk = Desk(world, places=5)
    for number in range(3):
        desk.enrol(email=f"l{number}@example.org")
    with pytest.raises(ValidationError, match="More learners"):
        services.edit_offering(desk.first, desk.offering, places=2)
    assert services.edit_offering(desk.first, desk.offering, places=3).places == 3


def test_a_request_is_accepted_once_or_declined_with_a_reason(desk, sign_in, world):
    asked = services.ask(desk.learner, desk.offering, name="Lea", message="Please")
    with pytest.raises(ValidationError, match="You asked already"):
        services.ask(desk.learner, desk.offering, name="Lea")
    declined = services.decline(desk.first, asked, reason="No place this time.")
    with pytest.raises(ValidationError, match="settled already"):
        services.accept(desk.first, declined)
    page = sign_in(world.learner).get(f"/learning/{asked.pk}/").content.decode()
    assert "No place this time." in page
    again = services.ask(desk.learner, desk.offering, name="Lea")
    assert again.pk == asked.pk
    assert services.accept(desk.first, again).state == "active"


@pytest.mark.parametrize("change", [{"state": "planned"}, {"state": "closed"}, {"late": True}])
def test_requests_are_for_open_offerings_in_time(world, today, change):
    late = {"apply_by": today - timedelta(days=1)} if change.pop("late", False) else {}
    desk = Desk(world, **change, **late)
    with pytest.raises(ValidationError, match="takes no requests now"):
        services.ask(desk.learner, desk.offering, name="Lea")


def test_a_route_must_lead_to_the_achievement(desk):
    with pytest.raises(ValidationError, match="by this route"):
        desk.enrol(route="recognition-of-prior-learning")


def test_who_left_can_come_back(desk):
    enrolment = desk.enrol()
    left = services.withdraw(desk.learner, enrolment)
    assert left.state == "withdrawn"
    with pytest.raises(ValidationError, match="cannot be withdrawn"):
        services.withdraw(desk.learner, enrolment)
    with pytest.raises(ValidationError, match="Only who takes part"):
        desk.open(enrolment)
    assert desk.enrol().pk == enrolment.pk


def test_an_account_that_comes_later_finds_its_enrolments(desk, sign_in):
    enrolment = desk.enrol(email="late@example.org", name="Late")
    user = person("late@example.org")
    assert enrolment.owner_id == user.pk
    assert list(queries.enrolments_of("Late@example.org")) == [enrolment]
    assert sign_in(user).get(f"/learning/{enrolment.pk}/").status_code == 200


def test_nobody_sees_the_learning_of_others(desk, sign_in):
    enrolment = desk.enrol()
    attempt = desk.open(enrolment)
    eve = sign_in(person("eve@example.org"))
    for path in (f"{enrolment.pk}/", f"{enrolment.pk}/leave/", f"attempts/{attempt.pk}/"):
        assert eve.get(f"/learning/{path}").status_code == 404
    assert eve.post(f"/learning/attempts/{attempt.pk}/hand-in/").status_code == 404


def test_an_offering_of_elsewhere_is_not_there(desk, world, sign_in):
    stranger = sign_in(world.stranger)
    for path in (
        f"offerings/{desk.offering.pk}/",
        f"offerings/enrolments/{desk.enrol().pk}/",
    ):
        assert stranger.get(f"/o/{world.other.slug}/{path}").status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    not POSTGRES, reason="in memory, SQLite locks its one cache, unlike a file of its own"
)
def test_two_at_once_never_share_the_last_place():
    import threading

    world = make_world()
    desk = Desk(world, places=3)
    people = [accounts.actor_of(person(f"p{n}@example.org"), None) for n in range(6)]
    for actor in people[:6]:
        services.ask(actor, desk.offering, name="Somebody")
    asking = list(Enrolment.objects.filter(state="requested"))
    assert len(asking) == 6
    gate = threading.Barrier(6)
    refused = []

    def accept(enrolment):
        try:
            gate.wait()
            services.accept(desk.first, enrolment)
        except ValidationError as error:
            refused.append(error.messages)
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=(one,)) for one in asking]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert queries.taken(desk.offering) == 3
    assert refused == [["All places are taken."]] * 3
