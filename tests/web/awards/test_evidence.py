"""Files are what their content says, lie apart, and go to whom they concern."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from mintmark_web.accounts import queries as accounts
from mintmark_web.accounts.access import Refused
from mintmark_web.awards import services, uploads
from mintmark_web.awards.models import Evidence
from web.factories import person

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def archive(*members, first=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        if first is not None:
            made.writestr("mimetype", first)
        for name in members:
            made.writestr(name, "x")
    return out.getvalue()


WORD = archive("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0aaaa", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00", "video/mp4"),
        (b"\x1a\x45\xdf\xa3\x9fB\x82\x84webm", "video/webm"),
        (b"ID3\x04\x00\x00\x00\x00", "audio/mpeg"),
        (b"\xff\xfb\x90\x64\x00", "audio/mpeg"),
        ("Très bien.\n".encode(), "text/plain"),
        ("é".encode() * 40_000, "text/plain"),
        (WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (
            archive("content.xml", first="application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
    ],
)
def test_what_is_taken(content, kind):
    file = io.BytesIO(content)
    assert uploads.media_type(file) == kind
    assert file.tell() == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00\x03\x00\x00\x00",
        b"\x7fELF\x02\x01\x01\x00",
        archive("evil.exe"),
        archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        archive("x", first="application/x-evil"),
        b"PK\x03\x04 and then nothing of an archive",
        "Très bien.\n".encode("latin-1"),
        b"a" * 70_000 + b"\xff\xff\xff\xff",
        b"\xff\xff\xff\xff\xff\xff",
    ],
)
def test_what_is_not_taken(content):
    assert uploads.media_type(io.BytesIO(content)) is None


def test_a_page_that_calls_itself_a_picture_is_served_as_text_that_nothing_runs_in(
    desk, sign_in, world
):
    attempt = desk.open(desk.enrol())
    page = SimpleUploadedFile("loaf.png", b"<script>alert(1)</script>", "image/png")
    piece = services.add_evidence(desk.learner, attempt, file=page)
    assert piece.media_type == "text/plain"
    answer = sign_in(world.learner).get(f"/learning/evidence/{piece.pk}/")
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    answer.close()


def test_a_file_goes_to_its_learner_and_the_assessors_only(desk, sign_in, world):
    attempt = desk.open(desk.enrol())
    file = ContentFile(PDF, name="../../etc/report.pdf")
    piece = services.add_evidence(desk.learner, attempt, file=file)
    assert piece.name == "report.pdf"
    assert Path(piece.file.path).is_relative_to(settings.MEDIA_ROOT / "private")
    assert "report" not in piece.file.path
    own, office = (
        f"/learning/evidence/{piece.pk}/",
        f"/o/{world.home.slug}/offerings/evidence/{piece.pk}/",
    )
    assert b"".join(sign_in(world.learner).get(own).streaming_content) == PDF
    assessor = sign_in(world.member["assessor"])
    assert b"".join(assessor.get(office).streaming_content) == PDF
    assert assessor.get(own).status_code == 404
    assert sign_in(person("eve@example.org")).get(own).status_code == 404
    assert sign_in(world.member["registrar"]).get(office).status_code == 403
    elsewhere = office.replace(world.home.slug, world.other.slug)
    assert sign_in(world.stranger).get(elsewhere).status_code == 404
    assert sign_in(None).get(f"/media/{piece.file.name}").status_code == 404


def test_nobody_hands_in_for_somebody_else(desk, world):
    attempt = desk.open(desk.enrol())
    eve = accounts.actor_of(person("eve@example.org"), None)
    for actor in (eve, desk.first):
        with pytest.raises(Refused):
            services.add_evidence(actor, attempt, url="https://example.org/")


def test_too_large_too_many_both_or_neither_is_refused(desk, settings):
    attempt = desk.open(desk.enrol())
    settings.UPLOAD_LIMIT = 10
    with pytest.raises(ValidationError, match="too large"):
        services.add_evidence(desk.learner, attempt, file=ContentFile(PNG, name="a.png"))
    settings.UPLOAD_LIMIT = 1000
    both = {"file": ContentFile(PNG, name="a.png"), "url": "https://example.org/"}
    for wrong in ({}, both):
        with pytest.raises(ValidationError, match="one at a time"):
            services.add_evidence(desk.learner, attempt, **wrong)
    Evidence.objects.bulk_create(Evidence(attempt=attempt, name="x") for _ in range(30))
    with pytest.raises(ValidationError, match="30 pieces already"):
        services.add_evidence(desk.learner, attempt, url="https://example.org/")


@pytest.mark.parametrize(
    "url", ["https://example.org/{a}", "https://example.org/a|b", "javascript:alert(1)", "loaf"]
)
def test_an_address_is_one_that_a_credential_can_carry(desk, sign_in, world, url):
    attempt = desk.open(desk.enrol())
    page = sign_in(world.learner).post(
        f"/learning/attempts/{attempt.pk}/", {"form": "evidence", "url": url, "narrative": "Kept"}
    )
    told = page.content.decode()
    assert page.status_code == 200
    assert "error-summary" in told
    assert "Kept" in told
    assert not Evidence.objects.exists()


def test_a_name_that_nobody_sees_is_left_out(desk):
    attempt = desk.open(desk.enrol())
    piece = services.add_evidence(desk.learner, attempt, url="https://example.org/a", name="\u200b")
    assert piece.name == "https://example.org/a"


def test_what_is_taken_away_is_gone_and_what_is_marked_stays(
    desk, django_capture_on_commit_callbacks
):
    attempt = desk.open(desk.enrol())
    first, second = (
        services.add_evidence(desk.learner, attempt, file=ContentFile(PNG, name=f"{n}.png"))
        for n in "ab"
    )
    path = Path(first.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        services.remove_evidence(desk.learner, first)
    assert not path.exists()
    desk.mark(attempt)
    with pytest.raises(ValidationError, match="marked already"):
        services.remove_evidence(desk.learner, second)
    with pytest.raises(ValidationError, match="marked already"):
        services.add_evidence(desk.learner, attempt, url="https://example.org/")
    assert Path(second.file.path).exists()


def test_a_file_that_is_gone_is_not_found(desk, sign_in, world):
    attempt = desk.open(desk.enrol())
    piece = services.add_evidence(desk.learner, attempt, file=ContentFile(PNG, name="a.png"))
    Path(piece.file.path).unlink()
    assert sign_in(world.learner).get(f"/learning/evidence/{piece.pk}/").status_code == 404


def test_the_credential_names_what_the_learner_wants_named(desk, today):
    from mintmark_web.awards import queries

    enrolment = desk.enrol()
    attempt = desk.open(enrolment)
    services.add_evidence(
        desk.learner, attempt, url="https://example.org/loaf", name="Film", shown=True
    )
    services.add_evidence(desk.learner, attempt, url="https://example.org/private")
    desk.confirm(desk.mark(attempt))
    desk.check(enrolment, today)
    noun = queries.noun(services.decide(desk.first, enrolment, awarded_on=today))
    assert [(one.url, one.name) for one in noun.evidence] == [("https://example.org/loaf", "Film")]
