"""All that is kept of a learner, as one archive."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from mimetypes import guess_extension
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

from mintmark_web.awards import queries as awards
from mintmark_web.wallet import baking, links
from mintmark_web.wallet.models import Held, Profile, Share

if TYPE_CHECKING:
    from mintmark_web.accounts.models import User

_IN_MEMORY = 8 * 1024 * 1024
_PIECE = 64 * 1024
_README = """Your wallet and your learning, as they were at the moment of this export.

credentials/   each credential as it came, and credentials.json: what we keep beside it
               (one of which you can show a part comes with that choice in it: keep it to yourself)
learning.json  where you took part: your attempts with marks, evidence, and awards
evidence/      the files that you handed in, each under the sha256 by which learning.json names it
account.json   what we know of you
shares.json    the links you made, and when they were followed
profile.json   your public page, if you have one

Each credential is signed by its issuer. Any verifier can check it, and any wallet can take it in.
"""

_MISSING = """These files that you handed in could not be read when this archive was made, so they
are not in it. Ask the provider for them.

"""


def archive(user: User) -> Iterator[bytes]:
    """Make a zip archive, and return it in pieces.

    It is made at once, so that it tells of one moment, and what fails is told and not cut short.
    """
    out = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by _Pieces
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("README.txt", _README)
        packed.writestr("account.json", _text(_account(user)))
        packed.writestr("credentials/credentials.json", _text(_credentials(user, packed)))
        packed.writestr("learning.json", _text(awards.export_of(user.email)))
        _hand_back(user, packed)
        packed.writestr("shares.json", _text(_shares(user)))
        packed.writestr("profile.json", _text(_profile(user)))
    out.seek(0)
    return _Pieces(out)


class _Pieces(Iterator[bytes]):
    """A file in pieces. It is closed after the last, or with the answer that nobody read."""

    def __init__(self, out: SpooledTemporaryFile[bytes]) -> None:
        self._out = out

    def __next__(self) -> bytes:
        piece = self._out.read(_PIECE)
        if not piece:
            self.close()
            raise StopIteration
        return piece

    def close(self) -> None:
        """Let go of the file."""
        self._out.close()


def _credentials(user: User, packed: zipfile.ZipFile) -> list[dict[str, Any]]:
    """Write the files one by one, and tell what is kept beside each."""
    told = []
    rows = Held.objects.filter(owner=user).order_by("added_at", "id")
    for number, held in enumerate(rows.iterator(chunk_size=50), 1):
        ending = baking.suffix(held.kind)
        name = f"{number:04d}.{ending}"
        packed.writestr(f"credentials/{name}", bytes(held.bytes))
        told.append(
            {
                "file": name,
                "id": held.credential_id,
                "added_at": held.added_at.isoformat(),
                "verdict": held.verdict,
                "checked_at": held.checked_at.isoformat(),
                "checks": held.report,
            }
        )
    return told


def _hand_back(user: User, packed: zipfile.ZipFile) -> None:
    """Write what was handed in; the same file handed in twice is one.

    A file that cannot be read any more is told of, so that the rest still comes.
    """
    of_each = {piece.digest: piece for piece in awards.files_of(user.email)}
    missing = []
    for digest, piece in of_each.items():
        name = f"evidence/{digest}{guess_extension(piece.media_type) or ''}"
        try:
            with piece.file.open() as file, SpooledTemporaryFile(max_size=_IN_MEMORY) as whole:
                copyfileobj(file, whole)
                whole.seek(0)
                with packed.open(name, "w") as out:
                    copyfileobj(whole, out)
        except OSError:
            missing.append(f"{name}  {piece.name}")
    if missing:
        packed.writestr("MISSING.txt", _MISSING + "\n".join(missing) + "\n")


def _account(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "name": user.name,
        "language": user.language,
        "joined_at": user.joined_at.isoformat(),
    }


def _shares(user: User) -> list[dict[str, Any]]:
    rows = Share.objects.filter(owner=user).prefetch_related("credentials", "views")
    return [
        {
            "link": links.link(one),
            "label": one.label,
            "scope": one.scope,
            "created_at": one.created_at.isoformat(),
            "expires_at": one.expires_at.isoformat() if one.expires_at else None,
            "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
            "credentials": [held.credential_id for held in one.credentials.all()],
            "views": [
                {"at": view.seen_at.isoformat(), "downloaded": view.downloaded}
                for view in one.views.all()
            ],
        }
        for one in rows
    ]


def _profile(user: User) -> dict[str, Any] | None:
    found = Profile.objects.filter(owner=user).prefetch_related("shown").first()
    if found is None:
        return None
    return {
        "handle": found.handle,
        "headline": found.headline,
        "public": found.public,
        "shown": [held.credential_id for held in found.shown.all()],
    }


def _text(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2)
