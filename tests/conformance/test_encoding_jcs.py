"""RFC 8785 against the vectors of its own project."""

import json
import struct

import pytest

from mintmark.encoding import jcs, strict_json
from mintmark.errors import InputError
from standards import SHARED

FOLDER = SHARED / "standards" / "jcs"
NAMES = ["arrays", "french", "structures", "unicode", "values", "weird"]


def double(digits):
    return struct.unpack(">d", bytes.fromhex(digits.rjust(16, "0")))[0]


@pytest.mark.parametrize("name", NAMES)
def test_documents(name, shared):
    value = strict_json.loads((FOLDER / "input" / f"{name}.json").read_bytes())
    canonical = jcs.canonicalize(value)
    assert canonical == (FOLDER / "output" / f"{name}.json").read_bytes()
    assert canonical == bytes.fromhex((FOLDER / "outhex" / f"{name}.txt").read_text())


def test_ten_thousand_numbers(shared):
    lines = (FOLDER / "es6numbers-10000.txt").read_text().split()
    assert len(lines) == 10_000
    for line in lines:
        digits, expected = line.split(",")
        assert jcs.canonicalize(double(digits)).decode() == expected


def test_numbers_at_the_edges(shared):
    vectors = json.loads((FOLDER / "numbers.json").read_text())["vectors"]
    assert len(vectors) == 10
    for vector in vectors:
        number = double(vector["ieee754"])
        if vector["expected"] is None:
            with pytest.raises(InputError):
                jcs.canonicalize(number)
        else:
            assert jcs.canonicalize(number).decode() == vector["expected"]
