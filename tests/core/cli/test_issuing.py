"""mintmark issue: every row's fate, nothing twice, and no crash that loses or doubles anything."""

from __future__ import annotations

import json
import stat

import pytest

import samples
from mintmark.cli import issuing
from mintmark.cli.ledger import NAME, Ledger
from mintmark.keys import keyfile


def order(office, *more):
    return ("issue", office / "achievement.yaml", office / "awards.csv", "--key",
            office / "key.json", "--out", office / "out", *more)  # fmt: skip


def credentials(office, suffix=".json"):
    return sorted((office / "out").glob(f"*{suffix}"))


def test_good_rows_are_issued_and_bad_rows_reported(run, office):
    """Below the pass mark, no identity check, malformed e-mail and date, a duplicate."""
    answer = run(*order(office, "--json"))
    assert answer.code == 1
    assert len(answer.facts["issued"]) == 6
    reasons = [reason["code"] for row in answer.facts["refused"] for reason in row["reasons"]]
    assert reasons == [
        "award.below-pass-mark",
        "award.no-identity-check",
        "award.malformed-email",
        "award.malformed-date",
        "award.duplicate",
    ]
    assert [row["line"] for row in answer.facts["refused"]] == [8, 9, 10, 11, 12]
    assert len(credentials(office)) == 6
    assert run("verify", "--offline", office / "out").code == 0


def test_again_issues_nothing_twice(run, office):
    run(*order(office))
    before = {path: path.read_bytes() for path in credentials(office)}
    answer = run(*order(office, "--json"))
    assert answer.facts["issued"] == []
    assert len(answer.facts["already"]) == 6
    assert {path: path.read_bytes() for path in credentials(office)} == before


def test_a_row_that_was_corrected_is_issued_on_the_next_run(run, office):
    run(*order(office))
    awards = office / "awards.csv"
    awards.write_text(awards.read_text().replace("ciara.doyle(at)", "ciara.doyle@"))
    answer = run(*order(office, "--json"))
    assert [row["learner"] for row in answer.facts["issued"]] == ["Ciara Doyle"]


def test_a_changed_row_stays_as_issued_and_that_is_told(run, office):
    run(*order(office))
    awards = office / "awards.csv"
    awards.write_text(awards.read_text().replace("0.975", "0.985"))
    answer = run(*order(office))
    assert "issued before with other content" in answer.out
    changed = [row for row in run(*order(office, "--json")).facts["already"] if row["changed"]]
    assert len(changed) == 1


@pytest.mark.parametrize("bake", ["png", "svg", "pdf"])
def test_baking(run, office, bake):
    """DIG-01: a paper certificate and a digital badge."""
    run(*order(office, "--bake", bake))
    baked = credentials(office, f".{bake}")
    assert len(baked) == 6
    facts = run("verify", "--offline", "--json", *baked).facts
    assert {one["outcome"] for one in facts} == {"valid"}


@pytest.mark.parametrize("suite", ["eddsa-jcs-2022", "eddsa-rdfc-2022"])
def test_suites(run, office, suite):
    run(*order(office, "--suite", suite))
    (proof,) = json.loads(credentials(office)[0].read_bytes())["proof"]
    assert proof["cryptosuite"] == suite


def test_elliptic_curve_keys(run, office):
    (office / "key.json").write_text(keyfile.dumps(samples.P256_KEY))
    run(*order(office))
    (proof,) = json.loads(credentials(office)[0].read_bytes())["proof"]
    assert proof["cryptosuite"] == "ecdsa-rdfc-2019"
    assert run("verify", "--offline", office / "out").code == 0


@pytest.mark.parametrize(
    ("more", "word"),
    [
        (("--suite", "eddsa-rdfc-1999"), "eddsa-rdfc-2022"),
        (("--suite", "ecdsa-rdfc-2019"), "eddsa-rdfc-2022"),
        (("--bake", "gif"), "png, svg, pdf"),
        (("--passphrase-file", "nowhere"), "nowhere"),
        (("--contexts", "nowhere"), "nowhere"),
    ],
)
def test_wrong_orders_issue_nothing(run, office, more, word):
    answer = run(*order(office, *more))
    assert answer.code == 64
    assert word in answer.err
    assert not (office / "out").exists() or not credentials(office)


def test_a_broken_draft_issues_nothing(run, office):
    draft = office / "achievement.yaml"
    draft.write_text(draft.read_text().replace("hours: 50", "hours: -50"))
    answer = run(*order(office))
    assert answer.code == 1
    assert "achievement.yaml" in answer.err
    assert "line" in answer.err
    assert not (office / "out").exists()


def test_a_crash_leads_to_finishing_with_the_very_same_credential(run, office, monkeypatch):
    signed = []
    real = issuing.step.sign

    def failing(document, **options):
        if len(signed) == 2:
            raise KeyboardInterrupt
        signed.append(document["id"])
        return real(document, **options)

    monkeypatch.setattr(issuing.step, "sign", failing)
    assert run(*order(office)).code == 130
    monkeypatch.undo()
    with Ledger(office / "out") as ledger:
        intended = set(ledger._intents)
        pending = [key for key in intended if not ledger.is_done(key)]
        promised = {ledger.intent(key).id for key in intended}
    assert (len(intended), len(pending)) == (3, 1)
    answer = run(*order(office, "--json"))
    assert len(answer.facts["issued"]) == 4
    assert len(credentials(office)) == 6
    ids = {json.loads(path.read_bytes())["id"] for path in credentials(office)}
    assert len(ids) == 6
    assert promised <= ids
    assert run("verify", "--offline", office / "out").code == 0


def test_a_lost_file_is_made_again_from_its_intent(run, office):
    run(*order(office))
    lost = credentials(office)[0]
    before = lost.read_bytes()
    lost.unlink()
    assert len(run(*order(office, "--json")).facts["issued"]) == 1
    assert lost.read_bytes() == before


def test_half_a_line_in_the_ledger_was_not_intended(run, office):
    run(*order(office))
    with (office / "out" / NAME).open("ab") as file:
        file.write(b'{"intent": "half')
    assert len(run(*order(office, "--json")).facts["already"]) == 6


def test_a_damaged_ledger_stops_everything(run, office):
    run(*order(office))
    path = office / "out" / NAME
    path.write_bytes(b"{}\n" + path.read_bytes())
    answer = run(*order(office))
    assert answer.code == 1
    assert "ledger.malformed" in answer.err


def test_one_at_a_time(run, office):
    (office / "out").mkdir()
    with Ledger(office / "out"):
        answer = run(*order(office))
    assert answer.code == 64
    assert "ledger.in-use" in answer.err


def test_the_ledger_is_private(run, office):
    run(*order(office))
    mode = (office / "out" / NAME).stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_an_e_mail_address_is_only_hashed(run, office):
    """EU-P-21: as little of the learner as is needed."""
    run(*order(office))
    text = "".join(path.read_text() for path in credentials(office))
    assert "learners.example" not in text
    assert "sha256$" in text


def test_people_see_progress_and_a_summary(run, office):
    answer = run(*order(office))
    assert "6 issued, 0 were already, 5 not issued" in answer.out
    assert "line 8" in answer.out


def test_names_in_any_script_make_file_names(run, office):
    awards = office / "awards.csv"
    awards.write_text(awards.read_text().replace("Sinéad Murphy", "李雷"))
    run(*order(office))
    assert all(path.name.isascii() for path in credentials(office))
