"""What the environment may say: each variable once, with its type, its default and its meaning.

A secret may also come from a file: ``NAME_FILE`` names it, so that it stands in no process list.
A value that cannot be read is refused at the start, never replaced by a guess.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mintmark.errors import UsageError

FILE = "_FILE"
ELSEWHERE = frozenset({"MINTMARK_PASSPHRASE", "MINTMARK_TEST_DATABASE"})
"""Variables that others read: the command line, the tests."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable.

    Attributes:
        read: its text -> its value; raises ValueError, whose text says what would be right.
        default: how it reads where it is not set, as text; None where there is no default.
        shown: the default in words, where the text alone says too little.
    """

    name: str
    read: Callable[[str], Any]
    default: str | None
    help: str
    secret: bool = False
    shown: str = ""


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError("some text")
    return value.strip()


def _flag(value: str) -> bool:
    if value not in ("0", "1"):
        raise ValueError("0 or 1")
    return value == "1"


def _count(value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise ValueError("a whole number")
    return int(value)


def _some(value: str) -> int:
    if _count(value) < 1:
        raise ValueError("a whole number, at least 1")
    return _count(value)


def _site(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("an address such as https://badges.example.org")
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError("an address without a path")
    return value.rstrip("/")


def _https(value: str) -> str:
    if urlsplit(value).scheme != "https" or not urlsplit(value).hostname:
        raise ValueError("an address that starts with https://")
    return value.rstrip("/")


def _one_of(*schemes: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value.partition(":")[0] not in schemes:
            raise ValueError(" or ".join(f"{scheme}:..." for scheme in schemes))
        return value

    return read


def _post(value: str) -> str:
    """Read where e-mail goes. What was said may have a password in it: no error repeats it."""
    right = "console:, file:FOLDER or smtp://USER:PASSWORD@HOST:PORT, with %40 for @ in a name"
    kind, _, rest = value.partition(":")
    if kind in ("smtp", "smtps", "smtp+starttls"):
        try:
            parts = urlsplit(value)
            is_good = bool(parts.hostname) and (parts.port or 1) > 0 and parts.path in ("", "/")
        except ValueError:
            is_good = False
    else:
        is_good = kind == "console" or (kind == "file" and bool(rest))
    if not is_good:
        raise ValueError(right)
    return value


def _secret(value: str) -> str:
    if len(value.strip()) < 32:
        raise ValueError("at least 32 characters")
    return value.strip()


def _words(value: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in value.split(",") if word.strip())


DATA = Variable(
    "MINTMARK_DATA",
    lambda value: Path(_text(value)).expanduser(),
    "mintmark-data",
    "The folder for the SQLite database, uploads and secrets.",
)
SECRET = Variable(
    "MINTMARK_SECRET",
    _secret,
    None,
    "Signs cookies and links. At least 32 characters, the same for all processes of one site.",
    secret=True,
    shown="made at the first `serve`, in the data folder",
)
KEYS_SECRET = Variable(
    "MINTMARK_KEYS_SECRET",
    _secret,
    None,
    "Encrypts the signing keys in the database. Whoever loses it loses the keys.",
    secret=True,
    shown="made at the first `serve`, in the data folder",
)
VARIABLES: tuple[Variable, ...] = (
    Variable(
        "MINTMARK_URL",
        _site,
        "http://127.0.0.1:8000",
        "The address of the site as people type it. Credentials carry it for ever.",
    ),
    DATA,
    Variable(
        "DATABASE_URL",
        _one_of("sqlite", "postgres", "postgresql"),
        None,
        "The database: postgresql://USER:PASSWORD@HOST:PORT/NAME or sqlite:///FILE.",
        secret=True,
        shown="SQLite in the data folder",
    ),
    SECRET,
    KEYS_SECRET,
    Variable("MINTMARK_HOSTS", _words, "", "Further host names that the site answers to."),
    Variable(
        "MINTMARK_PROXIES",
        _count,
        "0",
        "How many reverse proxies stand before the site. Their X-Forwarded headers are believed.",
    ),
    Variable(
        "MINTMARK_EMAIL",
        _post,
        "console:",
        "Where e-mail goes: console:, file:FOLDER, smtp://USER:PASSWORD@HOST:PORT, "
        "smtps://... (TLS) or smtp+starttls://...",
        secret=True,
    ),
    Variable("MINTMARK_EMAIL_FROM", _text, "mintmark@localhost", "The sender of e-mail."),
    Variable("MINTMARK_OIDC_NAME", _text, "Single sign-on", "The button of the OpenID provider."),
    Variable(
        "MINTMARK_OIDC_ISSUER",
        _https,
        None,
        "The OpenID Connect issuer for sign-in.",
        shown="no OpenID sign-in",
    ),
    Variable("MINTMARK_OIDC_CLIENT", _text, None, "The client id there."),
    Variable("MINTMARK_OIDC_SECRET", _text, None, "The client secret there.", secret=True),
    Variable(
        "MINTMARK_REDIS",
        _one_of("redis", "rediss"),
        None,
        "Background work goes through RQ on this Redis: redis://HOST:PORT/0. "
        "Needs the package django-tasks-rq.",
        secret=True,
        shown="through the database",
    ),
    Variable(
        "MINTMARK_METRICS_TOKEN",
        _text,
        None,
        "Whoever sends it as a bearer token may read /metrics.",
        secret=True,
        shown="only this machine may",
    ),
    Variable(
        "MINTMARK_API_RATE",
        _some,
        "600",
        "How many calls a minute one API token may make, in each process of the server. "
        "Without a token, one address may make a tenth of it.",
    ),
    Variable(
        "MINTMARK_VERIFY_RATE",
        _some,
        "120",
        "How many documents a minute one address may have verified, on the verify page, by /vc-api "
        "and on pages that learners share, in each process of the server. A class shares one "
        "address.",
    ),
    Variable("MINTMARK_UPLOAD_MB", _count, "20", "The largest upload, in megabytes."),
    Variable(
        "MINTMARK_DEMO",
        _flag,
        "0",
        "1 lets anybody be any of the demo's made-up people. On this machine only.",
    ),
    Variable("MINTMARK_DEBUG", _flag, "0", "1 shows errors in full. Never where others can look."),
)


class Environment:
    """The values of all variables, read at once.

    Args:
        given: the environment, as ``os.environ``.

    Raises:
        UsageError: ``office.environment`` with every variable that cannot be read.
    """

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        self._given = dict(os.environ if given is None else given)
        self._values: dict[str, Any] = {}
        problems = []
        for variable in VARIABLES:
            try:
                self._values[variable.name] = self._read(variable)
            except (ValueError, OSError) as error:
                problems.append(_problem(variable, error))
        if problems:
            raise UsageError("office.environment", " ".join(problems))

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def unknown(self) -> tuple[str, ...]:
        """Return the ``MINTMARK_*`` variables that mean nothing, probably misspelt."""
        known = {variable.name for variable in VARIABLES} | ELSEWHERE
        known |= {variable.name + FILE for variable in VARIABLES if variable.secret}
        mine = (name for name in self._given if name.startswith("MINTMARK_"))
        return tuple(sorted(set(mine) - known))

    def _read(self, variable: Variable) -> Any:
        text = self._given.get(variable.name)
        file = self._given.get(variable.name + FILE) if variable.secret else None
        if text is not None and file is not None:
            raise ValueError(f"not both itself and {variable.name}{FILE}")
        if file is not None:
            text = Path(file).read_text(encoding="utf-8").strip()
        if text is None:
            text = variable.default
        return None if text is None else variable.read(text)


def _problem(variable: Variable, error: ValueError | OSError) -> str:
    if isinstance(error, OSError):
        return f"{variable.name}{FILE}: the file cannot be read."
    return f"{variable.name} wants {error}."
