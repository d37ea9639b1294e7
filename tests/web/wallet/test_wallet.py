"""What a learner holds, shares, shows, takes along and erases."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation
from lxml import html

from mintmark import UnavailableError
from mintmark.carriers import badge
from mintmark.carriers.detect import unpack
from mintmark_web.accounts.access import Refused
from mintmark_web.accounts.models import User
from mintmark_web.accounts.queries import actor_of
from mintmark_web.adapters import fetch
from mintmark_web.audit.models import Record
from mintmark_web.wallet import baking, links, queries, services
from mintmark_web.wallet.models import Held, Profile, Share, ShareView
from web import credentials

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_fetching(monkeypatch):
    class Nobody:
        def fetch(self, url):
            raise UnavailableError("fetch.connection", f"{url} cannot be reached.")

    monkeypatch.setattr(fetch, "fetcher", lambda limits=None: Nobody())


@pytest.fixture
def lea(world):
    return actor_of(world.learner, None)


@pytest.fixture
def client(world, sign_in):
    return sign_in(world.learner)


def words(answer):
    page = html.fromstring(answer.content)
    return " ".join(page.xpath("string(//main)").split())


def test_a_badge_from_elsewhere_comes_in_verified_and_once(world, lea):
    held = services.take_in(lea, credentials.foreign(), "ana.json")
    assert (held.verdict, held.code) == ("indeterminate", "trust.unknown-issuer")
    assert held.awarded_on.isoformat() == "2026-05-04"
    assert held.told["fr"]["title"] == "Les bases du levain"
    own = services.take_in(lea, credentials.issued(world))
    assert own.verdict == "valid"
    with pytest.raises(ValidationError, match="already"):
        services.take_in(lea, credentials.foreign())
    stranger = actor_of(world.stranger, None)
    services.take_in(stranger, credentials.foreign())
    entry = Record.objects.filter(action="wallet.take-in").order_by("sequence").first()
    assert entry.summary == {"verdict": "indeterminate"}


def test_what_was_changed_or_cannot_be_read_stays_outside(world, client):
    changed = credentials.issued(world).replace(b"Bakes a loaf", b"Flies a plane")
    for data, told in (
        (changed, "It was changed after signing"),
        (b"hello", "Such a file cannot hold a credential."),
    ):
        sent = {"documents": [SimpleUploadedFile("x.json", data)], "text": "typed"}
        said = words(client.post("/wallet/bring/", sent))
        assert "x.json was not taken in: " in said and told in said
        assert "typed" in said
    assert "Choose a file" in words(client.post("/wallet/bring/", {}))
    assert not Held.objects.exists()


def _picture():
    return badge.badge_png(badge.badge_svg("Bread", "School", language="en"))


def _unsigned():
    whole = json.loads(credentials.foreign())
    return json.dumps({name: value for name, value in whole.items() if name != "proof"}).encode()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x50\x4b\x03\x04 a letter of Word", "Bring JSON, or a badge or certificate"),
        (_picture(), "Screenshots and copies that were saved again lose it"),
        (b"%PDF-1.7 cut", "The PDF is damaged."),
        (credentials.foreign()[:500], "cut off"),
        (b"[1]", "it is no credential"),
        (b'{"a": 1}', "it is no credential"),
        (_unsigned(), "Nobody signed it"),
        (b"https://badges.example/1", "This is a link."),
    ],
)
def test_a_wrong_file_is_told_what_it_is_and_what_to_bring(client, data, told):
    sent = {"documents": [SimpleUploadedFile("x.bin", data)]}
    said = words(client.post("/wallet/bring/", sent))
    assert "x.bin was not taken in: " in said and told in said
    assert not Held.objects.exists()


def test_an_empty_file_is_told(client):
    sent = {"documents": [SimpleUploadedFile("x.bin", b"")]}
    assert "empty" in words(client.post("/wallet/bring/", sent))


def test_good_ones_come_in_although_others_do_not(world, client):
    files = [
        SimpleUploadedFile("good.json", credentials.issued(world)),
        SimpleUploadedFile("bad.json", b"{}"),
    ]
    said = words(client.post("/wallet/bring/", {"documents": files}))
    assert "bad.json was not taken in" in said
    assert "Taken in: good.json." in said
    assert Held.objects.count() == 1


def test_the_wallet_is_a_timeline_that_can_be_searched_in_both_languages(world, lea, client):
    services.take_in(lea, credentials.issued(world))
    services.take_in(lea, credentials.issued(world, title={"en": "Rye", "fr": "Seigle"}))
    page = html.fromstring(client.get("/wallet/").content)
    assert page.xpath("//h2[starts-with(@id, 'year')]/text()") == ["2026"]
    assert len(page.xpath("//article[contains(@class, 'credential')]")) == 2
    assert "Rye" in words(client.get("/wallet/?q=seigle"))
    assert "Sourdough" not in words(client.get("/wallet/?q=seigle"))
    assert "None of your credentials has “xyz” in it." in words(client.get("/wallet/?q=xyz"))
    assert client.get("/wallet/?q=%00&page=x").status_code == 200
    client.cookies["language"] = "fr"
    assert "Seigle" in words(client.get("/wallet/"))


def test_lists_ask_the_database_as_often_with_many_rows(world, lea, client, same_queries):
    def grow():
        for _ in range(4):
            services.share(lea, [services.take_in(lea, credentials.issued(world))])

    grow()
    same_queries(lambda: client.get("/wallet/"), grow)
    same_queries(lambda: client.get("/wallet/shares/"), grow)
    same_queries(lambda: client.get("/wallet/shares/new/"), grow)
    same_queries(lambda: client.get("/wallet/page/"), grow)
    same_queries(lambda: queries.holdings(world.learner), grow)
    share = services.share(lea, list(queries.all_held(world.learner)), scope="whole")

    def add():
        share.credentials.add(services.take_in(lea, credentials.issued(world)))

    same_queries(lambda: client.get(f"/s/{links.token(share)}/"), add)
    told = {"handle": "lea", "headline": "", "public": True}
    services.edit_profile(lea, world.learner, **told, shown=list(queries.all_held(world.learner)))
    profile = Profile.objects.get()

    def show():
        profile.shown.add(services.take_in(lea, credentials.issued(world)))

    same_queries(lambda: client.get("/p/lea/"), show)


def test_holdings_are_verified_now(world, lea):
    services.take_in(lea, credentials.issued(world))
    services.take_in(lea, credentials.foreign())
    standings = {one.standing for one in queries.holdings(world.learner)}
    assert standings == {"valid", "unchecked"}
    one = queries.holdings(world.learner)[0]
    assert one.achievement.title.best("en") == "Sourdough Basics"
    assert one.file == str(Held.objects.order_by("awarded_on", "added_at").first().pk)


@pytest.mark.parametrize("kind", ["json", "png", "svg", "pdf"])
def test_downloads_carry_the_credential(world, lea, client, kind):
    data = credentials.issued(world)
    held = services.take_in(lea, data)
    answer = client.get(f"/wallet/{held.pk}/file/{kind}/")
    assert answer.status_code == 200
    assert f'filename="sourdough-basics.{kind}"' in answer["Content-Disposition"]
    assert unpack(answer.content).payload == data
    again = services.take_in(actor_of(world.stranger, None), answer.content)
    assert again.digest == held.digest


def test_a_certificate_is_set_as_the_learners_language_is(world, lea, client, monkeypatch):
    contents = []

    def certificate(content, *_, **__):
        contents.append(content)
        return b"%PDF-"

    monkeypatch.setattr(baking.certificate, "certificate", certificate)
    held = services.take_in(lea, credentials.issued(world))
    for client.cookies["language"] in ("en", "fr"):
        assert client.get(f"/wallet/{held.pk}/file/pdf/").status_code == 200
    english, french = (content.result for content in contents)
    assert "Test: 95\u00a0%; " in english
    assert "\u00a0: 95\u00a0%; " in french


def test_the_details_speak_the_learners_language(world, lea, client):
    held = services.take_in(lea, credentials.issued(world))
    said = words(client.get(f"/wallet/{held.pk}/"))
    assert "Sourdough Basics" in said and "Bakes a loaf" in said and "95 %" in said
    client.cookies["language"] = "fr"
    assert "Les bases du levain" in words(client.get(f"/wallet/{held.pk}/"))


def test_checking_again_notes_what_changed(world, lea, client):
    from mintmark_web.keys import queries as keys
    from mintmark_web.keys import services as key_services

    held = services.take_in(lea, credentials.issued(world))
    key_services.report_compromise(world.actor("registrar"), keys.active_key(world.home.pk))
    answer = client.post(f"/wallet/{held.pk}/check/", follow=True)
    assert "Checked just now: Not valid." in words(answer)
    held.refresh_from_db()
    assert (held.verdict, held.code) == ("invalid", "trust.key-given-up")
    assert "Sourdough Basics" in words(answer)


def test_others_find_nothing_of_mine(world, lea, sign_in):
    held = services.take_in(lea, credentials.foreign())
    share = services.share(lea, [held])
    other = sign_in(world.stranger)
    for path in ("", "file/json/", "remove/"):
        assert other.get(f"/wallet/{held.pk}/{path}").status_code == 404
    assert other.post(f"/wallet/{held.pk}/check/").status_code == 404
    for path in ("", "withdraw/"):
        assert other.get(f"/wallet/shares/{share.pk}/{path}").status_code == 404
    stranger = actor_of(world.stranger, None)
    for work, thing in (
        (services.remove, held),
        (services.check_again, held),
        (services.withdraw_share, share),
    ):
        with pytest.raises(Refused):
            work(stranger, thing)
    with pytest.raises(ValidationError):
        services.share(stranger, [held])
    with pytest.raises(Refused):
        services.erase(stranger, world.learner)


def test_a_summary_tells_no_results_and_gives_no_file(world, lea, sign_in):
    held = services.take_in(lea, credentials.issued(world))
    share = services.share(lea, [held])
    url = f"/s/{links.token(share)}/"
    answer = sign_in().get(url)
    said = words(answer)
    assert "Lea Learner shows you something" in said
    assert "Genuine, and in force" in said and "Sourdough Basics" in said
    assert "95 %" not in said and held.credential_id not in answer.content.decode()
    assert sign_in().get(f"{url}{held.pk}/").status_code == 404
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"


def test_the_whole_shows_all_and_each_look_is_noted(world, lea, sign_in, client):
    data = credentials.issued(world)
    held = services.take_in(lea, data)
    share = services.share(lea, [held], scope="whole", label="Fjord Bakery")
    url = f"/s/{links.token(share)}/"
    assert "95 %" in words(sign_in().get(url))
    assert sign_in().get(f"{url}{held.pk}/").content == data
    assert "That you looked is not noted" in words(client.get(url))
    assert [view.downloaded for view in ShareView.objects.all()] == [True, False]
    said = words(client.get(f"/wallet/shares/{share.pk}/"))
    assert "Somebody looked" in said and "The file was downloaded" in said
    assert "Fjord Bakery" in words(client.get("/wallet/shares/"))


def test_a_link_ends_by_its_day_by_withdrawal_and_with_its_owner(world, lea, sign_in, client):
    held = services.take_in(lea, credentials.foreign())
    over = services.share(lea, [held], expires_at=timezone.now() + timedelta(days=1))
    Share.objects.filter(pk=over.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    withdrawn = services.share(lea, [held])
    url = f"/s/{links.token(withdrawn)}/"
    assert sign_in().get(url).status_code == 200
    client.post(f"/wallet/shares/{withdrawn.pk}/withdraw/")
    assert "No longer works–" in words(client.get("/wallet/shares/"))
    for token in (links.token(over), links.token(withdrawn), "x", "A" * 43, "é"):
        answer = sign_in().get(f"/s/{token}/")
        assert answer.status_code == 410
        assert "This link shows nothing" in words(answer)
    third = services.share(lea, [held])
    User.objects.filter(pk=world.learner.pk).update(is_active=False)
    assert sign_in().get(f"/s/{links.token(third)}/").status_code == 410


def test_a_token_cannot_be_guessed_or_bent(world, lea):
    share = services.share(lea, [services.take_in(lea, credentials.foreign())])
    token = links.token(share)
    assert links.share_id(token) == share.pk
    for number in range(len(token)):
        bent = token[:number] + ("A" if token[number] != "A" else "B") + token[number + 1 :]
        assert links.share_id(bent) is None
    assert links.share_id(token + "=") is None
    assert token not in json.dumps(list(Share.objects.values()), default=str)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Please choose at least one."),
        ({"expires_on": "2020-01-01"}, "still to come"),
        ({"expires_on": "soon"}, "There is no such day."),
        ({"scope": "all"}, "Please choose one of these"),
        ({"credentials": ["nothing"]}, "not a valid"),
        ({"label": "x" * 201}, "at most 200"),
    ],
)
def test_a_wrong_share_is_told_and_nothing_is_lost(lea, client, sent, told):
    held = services.take_in(lea, credentials.foreign())
    whole = {"credentials": [held.pk], "scope": "whole", "label": "For the bakery"}
    answer = client.post("/wallet/shares/new/", {**whole, **sent} if sent else {"label": "kept"})
    assert answer.status_code == 200
    assert told in words(answer)
    assert sent.get("label", "For the bakery" if sent else "kept") in answer.content.decode()
    assert not Share.objects.exists()


def test_a_share_goes_further_to_linkedin_and_a_cv(lea, client):
    held = services.take_in(lea, credentials.foreign())
    share = services.share(lea, [held])
    page = html.fromstring(client.get(f"/wallet/shares/{share.pk}/").content)
    (linkedin,) = page.xpath("//a[starts-with(@href, 'https://www.linkedin.com/')]/@href")
    assert "name=Sourdough+Basics" in linkedin and "issueYear=2026&issueMonth=5" in linkedin
    text = page.xpath("string(//textarea)")
    assert "Sourdough Basics\nSchool of Bread, IE\n" in text
    assert f"Check it at: http://localhost:8000/s/{links.token(share)}/" in text


def test_a_cv_names_the_country_of_a_level(world, lea, client):
    held = services.take_in(lea, credentials.issued(world))
    share = services.share(lea, [held])
    page = html.fromstring(client.get(f"/wallet/shares/{share.pk}/").content)
    assert "\nLevel: NFQ 6 (Ireland)\n" in page.xpath("string(//textarea)")


def test_a_public_page_is_by_choice(world, lea, client, sign_in):
    held = services.take_in(lea, credentials.issued(world))
    sent = {"handle": "Lea-L", "headline": "Baker", "shown": [held.pk]}
    client.post("/wallet/page/", sent)
    assert sign_in().get("/p/lea-l/").status_code == 404
    client.post("/wallet/page/", sent | {"public": "on"})
    said = words(sign_in().get("/p/lea-l/"))
    assert "Lea Learner" in said and "Baker" in said and "Sourdough Basics" in said
    detail = words(sign_in().get(f"/p/lea-l/{held.pk}/"))
    assert "Genuine, and in force" in detail and "95 %" not in detail
    hidden = services.take_in(lea, credentials.foreign())
    assert sign_in().get(f"/p/lea-l/{hidden.pk}/").status_code == 404
    other = sign_in(world.stranger)
    assert "Somebody else has this address." in words(
        other.post("/wallet/page/", {"handle": "lea-l", "headline": "Me"})
    )
    assert "hyphens" in words(client.post("/wallet/page/", {"handle": "a b"}))


def test_removing_takes_it_out_of_links_too(lea, client):
    held = services.take_in(lea, credentials.foreign())
    services.share(lea, [held])
    assert "Remove this credential?" in words(client.get(f"/wallet/{held.pk}/remove/"))
    client.post(f"/wallet/{held.pk}/remove/")
    assert not Held.objects.exists() and not Share.objects.exists()


def test_everything_can_be_taken_along(world, lea, client):
    data = credentials.issued(world)
    held = services.take_in(lea, data)
    services.see_share(actor_of(None, None), services.share(lea, [held], label="Bakery"))
    told = {"handle": "lea", "headline": "Baker", "public": False, "shown": [held]}
    services.edit_profile(lea, world.learner, **told)
    answer = client.post("/wallet/data/export/")
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert packed.read("credentials/0001.json") == data
    (share,) = json.loads(packed.read("shares.json"))
    assert (share["label"], len(share["views"])) == ("Bakery", 1)
    assert json.loads(packed.read("profile.json"))["headline"] == "Baker"
    assert json.loads(packed.read("account.json"))["email"] == "learner@example.org"
    assert client.get("/wallet/data/export/").status_code == 405


def test_erasing_takes_all_of_the_wallet_and_the_account_if_wanted(world, lea, client):
    services.share(lea, [services.take_in(lea, credentials.foreign())])
    assert "taken along" in words(client.post("/wallet/data/erase/", {}))
    assert Held.objects.exists()
    client.post("/wallet/data/erase/", {"sure": "on"})
    assert not Held.objects.exists() and not Share.objects.exists()
    assert User.objects.filter(email="learner@example.org", is_active=True).exists()
    client.post("/wallet/data/erase/", {"sure": "on", "close": "on"})
    gone = User.objects.get(pk=world.learner.pk)
    assert (gone.email, gone.name, gone.is_active) == (
        f"closed-{gone.pk}@account.invalid",
        "",
        False,
    )
    assert client.get("/wallet/").status_code == 302


def test_who_works_here_leaves_first(world, sign_in):
    client = sign_in(world.member["designer"])
    designer = actor_of(world.member["designer"], None)
    services.take_in(designer, credentials.foreign())
    said = words(client.post("/wallet/data/erase/", {"sure": "on", "close": "on"}))
    assert "You still work for an organisation here." in said
    assert Held.objects.count() == 1  # all or nothing


def test_a_day_ends_at_midnight(lea, client):
    held = services.take_in(lea, credentials.foreign())
    sent = {"credentials": [held.pk], "scope": "summary", "expires_on": "2099-01-31"}
    client.post("/wallet/shares/new/", sent)
    assert Share.objects.get().expires_at == datetime(2099, 1, 31, 23, 59, 59, tzinfo=UTC)


def test_told_in_the_language_of_the_reader_not_of_the_moment(world, lea):
    with translation.override("fr"):
        held = services.take_in(lea, credentials.issued(world))
    assert held.told["en"]["title"] == "Sourdough Basics"
    assert held.told["en"]["facts"][0][0] == "Awarded"
