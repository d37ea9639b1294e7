"""The secrets that a site makes for itself, kept in its data folder for the owner's eyes only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

NAMES = ("secret", "keys-secret")


def make(data: Path) -> None:
    """Make the data folder and the secrets that are not there yet."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in NAMES:
        _make(data / name)


def read(data: Path, name: str) -> str | None:
    """Return a secret, or None where it was never made."""
    try:
        return (data / name).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None


def _make(path: Path) -> None:
    """Write under another name first: whoever starts at the same moment reads all or nothing."""
    if path.exists():
        return
    draft = path.with_name(f".{path.name}-{os.getpid()}")
    opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(opened, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first; its secret counts
    finally:
        draft.unlink()
