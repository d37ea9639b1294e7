"""The issuing ledger of a folder: intent before signature, so that nothing is issued twice.

A hidden file in the output folder, one JSON object a line, only ever appended to::

    {"intent": KEY, "id": ..., "file": ..., "created": ..., "suite": ..., "award": DIGEST,
     "document": {...}}
    {"done": KEY, "sha256": ...}

KEY names the decision (learner, achievement, day). An intent is on the disk before its document
is signed. A run that was cut off leaves an intent that is not done; the next run finishes it with
the very same document, so that a crash can only lead to finishing, never to a second credential.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from mintmark.errors import InputError, UsageError

NAME = ".mintmark-ledger.jsonl"


@dataclass(frozen=True, slots=True)
class Intent:
    """What was decided to be signed, before it was."""

    key: str
    id: str
    file: str
    created: str
    suite: str
    award: str
    document: Mapping[str, Any]


class Ledger:
    """The ledger of one folder; one process at a time has it open."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._intents: dict[str, Intent] = {}
        self._done: dict[str, str] = {}
        self._file: BinaryIO

    def __enter__(self) -> Self:
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        except OSError as error:
            raise UsageError(
                "file.unwritable", f"{self._path} cannot be written: {error.strerror}."
            ) from None
        self._file = os.fdopen(descriptor, "r+b")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._read()
        except OSError:
            self._file.close()
            raise UsageError(
                "ledger.in-use",
                f"Another process is issuing into {self._path.parent}.",
                remedy="Wait for it, or choose another folder.",
            ) from None
        except BaseException:
            self._file.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def intent(self, key: str) -> Intent | None:
        """Return the intent for this decision, done or not."""
        return self._intents.get(key)

    def is_done(self, key: str) -> bool:
        """Say whether the intent for this decision was signed."""
        return key in self._done

    def intend(self, intent: Intent) -> None:
        """Put an intent on the disk; it is there when this returns."""
        self._intents[intent.key] = intent
        self._append(
            {
                "intent": intent.key,
                "id": intent.id,
                "file": intent.file,
                "created": intent.created,
                "suite": intent.suite,
                "award": intent.award,
                "document": intent.document,
            }
        )
        os.fsync(self._file.fileno())

    def done(self, key: str, digest: str) -> None:
        """Note that the intent was signed, and the SHA-256 of the credential's bytes."""
        self._done[key] = digest
        self._append({"done": key, "sha256": digest})

    def _append(self, entry: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
        self._file.flush()

    def _read(self) -> None:
        data = self._file.read()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            # A run was cut off in the middle of a line. What was not whole was not intended.
            self._file.truncate(whole)
        for number, line in enumerate(data[:whole].splitlines(), start=1):
            try:
                self._take(json.loads(line))
            except (ValueError, KeyError, TypeError):
                raise InputError(
                    "ledger.malformed",
                    "The issuing ledger is damaged.",
                    place=f"{self._path}, line {number}",
                    remedy="Restore it from a copy; without it credentials could be issued twice.",
                ) from None

    def _take(self, entry: Mapping[str, Any]) -> None:
        if "done" in entry:
            self._done[entry["done"]] = entry["sha256"]
            return
        fields = {name: entry[name] for name in Intent.__slots__ if name != "key"}
        self._intents[entry["intent"]] = Intent(key=entry["intent"], **fields)
