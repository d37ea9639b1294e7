"""From an award list to credentials that anybody can verify, each once."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import F

from mintmark import Documents, Outcome, UnsafeAnyIssuer, verify
from mintmark.carriers.showing import to_show
from mintmark_web.adapters import bulk
from mintmark_web.awards import services as awards
from mintmark_web.issuing import content, queries, reading, services
from mintmark_web.issuing.models import Batch, Chunk, Credential, Document, RowError, StatusList
from mintmark_web.issuing.services import claims
from mintmark_web.issuing.services.working import Desk as Worker
from mintmark_web.keys.services import report_compromise
from web.awards.making import Desk
from web.factories import published_version, signing_key
from web.issuing.lists import HEAD, award_list, row

pytestmark = pytest.mark.django_db


def lists_of(credential):
    """Return the status lists that a credential names, by their addresses."""
    found = {}
    for purpose in ("revocation", "suspension"):
        document = queries.signed_status_list(credential.status_list_id, purpose)
        address = content.status_address(credential.status_list_id, purpose)
        found[address] = bytes(document.bytes)
    return Documents(found)


def verified(credential):
    data = to_show(queries.issued_bytes(credential))
    return verify(
        data,
        at=datetime.now(UTC),
        documents=lists_of(credential),
        policy=UnsafeAnyIssuer(),
    )


def test_a_list_becomes_credentials_that_verify(issued, world):
    credentials = issued(3)
    assert [one.name for one in credentials] == ["Learner 1", "Learner 2", "Learner 3"]
    for one in credentials:
        report = verified(one)
        assert report.outcome is Outcome.VALID, [c for c in report.checks if c.outcome != "valid"]
    batch = credentials[0].batch
    batch.refresh_from_db()
    assert batch.state == Batch.State.DONE


@pytest.mark.parametrize(
    ("kind", "suite"),
    [
        (kind, suite)
        for kind in ("Ed25519", "P-256", "P-384")
        for suite in content.suites(kind)
        if suite != content.suites(kind)[0] or kind != "Ed25519"
    ],
)
def test_every_way_to_sign_verifies(order, kind, suite):
    batch = order(award_list(1), kind=kind, suite=suite)
    services.work(str(batch.pk))
    report = verified(Credential.objects.get(batch=batch))
    assert report.outcome is Outcome.VALID, [c for c in report.checks if c.outcome != "valid"]


def test_a_way_that_the_key_does_not_have_is_refused(order):
    with pytest.raises(ValidationError):
        order(award_list(1), suite="ecdsa-rdfc-2019")


def test_bad_rows_are_told_one_by_one_and_stop_nobody(order):
    text = "\n".join((HEAD, row(1), row(2, date="soon"), row(3, score="0.1", email="x"), row(4)))
    batch = order(text)
    services.work(str(batch.pk))
    assert list(batch.credentials.values_list("line", flat=True).order_by("line")) == [2, 5]
    faults = {one.line: one for one in RowError.objects.filter(batch=batch)}
    assert sorted(faults) == [3, 4]
    assert faults[3].message.startswith("Column date: 'soon' is not a date.")
    assert len(faults[4].message.splitlines()) == 2
    assert queries.progress(batch).settled == 4


def test_the_same_list_twice_gives_nobody_a_second_credential(order):
    for _ in range(2):
        batch = order(award_list(3))
        services.work(str(batch.pk))
    assert Credential.objects.count() == 3
    errors = RowError.objects.filter(batch=batch)
    assert {one.code for one in errors} == {"issuing.issued-already"}
    assert errors.count() == 3


def test_a_long_list_has_the_database_count_anew_now_and_then(order, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 1)
    grown = []
    monkeypatch.setattr(
        bulk, "look_again", lambda model: grown.append((model, Credential.objects.count()))
    )
    services.work(str(order(award_list(33), notify=False).pk))
    assert grown == [(Credential, 8), (Credential, 16), (Credential, 32)]


def test_the_same_learner_far_down_the_list_is_told_where_the_first_stands(order, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 2)
    batch = order("\n".join((HEAD, row(1), row(2), row(3), row(1, date="2026-05-05"))))
    services.work(str(batch.pk))
    assert batch.credentials.count() == 3
    (fault,) = RowError.objects.filter(batch=batch)
    assert (fault.line, fault.code) == (5, "issuing.same-learner")
    assert "line 2" in fault.message


def test_lines_are_right_in_a_long_list_with_breaks_in_cells(order, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 2)
    rows = [row(1), row(2, name='"Two\nlines"'), row(3), row(4), row(5, date="soon")]
    batch = order("\ufeff\r\n" + "\r\n".join((HEAD, *rows)))
    assert batch.total == 5
    services.work(str(batch.pk))
    found = dict(batch.credentials.values_list("line", "name"))
    assert found == {3: "Learner 1", 6: "Learner 3", 7: "Learner 4"}
    assert set(RowError.objects.values_list("line", flat=True)) == {4, 8}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name,email\nA,a@b.example\n",
        f"{HEAD},shoe size\n",
        f'{HEAD}\n"never closed',
        HEAD,
    ],
    ids=["empty", "no date", "unknown column", "open quote", "no rows"],
)
def test_a_list_that_cannot_be_read_is_refused_at_once(order, text):
    with pytest.raises(ValidationError):
        order(text)
    assert not Batch.objects.exists()


def test_a_list_in_another_encoding_is_refused_with_its_line(order, version, world):
    data = f"{HEAD}\n{row(1)}\n".encode() + "Zoë,z@x.example".encode("latin-1")
    with pytest.raises(ValidationError) as refused:
        services.order(
            world.actor("registrar"),
            version,
            key=signing_key(world.home),
            suite="eddsa-rdfc-2022",
            source=ContentFile(data, "x.csv"),
        )
    assert "line 3" in refused.value.messages[0]


def test_awards_of_the_assessors_are_issued_once(world):
    today = datetime.now(UTC).date()
    desk = Desk(world)
    award = awards.decide(desk.first, desk.ready(today), awarded_on=today)
    made = []
    for _ in range(2):
        key = signing_key(world.home)
        try:
            batch = services.order(
                world.actor("registrar"), desk.version, key=key, suite="eddsa-jcs-2022"
            )
        except ValidationError as error:
            made.append(error.messages)
        else:
            services.work(str(batch.pk))
            made.append(batch.pk)
    one = Credential.objects.get(award=award)
    assert verified(one).outcome is Outcome.VALID
    assert made[1] == ["There is nothing to issue."]
    assert not queries.unissued(world.home).exists()


def test_indices_are_unique_and_tell_no_order(issued):
    places = [one.status_index for one in issued(40)]
    assert len(set(places)) == 40
    assert places != sorted(places)
    assert max(places) > 1_000


def test_a_full_list_is_followed_by_another(issued):
    issued(1)
    StatusList.objects.update(used=F("size") - 2)
    made = issued(5, first=10)
    assert StatusList.objects.count() == 2
    assert verified(made[0]).outcome is verified(made[-1]).outcome is Outcome.VALID


def test_what_is_served_is_what_was_signed(issued):
    (one,) = issued(1)
    data = queries.issued_bytes(one)
    assert sha256(data).hexdigest() == one.document.digest
    assert len(one.document.packed) < len(data) / 5


def test_a_stopped_order_rests_and_goes_on(order, world, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 2)
    batch = order(award_list(6))
    desk = Worker(str(batch.pk))
    for _ in range(3):
        desk.step()
    actor = world.actor("registrar")
    services.stop(actor, batch)
    services.work(str(batch.pk))
    before = Document.objects.count()
    assert 0 < before < 6
    services.resume(actor, batch)
    services.work(str(batch.pk))
    batch.refresh_from_db()
    assert (batch.state, Document.objects.count()) == (Batch.State.DONE, 6)


def test_a_compromised_key_stops_the_order_and_says_why(order, world):
    batch = order(award_list(2))
    report_compromise(world.actor("registrar"), batch.key)
    services.work(str(batch.pk))
    batch.refresh_from_db()
    assert batch.state == Batch.State.STOPPED
    assert "compromised" in batch.trouble
    assert not Document.objects.exists()


def test_a_key_of_another_organisation_cannot_be_used(world, version):
    with pytest.raises(ValidationError):
        services.order(
            world.actor("registrar"),
            version,
            key=signing_key(world.other),
            suite="eddsa-rdfc-2022",
            source=ContentFile(award_list(1).encode(), "x.csv"),
        )


def test_what_has_run_out_is_told_in_its_row(world, version):
    short = published_version(world.home, expiry={"period": "P1M", "reason": "safety"})
    batch = services.order(
        world.actor("registrar"),
        short,
        key=signing_key(world.home),
        suite="eddsa-rdfc-2022",
        source=ContentFile(award_list(1).encode(), "x.csv"),
    )
    services.work(str(batch.pk))
    assert RowError.objects.get(batch=batch).code == "issue.already-over"


def test_what_no_worker_survives_stops_the_order_instead_of_them_all(order, world, monkeypatch):
    class Killed(BaseException):
        """As if the process was gone: nothing is tidied up."""

    def killed(*_):
        raise Killed

    batch = order(award_list(3))
    with monkeypatch.context() as patch:
        patch.setattr(content.Press, "sign", killed)
        for _ in range(claims.MOST_TRIES):
            with pytest.raises(Killed):
                services.work(str(batch.pk))
            Chunk.objects.update(until=None)  # a minute later
        services.work(str(batch.pk))
    batch.refresh_from_db()
    assert batch.state == "stopped"
    assert batch.trouble == "Workers ended in the middle of part 1, 5 times: see their log."
    services.resume(world.actor("registrar"), batch)
    services.work(str(batch.pk))
    assert Document.objects.count() == 3


def test_a_fault_of_ours_stops_the_order_which_can_go_on(order, world, monkeypatch):
    batch = order(award_list(3))
    with monkeypatch.context() as patch:
        patch.setattr(content.Press, "sign", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            services.work(str(batch.pk))
    batch.refresh_from_db()
    assert (batch.state, batch.trouble) == ("stopped", "Something failed here (ZeroDivisionError).")
    services.resume(world.actor("registrar"), batch)
    Chunk.objects.update(until=None)  # a minute later
    services.work(str(batch.pk))
    assert Document.objects.count() == 3
