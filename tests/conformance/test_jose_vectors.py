"""The cases of the W3C test suite of VC-JOSE-COSE, one test for each row."""

import json
from pathlib import Path
from typing import Any

import jose_suite
import pytest

from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.jsonld import to_quads
from mintmark.errors import KeyMaterialError, MintmarkError, UnavailableError
from mintmark.keys.curves import CURVES
from mintmark.proofs.envelope import Opened

pytestmark = pytest.mark.shared

COSE = range(27, 36)

P521 = {4, 5, 18, 21}
"""Rows that need a key on P-521 to come out as they should."""


def row(shared: Path, number: int) -> dict[str, Any]:
    rows = json.loads((shared / "standards/jose/expectations.json").read_text())
    (found,) = [one for one in rows if one["number"] == number]
    return found


def attempt(shared: Path, case: dict[str, Any]) -> Opened:
    files = shared / "standards/jose/input"
    disclosed = case.get("disclosure_paths", ())
    return jose_suite.attempt(
        case["function"], files / case["input"], files / case["key"], case["feature"], disclosed
    )


@pytest.mark.parametrize("number", range(1, 36))
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


def test_row_5_with_the_bundled_contexts_only(shared: Path) -> None:
    """Terms that no bundled context defines are refused before anything is signed.

    The envelope itself does not look at terms: that is the issuer's step before it.
    """
    case = row(shared, 5)
    assert case["expected"] == "failure"
    content = json.loads((shared / "standards/jose/input" / case["input"]).read_text())
    with pytest.raises(UnavailableError) as refused:
        to_quads(content, BUNDLED)
    assert refused.value.code == "context.unknown"


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
        30: "cose.malformed",
        32: "jws.bad-signature",
        33: "jwt.unknown-envelope",
        34: "jwt.unknown-envelope",
        35: "enveloped.malformed",
    }
    found = {}
    for number in codes:
        with pytest.raises(MintmarkError) as caught:
            attempt(shared, row(shared, number))
        found[number] = caught.value.code
    assert found == codes


def test_the_placeholder_in_row_31_is_no_credential(shared: Path) -> None:
    """The row asks for the presentation alone: what it holds has three dots for a signature."""
    opened = attempt(shared, row(shared, 31))
    with pytest.raises(MintmarkError) as caught:
        jose_suite.check_inside(
            opened, jose_suite.keys_in(shared / "standards/jose/input" / "vm-p384.json")
        )
    assert caught.value.code == "jws.malformed"


@pytest.mark.parametrize("number", [6, 27, 30])
def test_the_command_leaves_the_result_in_a_file(shared: Path, tmp_path: Path, number: int) -> None:
    case, files, output = (
        row(shared, number),
        shared / "standards/jose/input",
        tmp_path / "a/b.json",
    )
    arguments = [case["function"], "--input", files / case["input"], "--key", files / case["key"]]
    arguments += ["--feature", case["feature"], "--output", output]
    assert jose_suite.main([str(one) for one in arguments]) == 0
    assert json.loads(output.read_text())["result"] == case["expected"]
