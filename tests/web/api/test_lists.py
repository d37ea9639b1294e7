"""Lists sent by programs: each row's fate first, then exactly that is written; and corrections."""

from datetime import UTC, datetime

import pytest

from mintmark_web.awards.models import Award, Enrolment, Upload
from mintmark_web.issuing import services
from mintmark_web.issuing.models import Credential
from web.api.calling import is_problem
from web.awards.making import Desk
from web.factories import issued_credentials, published_version

pytestmark = pytest.mark.django_db

HEAD = "name,email,date,identity_check,score:practical,level:practical\n"


@pytest.fixture
def desk(world):
    return Desk(world)


def results(*rows):
    day = datetime.now(UTC).date()
    return (
        HEAD + "".join(f"{name},{mail},{day},passport,{mark},good\n" for name, mail, mark in rows)
    ).encode()


def test_results_are_shown_and_then_written(as_, desk):
    call = as_("assessor")
    data = results(("Ada", "ada@example.org", "0.9"), ("Bob", "bob@example.org", "seven"))
    sent = call.post(f"/offerings/{desk.offering.pk}/lists", data)
    assert sent.status_code == 201, sent.content
    told = sent.json()
    assert [row["becomes"] for row in told["rows"]] == ["new", "refused"] and told["rows"][1]["why"]
    assert not Award.objects.exists()
    at = f"/lists/{told['id']}"
    assert is_problem(call.post(f"{at}/take", {"expected": 2}), 422, "api.invalid")
    first = call.get(f"{at}?limit=1").json()
    assert len(first["rows"]) == 1 and first["next"]
    rest = call.get(f"{at}?limit=1&cursor={first['next']}").json()
    assert rest["rows"][0]["name"] == "Bob" and rest["next"] is None
    assert call.post(f"{at}/take", {"expected": 1}).json() == {"new": 1, "there": 0, "refused": 1}
    assert Award.objects.get().email == "ada@example.org"
    assert is_problem(call.post(f"{at}/take", {"expected": 1}), 404, "api.not-found")


def test_learners_are_enrolled(as_, desk):
    call = as_("assessor")
    told = call.post(
        f"/offerings/{desk.offering.pk}/lists?kind=learners", b"name,email\nLea,lea@example.org\n"
    ).json()
    assert told["new"] == 1
    call.post(f"/lists/{told['id']}/take", {"expected": 1})
    assert Enrolment.objects.get(email="lea@example.org").name == "Lea"


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"PK\x03\x04book"])
def test_what_is_no_table_is_refused(as_, desk, data):
    answer = as_("assessor").post(f"/offerings/{desk.offering.pk}/lists", data)
    assert is_problem(answer, 422, "api.invalid")
    assert not Upload.objects.exists()


def test_a_list_without_a_head_says_what_is_wrong_with_it(as_, desk):
    told = as_("assessor").post(f"/offerings/{desk.offering.pk}/lists", b"what,ever\n1,2\n").json()
    assert told["trouble"] and told["rows"] == []


def test_nobody_sees_a_list_of_elsewhere(as_, desk):
    told = as_("assessor").post(f"/offerings/{desk.offering.pk}/lists", results()).json()
    assert is_problem(as_("stranger").get(f"/lists/{told['id']}"), 404, "api.not-found")


def test_a_correction_takes_the_place_of_the_old_one(as_, world):
    (old,) = issued_credentials(world.home, published_version(world.home))
    call = as_("registrar")
    answer = call.post(f"/credentials/{old.pk}/correct", {"name": "Ada Lovelace"})
    assert answer.status_code == 201, answer.content
    made = Credential.objects.get(pk=answer.json()["serial"])
    services.work(str(made.batch_id))
    old.refresh_from_db()
    assert (made.name, made.email, old.status) == ("Ada Lovelace", old.email, "superseded")
    again = call.post(f"/credentials/{old.pk}/correct", {"name": "Ada"})
    assert is_problem(again, 422, "api.invalid")


@pytest.mark.parametrize(
    "told", [{"awarded_on": "2099-01-01"}, {"name": None}, {"awarded_on": None}]
)
def test_a_correction_that_makes_no_sense_is_refused(as_, world, told):
    (old,) = issued_credentials(world.home, published_version(world.home))
    answer = as_("registrar").post(f"/credentials/{old.pk}/correct", told)
    assert is_problem(answer, 422, "api.invalid")
    assert Credential.objects.count() == 1


def test_a_letter_goes_to_another_address(as_, world):
    (one,) = issued_credentials(world.home, published_version(world.home))
    call = as_("registrar")
    told = call.post(f"/credentials/{one.pk}/send", {"email": "new@example.org"}).json()
    assert told["email"] == "new@example.org"
    assert call.post(f"/credentials/{one.pk}/send").status_code == 200
    assert call.post(f"/batches/{one.batch_id}/send").status_code == 200
