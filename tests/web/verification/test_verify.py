"""The verify page, with what people bring."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from lxml import html

import samples
from mintmark import Credits, MintmarkError, Outcome, UnavailableError, Workload
from mintmark.carriers import badge, png, svg
from mintmark_web.adapters import fetch
from mintmark_web.keys import queries as keys
from mintmark_web.keys import services
from mintmark_web.verification.checking import Desk, verify_bytes
from web import credentials

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_fetching(monkeypatch):
    class Nobody:
        def fetch(self, url):
            raise UnavailableError("fetch.connection", f"{url} cannot be reached.")

    monkeypatch.setattr(fetch, "fetcher", lambda limits=None: Nobody())


@pytest.fixture
def visit(sign_in):
    client = sign_in()

    def post(files=(), **sent):
        if files:
            sent["documents"] = [SimpleUploadedFile(name, data) for name, data in files]
        return client.post("/verify/", sent)

    post.client = client
    return post


def words(answer):
    page = html.fromstring(answer.content)
    return " ".join(page.xpath("string(//main)").split())


def test_a_credential_of_this_office_is_valid_and_its_marks_stand_first(world, visit):
    answer = visit([("ana.json", credentials.issued(world))])
    said = words(answer)
    assert answer.status_code == 200
    assert "Genuine, and in force" in said
    assert "Vouched for by localhost, which knows it as Harbour College." in said
    assert "25 h" in said
    assert "Test, written exam, ≥ 90 %" in said or "≥ 90 %" in said
    assert "Corresponds to EQF 5." in said
    assert said.index("What speaks for its quality") < said.index("1. It can be read")
    report = verify_bytes(credentials.issued(world))
    assert f"The {len(report.checks)} checks" in said
    assert answer["Cache-Control"] == "no-store"


def test_workload_is_told_in_the_readers_own_system_and_remembered(world, visit):
    data = credentials.issued(world)
    told = (
        "New Zealand Qualifications and Credentials Framework: about 2, between 2 and 3."
        " A published table says so."
    )
    assert told not in words(visit([("a.json", data)], system="ECTS"))
    assert told in words(visit([("a.json", data)], system="NZ:NZQCF"))
    page = html.fromstring(visit.client.get("/verify/").content)
    assert page.xpath("//select[@name='system']/option[@selected]/@value") == ["NZ:NZQCF"]
    assert told in words(visit(text=data.decode()))  # as the home page sends it


@pytest.mark.parametrize(
    ("system", "told"),
    [
        ("UK-SCT:SCQF", "about 2.5. This compares the hours of learning behind one credit."),
        ("US:SEMESTER", "US semester credit hour: about 0.5, between 0.5 and 0.67."),
        ("KE:KNQF", "Kenyan credit: what it is worth there cannot be told."),
    ],
)
def test_what_it_is_worth_is_said_by_the_systems_name_and_why(world, visit, system, told):
    said = words(visit([("a.json", credentials.issued(world))], system=system))
    assert told in said
    assert system not in said


def credited(world, *stated):
    credits = tuple(Credits(system=name, value=value) for name, value in stated)
    return credentials.issued(world, workload=Workload(credits=credits))


@pytest.mark.parametrize(
    "name", ["ECTS", "ects", "European Credit Transfer and Accumulation System"]
)
def test_credits_of_the_chosen_system_need_no_word_whatever_it_is_called(world, visit, name):
    said = words(visit([("a.json", credited(world, (name, 5)))], system="ECTS"))
    assert "Workload" in said
    assert "worked out in steps" not in said and "Accumulation System: about" not in said


@pytest.mark.parametrize(
    ("language", "stated", "told"),
    [
        (
            "en",
            [("ects", 5), ("ECTS", 6)],
            "what it is worth there cannot be told."
            " 5 ECTS and 6 ECTS in the record contradict each other.",
        ),
        (
            "fr",
            [("ects", 5), ("ECTS", 6)],
            "on ne peut pas dire ce que cela y vaut."
            " 5 ECTS et 6 ECTS se contredisent dans la description.",
        ),
        ("en", [("credit", 5)], "cannot be told. 'credit' may be CA-QC:CREDIT or CA:CREDIT."),
        ("fr", [("credit", 5)], "y vaut. 'credit' peut désigner CA-QC:CREDIT ou CA:CREDIT."),
    ],
)
def test_why_it_cannot_be_told_what_it_is_worth(world, visit, language, stated, told):
    visit.client.cookies["language"] = language
    assert told in words(visit([("a.json", credited(world, *stated))], system="ECTS"))


def test_who_vouches_is_told_in_french(world, visit):
    visit.client.cookies["language"] = "fr"
    known = words(visit([("a.json", credentials.issued(world))]))
    assert "Garanti par localhost, qui le connaît sous le nom « Harbour College »." in known
    unknown = words(visit([("x.json", credentials.foreign())]))
    assert "mais personne ici ne sait qui il est." in unknown


def test_whoever_is_not_known_here_is_never_simply_valid(visit):
    said = words(visit([("x.json", credentials.foreign())]))
    assert "Genuine, but nobody here knows the issuer" in said
    assert "Genuine, and in force" not in said
    assert "What could not be checked" in said


def test_what_was_changed_is_not_shown(world, visit):
    changed = credentials.issued(world).replace(b"Bakes a loaf", b"Flies a plane")
    said = words(visit([("x.json", changed)]))
    assert "Do not rely on this" in said
    assert "Flies a plane" not in said
    assert "Nothing was changed Not valid" in said


def test_a_key_that_was_given_up_proves_nothing(world, visit):
    data = credentials.issued(world)
    services.report_compromise(world.actor("registrar"), keys.active_key(world.home.pk))
    assert "Genuine once, but it does not hold" in words(visit([("x.json", data)]))


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_pictures_carry_credentials(world, visit, kind):
    data, drawn = credentials.issued(world), badge.badge_svg("Sourdough")
    baked = png.embed(badge.badge_png(drawn), data) if kind == "png" else svg.embed(drawn, data)
    assert "Genuine, and in force" in words(visit([(f"badge.{kind}", baked)]))


def test_several_at_once_each_with_its_answer(world, visit):
    files = [("a.json", credentials.issued(world)), ("b.txt", b"hello"), ("c.json", b"{")]
    answer = visit(files, text=credentials.foreign().decode())
    page = html.fromstring(answer.content)
    links = [link.strip() for link in page.xpath("//ul[@class='verdicts']/li//a/bdi/text()")]
    assert links == ["a.json", "b.txt", "c.json", "Sourdough Basics"]
    said = words(answer)
    assert said.count("This is not a credential that we can read") == 4  # list and result of each


def typed(sent):
    return sent.get("text", "").strip()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Choose a file"),
        ({"text": "   "}, "Choose a file"),
        ({"text": "http://example.org/x"}, "must begin with https"),
        ({"text": "https://unreachable.example/x.json"}, "cannot be reached"),
        ({"text": "https://[::1"}, "cannot be reached"),
        ({"text": "x", "system": "made-up"}, "Please choose one of these"),
        ({"text": "a\x00b"}, "no keyboard writes"),
    ],
)
def test_what_cannot_be_checked_is_told_beside_the_field_and_stays(visit, sent, told):
    answer = visit(**sent)
    page = html.fromstring(answer.content)
    assert answer.status_code == 200
    assert told in " ".join(page.xpath("//*[@class='field-error']//text()"))
    assert (
        page.xpath("string(//textarea)").strip() == sent.get("text", "").replace("\0", "").strip()
        or "\0" in sent["text"]
    )


def test_too_many_and_empty_files_are_told(visit):
    answer = visit([(f"{n}.json", b"{}") for n in range(21)])
    assert "more than 20 files" in words(answer)
    assert "empty" in words(visit([("a.json", b"")]))


def test_a_link_of_this_office_is_followed_here(visit):
    answer = visit(text="http://localhost:8000/s/abc/")
    assert (answer.status_code, answer["Location"]) == (302, "http://localhost:8000/s/abc/")
    answer = visit(text="http://localhost:8000.evil.example/")
    assert answer.status_code == 200


def test_a_link_is_fetched_by_the_guarded_fetcher(world, visit, monkeypatch):
    data = credentials.issued(world)

    class One:
        def fetch(self, url):
            assert url == "https://school.example/ana.json"
            return data

    monkeypatch.setattr(fetch, "fetcher", lambda limits=None: One())
    assert "Genuine, and in force" in words(visit(text=" https://school.example/ana.json\n"))


def test_own_documents_need_no_network(world, settings):
    settings.SITE_URL = "https://badges.example.org"
    report = verify_bytes(credentials.issued(world))
    assert report.outcome is Outcome.VALID
    assert report.signed.issuer["id"] == "did:web:badges.example.org:o:harbour-college"


def test_the_page_speaks_french(world, visit):
    visit.client.cookies["language"] = "fr"
    said = words(visit([("a.json", credentials.issued(world))]))
    assert "Les bases du levain" in said
    assert "Authentique et en vigueur" in said


def test_all_that_the_core_may_say_has_words(world):
    from mintmark.steps.verify import CHECKLIST
    from mintmark_web.verification import words as ours

    for step in CHECKLIST:
        assert step.name in ours._TITLES and step.name in ours._HOLDS and step.name in ours._FAILS


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\xff" * 50,
        b"[]",
        b"null",
        b"%PDF-1.7 nothing",
        b"\x89PNG\r\n\x1a\n",
        b"<svg/>",
        b"eyJhbGciOiJub25lIn0.e30.",
        json.dumps({"@context": "https://www.w3.org/ns/credentials/v2"}).encode(),
        json.dumps(samples.unsigned()).encode(),
    ],
)
def test_hostile_bytes_get_an_answer(data):
    with translation.override("fr"):
        result = Desk().result(data)
    assert result.outcome == "invalid"
    assert result.card is None or result.report.signed is not None
    with pytest.raises(MintmarkError):
        result.report.require()


def test_what_we_serve_is_what_we_give_ourselves(world, settings, sign_in):
    from mintmark_web.issuing.content import status_address
    from mintmark_web.verification.documents import OwnDocuments
    from web.factories import issued_credentials, published_version

    settings.SITE_URL = "https://badges.example.org"
    settings.ALLOWED_HOSTS = ["badges.example.org"]
    (credential,) = issued_credentials(world.home, published_version(world.home))
    achievement = credential.batch.version.achievement_id
    addresses = (
        "https://badges.example.org/o/harbour-college/did.json",
        status_address(credential.status_list_id, "revocation"),
        f"https://badges.example.org/achievements/{achievement}.json",
    )
    for one in addresses:
        path = one.removeprefix("https://badges.example.org")
        served = sign_in().get(path, headers={"host": "badges.example.org"}, secure=True)
        assert json.loads(OwnDocuments().given(one)) == json.loads(served.content)
    for other in ("https://badges.example.org/", "https://elsewhere.example/did.json"):
        assert OwnDocuments().given(other) is None
