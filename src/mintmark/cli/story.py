"""``mintmark demo``: one micro-credential's life, told in the commands a user would type."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import resources
from pathlib import Path

from mintmark.cli import console, files
from mintmark.errors import UsageError

MARK = ".made-by-mintmark-demo"
"""A file that tells that a folder was made by the demo and may be made anew by it."""


AWARDED, ASSESSED = "2025-03-28", "2025-03-21"
"""The days in the bundled award list."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A title, why it matters, a command, and the exit code that it must end with."""

    title: str
    why: str
    command: Callable[[Path], list[str]]
    ends_with: int = 0


def tell(out: Path, run: Callable[[list[str]], int], *, pause: bool) -> int:
    """Tell the story into a fresh folder; return 0 if everything went as told.

    ``run`` runs one command and returns its exit code.
    """
    _prepare(out)
    for number, chapter in enumerate(CHAPTERS, start=1):
        command = chapter.command(out)
        _announce(number, chapter, command)
        if run(command) != chapter.ends_with:
            console.note(f"demo: chapter {number} did not end as it should.")
            return 1
        if pause:
            input("\n(press Enter to go on) ")
    _epilogue(out)
    return 0


def _prepare(out: Path) -> None:
    if out.exists() and any(out.iterdir() if out.is_dir() else [out]):
        if not (out / MARK).is_file():
            raise UsageError(
                "demo.foreign-folder",
                f"{out} is not empty and was not made by the demo.",
                remedy="Name another folder with --out.",
            )
        shutil.rmtree(out)
    files.make_folder(out)
    files.write_new(out / MARK, b"")
    data = resources.files("mintmark.cli") / "data" / "demo"
    files.write_new(out / "achievement.yaml", (data / "achievement.yaml").read_bytes())
    files.write_new(out / "awards.csv", _recent((data / "awards.csv").read_text("utf-8")).encode())


def _recent(awards: str) -> str:
    """Move the award list's days up to now, so that what expires in three years has not yet."""
    today = datetime.now().astimezone().date()
    for day, ago in ((AWARDED, 14), (ASSESSED, 21)):
        awards = awards.replace(day, (today - timedelta(days=ago)).isoformat())
    return awards


def _announce(number: int, chapter: Chapter, command: list[str]) -> None:
    screen = console.out()
    screen.print(f"\n[bold]{number}. {chapter.title}[/bold]")
    screen.print(chapter.why, style="italic")
    screen.print(f"$ mintmark {shlex.join(command)}\n", style="cyan")


def _credentials(out: Path, suffix: str) -> list[Path]:
    return sorted((out / "issued").glob(f"*{suffix}"))


def _tampered(out: Path) -> Path:
    """Write a copy of a credential in which the learner has another name."""
    document = json.loads(_credentials(out, ".json")[0].read_bytes())
    for entry in document["credentialSubject"]["identifier"]:
        if entry["identityType"] == "name":
            entry["identityHash"] = "Mallory Forger"
    forged = out / "forged.json"
    forged.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return forged


def _issue(out: Path, bake: str) -> list[str]:
    order = [str(out / "achievement.yaml"), str(out / "awards.csv")]
    return [
        "issue",
        *order,
        "--key",
        str(out / "issuer.key"),
        "--out",
        str(out / "issued"),
        "--bake",
        bake,
    ]


def _verify(path: Path) -> list[str]:
    return ["verify", "--offline", str(path)]


CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "Design and check",
        "A provider has drawn up a micro-credential. Does it say all that Europe asks for?",
        lambda out: ["check", str(out / "achievement.yaml"), "--framework", "eu-2022"],
    ),
    Chapter(
        "Make a key",
        "Whoever signs needs a key. Its public half is in the DID; the private half stays here.",
        lambda out: ["keys", "new", "--did", "key", "--out", str(out / "issuer.key")],
    ),
    Chapter(
        "Award and issue",
        "The assessors' list becomes credentials. Rows that cannot be awarded are named, with why.",
        lambda out: _issue(out, "png"),
        ends_with=1,
    ),
    Chapter(
        "Bake certificates",
        "The same list again: nothing is issued twice, and each credential also gets its PDF.",
        lambda out: _issue(out, "pdf"),
        ends_with=1,
    ),
    Chapter(
        "Show",
        "What does such a credential say? Only what was signed is shown.",
        lambda out: ["show", "--offline", str(_credentials(out, ".pdf")[0])],
    ),
    Chapter(
        "Verify",
        "An employer checks the badge image, without asking anybody: no account, no network.",
        lambda out: _verify(_credentials(out, ".png")[0]),
    ),
    Chapter(
        "Tamper, and verify again",
        "Somebody puts another name into the credential. Nothing else is changed.",
        lambda out: _verify(_tampered(out)),
        ends_with=1,
    ),
)


def _epilogue(out: Path) -> None:
    screen = console.out()
    screen.print("\n[bold]That was one whole life.[/bold] The files are yours to open:")
    for path in sorted(out.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            screen.print(f"  {path}")
