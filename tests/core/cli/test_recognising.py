"""``mintmark recognise`` from the application to the statement, on credentials really issued."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

import samples
from mintmark.cli import recognition_files
from mintmark.errors import RecognitionError
from mintmark.keys import keyfile

MODULE = """
id: https://uni.example/modules/BAK101
title: Bread and fermentation
description: A first module of food science.
issuer: {name: University of Food}
outcomes:
  - {id: bake, title: Bakes a loaf}
  - {id: microbes, title: Explains which microbes live in a dough}
workload: {credits: [{system: ECTS, value: 1}]}
routes: [course, recognition-of-prior-learning]
"""
OFFICE = "office: {name: Recognition Office}\nappeal_to: The Appeals Board\n"
CLAIM = """
outcomes:
  - outcome: bake
    statement: Ten years in a bakery.
    evidence: [{kind: file, name: photo.txt}]
  - outcome: microbes
    statement: A course at work.
    evidence: [{kind: testimony, name: Letter, by: {name: Tina Trainer}, says: She passed.}]
"""
WHY = ("--by", "Dora Dean", "--reason", "One of two outcomes is covered.")
PARTIAL = ("--outcome", "partial", "--condition", "Pass the test on microbes.", *WHY)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with an office, a module, a key and a credential."""
    for name, text in {
        "module.yaml": MODULE,
        "office.yaml": OFFICE,
        "claim.yaml": CLAIM,
        "photo.txt": "a photograph",
        "held.json": json.dumps(samples.credential()),
        "office.key": keyfile.dumps(samples.OTHER_KEY),
    }.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "cases").mkdir()
    return tmp_path


@pytest.fixture
def case(run, desk: Path) -> Path:
    path = desk / "cases" / "ana.yaml"
    answer = run("recognise", "open", desk / "held.json", *opening(desk, path))
    assert answer.code == 0, answer.err
    return path


def opening(desk: Path, path: Path, received: str = "2026-05-31") -> tuple[object, ...]:
    target = ("--target", desk / "module.yaml", "--office", desk / "office.yaml")
    return (*target, "--out", path, "--received", received, "--offline")


def decided(run, case: Path, *how: str) -> None:
    assert run("recognise", "compare", case, "--offline", "--on", "2026-06-02").code == 0
    assert run("recognise", "decide", case, *(how or PARTIAL), "--on", "2026-06-03").code == 0


def test_a_whole_case(run, desk, case):
    answer = run("recognise", "compare", case, "--offline", "--on", "2026-06-02")
    assert "Compared. It suggests recognition in part. A person decides." in answer.out
    assert "The decision is due on 2026-09-30." in answer.out
    answer = run("recognise", "decide", case, *PARTIAL, "--on", "2026-06-03")
    assert "Dora Dean, decided: recognised in part." in answer.out
    assert "The applicant may appeal until 2026-07-03." in answer.out
    issued = run(
        "recognise", "issue", case, "--key", desk / "office.key", "--out", desk / "out", "--json"
    ).facts
    assert run("verify", issued["file"], "--offline").code == 0
    shown = run("show", issued["file"], "--offline").out
    assert "recognised in part" in shown
    assert "Pass the test on microbes." in shown
    told = run("recognise", "show", case, "--as-of", "2026-06-04", "--json").facts
    assert (told["state"], told["issued"]) == ("decided", [issued["id"]])


def test_a_comparison_is_told_with_its_evidence(run, case):
    how = ("recognise", "compare", case, "--offline", "--on", "2026-06-02")
    said = run(*how).out
    found = run(*how, "--json").facts["comparison"]
    for outcome in found["coverage"]["outcomes"]:
        assert outcome["title"] in said
        assert all(word in said for match in outcome["matches"] for word in match["shared"])
    assert "Outcomes covered: " in said
    assert "ECTS: enough." in said


def test_a_folder_without_a_model_is_refused(run, case, tmp_path):
    before = case.read_bytes()
    answer = run("recognise", "compare", case, "--offline", "--meaning", tmp_path)
    assert answer.code == 64
    assert "[meaning.no-model]" in answer.err
    assert case.read_bytes() == before


def test_a_decision_is_issued_once(run, desk, case):
    decided(run, case)
    how = ("recognise", "issue", case, "--key", desk / "office.key")
    first = run(*how, "--out", desk / "out", "--json").facts
    written = Path(first["file"]).read_bytes()
    Path(first["file"]).unlink()
    assert run(*how, "--out", desk / "out", "--json").facts == first
    assert Path(first["file"]).read_bytes() == written
    assert "[recognise.already-issued]" in run(*how, "--out", desk / "elsewhere").err
    told = run("recognise", "show", case, "--json").facts
    assert told["issued"] == [first["id"]]


def test_a_run_that_was_cut_off_is_finished(run, desk, case):
    decided(run, case)
    before = case.read_bytes()
    how = ("recognise", "issue", case, "--key", desk / "office.key", "--out", desk / "out")
    first = run(*how, "--json").facts
    case.write_bytes(before)  # the statement was written, and not noted yet
    assert run(*how, "--json").facts == first
    assert run("recognise", "show", case, "--json").facts["issued"] == [first["id"]]


def test_a_credential_that_comes_later(run, desk):
    path = desk / "cases" / "two.yaml"
    other = samples.resigned(lambda d: d.update(id="urn:uuid:2f1c0a54-0000-4000-8000-000000000002"))
    (desk / "other.json").write_text(json.dumps(other))
    missing = ("--missing", "The second badge")
    run("recognise", "open", desk / "held.json", *opening(desk, path), *missing)
    came = ("--credential", desk / "other.json", "--offline", "--on", "2026-06-01")
    answer = run("recognise", "answer", path, *came)
    assert answer.code == 0, answer.err
    assert "The decision is due on 2026-10-01." in answer.out
    shown = run("recognise", "show", path).out
    assert "[../other.json]" in shown
    assert "is valid. Nobody you named vouches for its issuer." in shown


def test_the_case_is_a_file_that_a_person_can_read(case):
    raw = yaml.safe_load(case.read_text())
    assert [one["event"] for one in raw["history"]] == ["received", "verified"]
    assert raw["history"][0]["credentials"][0]["file"] == "../held.json"


def test_json_in_the_place_of_yaml(run, desk):
    path = desk / "cases" / "ana.json"
    assert run("recognise", "open", desk / "held.json", *opening(desk, path)).code == 0
    assert json.loads(path.read_text())["format"] == "mintmark-recognition-case-1"
    decided(run, path)


def test_an_appeal(run, case):
    decided(run, case)
    answer = run("recognise", "appeal", case, "--ground", "Look again.", "--on", "2026-06-10")
    assert "The case is under appeal." in answer.out
    same = ("--outcome", "upheld", "--by", "Dora Dean", "--reason", "So.", "--on", "2026-06-11")
    assert "[recognise.same-person]" in run("recognise", "settle", case, *same).err
    changed = ("--outcome", "changed", "--decision", "full", "--by", "Eve Miller")
    answer = run(
        "recognise", "settle", case, *changed, "--reason", "It is all there.", "--on", "2026-06-12"
    )
    assert "On appeal Eve Miller changed the decision." in answer.out
    assert "Eve Miller, decided: recognised." in answer.out
    answer = run("recognise", "close", case, "--why", "final", "--on", "2026-07-13")
    assert "The decision is final." in answer.out


def test_asking_stops_the_clock(run, case):
    answer = run("recognise", "ask", case, "--document", "The syllabus", "--on", "2026-06-10")
    assert "The time limit has stood still since 2026-06-10." in answer.out
    answer = run("recognise", "answer", case, "--on", "2026-06-20")
    assert "The decision is due on 2026-10-10." in answer.out


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("recognise.no-difference", ("--outcome", "refused", "--measure", "A course.", *WHY)),
        ("recognise.no-person", ("--outcome", "full", "--by", "mintmark", "--reason", "So.")),
        ("recognise.own-case", ("--outcome", "full", "--by", "Ana Andromeda", "--reason", "So.")),
        ("recognise.no-reason", ("--outcome", "full", "--by", "Dora Dean")),
        ("recognise.malformed", ("--outcome", "maybe", *WHY)),
        ("recognise.malformed-difference", ("--outcome", "refused", "--difference", "low", *WHY)),
    ],
)
def test_a_decision_that_breaks_a_rule_changes_nothing(run, case, code, how):
    run("recognise", "compare", case, "--offline", "--on", "2026-06-02")
    before = case.read_bytes()
    answer = run("recognise", "decide", case, *how, "--on", "2026-06-03")
    assert answer.code in (1, 64)
    assert f"[{code}]" in answer.err
    assert case.read_bytes() == before


def test_a_refusal_names_the_difference_by_element_and_outcome(run, case):
    difference = "outcomes/microbes: Nothing shows it, and module 2 builds on it."
    how = ("--outcome", "refused", "--difference", difference, "--measure", "Take module 1.")
    decided(run, case, *how, *WHY)
    raw = yaml.safe_load(case.read_text())["history"][-1]["decision"]
    assert raw["differences"][0]["outcome"] == "microbes"


def test_another_credential_in_the_place_of_the_one_handed_in(run, desk, case):
    run("recognise", "compare", case, "--offline", "--on", "2026-06-02")
    good = (desk / "held.json").read_bytes()
    (desk / "held.json").write_bytes(good.replace(b"Andromeda", b"Anonymous"))
    for command in (
        ("compare", case, "--offline", "--on", "2026-06-03"),
        ("decide", case, *PARTIAL, "--on", "2026-06-03"),
    ):
        answer = run("recognise", *command)
        assert answer.code == 1
        assert "[recognise.altered-credential]" in answer.err
    (desk / "held.json").write_bytes(good)
    assert run("recognise", "decide", case, *PARTIAL, "--on", "2026-06-03").code == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Sourdough Basics", "Master of Science"),
        ("learner: Ana Andromeda", "learner: Bob"),
    ],
)
def test_a_case_that_says_something_else_of_a_credential(run, desk, case, old, new):
    decided(run, case)
    text = case.read_text()
    assert old in text
    case.write_text(text.replace(old, new))
    order = ("recognise", "issue", case, "--key", desk / "office.key", "--out", desk / "out")
    answer = run(*order)
    assert (answer.code, "[recognise.altered-copy]" in answer.err) == (1, True)
    case.write_text(text)
    assert run(*order).code == 0


def test_a_decision_written_into_the_file_by_hand(run, case):
    text = case.read_text() + (
        "- event: decided\n  day: '2026-06-03'\n  decision:\n    outcome: full\n"
        "    by: {name: Dora Dean}\n    reasons: [So.]\n"
    )
    case.write_text(text)
    answer = run("recognise", "show", case)
    assert answer.code == 1
    assert "[recognise.not-now]" in answer.err
    assert f"line {text.splitlines().index('- event: decided') + 1}" in answer.err


def test_a_forged_credential_is_not_simply_recognised(run, desk):
    forged = json.dumps(samples.credential()).replace("Sourdough", "Master")
    (desk / "held.json").write_text(forged)
    path = desk / "cases" / "forged.yaml"
    answer = run("recognise", "open", desk / "held.json", *opening(desk, path))
    assert "Not known to be valid" in answer.out
    assert run("recognise", "verify", path, "--offline", "--on", "2026-06-01").code == 1
    run("recognise", "compare", path, "--offline", "--on", "2026-06-02")
    answer = run("recognise", "decide", path, *PARTIAL, "--on", "2026-06-03")
    assert "[recognise.not-verified]" in answer.err


def test_somebody_elses_credential_is_pointed_out(run, desk):
    path = desk / "cases" / "other.yaml"
    name = ("--applicant", "Bea Baker")
    answer = run("recognise", "open", desk / "held.json", *name, *opening(desk, path))
    assert "names Ana Andromeda, not Bea Baker. Make sure it is one person." in answer.out


def test_prior_learning_to_an_award(run, desk):
    path = desk / "cases" / "bea.yaml"
    claimed = ("--claim", desk / "claim.yaml", "--applicant", "Bea Baker")
    assert run("recognise", "open", *claimed, *opening(desk, path)).code == 0
    for outcome in ("bake", "microbes"):
        found = ("--outcome", outcome, "--result", "shown", "--method", "interview")
        who = ("--grounds", "Knew it.", "--by", "Ada Assessor", "--second", "Sue Second")
        assert run("recognise", "assess", path, *found, *who, "--on", "2026-06-02").code == 0
    full = ("--outcome", "full", "--by", "Dora Dean", "--reason", "All shown.")
    (desk / "photo.txt").write_text("another photograph")
    answer = run("recognise", "decide", path, *full, "--on", "2026-06-03")
    assert "[recognise.altered-evidence]" in answer.err
    (desk / "photo.txt").write_text("a photograph")
    assert run("recognise", "decide", path, *full, "--on", "2026-06-03").code == 0
    (desk / "awards.csv").write_text(run("recognise", "award", path).out)
    answer = run(
        "issue",
        desk / "module.yaml",
        desk / "awards.csv",
        "--key",
        desk / "office.key",
        "--out",
        desk / "out",
    )
    assert answer.code == 0, answer.out + answer.err


def test_what_is_due(run, desk, case):
    later = desk / "cases" / "later.yaml"
    run("recognise", "open", desk / "held.json", *opening(desk, later, "2026-07-31"))
    asked = desk / "cases" / "asked.yaml"
    run("recognise", "open", desk / "held.json", *opening(desk, asked), "--missing", "A passport")
    (desk / "cases" / "notes.yaml").write_text("not: a case\n")
    answer = run("recognise", "due", desk / "cases", "--as-of", "2026-10-02")
    lines = answer.out.splitlines()
    assert answer.code == 1
    assert lines[0].startswith("2026-09-30  OVERDUE by 2 days  Ana Andromeda")
    assert lines[1].startswith("2026-11-30  59 days left")
    assert lines[2].startswith("waiting since 2026-05-31")
    assert run("recognise", "due", desk / "cases", "--as-of", "2026-09-30").code == 0
    decided(run, case)
    answer = run("recognise", "due", desk / "cases", "--as-of", "2026-10-02", "--json")
    assert (answer.code, len(answer.facts["cases"])) == (0, 2)
    later.write_text(later.read_text().replace("event: verified", "event: decided"))
    answer = run("recognise", "due", desk / "cases", "--as-of", "2026-10-02")
    assert answer.code == 1
    assert "later.yaml, line" in answer.err


def test_a_folder_without_cases_is_told_as_such(run, desk, case):
    (desk / "empty").mkdir()
    none = f"There is no case in {desk / 'empty'}.\n"
    assert run("recognise", "due", desk / "empty").out == none
    assert run("recognise", "precedents", case, "--in", desk / "empty").out == none
    decided(run, case)
    said = run("recognise", "due", desk / "cases").out
    assert said == "No case waits for a decision.\n"


def test_what_is_remembered_may_be_spoilt_anywhere(run, desk, case):
    later = desk / "cases" / "later.yaml"
    run("recognise", "open", desk / "held.json", *opening(desk, later))
    order = ("recognise", "due", desk / "cases", "--as-of", "2026-06-04")
    before = run(*order).out
    remembered = desk / "cases" / ".mintmark-cases.json"
    spoilt = json.loads(remembered.read_text())
    spoilt["files"]["later.yaml"]["entry"] = {"state": 3}
    remembered.write_text(json.dumps(spoilt))
    answer = run(*order)
    assert (answer.code, answer.out) == (0, before)


def test_a_case_that_cannot_be_read_is_never_passed_over(run, desk, case):
    (desk / "cases" / "gone.yaml").symlink_to("nowhere.yaml")
    for order in (("due", desk / "cases"), ("precedents", case, "--in", desk / "cases")):
        answer = run("recognise", *order, "--as-of", "2026-06-04")
        assert (answer.code, "[file.unreadable]" in answer.err) == (1, True)
    assert "as far as the cases could be read" in answer.out


def test_precedents(run, desk, case):
    decided(run, case)
    new = desk / "new.yaml"
    run("recognise", "open", desk / "held.json", *opening(desk, new))
    for _ in range(2):  # the second time from what is remembered
        lines = run("recognise", "precedents", new, "--in", desk / "cases").out.splitlines()
        assert lines[0] == "Sourdough Basics: the same achievement [ana.yaml]"
        assert lines[2] == "  recognised in part on 2026-06-03; in force"
    remembered = desk / "cases" / ".mintmark-cases.json"
    for broken in ("", "[]", '{"form": "mintmark-cases-1", "files": 3}'):
        remembered.write_text(broken)
        assert run("recognise", "precedents", new, "--in", desk / "cases").out.splitlines() == lines
    told = run("recognise", "precedents", new, "--in", desk / "cases", "--json").facts
    assert told["precedents"][0]["in_force"] is True
    answer = run("recognise", "precedents", case, "--in", desk / "cases")
    assert answer.out == "There is no earlier decision about this achievement or one like it.\n"


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("recognise.nothing-handed-in", ()),
        ("recognise.no-file", ("-",)),
        ("file.unreadable", ("nowhere.json",)),
    ],
)
def test_nothing_to_open(run, desk, code, arguments):
    answer = run("recognise", "open", *arguments, *opening(desk, desk / "x.yaml"))
    assert answer.code == 64
    assert f"[{code}]" in answer.err
    assert not (desk / "x.yaml").exists()


def test_a_case_is_not_written_over(run, desk, case):
    answer = run("recognise", "open", desk / "held.json", *opening(desk, case))
    assert (answer.code, "[file.exists]" in answer.err) == (64, True)


def test_a_day_that_is_none(run, case):
    answer = run("recognise", "answer", case, "--on", "yesterday")
    assert "[recognise.malformed-date]" in answer.err


def test_nothing_has_happened_tomorrow(run, desk, case):
    answer = run("recognise", "answer", case, "--on", "2999-01-01")
    assert (answer.code, "[recognise.future-day]" in answer.err) == (64, True)
    late = desk / "cases" / "late.yaml"
    answer = run("recognise", "open", desk / "held.json", *opening(desk, late, "2999-01-01"))
    assert "[recognise.future-day]" in answer.err
    assert run("recognise", "show", case, "--as-of", "2999-01-01").code == 0


def test_what_somebody_else_did_meanwhile_is_not_lost(run, case):
    mine = recognition_files.load(case)
    assert (
        run("recognise", "ask", case, "--document", "The syllabus", "--on", "2026-06-01").code == 0
    )
    with pytest.raises(RecognitionError) as caught:
        recognition_files.store(case, mine)
    assert caught.value.code == "recognise.changed-meanwhile"
    recognition_files.store(case, recognition_files.load(case))


def test_a_folder_that_may_only_be_read(run, desk, case):
    decided(run, case)
    new = desk / "new.yaml"
    run("recognise", "open", desk / "held.json", *opening(desk, new))
    (desk / "cases" / ".mintmark-cases.json").mkdir()  # so that nothing can be written there
    answer = run("recognise", "precedents", new, "--in", desk / "cases")
    assert answer.out.startswith("Sourdough Basics: the same achievement")
