"""What is written must run: every example of the README and the documentation is executed here.

A page is one story. Its blocks are executed in order, in a folder of its own:

- a block with a title (``yaml title="draft.yaml"``) is written to a file of that name;
- ``python`` blocks share one namespace;
- a picture that the page shows, if one of its commands draws it, has to be the same;
- in ``console`` blocks a line that begins with ``$ `` is a command, and the lines up to the next
  one are what it prints, on either stream. ``...`` stands for anything inside a line, and for any
  number of lines where a line has nothing else. ``$ echo $?`` shows the exit code of the command
  before.
"""

from __future__ import annotations

import contextlib
import glob
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import framework_pages
import pytest
import reference_pages

import error_codes
import mintmark
from mintmark.cli.app import main
from mintmark.frameworks.loading import known
from mintmark.steps.verify import CHECKLIST

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
BLOCK = re.compile(r"^```([a-z]+)?([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
TITLE = re.compile(r'title="([^"]+)"')
MADE_UNAVAILABLE = {
    "file.unreadable",
    "schema.malformed",
    "schema.too-large",
    "schema.work-limit",
}
"""Codes that are "could not check" only by the place where they are caught."""
CODE = re.compile(r"`([a-z0-9-]+\.[a-z0-9-]+)`")


@dataclass(frozen=True)
class Block:
    language: str
    title: str | None
    body: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        title = TITLE.search(found[2])
        line = text.count("\n", 0, found.start()) + 1
        yield Block(found[1] or "", title[1] if title else None, found[3], line)


def with_examples() -> list[Path]:
    return [p for p in PAGES if any(b.language in ("python", "console") for b in blocks(p))]


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, as on a machine where nothing is set."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    for name in ("MINTMARK_PASSPHRASE", "FORCE_COLOR", "PYTHONPATH"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.parametrize("page", with_examples(), ids=name_of)
def test_examples_run_and_print_what_they_say(page: Path, desk: Path) -> None:
    namespace: dict[str, object] = {"__name__": "__main__"}
    for block in blocks(page):
        if block.title is not None:
            (desk / block.title).parent.mkdir(parents=True, exist_ok=True)
            (desk / block.title).write_text(block.body, encoding="utf-8")
        elif block.language == "python":
            source = "\n" * block.line + block.body
            exec(compile(source, name_of(page), "exec"), namespace)
        elif block.language == "console":
            play(block, name_of(page))
    for picture in shown(page):
        if (desk / picture.name).is_file():
            assert (desk / picture.name).read_bytes() == picture.read_bytes(), (
                f"{name_of(picture)} is not what its page draws: python tests/docs/pictures.py"
            )


def shown(page: Path) -> list[Path]:
    """Return the pictures that a page shows."""
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    return [page.parent / name for name in re.findall(r"!\[[^\]]+\]\(([^)\s]+)\)", text)]


def test_the_pictures_of_the_examples_are_drawn_by_their_pages() -> None:
    for page in (DOCS / "tutorial" / "stacking").glob("*.md"):
        text = page.read_text(encoding="utf-8")
        assert all(f"--svg {picture.name}" in text for picture in shown(page))


def play(block: Block, page: str) -> None:
    status = 0
    for command, expected in commands(block):
        if command == "echo $?":
            assert expected == [str(status)], f"{page}: the exit code is {status}"
            continue
        status, printed = run(command)
        if not matches(expected, printed):
            pytest.fail(
                f"printed:\n{printed}\n{page}, line {block.line}: $ {command}\n"
                f"first line that is not as it says: {_first_misfit(expected, printed)!r}",
                pytrace=False,
            )


def commands(block: Block) -> Iterator[tuple[str, list[str]]]:
    command, expected = None, []
    for line in block.body.splitlines():
        if line.startswith("$ "):
            if command is not None:
                yield command, expected
            command, expected = line[2:], []
        elif command is not None and command.endswith("\\"):
            command = command[:-1].rstrip() + " " + line.strip()
        else:
            expected.append(line)
    assert command is not None, f"line {block.line}: a console block without a command"
    yield command, expected


def run(command: str) -> tuple[int, str]:
    """Run a command: mintmark's own in this process, for speed, everything else in a shell."""
    own = re.fullmatch(r"mintmark([^|<>;&$]*?)(?: > (\S+))?", command)
    if own is None:
        done = subprocess.run(
            ["sh", "-c", command], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        return done.returncode, done.stdout
    words = shlex.split(own[1])
    if words[:1] in (["office"], ["audit"]):
        return run_office(words)
    arguments = [found for word in words for found in sorted(glob.glob(word)) or [word]]
    heard = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    facts = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(facts if own[2] else heard), contextlib.redirect_stderr(heard):
        status = main(arguments)
    if own[2]:
        Path(own[2]).write_bytes(facts.buffer.getvalue())
    return status, heard.buffer.getvalue().decode()


def run_office(words: list[str]) -> tuple[int, str]:
    """Run a command of the office in another process: in this one, Django has other settings."""
    dropped = ("MINTMARK_", "DJANGO_", "DATABASE_URL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    done = subprocess.run(
        [sys.executable, "-c", "from mintmark.cli import run; run()", *words],
        env={**kept, "PYTHONPATH": str(ROOT / "src")},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.returncode, done.stdout


def matches(expected: list[str], printed: str) -> bool:
    return re.fullmatch(_pattern(expected), _whole_lines(printed)) is not None


def _first_misfit(expected: list[str], printed: str) -> str:
    whole = _whole_lines(printed)
    fits = [n for n in range(len(expected)) if re.match(_pattern(expected[: n + 1]), whole)]
    return [*expected, "(more lines than it says)"][len(fits)]


def _whole_lines(printed: str) -> str:
    printed = printed.lstrip("\n")  # the progress bar leaves an empty line behind
    return printed if printed.endswith("\n") or not printed else printed + "\n"


def _pattern(expected: list[str]) -> str:
    """Return a regular expression for the lines; blank lines at the end count for nothing."""
    lines = [
        r"(?:.*\n)*?" if line.strip() == "..." else f"{_loosely(line.rstrip())} *\n"
        for line in expected
    ]
    return "".join(lines) + r"\s*"


def _loosely(line: str) -> str:
    return ".*?".join(re.escape(part) for part in line.split("..."))


@pytest.mark.parametrize(
    ("expected", "printed", "holds"),
    [
        (["a", "b"], "a\nb\n", True),
        (["a"], "a\nb\n", False),
        (["a", "..."], "a\nb\nc\n", True),
        (["...", "c"], "a\nb\nc\n", True),
        (["...", "b"], "a\nb\nc\n", False),
        (["x ... z"], "x y z\n", True),
        (["x ... z"], "x y\nz\n", False),
        ([], "", True),
        ([], "a\n", False),
    ],
)
def test_expected_output_is_compared_line_by_line(
    expected: list[str], printed: str, holds: bool
) -> None:
    assert matches(expected, printed) is holds


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_inside_the_project_lead_somewhere(page: Path) -> None:
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        address, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", address):
            continue
        there = (page.parent / address).resolve() if address else page
        assert there.is_file(), f"{target} leads nowhere"
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), f"{target}: there is no such heading"


def anchors(page: Path) -> set[str]:
    text = page.read_text(encoding="utf-8")
    heads = re.findall(r"^#+ (.+?)\s*$", BLOCK.sub("", text), re.MULTILINE)
    named = set(re.findall(r"^::: ([\w.]+)$", text, re.MULTILINE))
    return named | {re.sub(r"[^\w\s-]", "", h.lower()).strip().replace(" ", "-") for h in heads}


def test_every_page_is_in_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for page in DOCS.rglob("*.md"):
        assert f"{page.relative_to(DOCS)}\n" in navigation, f"{page} is in no menu"


@pytest.mark.parametrize("page", reference_pages.pages().items(), ids=lambda p: p[0].name)
def test_made_parts_of_the_reference_are_current(page: tuple[Path, str]) -> None:
    path, text = page
    assert path.read_text(encoding="utf-8") == text, "run: python tests/docs/reference_pages.py"


def test_every_framework_has_its_page_and_no_other_is_left() -> None:
    assert {path.stem for path in framework_pages.FOLDER.glob("*.md")} == {"index", *known()}


def test_every_maker_has_its_place() -> None:
    text = "".join(p.read_text(encoding="utf-8") for p in reference_pages.REFERENCE.rglob("*.md"))
    for name in reference_pages.MAKERS:
        assert text.count(f"<!-- begin {name} -->") == 1


def test_every_error_code_that_the_docs_name_is_in_the_source() -> None:
    sources = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py"))
    known = set(re.findall(r"[\"`]([\w-]+\.[\w-]+)[\"`]", sources))
    areas = {code.split(".")[0] for code in error_codes.found()}
    suffixes = {"json", "yaml", "csv", "py"}
    made = framework_pages.FOLDER  # where a field such as award.place stands as code
    for page in (page for page in PAGES if page.parent != made):
        by_hand = reference_pages.BLOCK.sub("", page.read_text(encoding="utf-8"))
        for code in CODE.findall(BLOCK.sub("", by_hand)):
            area, reason = code.split(".")
            if area in areas and reason not in suffixes:
                assert code in known, f"{name_of(page)} names {code}, which no error has"


def test_every_error_code_is_explained() -> None:
    assert [code for code, message in error_codes.found().items() if not message] == []


def test_the_python_reference_has_every_public_name() -> None:
    text = (DOCS / "reference" / "python.md").read_text(encoding="utf-8")
    listed = re.findall(r"^::: mintmark\.(\w+)$", text, re.MULTILINE)
    assert sorted(set(mintmark.__all__) - set(listed)) == []


def test_the_page_of_checks_has_every_check_and_every_code_of_theirs() -> None:
    text = (DOCS / "reference" / "checks.md").read_text(encoding="utf-8")
    for step in CHECKLIST:
        assert f"## {step.number}. {step.name}\n" in text
    for path in (ROOT / "src" / "mintmark" / "steps" / "verify").glob("*.py"):
        source = path.read_text(encoding="utf-8")
        for code in re.findall(r'"([a-z][a-z0-9-]*\.[a-z][a-z0-9-]+)"', source):
            # A time without zone is the caller's mistake, and no check's.
            assert code == "time.no-zone" or f"`{code}`" in text, f"no word about {code}"


def test_the_page_of_checks_tells_what_could_not_be_checked_from_what_does_not_hold() -> None:
    sources = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py"))
    unavailable = set(re.findall(r'UnavailableError\(\s*"([a-z0-9.-]+)"', sources))
    invalid = set(re.findall(r'(?<!Unavailable)Error\(\s*"([a-z0-9.-]+)"', sources))
    text = (DOCS / "reference" / "checks.md").read_text(encoding="utf-8")
    for row in re.findall(r"^\| (`.*)$", text, re.MULTILINE):
        codes = set(CODE.findall(row.split(" | ")[0])) - MADE_UNAVAILABLE
        if "**could not check**" in row:
            assert codes <= unavailable, row
        else:
            assert not codes & (unavailable - invalid), row


def test_every_threat_has_tests_and_they_exist() -> None:
    text = (DOCS / "reference" / "threats.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text)
    for file, test in named:
        assert (ROOT / file).is_file(), f"there is no {file}"
        assert f"def {test}" in (ROOT / file).read_text(encoding="utf-8"), f"{file}: no {test}"
    rows = re.findall(r"^\| (?!threat |---).*$", text, re.MULTILINE)
    assert rows
    assert [row for row in rows if "`tests/" not in row.rsplit(" | ", 1)[1]] == []


def test_no_page_asks_a_stranger() -> None:
    """The site is read offline: nothing in it is loaded from elsewhere."""
    for page in DOCS.rglob("*.md"):
        text = BLOCK.sub("", page.read_text(encoding="utf-8"))
        assert not re.search(r"!\[[^\]]*\]\(https?:|<(?:script|img|link|iframe)\b", text), page
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "font: false" in settings
    assert not re.search(r"https?://", settings)
