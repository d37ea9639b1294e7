"""What the environment may say, and what it may not."""

import stat

import pytest

from mintmark.errors import UsageError
from mintmark_web import databases, mail_settings, secret_files
from mintmark_web.env import VARIABLES, Environment


def test_nothing_said_is_enough():
    environment = Environment({})
    assert environment["MINTMARK_URL"] == "http://127.0.0.1:8000"
    assert environment["MINTMARK_DEBUG"] is False
    assert environment["DATABASE_URL"] is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MINTMARK_URL", "badges.example.org"),
        ("MINTMARK_URL", "https://example.org/badges"),
        ("MINTMARK_DEBUG", "true"),
        ("MINTMARK_PROXIES", "-1"),
        ("MINTMARK_PROXIES", "١"),
        ("MINTMARK_UPLOAD_MB", "a lot"),
        ("MINTMARK_SECRET", "short"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("MINTMARK_EMAIL", "pigeon:"),
        ("MINTMARK_EMAIL", "file:"),
        ("MINTMARK_EMAIL", "smtp://"),
        ("MINTMARK_EMAIL", "smtp://mail.example.org:often"),
        ("MINTMARK_OIDC_ISSUER", "http://plain.example"),
        ("MINTMARK_DATA", " "),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(name, value):
    with pytest.raises(UsageError, match=name):
        Environment({name: value})


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(UsageError, match=r"MINTMARK_URL.*MINTMARK_DEBUG"):
        Environment({"MINTMARK_URL": "x", "MINTMARK_DEBUG": "x"})


def test_a_secret_may_come_from_a_file_and_no_message_says_it(tmp_path):
    file = tmp_path / "secret"
    file.write_text("x" * 40 + "\n")
    assert Environment({"MINTMARK_SECRET_FILE": str(file)})["MINTMARK_SECRET"] == "x" * 40
    file.write_text("too short")
    for given in (
        {"MINTMARK_SECRET_FILE": str(file)},
        {"MINTMARK_SECRET_FILE": str(tmp_path / "none")},
        {"MINTMARK_SECRET_FILE": str(file), "MINTMARK_SECRET": "y" * 40},
    ):
        with pytest.raises(UsageError, match="MINTMARK_SECRET") as told:
            Environment(given)
        assert "too short" not in str(told.value) and "yyy" not in str(told.value)


def test_a_password_with_a_slash_is_refused_and_not_repeated():
    with pytest.raises(UsageError, match="MINTMARK_EMAIL") as told:
        Environment({"MINTMARK_EMAIL": "smtp://me:hush/hush@mail.example.org"})
    assert "hush" not in str(told.value)
    right = "smtp://me:hush%2Fhush@mail.example.org:2525"
    assert mail_settings.settings_of(Environment({"MINTMARK_EMAIL": right})["MINTMARK_EMAIL"])[
        "EMAIL_HOST_PASSWORD"
    ] == ("hush/hush")


def test_what_means_nothing_is_told():
    given = {"MINTMARK_ULR": "x", "MINTMARK_URL_FILE": "x", "MINTMARK_SECRET_FILE": "/dev/null"}
    given["MINTMARK_PASSPHRASE"] = "of the command line"
    del given["MINTMARK_SECRET_FILE"]
    assert Environment(given).unknown() == ("MINTMARK_ULR", "MINTMARK_URL_FILE")


def test_every_variable_says_what_it_is_for():
    assert all(
        variable.help.endswith((".", "...")) or "://" in variable.help for variable in VARIABLES
    )
    assert len({variable.name for variable in VARIABLES}) == len(VARIABLES)


def test_a_database_address_is_taken_apart(tmp_path):
    found = databases.settings_of(
        "postgresql://a%40b:p%2Fw@db.example:5433/mint?sslmode=require", tmp_path
    )
    assert (found["USER"], found["PASSWORD"]) == ("a@b", "p/w")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", "5433", "mint")
    assert found["OPTIONS"] == {"sslmode": "require"}
    assert databases.settings_of(None, tmp_path)["NAME"] == tmp_path / "mintmark.sqlite3"
    assert str(databases.settings_of("sqlite:////srv/x.db", tmp_path)["NAME"]) == "/srv/x.db"
    for wrong in ("postgresql://host", "postgresql://host:port/x"):
        with pytest.raises(UsageError):
            databases.settings_of(wrong, tmp_path)


@pytest.mark.parametrize(
    ("url", "port", "tls", "start_tls"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtps://u:p%40@mail.example", 465, True, False),
        ("smtp+starttls://mail.example:2525", 2525, False, True),
    ],
)
def test_where_mail_goes(url, port, tls, start_tls):
    found = mail_settings.settings_of(url)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example", port)
    assert (found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (tls, start_tls)


def test_secrets_are_made_once_for_the_owner_alone(tmp_path):
    data = tmp_path / "data"
    secret_files.make(data)
    first = [secret_files.read(data, name) for name in secret_files.NAMES]
    secret_files.make(data)
    assert [secret_files.read(data, name) for name in secret_files.NAMES] == first
    assert len(set(first)) == 2 and all(len(secret) >= 32 for secret in first)
    assert {stat.S_IMODE(path.stat().st_mode) for path in data.iterdir()} == {0o600}
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
