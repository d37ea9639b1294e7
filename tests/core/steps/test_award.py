"""From award lists to awards: every row's fate, with its line and its reason."""

from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.errors import MintmarkError
from mintmark.model import Achievement, Assessment, LearningOutcome, Organisation, RubricLevel
from mintmark.steps.award import Refusal, Row, columns, read_awards
from mintmark.steps.award import table as table_module

TODAY = date(2026, 6, 1)
HEAD = "name,email,date,identity_check,formative_done,score:test,level:folio"
GOOD = "Ana Andromeda,ana@example.org,2026-05-04,passport,yes,0.95,good"


def achievement(**changes: object) -> Achievement:
    whole = {
        "id": "urn:uuid:2f1d0c3e-0000-4000-8000-000000000001",
        "title": "Bread",
        "description": "Baking bread.",
        "issuer": Organisation(name="School of Bread"),
        "outcomes": (LearningOutcome(id="bake", title="Bakes bread"),),
        "assessments": (
            Assessment(
                id="test",
                title="Test",
                type="written-exam",
                pass_mark=Decimal("0.9"),
                formative_required=True,
                identity_verification=True,
            ),
            Assessment(
                id="folio",
                title="Portfolio",
                type="portfolio",
                rubric=(
                    RubricLevel(id="poor", name="Poor"),
                    RubricLevel(id="good", name="Good"),
                    RubricLevel(id="great", name="Great"),
                ),
                required_level="good",
            ),
        ),
    }
    return Achievement(**(whole | changes))


def read(text: str, **changes: object) -> list[Row | Refusal]:
    numbers = itertools.count(1)
    return list(
        read_awards(
            text, achievement(**changes), today=TODAY, new_id=lambda: f"urn:x:{next(numbers)}"
        )
    )


def only(*lines: str) -> Row | Refusal:
    (row,) = read("\n".join((HEAD, *lines)))
    return row


def codes(row: Row | Refusal) -> list[str]:
    assert isinstance(row, Refusal)
    return [reason.code for reason in row.reasons]


def test_a_good_row_becomes_an_award():
    """ASM-10, ASM-11: mastery is passing at 0.9; the score and the rubric level are kept."""
    row = only(GOOD)
    assert isinstance(row, Row)
    assert row.line == 2
    award = row.award
    assert award.id == "urn:x:1"
    assert award.awarded_on == date(2026, 5, 4)
    assert award.learner.email == "ana@example.org"
    assert award.identity_check is not None
    assert award.identity_check.method == "passport"
    assert [(r.assessment, r.score, r.level) for r in award.results] == [
        ("test", Decimal("0.95"), None),
        ("folio", None, "good"),
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("0.95", "0.89"), "award.below-pass-mark"),
        (("0.95", ""), "award.no-score"),
        (("0.95", "95"), "award.malformed-score"),
        (("0.95", "٠.٩٥"), "award.malformed-score"),
        (("0.95", "1e0"), "award.malformed-score"),
        (("good", "poor"), "award.below-required-level"),
        (("good", "best"), "award.unknown-level"),
        (("good", ""), "award.no-level"),
        (("passport", ""), "award.no-identity-check"),
        (("passport", "no"), "award.no-identity-check"),
        (("yes", "no"), "award.no-formative"),
        (("yes", ""), "award.no-formative"),
        (("yes", "perhaps"), "award.not-yes-or-no"),
        (("2026-05-04", "4.5.2026"), "award.malformed-date"),
        (("2026-05-04", "2026-02-30"), "award.malformed-date"),
        (("2026-05-04", "2026-06-02"), "award.future-date"),
        (("2026-05-04", ""), "award.no-date"),
        (("ana@example.org", "ana@example"), "award.malformed-email"),
        (("ana@example.org", "ana at example.org"), "award.malformed-email"),
        (("Ana Andromeda", ""), "award.no-name"),
        (("good", "good,more"), "award.too-many-cells"),
    ],
)
def test_a_bad_row_is_refused_with_its_reason(change, code):
    """ASM-11, ASM-13, EU-M-01, EU-M-05: and a good row beside it is still awarded."""
    bad, good = read("\n".join((HEAD, GOOD.replace(*change), GOOD.replace("ana@", "bo@"))))
    assert code in codes(bad)
    assert bad.line == 2
    assert all("line 2" in (reason.place or "") for reason in bad.reasons)
    assert isinstance(good, Row)


def test_every_reason_is_told_at_once():
    row = only(GOOD.replace("0.95", "0.5").replace("passport", "").replace("ana@", "ana"))
    assert set(codes(row)) == {
        "award.below-pass-mark",
        "award.no-identity-check",
        "award.malformed-email",
    }


@pytest.mark.parametrize("text", ["0.9", "0,9", "90 %", "90%", "1", "100%"])
def test_scores_may_be_shares_or_percentages(text):
    row = only(GOOD.replace("0.95", f'"{text}"'))
    assert isinstance(row, Row)


def test_the_same_learner_is_awarded_once():
    first, second = read("\n".join((HEAD, GOOD, GOOD.replace("ana@", "ANA@"))))
    assert isinstance(first, Row)
    assert codes(second) == ["award.duplicate"]
    assert "line 2" in str(second.reasons[0])


def test_a_refused_row_does_not_block_its_correction():
    first, second = read("\n".join((HEAD, GOOD.replace("0.95", "0.1"), GOOD)))
    assert isinstance(first, Refusal)
    assert isinstance(second, Row)


def test_the_same_decision_has_the_same_key_and_another_day_another():
    first, second = only(GOOD), only(GOOD)
    later = only(GOOD.replace("2026-05-04", "2026-05-05"))
    assert first.key == second.key != later.key
    assert "ana" not in first.key


def test_lines_are_those_of_the_file_even_across_quoted_line_breaks():
    quoted = GOOD.replace("Ana Andromeda", '"Ana\nAndromeda"')
    rows = read("\n".join((HEAD, quoted, "", GOOD.replace("ana@", "bo@"))))
    assert [row.line for row in rows] == [2, 5]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_and_a_byte_order_mark_are_taken(delimiter):
    text = "\ufeff" + f"{HEAD}\r\n{GOOD}\r\n".replace(",", delimiter)
    (row,) = read(text)
    assert isinstance(row, Row)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "csv.empty"),
        ("name,date,colour", "csv.unknown-column"),
        ("name,date,date", "csv.duplicate-column"),
        ("name,email", "csv.missing-column"),
        ("name,date,score:tset", "csv.unknown-column"),
    ],
)
def test_a_header_that_cannot_be_read_stops_everything(header, code):
    with pytest.raises(MintmarkError) as caught:
        read(header)
    assert caught.value.code == code


def test_an_unknown_column_names_the_nearest():
    with pytest.raises(MintmarkError, match="score:test"):
        read("name,date,score:tset")


def test_broken_quotes_are_a_named_error():
    with pytest.raises(MintmarkError) as caught:
        read(f'{HEAD}\nAna "x"y,"unclosed')
    assert caught.value.code == "csv.malformed"


def test_size_is_bounded(monkeypatch):
    monkeypatch.setattr(table_module, "MAX_BYTES", 10)
    with pytest.raises(MintmarkError) as caught:
        read(HEAD)
    assert caught.value.code == "csv.too-large"
    monkeypatch.undo()
    monkeypatch.setattr(table_module, "MAX_ROWS", 1)
    with pytest.raises(MintmarkError) as caught:
        read("\n".join((HEAD, GOOD, GOOD)))
    assert caught.value.code == "csv.too-many-rows"


def test_routes_are_those_of_the_achievement():
    """ASM-15, EU-P-14: a course, prior learning, or assessment alone."""
    head, row = "name,date,route", "Ana,2026-05-04,assessment-only"
    (refused,) = read(f"{head}\n{row}", assessments=())
    assert codes(refused) == ["award.unknown-route"]
    (taken,) = read(f"{head}\n{row}", assessments=(), routes=("course", "assessment-only"))
    assert isinstance(taken, Row)
    assert taken.award.route == "assessment-only"


def test_the_other_columns_find_their_place():
    head = (
        "name,learner_id,date,place,identity_check,identity_checked_on,evidence_url,grade,assessor"
    )
    row = "Ana,did:key:z6Mk,2026-05-04,Galway,eIDAS,2026-05-01,https://x.example/work,A,Prof. Bun"
    (taken,) = read(
        f"{head}\n{row}",
        assessments=(achievement().assessments[1].model_copy(update={"required_level": None}),),
    )
    assert isinstance(taken, Row)
    award = taken.award
    assert (award.place, award.assessor, award.learner.id) == (
        "Galway",
        "Prof. Bun",
        "did:key:z6Mk",
    )
    assert award.evidence[0].url == "https://x.example/work"
    assert award.results[0].grade == "A"
    assert award.identity_check is not None
    assert award.identity_check.checked_on == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("learner_id", "not an address", "award.malformed-id"),
        ("evidence_url", "nowhere", "award.malformed-url"),
        ("place", "x" * 501, "award.malformed"),
        ("name", "x" * 501, "award.malformed-name"),
    ],
)
def test_malformed_cells_are_named(column, value, code):
    head = f"name,date,{column}" if column != "name" else "name,date"
    row = f"Ana,2026-05-04,{value}" if column != "name" else f"{value},2026-05-04"
    (refused,) = read(f"{head}\n{row}", assessments=())
    assert codes(refused) == [code]


def test_a_rubricless_assessment_has_no_levels():
    (refused,) = read(
        "name,date,level:test,identity_check,formative_done,score:test\n"
        "Ana,2026-05-04,good,passport,yes,0.95",
        assessments=(achievement().assessments[0],),
    )
    assert codes(refused) == ["award.unknown-level"]


def test_columns_name_each_assessment():
    assert {"score:test", "level:test", "score:folio", "level:folio"} < set(columns(achievement()))


@given(st.text())
def test_no_text_raises_anything_foreign(text):
    try:
        for row in read(f"{HEAD}\n{text}"):
            assert isinstance(row, Row | Refusal)
    except MintmarkError:
        pass


def test_a_list_can_be_read_line_by_line_and_from_the_middle():
    """What reads a long list in parts is told the same lines, and reads no further."""
    lines = [
        "name,date\r\n",
        "Ada,2026-05-04\r\n",
        '"Bo\n',
        'b",2026-05-04\r\n',
        "Cy,2026-05-04\r\n",
    ]
    passed: list[str] = []

    def given(*wanted: str):
        for line in wanted:
            passed.append(line)
            yield line

    today, new_id = date(2026, 6, 1), lambda: "urn:example:award"
    rows = read_awards(given(*lines), achievement(assessments=()), today=today, new_id=new_id)
    assert next(rows).line == 2
    assert len(passed) == 2
    rest = read_awards(
        given(lines[0], lines[4]),
        achievement(assessments=()),
        today=today,
        new_id=new_id,
        skipped=3,
    )
    assert [row.line for row in rest] == [5]
