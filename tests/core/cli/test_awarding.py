"""``mintmark award``: what a stack proposes is accepted by a person, and by nobody else."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import samples
from core.steps.test_verify import LIST, status_list
from mintmark.formats import open_badges_3
from mintmark.formats.parts import digest_of
from mintmark.keys import keyfile
from mintmark.proofs import vc_jose

RULE = """
id: https://bread.example/rule
title: Baker
decided_by: {name: School of Bread}
system: ECTS
requirements: [{id: total, at_least: 3}]
groups: [{id: core, requirements: [{id: bread, at_least: 2}]}]
"""
SMALL = """
id: https://bread.example/%s
title: %s
description: Flour and water.
issuer: {name: School of Bread}
workload: {credits: [{system: ECTS, value: 2}]}
"""
AWARDS = "name,date\n%s,2026-05-04\n"
TODAY = datetime.now().astimezone().date().isoformat()


@pytest.fixture
def school(run, tmp_path: Path) -> Path:
    (tmp_path / "school.key").write_text(keyfile.dumps(samples.KEY))
    (tmp_path / "rule.yaml").write_text(RULE)
    (tmp_path / "baker.yaml").write_text(SMALL.replace("value: 2", "value: 4") % ("baker", "Baker"))
    issued(run, tmp_path, "bread", "Ana Andromeda")
    issued(run, tmp_path, "cake", "Ana Andromeda")
    proposed(run, tmp_path)
    return tmp_path


def issued(run: Any, folder: Path, name: str, learner: str) -> None:
    (folder / f"{name}.yaml").write_text(SMALL % (name, name.title()))
    (folder / "awards.csv").write_text(AWARDS % learner)
    key, out = folder / "school.key", folder / "held"
    made = run("issue", folder / f"{name}.yaml", folder / "awards.csv", "--key", key, "--out", out)
    assert made.code == 0


def proposed(run: Any, folder: Path) -> dict[str, Any]:
    said = run("stack", folder / "rule.yaml", folder / "held", "--offline", "--json")
    (folder / "result.json").write_text(said.out)
    return said.facts


def accept(run: Any, folder: Path, *more: Any, **changes: Any) -> Any:
    given = {
        "result": folder / "result.json",
        "achievement": folder / "baker.yaml",
        "decided-by": "Dr. Rye",
        "key": folder / "school.key",
        "out": folder / "awarded",
    } | changes
    options = [part for name, value in given.items() for part in (f"--{name}", value)]
    rule, held = folder / "rule.yaml", folder / "held"
    return run("award", rule, held, *options, "--offline", "--json", *more)


def held_in(folder: Path) -> list[Path]:
    return sorted((folder / "held").glob("*.json"))


def emptied(folder: Path) -> None:
    for file in (folder / "held").iterdir():
        file.unlink()


def test_an_accepted_proposal_becomes_an_award_that_names_its_parts(run, school):
    answer = accept(run, school)
    assert (answer.code, len(answer.facts["issued"])) == (0, 1)
    (file,) = (school / "awarded").glob("*.json")
    _, award = open_badges_3.load(json.loads(file.read_bytes()))
    files = {json.loads(one.read_bytes())["id"]: one for one in held_in(school)}
    digests = {name: digest_of(one.read_bytes()) for name, one in files.items()}
    assert {one.id: one.digest for one in award.parts} == digests
    assert [(one.credits, one.system) for one in award.parts] == [(2, "ECTS")] * 2
    assert {one.groups for one in award.parts} == {("all",), ("all", "all/core")}
    assert award.decision is not None
    assert (award.decision.by, award.decision.on.isoformat()) == ("Dr. Rye", TODAY)
    assert award.decision.rule == "https://bread.example/rule"
    assert award.learner.name == "Ana Andromeda"
    report = run("verify", file, "--parts", school / "held", "--offline", "--json")
    assert (report.code, [one["outcome"] for one in report.facts["parts"]]) == (0, ["valid"] * 2)


def test_show_tells_parts_and_who_decided(run, school):
    accept(run, school)
    (file,) = (school / "awarded").glob("*.json")
    said = run("show", file, "--offline").out
    assert "Bread, School of Bread, 2 ECTS" in said
    assert f"Dr. Rye, {TODAY}" in said


def test_deciding_again_issues_nothing_twice(run, school):
    accept(run, school)
    again = accept(run, school)
    assert (len(again.facts["issued"]), len(again.facts["already"])) == (0, 1)


def test_one_file_for_the_learner(run, school):
    answer = accept(run, school, "--record")
    (made,) = answer.facts["issued"]
    record = school / "awarded" / made["record"]
    report = run("verify", record, "--offline", "--json").facts
    assert (report["outcome"], len(report["parts"])) == ("valid", 3)
    assert [one["outcome"] for one in report["parts"][0]["parts"]] == ["valid"] * 2
    said = run("stack", school / "rule.yaml", record, "--offline")
    assert (said.code, "[stack.learner-record]" in said.out) == (2, True)
    before = record.read_bytes()
    accept(run, school, "--record")
    assert record.read_bytes() == before


def refused(answer: Any, code: str) -> None:
    assert (answer.code, answer.out) not in ((0, ""), (0, answer.out))
    assert f"[{code}]" in answer.err


def test_what_is_not_met_is_not_awarded(run, school):
    (school / "rule.yaml").write_text(RULE.replace("at_least: 3", "at_least: 30"))
    proposed(run, school)
    refused(accept(run, school), "award.not-met")


def test_a_file_that_changed_since_is_refused(run, school):
    file = held_in(school)[0]
    file.write_bytes(file.read_bytes() + b"\n")
    refused(accept(run, school), "award.changed-part")


def test_a_credential_that_is_not_there_any_more_is_refused(run, school):
    held_in(school)[0].unlink()
    refused(accept(run, school), "award.other-parts")


def test_another_version_of_the_rule_is_refused(run, school):
    (school / "rule.yaml").write_text(RULE + 'version: "2"\n')
    refused(accept(run, school), "award.other-rule")


def test_the_achievement_is_the_one_that_the_rule_leads_to(run, school):
    leads = RULE + "awards: https://bread.example/"
    (school / "rule.yaml").write_text(f"{leads}butcher\n")
    proposed(run, school)
    refused(accept(run, school), "award.other-achievement")
    (school / "rule.yaml").write_text(f"{leads}baker\n")
    assert accept(run, school).code == 0


def test_only_who_decides_by_the_rule_can_award(run, school):
    decides = RULE.replace(
        "{name: School of Bread}", "{name: School, id: 'https://bread.example/'}"
    )
    (school / "rule.yaml").write_text(decides)
    proposed(run, school)
    refused(accept(run, school), "award.other-body")
    body = "awarding_body: {name: School of Bread, id: 'https://bread.example/'}\n"
    baker = school / "baker.yaml"
    baker.write_text(baker.read_text() + body)
    assert accept(run, school).code == 0


def test_an_award_stands_where_its_record_cannot_be_made(run, school):
    file = held_in(school)[0]
    document = {name: v for name, v in json.loads(file.read_bytes()).items() if name != "proof"}
    file.unlink()
    (school / "held" / "part.jwt").write_text(vc_jose.sign(document, samples.KEY))
    proposed(run, school)
    answer = accept(run, school, "--record")
    assert (answer.code, len(answer.facts["issued"])) == (1, 1)
    assert "[record.not-json]" in answer.err


def test_a_result_that_somebody_wrote_is_weighed_again(run, school):
    """Whatever stands in the file, the credentials decide."""
    assert json.loads((school / "result.json").read_text())["verdict"] == "met"
    (school / "rule.yaml").write_text(RULE.replace("at_least: 3", "at_least: 30"))
    refused(accept(run, school), "award.not-met")
    (school / "result.json").write_text("{}")
    refused(accept(run, school), "stack.no-result")


def test_parts_of_two_learners_make_no_award(run, school):
    emptied(school)
    issued(run, school, "bread", "Ana Andromeda")
    issued(run, school, "cake", "Bob Barley")
    assert proposed(run, school)["verdict"] == "met"
    refused(accept(run, school), "award.other-learner")


def test_a_name_in_other_letters_is_the_same_name(run, school):
    emptied(school)
    issued(run, school, "bread", "Ana Andromeda")
    issued(run, school, "cake", "ANA  Andromeda")
    proposed(run, school)
    assert accept(run, school).code == 0


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2999-01-01", "award.not-yet-decided"),
        ("2020-01-01", "award.before-proposal"),
        ("soon", "award.malformed-day"),
    ],
)
def test_the_day_of_the_decision(run, school, day, code):
    refused(accept(run, school, on=day), code)


@pytest.mark.parametrize("name", ["", "  ", "Dr.\nRye", "x" * 5000, "mintmark", "The System"])
def test_somebody_decided(run, school, name):
    answer = accept(run, school, **{"decided-by": name})
    assert (answer.code, "[award.no-decider]" in answer.err) == (64, True)


def test_a_part_revoked_since_is_refused(run, school):
    entry = {
        "id": f"{LIST}#7",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "7",
        "statusListCredential": LIST,
    }
    file = held_in(school)[0]
    document = {name: v for name, v in json.loads(file.read_bytes()).items() if name != "proof"}
    file.write_text(json.dumps(samples.signed(document | {"credentialStatus": entry})))
    lists = school / "lists.json"
    lists.write_text(json.dumps({LIST: json.dumps(status_list({8}))}))
    said = run("stack", school / "rule.yaml", school / "held", "--documents", lists, "--json")
    (school / "result.json").write_text(said.out)
    lists.write_text(json.dumps({LIST: json.dumps(status_list({7}))}))
    refused(accept(run, school, documents=lists), "award.other-parts")
