"""``mintmark stack --each`` and ``--effort``: many learners, and a solver that is stopped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.cli.test_stacking import DAY, RULE, credential
from mintmark.cli import crew


@pytest.fixture
def learners(tmp_path: Path) -> Path:
    (tmp_path / "rule.yaml").write_text(RULE)
    for name, numbers in {"ana": (1, 2), "ben": (3,), "cy": (4, 5, 6)}.items():
        (tmp_path / "all" / name).mkdir(parents=True)
        for number in numbers:
            path = tmp_path / "all" / name / f"{number}.json"
            path.write_text(json.dumps(credential(number)))
    return tmp_path


def test_each_folder_is_a_learner(run, learners):
    answer = run("stack", learners / "rule.yaml", learners / "all", *DAY, "--each")
    assert (answer.code, answer.err) == (1, "")
    assert answer.out.splitlines() == [
        f"MET          {learners / 'all' / 'ana'}",
        f"NOT MET      {learners / 'all' / 'ben'}  1 more ECTS.",
        f"MET          {learners / 'all' / 'cy'}",
        "These are proposals. School of Bread decides.",
    ]
    named = [learners / "all" / name for name in ("cy", "ana")]
    assert run("stack", learners / "rule.yaml", *named, *DAY, "--each").code == 0


def test_the_facts_are_those_of_each_by_themselves(run, learners):
    lines = run("stack", learners / "rule.yaml", learners / "all", *DAY, "--each", "--json").out
    for line in lines.splitlines():
        facts = json.loads(line)
        alone = run("stack", learners / "rule.yaml", facts["learner"], *DAY, "--json").facts
        assert facts == {"learner": facts["learner"], **alone}
    assert len(lines.splitlines()) == 3


def test_a_picture_is_of_one_learner(run, learners):
    picture = learners / "x.svg"
    named = ("stack", learners / "rule.yaml", learners / "all", *DAY, "--each", "--svg", picture)
    answer = run(*named)
    assert (answer.code, answer.out, picture.exists()) == (64, "", False)
    assert "[stack.one-picture]" in answer.err


def test_several_processes_say_the_same(run, learners, monkeypatch):
    order = ("stack", learners / "rule.yaml", learners / "all", *DAY, "--each")
    alone = run(*order)
    monkeypatch.setattr(crew, "ALONE", 1)
    monkeypatch.setattr(crew, "AT_ONCE", 1)
    assert run(*order, "--jobs", 2).out == alone.out
    monkeypatch.setattr(crew.sys, "platform", "elsewhere")  # where processes cannot be copied
    assert run(*order, "--jobs", 2).out == alone.out


def test_what_one_lacks_holds_up_no_other(run, learners):
    (learners / "all" / "aa").mkdir()
    answer = run("stack", learners / "rule.yaml", learners / "all", *DAY, "--each")
    first, *rest = answer.out.splitlines()
    assert first.startswith("CANNOT TELL")
    assert first.endswith("[file.empty-folder]")
    assert len(rest) == 4
    facts = run("stack", learners / "rule.yaml", learners / "all", *DAY, "--each", "--json").out
    assert json.loads(facts.splitlines()[0])["error"]["code"] == "file.empty-folder"
    alone = run("stack", learners / "rule.yaml", learners / "all" / "aa", *DAY, "--each")
    assert alone.code == 2


def test_nobody_is_given_what_lies_beside_the_learners(run, learners):
    (learners / "all" / "loose.json").write_text(json.dumps(credential(7)))
    answer = run("stack", learners / "rule.yaml", learners / "all", *DAY, "--each")
    assert (answer.code, "[stack.whose]" in answer.err) == (64, True)
    nowhere = run("stack", learners / "rule.yaml", learners / "nowhere", *DAY, "--each")
    assert (nowhere.code, "[file.unreadable]" in nowhere.err) == (64, True)


def test_what_counts_for_many_is_not_counted_again(run, learners):
    order = ("stack", learners / "rule.yaml", learners / "all", *DAY, "--each")
    earlier = learners / "earlier"
    earlier.write_text(run(*order, "--json").out)
    lines = run(*order, "--counted", earlier).out.splitlines()
    more = [line.rpartition("  ")[2] for line in lines[:3]]
    assert more == ["2 more ECTS.", "2 more ECTS.", "1 more ECTS."]  # One of Cy's three is left.


def test_a_solver_that_is_stopped_says_so(run, learners):
    order = ("stack", learners / "rule.yaml", learners / "all" / "ana", *DAY)
    assert "Time ran out" not in run(*order).out
    answer = run(*order, "--effort", 0)
    assert answer.code == 2
    assert answer.out.startswith("CANNOT TELL")
    lines = answer.out.splitlines()
    assert "Time ran out: this is the best found so far, and there may be a better one." in lines
    assert "      Time ran out before a place for it was found. [stack.time]" in lines
    assert run(*order, "--effort", 0, "--json").facts["proven"] is False
    each = run(*order, "--effort", 0, "--each")
    assert "Time ran out: this is the best found so far" in each.out.splitlines()[0]
    assert run(*order, "--effort", -1).code == 64
