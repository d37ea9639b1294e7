"""``mintmark stack`` on credentials that were really issued, one revoked and one forged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import samples
from core.steps.test_verify import LIST, status_list

RULE = """
id: https://example.org/rule
title: Certificate in Baking
decided_by: {name: School of Bread}
system: ECTS
requirements: [{id: total, at_least: 2}]
"""
DAY = ("--as-of", "2026-06-01", "--offline")


def credential(number: int, status: int | None = None) -> dict[str, Any]:
    def change(document: dict[str, Any]) -> None:
        document["id"] = f"urn:uuid:00000000-0000-4000-8000-00000000000{number}"
        achievement = document["credentialSubject"]["achievement"]
        text = json.dumps(achievement)
        old = achievement["id"]
        document["credentialSubject"]["achievement"] = json.loads(
            text.replace(old, f"urn:uuid:00000000-0000-4000-9000-00000000000{number}")
        )
        whole = (
            json.dumps(document)
            .replace(samples.CREDENTIAL_ID, document["id"])
            .replace(old, f"urn:uuid:00000000-0000-4000-9000-00000000000{number}")
        )
        document.clear()
        document.update(json.loads(whole))
        if status is not None:
            document["credentialStatus"] = {
                "id": f"{LIST}#{status}",
                "type": "BitstringStatusListEntry",
                "statusPurpose": "revocation",
                "statusListIndex": str(status),
                "statusListCredential": LIST,
            }

    return samples.resigned(change)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rule.yaml").write_text(RULE)
    for name, document in {
        "first": credential(1),
        "second": credential(2, status=3),
        "revoked": credential(3, status=7),
    }.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(document))
    forged = json.dumps(credential(4)).replace("Sourdough", "Master")
    (tmp_path / "forged.json").write_text(forged)
    lists = {LIST: json.dumps(status_list({7}))}
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "index.json").write_text(json.dumps(lists))
    return tmp_path


def test_met(run, folder):
    names = [folder / f"{n}.json" for n in ("first", "second")]
    answer = run("stack", folder / "rule.yaml", *names, *DAY, "--documents", folder / "documents")
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[0] == "MET  Certificate in Baking (as of 2026-06-01)"
    assert "  ✓ total: at least 2 ECTS; there are 2." in lines
    assert lines[-1] == "This is a proposal. School of Bread decides."


def test_revoked_and_forged_parts_do_not_count_and_say_why(run, folder):
    names = [folder / f"{n}.json" for n in ("first", "revoked", "forged")]
    options = (*DAY, "--documents", folder / "documents")
    facts = run("stack", folder / "rule.yaml", *names, *options, "--json").facts
    assert facts["verdict"] == "not-met"
    found = {Path(one["file"]).stem: (one["counts"], one["code"]) for one in facts["credentials"]}
    assert found == {
        "first": (True, None),
        "revoked": (False, "status.revoked"),
        "forged": (False, "proof.bad-signature"),
    }
    assert facts["missing"][0]["credits"] == "1"
    answer = run("stack", folder / "rule.yaml", *names, *options)
    assert answer.code == 1
    assert "[status.revoked]" in answer.out
    assert "  - 1 more ECTS." in answer.out


def test_what_could_not_be_checked_would_decide(run, folder):
    names = [folder / f"{n}.json" for n in ("first", "second")]
    answer = run("stack", folder / "rule.yaml", *names, *DAY)
    assert answer.code == 2
    assert answer.out.startswith("CANNOT TELL")
    assert "[fetch.not-at-hand]" in answer.out


def test_a_file_that_cannot_be_read_may_decide(run, folder):
    answer = run("stack", folder / "rule.yaml", folder / "nowhere.json", *DAY)
    assert answer.code == 2
    assert "[file.unreadable]" in answer.out


def test_a_folder_stands_for_the_credentials_in_it(run, folder):
    (folder / "held").mkdir()
    for name in ("first", "second"):
        (folder / f"{name}.json").rename(folder / "held" / f"{name}.json")
    options = (*DAY, "--documents", folder / "documents")
    assert run("stack", folder / "rule.yaml", folder / "held", *options).code == 0


def test_whom_you_do_not_trust_does_not_count(run, folder):
    anchors = {"anchors": [{"issuer": samples.OTHER_KEY.controller, "vouched_by": "Office"}]}
    trust = folder / "anchors.json"
    trust.write_text(json.dumps(anchors))
    options = (*DAY, "--documents", folder / "documents", "--trust", trust)
    names = [folder / f"{n}.json" for n in ("first", "second")]
    answer = run("stack", folder / "rule.yaml", *names, *options)
    assert answer.code == 1
    assert answer.out.count("[trust.") == 2


def test_what_counts_elsewhere_is_not_counted_again(run, folder):
    options = (*DAY, "--documents", folder / "documents")
    names = [folder / f"{n}.json" for n in ("first", "second")]
    earlier = folder / "earlier.result"
    earlier.write_text(run("stack", folder / "rule.yaml", *names, *options, "--json").out)
    again = run("stack", folder / "rule.yaml", *names, *options, "--counted", earlier)
    assert again.code == 1
    assert again.out.count("[stack.counted-elsewhere]") == 2
    earlier.write_text("{}")
    bad = run("stack", folder / "rule.yaml", *names, *options, "--counted", earlier)
    assert (bad.code, "[stack.no-result]" in bad.err) == (1, True)
    rule = folder / "rule.yaml"
    bad = run("stack", rule, *names, *options, "--counted", rule)
    assert (bad.code, f"{rule} is no result" in bad.err) == (1, True)


def test_the_pathway_is_drawn_into_a_file(run, folder):
    names = [folder / f"{n}.json" for n in ("first", "second")]
    options = (*DAY, "--documents", folder / "documents", "--svg", folder / "path.svg")
    answer = run("stack", folder / "rule.yaml", *names, *options)
    assert (answer.code, answer.err) == (0, f"Written: {folder / 'path.svg'}\n")
    drawn = (folder / "path.svg").read_text()
    assert drawn.startswith("<svg ")
    assert 'width="720"' in drawn
    run("stack", folder / "rule.yaml", *names, *options, "--svg-width", "360")
    assert 'width="360"' in (folder / "path.svg").read_text()
    assert run("stack", folder / "rule.yaml", *names, *options, "--svg-width", "9").code == 64


def test_rules_beside_the_rule_are_found_and_no_others(run, folder):
    inner = RULE.replace("at_least: 2", "at_least: 1")
    (folder / "inner.yaml").write_text(inner)
    outer = RULE.split("requirements")[0] + "groups: [{id: g, rule: inner.yaml}]\n"
    (folder / "outer.yaml").write_text(outer)
    assert run("stack", folder / "outer.yaml", folder / "first.json", *DAY).code == 0
    (folder / "outer.yaml").write_text(outer.replace("inner.yaml", "/etc/hostname"))
    bad = run("stack", folder / "outer.yaml", folder / "first.json", *DAY)
    assert "[stack.unknown-rule]" in bad.err


def test_a_bad_rule_and_a_bad_day(run, folder):
    (folder / "bad.yaml").write_text(RULE.replace("at_least", "at_leest"))
    bad = run("stack", folder / "bad.yaml", folder / "first.json", *DAY)
    assert bad.code == 1
    assert "at_least" in bad.err
    answer = run("stack", folder / "rule.yaml", folder / "first.json", "--as-of", "soon")
    assert (answer.code, "[stack.malformed-date]" in answer.err) == (64, True)


def test_the_schema_takes_the_rule(run):
    import jsonschema

    schema = run("schema", "stack-rule").out
    whole = json.loads(schema)
    rule = {
        "id": "https://example.org/rule",
        "title": "Certificate",
        "decided_by": {"name": "School"},
        "system": "ECTS",
        "requirements": [{"id": "r", "at_least": 5, "where": {"graded": True}}],
    }
    jsonschema.Draft202012Validator(whole).validate(rule)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(whole).validate(rule | {"requirments": []})
