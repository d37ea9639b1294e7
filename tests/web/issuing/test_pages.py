"""The registrar's pages: what is typed wrong is told, nothing leaks or grows with the rows."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from mintmark_web.adapters.sheets import harmless
from mintmark_web.issuing import queries, services
from mintmark_web.issuing.models import Batch, Credential, RowError
from mintmark_web.keys.services import retire_key
from web.factories import issued_credentials, organisation, published_version, signing_key
from web.issuing.lists import HEAD, award_list, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(world, sign_in):
    client = sign_in(world.member["registrar"])
    client.base = f"/o/{world.home.slug}"
    return client


def fill(world, **changes):
    key = signing_key(world.home)
    sent = {
        "of": "list",
        "signature": f"{key.pk}:eddsa-rdfc-2022",
        "source": SimpleUploadedFile("a.csv", award_list(2).encode()),
        "notify": "on",
    } | changes
    return {name: value for name, value in sent.items() if value is not None}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"source": None}, "Choose the award list."),
        ({"source": b""}, "empty"),
        ({"source": b"\xff\xfe\x00"}, "UTF-8"),
        ({"source": b"PK\x03\x04\x14\x00\x06"}, "This is a workbook."),
        ({"source": b"\xd0\xcf\x11\xe0\xa1\xb1"}, "This is a workbook."),
        ({"source": b"\x7fELF\x02\x01\x00\x00"}, "This is no text table."),
        ({"source": b"name,date\n"}, "nothing to issue"),
        ({"source": b"name,shoe\nA,B\n"}, "shoe"),
        ({"source": b'name,date\n"open'}, "never closed"),
        ({"signature": "nonsense"}, "Please choose one of these"),
        ({"signature": None}, "Please choose one."),
    ],
)
def test_what_is_wrong_with_an_order_stands_on_the_page(world, version, office, changes, told):
    if isinstance(changes.get("source"), bytes):
        changes = {"source": SimpleUploadedFile("a.csv", changes["source"])}
    answer = office.post(f"{office.base}/issuing/new/{version.pk}/", fill(world, **changes))
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert not Batch.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_order_is_taken_and_done(world, version, office, run_jobs):
    answer = office.post(f"{office.base}/issuing/new/{version.pk}/", fill(world))
    batch = Batch.objects.get()
    assert answer.headers["Location"] == f"{office.base}/issuing/{batch.pk}/"
    page = office.get(answer.headers["Location"]).content.decode()
    assert 'hx-trigger="every 2s"' in page and "<noscript>" in page
    run_jobs()
    answer = office.get(f"{office.base}/issuing/{batch.pk}/progress/")
    assert answer.headers["HX-Refresh"] == "true"
    assert "2 of 2" in answer.content.decode()


def test_without_a_key_the_page_says_what_to_do(world, version, office):
    retire_key(world.actor("registrar"), signing_key(world.home))
    answer = office.get(f"{office.base}/issuing/new/{version.pk}/")
    assert "A key is missing" in answer.content.decode()


def test_another_organisations_things_are_not_there(world, office):
    other = organisation("Third School")
    foreign = published_version(other)
    (one,) = issued_credentials(other, foreign)
    for path in (
        f"/issuing/new/{foreign.pk}/",
        f"/issuing/{one.batch_id}/",
        f"/issuing/{one.batch_id}/credentials.zip",
        f"/credentials/{one.pk}/",
        f"/credentials/{one.pk}/file/",
        f"/credentials/{one.pk}/revoke/",
        f"/credentials/{one.pk}/correct/",
    ):
        for method in (office.get, office.post):
            assert method(office.base + path).status_code in (404, 405), path
    assert one.name not in office.get(f"{office.base}/credentials/").content.decode()
    assert Credential.objects.get(pk=one.pk).status == "valid"


@pytest.mark.parametrize(
    ("page", "sent", "told"),
    [
        ("suspend", {}, "Please fill this in."),
        ("revoke", {"reason": " "}, "Please fill this in."),
        ("reinstate", {"reason": "x"}, "cannot be done"),
        ("renew", {"awarded_on": "soon"}, "no such day"),
        ("renew", {"awarded_on": "2999-01-01"}, "still to come"),
        ("renew", {"awarded_on": "2026-01-01", "key": "x"}, "Please choose one of these"),
        ("correct", {"name": "", "awarded_on": "2026-01-01"}, "Please fill this in."),
        ("correct", {"name": "\u200b", "awarded_on": "2026-01-01"}, "malformed"),
        (
            "correct",
            {"name": "A", "email": "x", "awarded_on": "2026-01-01"},
            "not an e-mail address",
        ),
        ("send", {"email": "nobody"}, "not an e-mail address"),
    ],
)
def test_what_is_wrong_with_a_change_stands_on_the_page(world, version, office, page, sent, told):
    (one,) = issued_credentials(world.home, version)
    key = {"key": str(signing_key(world.home).pk)} if page in ("renew", "correct") else {}
    sent = key | sent
    answer = office.post(f"{office.base}/credentials/{one.pk}/{page}/", sent)
    assert answer.status_code == 200
    assert told in answer.content.decode()
    for value in sent.values():
        if value not in (" ", "\u200b"):
            assert value in answer.content.decode(), "what was typed is lost"
    assert Credential.objects.count() == 1


@pytest.mark.parametrize(
    "words", ["learner1", "LEARNER1@", "no such", "%", "no\x00such", "urn:uuid:x"]
)
def test_any_words_can_be_searched_for(world, version, office, words):
    issued_credentials(world.home, version, 2)
    answer = office.get(f"{office.base}/credentials/", {"words": words, "status": "valid"})
    assert answer.status_code == 200
    found = answer.content.decode().count("Bread Baking Basics")
    assert (found > 0) is words.lower().startswith("learner1")


def test_a_number_finds_its_credential(world, version, office):
    first, _second = issued_credentials(world.home, version, 2)
    answer = office.get(f"{office.base}/credentials/", {"words": first.serial.urn})
    assert answer.content.decode().count("Bread Baking Basics") == 1


def test_all_credentials_come_as_one_archive(world, version, office):
    made = issued_credentials(world.home, version, 3)
    path = f"{office.base}/issuing/{made[0].batch_id}/credentials.zip"
    assert b"personal data" in office.get(path).content
    data = b"".join(office.post(path).streaming_content)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "000002-learner-1.json"
        inside = [archive.read(name) for name in archive.namelist()]
    assert inside == [queries.issued_bytes(one) for one in made]


def test_what_was_not_issued_comes_as_a_table_without_formulas(world, version, office):
    text = "\n".join((HEAD, row(1, name="=1+1", date="soon"))) + "\n"
    batch = services.order(
        world.actor("registrar"),
        version,
        key=signing_key(world.home),
        suite="eddsa-rdfc-2022",
        source=ContentFile(text.encode(), "a.csv"),
    )
    services.work(str(batch.pk))
    assert RowError.objects.get().learner == "=1+1"
    answer = office.get(f"{office.base}/issuing/{batch.pk}/not-issued.csv")
    assert b",'=1+1," in b"".join(answer.streaming_content)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_is_never_a_formula(sign):
    assert harmless(f"{sign}cmd") == f"'{sign}cmd"
    assert harmless("cmd") == "cmd"


@pytest.mark.parametrize(
    "page", ["issuing/", "issuing/new/", "issuing/{batch}/", "credentials/", "credentials/{one}/"]
)
def test_pages_ask_as_often_with_many_rows(world, version, office, same_queries, page):
    (one,) = issued_credentials(world.home, version)
    services.suspend(world.actor("registrar"), one, "One change at least.")
    path = f"{office.base}/{page.format(batch=one.batch_id, one=one.pk)}"

    def grow():
        key = signing_key(world.home)
        for first in (100, 200):
            text = award_list(5, first=first) + row(1, date="x") + "\n"
            batch = services.order(
                world.actor("registrar"),
                version,
                key=key,
                suite="eddsa-rdfc-2022",
                source=ContentFile(text.encode(), "a.csv"),
            )
            services.work(str(batch.pk))
        services.reinstate(world.actor("registrar"), one, "A.")
        services.suspend(world.actor("registrar"), one, "B.")

    same_queries(lambda: office.get(path), grow)


def test_the_empty_list_has_the_columns(version, office):
    answer = office.get(f"{office.base}/issuing/new/{version.pk}/list.csv")
    assert answer.content.decode().strip().split(",")[:2] == ["name", "email"]
    assert "score:practical" in answer.content.decode()
