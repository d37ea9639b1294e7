"""All credentials of a batch as one ZIP archive, made piece by piece while it is sent."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mintmark_web.issuing import content, queries
from mintmark_web.issuing.models import Batch


class _Pipe:
    """A file that cannot be sought: what is written is taken away at once."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def of_batch(batch: Batch) -> Iterator[bytes]:
    """Yield the archive: a file for each credential, named by line and learner."""
    pipe = _Pipe()
    moment = batch.issued_at.timetuple()[:6]
    suffix, _type = content.file_kind(batch.suite)
    with ZipFile(pipe, "w", ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for line, name, data in queries.all_bytes(batch):
            entry = ZipInfo(f"{line:06d}-{_plain(name)}.{suffix}", moment)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, data)
            yield pipe.taken()
    yield pipe.taken()


def _plain(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "learner"
