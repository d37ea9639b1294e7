"""``check`` against several frameworks, its page, ``--watch``, and the ``frameworks`` commands."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from mintmark.cli import checking
from mintmark.errors import RulebookError
from mintmark.frameworks import loading
from mintmark.frameworks.loading import known, load, parse
from mintmark.frameworks.rulebook import Dimensions

DAY = "2026-01-01"
SMALL = """
id: small
name: Small <things> & others
jurisdiction: XX
state: proposal
status: made up
official: false
whole: false
definition: { text: Something small., source: note }
sources:
  - { id: note, title: A note, address: example.org/note, confidence: seen-secondary }
  - { id: other, title: Another note, confidence: memory, note: Not seen. }
valid_from: 2020-01-01
date_note: The day is a guess.
dimensions: { size: { text: At most 1 ECTS., source: note } }
conflicts:
  - topic: Size
    values: [{ text: at most one, source: note }, { text: at most two, source: other }]
    use: The one that was seen.
unknown: [Who thought of it.]
rules:
  - id: S1
    kind: mandatory
    name: Size
    text: It has at most 1 ECTS credit.
    clause: Section 1
    source: note
    predicate: { credits: { system: ECTS, at_most: 1 } }
    remedy: Make it smaller.
  - id: N1
    kind: note
    name: Money
    text: Nobody pays for it.
    clause: Section 2
    source: other
    beyond: It is about others.
"""


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second framework, which the demo's achievement (2 ECTS) is too large for."""
    book = parse(SMALL)

    def load_one(name: str) -> Any:
        return book if name == "small" else load(name)

    for home in ("cli.checking", "cli.frameworks_command", "steps.design.checking"):
        monkeypatch.setattr(f"mintmark.{home}.load", load_one)
    monkeypatch.setattr("mintmark.cli.checking.known", lambda: (*known(), "small"))
    everything = (*loading.load_all(), book)
    monkeypatch.setattr("mintmark.cli.frameworks_command.load_all", lambda: everything)


@pytest.fixture
def draft(office: Path) -> Path:
    return office / "achievement.yaml"


def test_several_frameworks_are_a_table_and_then_what_to_do(run, draft):
    answer = run("check", draft, "--framework", "eu-2022", "--framework", "small", "--as-of", DAY)
    assert answer.code == 1
    table, told = answer.out.split("small as of", 1)
    assert "✓ conforms" in table
    assert "11 of 11" in table
    assert "✗ does not conform" in table
    for part in ("Size", "ECTS 2", "To do: Make it smaller.", "Section 1", "A note", "2020-01-01"):
        assert part in told
    assert "eu-2022 as of" not in answer.out, "nothing is asked for there"
    assert "Nobody pays" not in answer.out
    whole = run("check", draft, "--framework", "small", "--as-of", DAY, "--whole")
    assert "Good to know" in whole.out
    assert "Nobody pays for it." in whole.out


def test_where_not_all_rules_are_known_it_conforms_as_far_as_they_are(run, draft, page):
    """``small`` is not whole; a day before it holds it cannot be told, and a smaller draft fits."""
    draft.write_text(draft.read_text().replace("value: 2\n", "value: 1\n", 1))
    asked = ("--framework", "small", "--as-of", DAY)
    answer = run("check", draft, *asked)
    assert answer.code == 0
    assert "conforms, as far as its rules are known" in answer.out
    facts = run("check", draft, *asked, "--json").facts
    assert facts["overall"] == "conforms"
    assert facts["verdict"] == "conforms, as far as its rules are known"
    assert facts["whole"] is False
    both = run("check", draft, *asked, "--framework", "eu-2022").out
    assert "✓ conforms*" in both
    assert "* as far as its rules are known" in both
    assert "conforms, as far as its rules are known" in page().text


@pytest.mark.parametrize("columns", [40, 80, 140])
def test_the_ids_of_frameworks_stay_whole_in_the_table(run, draft, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    table = run("check", draft, "--all", "--as-of", DAY).out
    lines = table.splitlines()
    for name in known():
        assert any(line.split()[:1] == [name] for line in lines)


def test_a_misspelt_credit_system_is_told_and_is_no_error(run, draft):
    draft.write_text(draft.read_text().replace("system: ECTS", "system: ETCS", 1))
    answer = run("check", draft, "--as-of", DAY)
    assert answer.code == 0
    assert "no credit system 'ETCS'. Did you mean ECTS" in answer.err
    (advice,) = run("check", draft, "--as-of", DAY, "--json").facts["advice"]
    assert advice["code"] == "draft.not-comparable"
    assert advice["field"] == "workload.credits[0].system"


def test_what_does_not_apply_has_no_line(run, draft):
    asked = ("--framework", "nz-nzqa-2022", "--as-of", DAY, "--json")
    rules = run("check", draft, *asked).facts["rules"]
    aside = [rule for rule in rules if rule["verdict"] == "not-applicable"]
    assert aside
    assert all(rule["line"] is None for rule in aside)


def test_all_takes_every_framework(run, draft):
    facts = run("check", draft, "--all", "--as-of", DAY, "--json").facts
    assert [one["framework"] for one in facts["frameworks"]] == [*known(), "small"]
    assert facts["as_of"] == DAY
    assert facts["file"] == str(draft)
    small = facts["frameworks"][-1]
    assert small["overall"] == "does-not"
    rule = small["rules"][0]
    assert rule["verdict"] == "not-met"
    assert rule["remedy"] == "Make it smaller."
    assert rule["sources"][0]["address"] == "example.org/note"
    assert rule["confidence"] == "seen-secondary"


def test_one_framework_named_twice_is_one(run, draft):
    twice = ("--framework", "eu-2022", "--framework", "eu-2022")
    assert run("check", draft, *twice, "--as-of", DAY, "--json").facts["framework"] == "eu-2022"


@pytest.mark.parametrize(
    ("options", "overall", "code"),
    [
        (("--framework", "small", "--as-of", "2019-12-31"), "cannot-tell", 2),
        (("--framework", "small", "--as-of", "2020-01-01"), "does-not", 1),
        (("--framework", "eu-2022", "--as-of", DAY), "conforms", 0),
    ],
)
def test_the_exit_code_is_the_verdict(run, draft, options, overall, code):
    answer = run("check", draft, *options, "--json")
    assert (answer.facts["overall"], answer.code) == (overall, code)


@pytest.mark.parametrize(
    ("options", "code", "word"),
    [
        (("--all", "--framework", "small"), "check.all-and-some", "one of the two"),
        (("--framework", "smal"), "framework.unknown", ""),
        (("--framework", "eu-2022", "--framework", "eu-2222"), "framework.unknown", "'eu-2022'"),
        (("--as-of", "2026-02-29"), "check.malformed-date", "2026-02-29"),
    ],
)
def test_check_wrongly_called(run, draft, options, code, word):
    answer = run("check", draft, *options)
    assert answer.code == 64
    assert f"[{code}]" in answer.err
    assert word in answer.err


# ------------------------------------------------------------------------------------- the page

VOID = {"meta", "br", "link", "img", "hr", "input"}


class Page(HTMLParser):
    """Notes the elements of a page, and that each one is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def page(run, draft, tmp_path: Path) -> Callable[..., Page]:
    def make(*options: str, title: str | None = None) -> Page:
        if title is not None:
            lines = draft.read_text().splitlines()
            start = next(n for n, line in enumerate(lines) if line.startswith("title:"))
            end = next(n for n in range(start + 1, len(lines)) if not lines[n].startswith(" "))
            lines[start:end] = [f"title: {json.dumps(title, ensure_ascii=False)}"]
            draft.write_text("\n".join(lines))
        run("check", draft, "--all", "--as-of", DAY, "--html", tmp_path / "page.html", *options)
        return Page((tmp_path / "page.html").read_text("utf-8"))

    return make


def test_the_page_says_everything(page):
    text = page().text
    for part in (
        "Size",
        "It has at most 1 ECTS credit.",
        "To do: Make it smaller.",
        "Section 1 · source 1 · read in a page that retells it · from 2020-01-01",
        "at most one (A note)",
        "at most two (Another note)",
        "Who thought of it.",
        "A note (example.org/note); read in a page that retells it.",
        "does not conform",
        "Annex I, mandatory element 7",
    ):
        assert part in text
    assert "Small <things> & others" in text


def test_the_page_is_complete_in_itself(page):
    """It loads nothing and runs nothing; every link leads to a place in it."""
    made = page()
    assert not made.all("script") + made.all("img") + made.all("link") + made.all("iframe")
    policy = next(m for m in made.all("meta") if m.get("http-equiv") == "Content-Security-Policy")
    assert (policy["content"] or "").startswith("default-src 'none'")
    targets = {a.get("id") for _, a in made.tags}
    for link in made.all("a"):
        assert (link["href"] or "").startswith("#")
        assert (link["href"] or "")[1:] in targets
    assert not any(name.startswith("on") for _, a in made.tags for name in a)


def test_the_page_can_be_read_by_everybody(page):
    made = page()
    assert made.all("html") == [{"lang": "en"}]
    assert len(made.all("h1")) == 1
    assert len(made.all("h2")) == len(known()) + 1
    assert {head.get("scope") for head in made.all("th")} == {"col", "row"}
    assert len(made.all("caption")) == len(made.all("table")) == 1
    for article in made.all("article"):
        assert article["aria-labelledby"] in {a.get("id") for _, a in made.tags}
    marks = [a for name, a in made.tags if name == "span" and "mark" in (a.get("class") or "")]
    assert marks, "signs are told again in words"
    assert all(mark.get("aria-hidden") == "true" for mark in marks)


@pytest.mark.parametrize(
    "title", ['<script>alert("x")</script>', "خبز للجميع", "</title><b>", "'\" & &amp;"]
)
def test_whatever_the_title_is_it_stays_text(page, title):
    made = page(title=title)
    assert made.all("script") == []
    assert made.all("b") == []
    assert " ".join(title.split()) in made.text
    assert made.all("h1")[0]["dir"] == "auto"


def test_a_page_that_cannot_be_written(run, draft, tmp_path):
    answer = run("check", draft, "--html", tmp_path / "nowhere" / "page.html")
    assert answer.code == 64
    assert "[file.unwritable]" in answer.err


# ------------------------------------------------------------------------------------- watching


def watching(draft: Path, steps: list[Callable[[], object]]) -> int:
    """Watch, take one step at each pause, and press Ctrl-C when there is none left."""
    left: Iterator[Callable[[], object]] = iter(steps)

    def pause(_seconds: float) -> None:
        step = next(left, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    options = {"every": False, "whole": False, "page": None, "as_json": True}
    asked = checking.order(draft, ["eu-2022"], DAY, **options)
    return checking.watch(asked, pause)


def test_watching_checks_again_when_the_file_changes(draft, capsys):
    good = draft.read_text()
    code = watching(
        draft,
        [
            lambda: None,
            lambda: draft.write_text(good.replace("participation:", "# participation:")),
            lambda: None,
            lambda: draft.write_text("title: [broken"),
            lambda: draft.unlink(),
            lambda: draft.write_text(good),
        ],
    )
    printed = capsys.readouterr()
    facts = [json.loads(line) for line in printed.out.splitlines()]
    assert [one.get("overall", "broken") for one in facts] == [
        "conforms",
        "does-not",
        "broken",
        "conforms",
    ]
    assert "file.unreadable" in printed.err
    assert printed.err.rstrip().endswith("Stopped watching.")
    assert code == 0


def test_watching_ends_with_the_last_verdict(draft):
    text = draft.read_text().replace("participation:", "# participation:")
    assert watching(draft, [lambda: draft.write_text(text), lambda: None]) == 1


def test_standard_input_cannot_be_watched(run):
    answer = run("check", "-", "--watch")
    assert answer.code == 64
    assert "[check.watch-stdin]" in answer.err


def test_watch_is_an_option(run, draft, monkeypatch):
    monkeypatch.setattr(checking, "watch", lambda asked: 7 if asked.draft == draft else 0)
    assert run("check", draft, "--watch").code == 7


# ------------------------------------------------------------------------------------- frameworks


def test_frameworks_are_listed(run):
    answer = run("frameworks")
    assert answer.code == 0
    for part in ("eu-2022", "in-force", "small", "proposal", "from 2022-06-16"):
        assert part in answer.out
    facts = json.loads(run("frameworks", "--json").out)
    assert isinstance(facts, list)
    assert facts[-1]["id"] == "small"
    assert facts[-1]["official"] is False
    assert facts[-1]["mandatory"] == 1


def test_show_tells_rules_sources_conflicts_and_what_is_not_known(run):
    answer = run("frameworks", "show", "small", "--as-of", DAY)
    assert answer.code == 0
    for part in (
        "Something small. [A note (example.org/note)]",
        "size: At most 1 ECTS.",
        "at most 1 ECTS credits [S1]",
        "S1 Size: It has at most 1 ECTS credit.",
        "N1 Money",
        "at most one [A note (example.org/note)]",
        "at most two [Another note]",
        "Who thought of it.",
        "The day is a guess.",
        "[memory] Not seen.",
    ):
        assert part in answer.out
    facts = run("frameworks", "show", "small", "--json").facts
    assert facts["limits"] == [{"rule": "S1", "words": "at most 1 ECTS credits"}]
    assert [value["text"] for value in facts["conflicts"][0]["values"]] == [
        "at most one",
        "at most two",
    ]
    assert [rule["id"] for rule in facts["rules"]] == ["S1", "N1"]


def test_compare_shows_definitions_side_by_side(run):
    answer = run("frameworks", "compare", "eu-2022", "small", "--as-of", DAY)
    assert answer.code == 0
    for part in ("stackability", "At most 1 ECTS.", "does not say", "at most 1 ECTS credits"):
        assert part in answer.out


@pytest.mark.parametrize(("columns", "first"), [(140, "|"), (80, "|"), (50, ":")])
def test_compare_is_a_list_where_columns_would_be_too_narrow(run, monkeypatch, columns, first):
    """No word is cut in two, however narrow the terminal."""
    monkeypatch.setenv("COLUMNS", str(columns))
    answer = run("frameworks", "compare", "eu-2022", "small", "--as-of", DAY).out
    assert ("small: At most 1 ECTS." in answer) is (first == ":")
    assert "qualification" in answer
    facts = json.loads(run("frameworks", "compare", "eu-2022", "small", "--json").out)
    assert [row["dimension"] for row in facts] == list(Dimensions.model_fields)
    size = next(row for row in facts if row["dimension"] == "size")
    assert size["frameworks"]["small"]["text"] == "At most 1 ECTS."
    assert facts[0]["frameworks"]["small"] is None


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("show", "eu-2222"), "framework.unknown"),
        (("show", "eu-2022", "--as-of", "today"), "check.malformed-date"),
        (("compare", "eu-2022"), "framework.nothing-to-compare"),
        (("compare", "eu-2022", "eu-2022"), "framework.nothing-to-compare"),
        (("compare", "eu-2022", "nowhere"), "framework.unknown"),
    ],
)
def test_frameworks_wrongly_called(run, arguments, code):
    answer = run("frameworks", *arguments)
    assert answer.code == 64
    assert f"[{code}]" in answer.err


def test_verify_says_that_the_data_are_sound(run):
    answer = run("frameworks", "verify")
    assert answer.code == 0
    assert "sound" in answer.out
    assert json.loads(run("frameworks", "verify", "--json").out) == []


def test_verify_tells_each_fault(run, monkeypatch):
    faults = (RulebookError("framework.cyclic", "Round.", place="a"), RulebookError("x.y", "Z."))
    monkeypatch.setattr("mintmark.cli.frameworks_command.verify_data", lambda: faults)
    answer = run("frameworks", "verify")
    assert answer.code == 1
    assert "[framework.cyclic]" in answer.err
    assert "[x.y]" in answer.err
    assert [one["code"] for one in json.loads(run("frameworks", "verify", "--json").out)] == [
        "framework.cyclic",
        "x.y",
    ]
