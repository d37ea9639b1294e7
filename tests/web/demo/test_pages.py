"""The demo's pages: there where it is a demo, and nowhere else."""

import re
from email.message import EmailMessage

import pytest

from mintmark import MintmarkError
from mintmark_web.demo import cast, story, walk
from mintmark_web.wallet import baking

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/demo/", "/demo/letters/"])
def test_where_it_is_no_demo_there_is_nothing(path, world, sign_in):
    assert sign_in(world.operator).get(path).status_code == 404
    assert b"demo-bar" not in sign_in(world.operator).get("/").content


def test_where_it_is_no_demo_nobody_gets_in(demo, settings, sign_in):
    story.tell()
    settings.DEMO = False
    browser = sign_in()
    assert browser.post("/demo/enter/", {"person": cast.PEOPLE[0].email}).status_code == 404
    assert "_auth_user_id" not in browser.session


def test_a_click_signs_in_as_anybody_of_the_story(demo, sign_in):
    story.tell()
    page = sign_in().get("/demo/").content.decode()
    for one in cast.PEOPLE:
        assert one.email in page
        browser = sign_in()
        assert browser.post("/demo/enter/", {"person": one.email}).headers["Location"] == "/home/"
        assert one.name in browser.get("/home/", follow=True).content.decode()


def test_who_entered_can_add_a_passkey(demo, sign_in):
    story.tell()
    for email in ("brigid@atlantic-coast.example", "aoife@atlantic-coast.example"):
        browser = sign_in()
        browser.post("/demo/enter/", {"person": email})
        assert browser.get("/account/passkeys/new/", follow=True).redirect_chain == []


def test_each_reads_their_own_language(demo, sign_in):
    story.tell()
    browser = sign_in()
    for email, language in (("lea@learners.example", "fr"), ("maya@learners.example", "en")):
        browser.post("/demo/enter/", {"person": email})
        assert f'<html lang="{language}"' in browser.get("/wallet/").content.decode()


def test_nobody_else_can_be_chosen(demo, world, sign_in):
    story.tell()
    for email in (world.operator.email, "", "nobody@example.org"):
        assert sign_in().post("/demo/enter/", {"person": email}).status_code == 404


def test_letters_are_shown_with_their_links_and_never_as_html(demo, sign_in):
    from django.core.mail import get_connection, send_mail

    assert b"No letter was sent yet." in sign_in().get("/demo/letters/").content
    with get_connection() as connection:
        for number in (1, 2):
            text = f"Voil\u00e0 <b>{number}</b>\n\nhttp://127.0.0.1:8000/x/{number}/"
            send_mail(f"Letter {number}", text, None, ["ada@x.example"], connection=connection)
    page = sign_in().get("/demo/letters/").content.decode()
    assert "Voil\u00e0 &lt;b&gt;1&lt;/b&gt;" in page
    assert 'href="http://127.0.0.1:8000/x/2/"' in page
    assert "To ada@x.example" in page


def test_a_letter_without_text_is_shown_too(demo, settings, tmp_path, sign_in):
    letter = EmailMessage()
    letter["To"], letter["Subject"], letter["Date"] = "a@x.example", "Empty", "no date"
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.log").write_bytes(letter.as_bytes())
    assert b"Empty" in sign_in().get("/demo/letters/").content


def test_the_walk_tells_what_does_not_answer(demo, live_server):
    troubles = walk.visit(live_server.url)
    assert f"/demo/enter/ as {cast.PEOPLE[0].name}: 404" in troubles
    assert "/wallet/: no file to save for anybody" in troubles
    story.tell()
    assert walk.visit(live_server.url) == []


def test_the_walk_tells_which_files_are_not_made(demo, live_server, monkeypatch):
    def broken(*_told, **_more):
        raise MintmarkError("test.no_fit", "It does not fit.")

    story.tell()
    monkeypatch.setattr(baking, "file_of", broken)
    troubles = walk.visit(live_server.url)
    assert troubles
    for one in troubles:
        assert re.fullmatch(r"/wallet/[0-9a-f-]{36}/file/[a-z]+/ as .+: no file", one)
