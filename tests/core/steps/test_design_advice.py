"""Names of credit systems and levels that nothing can be compared with are told, and no error."""

import pytest

from mintmark.steps.design import advice, read_draft, template

DRAFT = """
id: urn:x:1
title: Bread
description: d
issuer:
  name: n
workload:
  credits:
    - system: {system}
      value: 5
levels:
  - framework: {framework}
    value: {level}
"""


def told(system: str = "ECTS", framework: str = "EQF", level: str = '"5"') -> list[str]:
    text = DRAFT.format(system=system, framework=framework, level=level)
    return [str(one) for one in advice(read_draft(text, "draft.yaml"))]


@pytest.mark.parametrize("system", ["ECTS", "NZ:NZQCF", "nzqf", "MT:ECTS", "<system>"])
def test_known_names_need_no_advice(system: str) -> None:
    assert told(system=f'"{system}"') == []


@pytest.mark.parametrize(
    ("fields", "line", "words"),
    [
        ({"system": "ETCS"}, 9, "Did you mean ECTS"),
        ({"system": "house points"}, 9, "no credit system 'house points'"),
        ({"framework": "NFQQ"}, 12, "Did you mean IE:NFQ"),
        ({"framework": "AQF"}, 12, "may be AU:AQF or AL:AQF"),
        ({"framework": '"IE:NFQ"', "level": '"55"'}, 12, "IE:NFQ has no level '55'. Its levels: 1"),
    ],
)
def test_others_are_told_with_the_nearest(fields: dict[str, str], line: int, words: str) -> None:
    (one,) = told(**fields)
    assert one.startswith(f"draft.yaml, line {line}, field ")
    assert words in one


def test_a_new_draft_gets_none() -> None:
    assert advice(read_draft(template("urn:x:1"))) == ()
