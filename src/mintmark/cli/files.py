"""Reading and writing files, with errors in the project's own words."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mintmark.errors import InputError, LimitError, UsageError

MAX_INPUT = 64 * 1024 * 1024
"""The largest file that is read, in bytes."""

_USUAL = 64 * 1024

CREDENTIAL_SUFFIXES = frozenset(
    {".json", ".jsonld", ".png", ".svg", ".pdf", ".jwt", ".sd-jwt", ".cose"}
)


class Found(str):
    """The name of what was found in a folder. Nobody asked for it, so it has to be a plain file.

    A pipe that somebody names is read; one that lies in a folder would hold up all the others.
    """

    __slots__ = ()


def read_bytes(path: str | Path) -> bytes:
    """Return a file's content; ``-`` is standard input.

    Raises:
        UsageError: it cannot be read.
        LimitError: it is too large.
    """
    try:
        if isinstance(path, Found) and not os.path.isfile(path):  # noqa: PTH113
            os.listdir(path)  # noqa: PTH208 - says why, for a folder that cannot be read
            raise OSError(0, "it is no ordinary file")
        if str(path) == "-":
            data = sys.stdin.buffer.read(MAX_INPUT + 1)
        else:
            with Path(path).open("rb") as file:
                # Room for the largest file is not made for each of many small ones.
                data = file.read(_USUAL)
                if len(data) == _USUAL:
                    data += file.read(MAX_INPUT + 1 - _USUAL)
    except OSError as error:
        raise UsageError(
            "file.unreadable", f"The file {path} cannot be read: {error.strerror}."
        ) from None
    except ValueError:
        raise UsageError("file.unreadable", "A file name cannot hold a NUL character.") from None
    if len(data) > MAX_INPUT:
        raise LimitError("file.too-large", f"The file {path} is over {MAX_INPUT // 2**20} MiB.")
    return data


def read_text(path: str | Path) -> str:
    """Return a text file's content (UTF-8)."""
    try:
        return read_bytes(path).decode()
    except UnicodeDecodeError as error:
        raise InputError(
            "file.not-utf-8",
            f"The file {path} is not UTF-8 text.",
            place=f"line {error.object.count(10, 0, error.start) + 1}",
            remedy="Save it as UTF-8; Excel calls it CSV UTF-8.",
        ) from None


def read_object(path: Path) -> dict[str, Any]:
    """Return a JSON or YAML file that holds an object."""
    text = read_text(path)
    if path.suffix.lower() in {".yaml", ".yml"}:
        from mintmark.steps.design import read_plain

        value = read_plain(text, str(path))
    else:
        value = _json(text, path)
    if not isinstance(value, dict):
        raise InputError("file.not-an-object", f"The file {path} does not hold an object.")
    return value


def _json(text: str, path: Path) -> Any:
    from mintmark.encoding import strict_json

    try:
        return strict_json.loads(text)
    except InputError as error:
        place = f"{path}, {error.place}" if error.place else str(path)
        raise InputError(error.code, error.message, place=place, remedy=error.remedy) from None


def write_new(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file that is not there yet; a private one is readable by its owner only.

    Raises:
        UsageError: it exists, or cannot be written.
    """
    try:
        descriptor = os.open(
            path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666
        )
    except FileExistsError:
        raise UsageError(
            "file.exists", f"{path} exists already.", remedy="Choose another name, or move it away."
        ) from None
    except OSError as error:
        raise _unwritable(path, error) from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all; an older one is replaced."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None


def make_folder(path: Path) -> None:
    """Make a folder, and those above it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError) -> UsageError:
    return UsageError("file.unwritable", f"{path} cannot be written: {error.strerror}.")


def credentials_in(names: list[str]) -> Iterator[str]:
    """Yield file names in input order; a folder stands for the credential files inside it.

    Hidden files and files of other kinds are passed over. What cannot be read is yielded too, so
    that it is told and not passed over; a folder that several links lead to is read once.

    Raises:
        UsageError: a folder holds nothing to verify.
    """
    for name in names:
        if name == "-" or not Path(name).is_dir():
            yield name
            continue
        inside = _inside(name)
        first = next(inside, None)
        if first is None:
            raise UsageError("file.empty-folder", f"The folder {name} holds no credential files.")
        yield first
        yield from inside


def learners_in(names: list[str]) -> Iterator[str]:
    """Yield the folders of learners: those directly inside each folder, or it where it has none.

    Raises:
        UsageError: a name is no folder, or beside the folders there are credentials of nobody.
    """
    for name in names:
        try:
            inside = sorted(
                (one for one in os.scandir(name) if not one.name.startswith(".")),
                key=lambda one: one.name,
            )
        except OSError as error:
            raise UsageError(
                "file.unreadable",
                f"The folder {name} cannot be read: {error.strerror}.",
                remedy="With --each, give every learner a folder with their credentials.",
            ) from None
        folders = [one.path for one in inside if one.is_dir()]
        loose = [one.name for one in inside if Path(one.name).suffix.lower() in CREDENTIAL_SUFFIXES]
        if folders and loose:
            raise UsageError(
                "stack.whose",
                f"{loose[0]} in {name} lies beside the folders of learners; "
                "nobody can tell whose it is.",
                remedy="Put it into the folder of its learner.",
            )
        yield from folders or [name]


def _inside(folder: str) -> Iterator[Found]:
    """Walk a folder in a stated order, without holding more than one folder's names."""
    unread: list[Found] = []
    seen: set[str] = set()
    for place, folders, names in os.walk(
        folder, onerror=lambda error: unread.append(Found(error.filename)), followlinks=True
    ):
        yield from unread
        unread.clear()
        seen.add(os.path.realpath(place))
        folders[:] = [
            inner
            for inner in sorted(folders)
            if not inner.startswith(".") and os.path.realpath(f"{place}/{inner}") not in seen
        ]
        for name in sorted(names):
            suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - no Path for each of many
            if suffix in CREDENTIAL_SUFFIXES and not name.startswith("."):
                yield Found(os.path.join(place, name))  # noqa: PTH118
    yield from unread


def documents(path: Path) -> Mapping[str, bytes]:
    """Return already fetched documents: address -> bytes.

    ``path`` is a JSON object of address to text, or a folder whose ``index.json`` is one; there
    a text may also be the name of a file in the folder, or ``{"file", "sha256"}``.
    """
    folder = path if path.is_dir() else None
    index = read_object(folder / "index.json" if folder else path)
    return {address: _document(address, value, folder) for address, value in index.items()}


def _document(address: str, value: Any, folder: Path | None) -> bytes:
    digest = None
    if folder is not None and isinstance(value, dict) and set(value) <= {"file", "sha256"}:
        value, digest = value.get("file"), value.get("sha256")
        if not isinstance(value, str) or not _is_file_of(folder, value):
            raise InputError(
                "documents.no-file",
                f"The file for the document {address} is not in the folder.",
                place=f"{folder / 'index.json'}",
                remedy="Put it there, under the very name that the index gives.",
            )
    if folder is not None and isinstance(value, str) and _is_file_of(folder, value):
        data = read_bytes(folder / value)
    else:
        data = value.encode() if isinstance(value, str) else json.dumps(value).encode()
    if digest is not None and hashlib.sha256(data).hexdigest() != digest:
        raise InputError("documents.digest", f"The document {address} has another sha256.")
    return data


def _is_file_of(folder: Path, name: str) -> bool:
    return len(name) < 256 and "/" not in name and "\0" not in name and (folder / name).is_file()
