"""Letters as a mail server gets them, and what becomes of them where it is away."""

import re
import socket
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import OperationalError
from django.utils import translation
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from mintmark_web import mail_settings
from mintmark_web.accounts import services
from mintmark_web.accounts.models import User
from mintmark_web.achievements.services import ask_partner
from mintmark_web.adapters import mail
from mintmark_web.operations import checks
from web.catcher import catching
from web.factories import draft_version, person

pytestmark = pytest.mark.django_db
OVER = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def post(settings):
    """A mail server, and an office that sends by it."""
    with catching() as caught:
        reach(settings, caught.port)
        yield caught


def reach(settings, port):
    for name, value in mail_settings.settings_of(f"smtp://127.0.0.1:{port}").items():
        setattr(settings, name, value)
    settings.DEFAULT_FROM_EMAIL = "Office <office@badges.example.org>"


def away(settings):
    """Have nobody answer; return the port at which somebody may begin to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    reach(settings, port)
    return port


def make_due():
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=OVER)


def test_a_letter_has_what_a_good_service_sends(post):
    with translation.override("fr"):
        mail.send("zoe@example.org", "Vérifié — Zoë", "Bonjour Zoë,\n\nà bientôt.\n")
    (letter,) = post.letters
    assert post.recipients == [["zoe@example.org"]]
    assert letter["Subject"] == "Vérifié — Zoë"
    assert letter["From"] == "Office <office@badges.example.org>"
    assert letter["To"] == "zoe@example.org" and letter["Date"].datetime
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "fr"
    assert re.fullmatch(r"<\S+@localhost>", letter["Message-ID"])
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content() == "Bonjour Zoë,\n\nà bientôt.\n"
    head = post.raw[0].partition(b"\r\n\r\n")[0]
    assert head.isascii() and max(len(line) for line in head.split(b"\r\n")) < 998


def test_a_name_with_a_line_break_adds_no_header(post, world):
    evil = "Harbour\r\nBcc: everybody@example.org\r\n\r\nRead me"
    world.home.name = evil
    world.home.save()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda work, **_: work())
        services.invite(
            world.actor("administrator"), world.home, email="new@example.org", roles=["designer"]
        )
    (letter,) = post.letters
    assert letter["Bcc"] is None and post.recipients == [["new@example.org"]]
    assert letter["Subject"] == "Invitation from Harbour Bcc: everybody@example.org Read me"


def test_whoever_is_known_is_invited_in_their_language(post, world):
    person("fr@example.org", "Zoë", language="fr")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda work, **_: work())
        services.invite(
            world.actor("administrator"), world.home, email="fr@example.org", roles=["designer"]
        )
    (letter,) = post.letters
    assert letter["Content-Language"] == "fr" and letter["Subject"].startswith("Invitation de")


def test_a_person_signs_in_by_the_code_in_the_letter(post, client):
    client.post("/sign-in/", {"login": "new@example.org"}, headers={"accept-language": "fr"})
    (letter,) = post.letters
    assert letter["Content-Language"] == "fr" and letter["Auto-Submitted"] == "auto-generated"
    code = re.search(r"^ {4}(\S+)$", letter.get_content(), re.M)[1]
    assert client.session.get_expiry_age() <= 3600, "what is not signed in is not kept long"
    page = client.post("/sign-in/code/", {"code": code}, follow=True)
    assert page.wsgi_request.user == User.objects.get(email="new@example.org")
    assert client.session.get_expiry_age() > 7 * 24 * 3600


def test_nobody_signs_in_where_no_letter_goes_out_and_all_typed_is_kept(settings, client):
    port = away(settings)
    page = client.post("/sign-in/", {"login": "ada@example.org", "next": "/account/"})
    assert page.status_code == 503
    text = page.content.decode()
    assert "does not answer" in text and "We sent" not in text
    form = re.search(r'<form method="post" action="/sign-in/">.*?</form>', text, re.S)[0]
    again = dict(re.findall(r'<input type="hidden" name="(login|next)" value="([^"]*)"', form))
    assert again == {"login": "ada@example.org", "next": "/account/"}
    with catching(port) as caught:
        page = client.post("/sign-in/", again, follow=True)
        assert "We sent a code to ada@example.org" in page.content.decode()
    assert len(caught.letters) == 1


def test_an_address_that_is_refused_is_told_to_who_typed_it(post, client):
    post.answers["nobody@example.org"] = "550 no such user"
    page = client.post("/sign-in/", {"login": "nobody@example.org"})
    assert page.status_code == 503 and "refused the address" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_letter_waits_for_a_server_that_is_away_and_comes_once(settings, run_jobs):
    port = away(settings)
    mail.send("ada@example.org", "Read this", "https://example.org/secret-link", {"X-More": "1"})
    job = DBTaskResult.objects.get()
    assert "secret-link" not in str(job.args_kwargs) and "ada" not in str(job.args_kwargs)
    run_jobs()
    assert DBTaskResult.objects.get().status == TaskResultStatus.READY, "it is not yet time"
    make_due()
    run_jobs()  # it is still away
    waits = DBTaskResult.objects.filter(status=TaskResultStatus.READY).get()
    assert timedelta(minutes=3) < waits.run_after - waits.enqueued_at < timedelta(minutes=5)
    with catching(port) as caught:
        make_due()
        run_jobs()
        make_due()
        run_jobs()
    (letter,) = caught.letters
    assert letter["X-More"] == "1" and letter["Auto-Submitted"] == "auto-generated"
    assert "secret-link" in letter.get_content()


@pytest.mark.parametrize(("answer", "left"), [("450 later", 1), ("550 never", 0)])
@pytest.mark.django_db(transaction=True)
def test_what_is_refused_for_good_is_not_tried_again_and_shows(post, run_jobs, answer, left):
    post.answers["ada@example.org"] = answer
    mail.send("ada@example.org", "Read this", "Text")
    make_due()
    run_jobs()
    rows = DBTaskResult.objects
    assert rows.filter(status=TaskResultStatus.READY).count() == left
    assert rows.filter(status=TaskResultStatus.FAILED).count() == 1 - left
    assert ("job failed" in str(checks.checks())) == (not left)


@pytest.mark.django_db(transaction=True)
def test_it_is_given_up_in_the_end_and_that_shows(settings, run_jobs, monkeypatch):
    monkeypatch.setattr(mail, "FIRST_WAIT", timedelta(0))
    away(settings)
    mail.send("ada@example.org", "Read this", "Text")
    for _ in range(mail.MOST_TRIES + 1):
        run_jobs()
    assert DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).count() == 1
    assert not DBTaskResult.objects.filter(status=TaskResultStatus.READY).exists()


@pytest.fixture
def certificate(tmp_path):
    """A certificate for 127.0.0.1, signed by itself, and its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "catcher")])
    built = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    files = tmp_path / "cert.pem", tmp_path / "key.pem"
    files[0].write_bytes(built.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files


@pytest.mark.parametrize("trusted", [True, False])
def test_a_server_with_tls_and_a_password_gets_both_and_a_stranger_neither(
    settings, certificate, monkeypatch, trusted
):
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with catching(certificate=certificate) as caught:
        url = f"smtp+starttls://office%40example.org:s3cret%2F%40%3A@127.0.0.1:{caught.port}"
        for name, value in mail_settings.settings_of(url).items():
            setattr(settings, name, value)
        mail.send("ada@example.org", "Read this", "Text")
    assert caught.names == ["office@example.org"] * trusted
    assert len(caught.letters) == trusted
    assert DBTaskResult.objects.count() == (not trusted), "it waits for a server to be trusted"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("asks", ["partner", "invitation"])
def test_whoever_asks_others_by_letter_sees_no_error_of_the_mail_server(
    world, settings, run_jobs, asks
):
    port = away(settings)
    if asks == "partner":
        version = draft_version(world.home)
        ask_partner(world.actor("designer"), version, partner="Bakers", email="b@example.org")
    else:
        services.invite(
            world.actor("administrator"), world.home, email="b@example.org", roles=["designer"]
        )
    make_due()
    with catching(port) as caught:
        run_jobs()
        assert caught.recipients == [["b@example.org"]]


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_cannot_even_be_left_to_a_job_breaks_no_page(world, settings, monkeypatch):
    away(settings)

    def full(*_told, **_more):
        raise OperationalError("the disk is full")

    monkeypatch.setattr(mail, "_later", full)
    asked = ask_partner(
        world.actor("designer"), draft_version(world.home), partner="B", email="b@example.org"
    )
    assert asked.pk
