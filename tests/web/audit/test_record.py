"""The record: nothing in it changes, and it shows if something did."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from mintmark_web.accounts import services
from mintmark_web.accounts.types import Actor
from mintmark_web.audit import append_only
from mintmark_web.audit.models import AppendOnlyError, Record
from mintmark_web.audit.queries import verify_chain


def write(count: int = 3) -> None:
    for number in range(count):
        services.open_account(Actor(), f"p{number}@example.org")


@pytest.mark.django_db
def test_an_empty_record_is_whole_and_so_is_a_written_one():
    assert verify_chain().whole and verify_chain().entries == 0
    write()
    proof = verify_chain()
    assert proof.whole and proof.entries == 3
    assert proof.last == Record.objects.get(sequence=3).seal


@pytest.mark.django_db
def test_no_way_of_ours_changes_it():
    write()
    entry = Record.objects.first()
    for way in (
        entry.save,
        entry.delete,
        Record.objects.all().delete,
        lambda: Record.objects.update(action="x"),
    ):
        with pytest.raises(AppendOnlyError):
            way()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_record SET action = 'x' WHERE sequence = 2",
        "DELETE FROM audit_record WHERE sequence = 2",
        "REPLACE INTO audit_record SELECT * FROM audit_record WHERE sequence = 2",
        "TRUNCATE audit_record",
    ],
)
def test_the_database_refuses_too(statement):
    word = statement.split()[0]
    if word == {"sqlite": "TRUNCATE", "postgresql": "REPLACE"}[connection.vendor]:
        pytest.skip(f"this database has no {word}")
    write()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert verify_chain().entries == 3


def behind_its_back(statement: str) -> None:
    append_only.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    append_only.install(connection)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "at", "reason"),
    [
        ("UPDATE audit_record SET action = 'x' WHERE sequence = 2", 2, "seal"),
        ("UPDATE audit_record SET user_id = 7 WHERE sequence = 1", 1, "seal"),
        ("UPDATE audit_record SET previous = seal WHERE sequence = 3", 3, "link"),
        ("DELETE FROM audit_record WHERE sequence = 2", 3, "gap"),
        ("DELETE FROM audit_record WHERE sequence = 1", 2, "gap"),
    ],
)
def test_what_is_done_behind_its_back_shows(statement, at, reason):
    write()
    behind_its_back(statement)
    proof = verify_chain()
    assert (proof.whole, proof.broken_at, proof.reason) == (False, at, reason)


@pytest.mark.django_db
def test_a_cut_end_shows_against_a_seal_that_was_kept():
    write()
    kept = verify_chain().last
    behind_its_back("DELETE FROM audit_record WHERE sequence = 3")
    assert verify_chain().whole and verify_chain().last != kept


@pytest.mark.django_db(transaction=True)
def test_several_write_at_once_and_the_chain_holds(settings):
    def work(name: str) -> None:
        try:  # an error here fails the test: pytest warns of it, and warnings are errors
            for number in range(10):
                services.open_account(Actor(), f"{name}{number}@example.org")
        finally:
            connection.close()

    crew = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    assert verify_chain().whole and verify_chain().entries == 40
