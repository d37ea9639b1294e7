"""The cases of the W3C test suite of VC-JOSE-COSE, one test for each row."""

import json
from pathlib import Path
from typing import Any

import jose_suite
import pytest

from mintmark.errors import KeyMaterialError, MintmarkError
from mintmark.keys.curves import CURVES
from mintmark.proofs.envelope import Opened

pytestmark = pytest.mark.shared

COSE = range(27, 36)
"""COSE is not read: see the decision records."""

P521 = {4, 18, 21}
"""Rows that succeed only with a key on P-521."""


def attempt(shared: Path, case: dict[str, Any]) -> Opened:
    folder = shared / "standards/jose/input"
    return jose_suite.attempt(
        case["function"],
        folder / case["input"],
        folder / case["key"],
        case["feature"],
        case.get("disclosure_paths", ()),
    )


def row(shared: Path, number: int) -> dict[str, Any]:
    rows = json.loads((shared / "standards/jose/expectations.json").read_text())
    (found,) = [one for one in rows if one["number"] == number]
    return found


@pytest.mark.parametrize("number", range(1, 27))
def test_row(shared: Path, number: int) -> None:
    case = row(shared, number)
    if number in P521 and "P-521" not in CURVES:
        with pytest.raises(KeyMaterialError) as caught:
            attempt(shared, case)
        assert caught.value.code == "key.unknown-kind"
    elif case["expected"] == "failure":
        with pytest.raises(MintmarkError) as refused:
            attempt(shared, case)
        assert refused.value.code != "key.unknown-kind"
    else:
        attempt(shared, case)


def test_every_row_is_tested_or_left_out_on_purpose(shared: Path) -> None:
    rows = json.loads((shared / "standards/jose/expectations.json").read_text())
    assert [one["number"] for one in rows] == list(range(1, 36))
    cose = [one["number"] for one in rows if one["feature"].endswith("cose")]
    assert cose == list(COSE)


def test_the_reasons_of_the_expected_failures(shared: Path) -> None:
    """A refusal for the wrong reason would hide a check that is gone."""
    codes = {
        5: "context.undefined-term",
        9: "jws.unknown-key",
        10: "jws.malformed",
        11: "jws.malformed",
        12: "jws.bad-signature",
        13: "jwt.unknown-envelope",
        14: "jwt.unknown-envelope",
        15: "jwt.wrapper-claim",
        16: "enveloped.malformed",
        23: "jws.bad-signature",
        24: "jwt.unknown-envelope",
        25: "jwt.unknown-envelope",
        26: "jwt.unknown-envelope",
    }
    found = {}
    for number in codes:
        with pytest.raises(MintmarkError) as caught:
            attempt(shared, row(shared, number))
        found[number] = caught.value.code
    assert found == codes


def test_the_suite_can_run_it(shared: Path, tmp_path: Path) -> None:
    """As the runner calls an implementation: the result is a file."""
    folder = shared / "standards/jose/input"
    for number, result in ((1, "success"), (12, "failure"), (27, "indeterminate")):
        case = row(shared, number)
        out = tmp_path / f"{number}.json"
        given = ["--input", str(folder / case["input"]), "--key", str(folder / case["key"])]
        given += ["--feature", case["feature"], "--output", str(out)]
        assert jose_suite.main([case["function"], *given]) == 0
        assert json.loads(out.read_text())["result"] == result
