"""``mintmark plan`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import samples
from mintmark.model import Credits, Workload

RULE = """
id: https://example.org/rule
title: Certificate in Baking
decided_by: {name: School of Bread}
system: ECTS
requirements: [{id: total, at_least: 10}]
"""
DRAFT = """
id: https://example.org/%s
title: %s
description: x
issuer: {name: School}
workload: {hours: 100, duration: P4W, credits: [{system: ECTS, value: 5}]}
"""
DAY = ("--as-of", "2026-06-01", "--offline")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rule.yaml").write_text(RULE)
    offers = tmp_path / "offers"
    offers.mkdir()
    for name, fee in (("a", 100), ("b", 200), ("c", 250)):
        (offers / f"{name}.draft.yaml").write_text(DRAFT % (name, name.title()))
        (offers / f"{name}.yaml").write_text(
            f"id: {name}\nachievement: {name}.draft.yaml\nany_time: true\n"
            f"fee: {{amount: {fee}, currency: EUR}}\nfunded_by: [{{fund: account, share: 1}}]\n"
        )
    return tmp_path


def test_planned(run, folder):
    answer = run("plan", folder / "rule.yaml", "--catalogue", folder / "offers", *DAY)
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[0] == "PLANNED  Certificate in Baking (as of 2026-06-01)"
    assert "  2026-06-01 to 2026-06-28  A, School [a]" in lines
    assert lines[-1] == "This is a proposal. School of Bread decides."


def test_json_has_the_whole_result(run, folder):
    answer = run(
        "plan",
        folder / "rule.yaml",
        "--catalogue",
        folder / "offers",
        *DAY,
        "--fund",
        "account=40.5",
        "--json",
    )
    result = json.loads(answer.out)
    assert [one["offer"] for one in result["plan"]["steps"]] == ["a", "b"]
    assert result["plan"]["totals"]["to_pay"] == "519/2"
    assert result["alternatives"][0]["next_best"] is True


def test_no_plan_ends_with_1_and_says_why(run, folder):
    answer = run(
        "plan", folder / "rule.yaml", "--catalogue", folder / "offers", *DAY, "--max-cost", "250"
    )
    assert answer.code == 1
    assert "  - There is at least 300 EUR to pay, and no more than 250 EUR was allowed." in (
        answer.out.splitlines()
    )


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--by", "tomorrow"), "plan.malformed-date"),
        (("--max-cost", "1e3"), "plan.malformed-number"),
        (("--max-cost", "٣"), "plan.malformed-number"),
        (("--fund", "My Account"), "plan.malformed-fund"),
        (("--fund", "account=much"), "plan.malformed-number"),
        (("--fund", "a", "--fund", "a=5"), "plan.bad-wish"),
        (("--goal", "best"), "plan.bad-wish"),
        (("--begin", "2027-01-02", "--by", "2027-01-01"), "plan.bad-wish"),
        (("--mode", "asleep"), "plan.bad-wish"),
        (("--catalogue", "nowhere"), "plan.no-catalogue"),
        (("--as-of", "soon"), "stack.malformed-date"),
    ],
)
def test_what_makes_no_sense_is_named(run, folder, options, code):
    first = () if "--catalogue" in options else ("--catalogue", folder / "offers")
    answer = run("plan", folder / "rule.yaml", *first, *options)
    assert answer.code == 64
    assert answer.err.rstrip().endswith(f"[{code}]")


def test_offers_that_are_over_when_the_learner_would_begin(run, folder):
    for name in "abc":
        path = folder / "offers" / f"{name}.yaml"
        runs = 'runs: [{start: "2026-09-07"}]'
        path.write_text(path.read_text().replace("any_time: true", runs))
    asked = ("plan", folder / "rule.yaml", "--catalogue", folder / "offers", *DAY)
    assert run(*asked, "--begin", "2026-09-01").code == 0
    answer = run(*asked, "--begin", "2026-10-01")
    assert answer.code == 1
    assert "3 of 3 offers cannot be begun from 2026-10-01 on: " in answer.out


def test_a_slip_of_who_asks_is_told(run, folder):
    asked = ("plan", folder / "rule.yaml", *DAY, "--fund", "acount", "--fund", "account")
    lines = run(*asked, "--catalogue", folder / "offers").out.splitlines()
    assert "No offer of the catalogue is paid for by acount." in lines
    assert "No offer of the catalogue is paid for by account." not in lines
    (folder / "none").mkdir()
    answer = run(*asked[:-4], "--catalogue", folder / "none")
    assert (answer.code, "The catalogue has no offers." in answer.out) == (1, True)


def test_a_wish_that_cannot_be_is_told_in_words(run, folder):
    said = {
        ("--language", "zzzzzz"): "--language cannot be that: It is a code such as en or pt-BR.",
        ("--fund", "a", "--fund", "a=5"): "--fund cannot be that: funds.id: 'a' stands there twice",
        ("--max-cost", "-5"): "--max-cost: '-5' is not a number that can be meant.",
    }
    for options, words in said.items():
        answer = run("plan", folder / "rule.yaml", "--catalogue", folder / "offers", *options)
        assert words in answer.err


def test_an_occupation_is_a_target(run, folder):
    (folder / "job.json").write_text(
        json.dumps(
            {
                "uri": "http://data.europa.eu/esco/occupation/x",
                "title": "baker",
                "_links": {"hasEssentialSkill": [{"uri": "https://example.org/b", "title": "b"}]},
            }
        )
    )
    answer = run("plan", folder / "job.json", "--catalogue", folder / "offers", *DAY, "--json")
    assert answer.code == 0
    assert [one["offer"] for one in json.loads(answer.out)["plan"]["steps"]] == ["b"]


def test_what_is_held_is_not_planned_again(run, folder):
    held = samples.achievement(
        id="https://example.org/a",
        workload=Workload(hours=100, credits=(Credits(system="ECTS", value=5),)),
    )
    (folder / "a.json").write_bytes(samples.issued(of=held))
    (folder / "no-credential.json").write_text("{}")
    asked = ("--catalogue", folder / "offers", *DAY, "--json")

    def steps(*credentials: str) -> list[str]:
        answer = run("plan", folder / "rule.yaml", *(folder / one for one in credentials), *asked)
        assert answer.code == 0, answer.err
        return [one["offer"] for one in json.loads(answer.out)["plan"]["steps"]]

    assert steps("no-credential.json") == ["a", "b"]
    assert steps("a.json") == ["b"]
