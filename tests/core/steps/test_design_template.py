"""The new draft: it can be read, it is honest, and every line in it is true."""

import re
from datetime import date

import pytest

from mintmark.errors import UsageError
from mintmark.frameworks.evaluation import Overall, Verdict
from mintmark.model import Achievement
from mintmark.steps.design import check, read_draft, template

ID = "urn:uuid:7a3c1f0e-6f4b-4d5c-9a59-2f1f5d0a1b2c"
DAY = date(2026, 1, 1)


def uncommented() -> str:
    """The template with every shown field in use: one # and one space taken away."""
    shown = []
    for line in template(ID).split("id: ", 1)[1].splitlines():
        field = re.match(r"^( *)# ?( *(?:- )?[a-z_]+:(?: .*)?| *- \S.*| +# .*)$", line)
        shown.append(f"{field[1]}{field[2]}" if field else line)
    text = "id: " + "\n".join(shown)
    return re.sub(r"\nlevels:\n  not_applicable.*", "", text)


def test_it_can_be_read_as_it_stands() -> None:
    draft = read_draft(template(ID), "new.yaml")
    assert draft.achievement.id == ID
    assert template(ID).startswith("# yaml-language-server: $schema=")


def test_it_does_not_pretend_to_conform() -> None:
    """What is not written is missing, placeholders included; only the award's own is left."""
    result = check(read_draft(template(ID), "new.yaml"), as_of=DAY)
    assert result.evaluation.overall is Overall.DOES_NOT
    missing = [
        item.finding.rule.id
        for item in result.items
        if item.finding.rule.kind == "mandatory" and item.finding.verdict is Verdict.NOT_MET
    ]
    assert missing == ["M2", "M3", "M4", "M6", "M7", "M8", "M9", "M10", "M11"]
    title = next(item for item in result.items if item.finding.rule.id == "M2")
    assert title.finding.detail == "Only placeholder text stands in title."
    assert title.place is not None
    assert template(ID).splitlines()[title.place.line - 1].startswith("title: <")


@pytest.mark.parametrize("field", Achievement.model_fields)
def test_every_field_is_shown(field: str) -> None:
    assert re.search(rf"^(# )?{field}:", template(ID), re.MULTILINE)


@pytest.mark.parametrize(
    "element", [*(f"M{n}" for n in (2, 3, 4, 6, 7, 8, 9, 10, 11)), "O1", "O2", "O4", "O5"]
)
def test_elements_are_marked(element: str) -> None:
    assert f"[{element}]" in template(ID)


def test_every_example_in_it_is_right() -> None:
    """Whoever takes the # away gets a draft that can be read, and only placeholders are left."""
    draft = read_draft(uncommented(), "new.yaml")
    result = check(draft, as_of=DAY)
    missing = [f.rule.id for f in result.evaluation.findings if f.verdict is Verdict.NOT_MET]
    assert missing == ["M2", "P2", "P9"]
    for path in ("assessments[1].rubric[1].description", "price.funding", "employers[0].role"):
        assert path in draft.positions


@pytest.mark.parametrize(
    "bad", ["", "x", "two words:x", 'urn:x:"\ntitle: x', "urn:x:\x85", "urn:x:\ud800"]
)
def test_an_id_that_is_no_address_is_refused(bad: str) -> None:
    with pytest.raises(UsageError) as caught:
        template(bad)
    assert caught.value.code == "draft.bad-id"


@pytest.mark.parametrize("good", ["https://example.org/a#b", "urn:x:", "did:web:example.org:é"])
def test_an_id_that_is_an_address_stands_as_it_is(good: str) -> None:
    assert read_draft(template(good), "new.yaml").achievement.id == good
