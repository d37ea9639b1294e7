"""The strict JSON reader: each hostile text with the benign twin that must still be read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.encoding import strict_json
from mintmark.errors import InputError, LimitError, MintmarkError


def objects(depth):
    return b'{"a":' * depth + b"1" + b"}" * depth


def array(length):
    return b"[" + b"{}," * length + b"1]"


HOSTILE = {
    "duplicate member": (b'{"a":1,"a":2}', b'{"a":1,"b":2}', "json.duplicate-member"),
    "duplicate, escaped": (rb'{"a":1,"\u0061":2}', rb'{"a":1,"\u0062":2}', "json.duplicate-member"),
    "duplicate, deep": (b'[[{"a":1,"a":1}]]', b'[[{"a":1}]]', "json.duplicate-member"),
    "lone surrogate": (rb'"\ud800"', rb'"\ud83d\ude00"', "json.lone-surrogate"),
    "lone low surrogate": (rb'"\uDC00"', rb'"\uD83D\uDE00"', "json.lone-surrogate"),
    "lone surrogate in a name": (rb'{"\udead":1}', rb'{"\u00ad":1}', "json.lone-surrogate"),
    "surrogates wrong way round": (rb'["\ude00\ud83d"]', rb'["\\ude00"]', "json.lone-surrogate"),
    "surrogate as UTF-8": (b'"\xed\xa0\x80"', b'"\xed\x9f\xbf"', "json.not-utf-8"),
    "overlong UTF-8": (b'"\xc0\xaf"', b'"/"', "json.not-utf-8"),
    "latin-1": (b'"\xe9"', b'"\xc3\xa9"', "json.not-utf-8"),
    "UTF-16": ('"a"'.encode("utf-16"), b'"a"', "json.not-utf-8"),
    "byte order mark": (b"\xef\xbb\xbf{}", b"{}", "json.byte-order-mark"),
    "NaN": (b"[NaN]", b'["NaN"]', "json.not-a-number"),
    "Infinity": (b"Infinity", b'"Infinity"', "json.not-a-number"),
    "-Infinity": (b"[-Infinity]", b"[-1]", "json.not-a-number"),
    "large integer": (b"9007199254740992", b"9007199254740991", "json.number-out-of-range"),
    "small integer": (b"-9007199254740992", b"-9007199254740991", "json.number-out-of-range"),
    "overflow": (b"1e309", b"1e308", "json.number-out-of-range"),
    "negative overflow": (b"-1e309", b"-1e308", "json.number-out-of-range"),
    "underflow": (b"1e-400", b"0e-400", "json.number-out-of-range"),
    "minus zero": (b"-0", b"0", "json.negative-zero"),
    "minus zero, fraction": (b"[-0.0]", b"[0.0]", "json.negative-zero"),
    "minus zero, exponent": (b"-0e1", b"-1e0", "json.negative-zero"),
    "digits without end": (b"1." + b"1" * 100, b"1." + b"1" * 90, "json.number-too-long"),
    "integer without end": (b"1" * 5000, b"1" * 15, "json.number-too-long"),
    "leading zero": (b"01", b"1", "json.not-json"),
    "arabic digits": ("[\u0661]".encode(), b"[1]", "json.not-json"),
    "underscore": (b"1_0", b"10", "json.not-json"),
    "hexadecimal": (b"0x1", b"1", "json.not-json"),
    "plus": (b"+1", b"1", "json.not-json"),
    "single quotes": (b"{'a':1}", b'{"a":1}', "json.not-json"),
    "trailing comma": (b"[1,]", b"[1]", "json.not-json"),
    "comment": (b"[1]//", b"[1]", "json.not-json"),
    "two values": (b"{}{}", b"{}", "json.not-json"),
    "raw control character": (b'"\x01"', rb'"\u0001"', "json.not-json"),
    "raw line feed": (b'"\n"', rb'"\n"', "json.not-json"),
    "no-break space around": ("\u00a0{}".encode(), b" \t\r\n{}\n", "json.not-json"),
    "nothing": (b"", b"null", "json.not-json"),
    "cut off": (b'{"a":', b'{"a":0}', "json.not-json"),
    "too deep": (b"[" * 65 + b"]" * 65, b"[" * 64 + b"]" * 64, "json.too-deep"),
    "too deep, objects": (objects(65), objects(64), "json.too-deep"),
    "bottomless": (b"[" * 100_000, b"[[]]", "json.too-deep"),
    "too large": (b'"' + b"a" * (4 * 2**20) + b'"', b'"' + b"a" * 1000 + b'"', "json.too-large"),
    "too many values": (array(110_000), array(1000), "json.too-many-values"),
}  # fmt: skip


@pytest.mark.parametrize("hostile, benign, code", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_refused_and_its_twin_is_read(hostile, benign, code):
    with pytest.raises(InputError) as failure:
        strict_json.loads(hostile)
    assert failure.value.code == code
    assert strict_json.loads(benign) == json.loads(benign)


@pytest.mark.parametrize("hostile, benign, code", HOSTILE.values(), ids=HOSTILE)
def test_text_is_read_as_strictly_as_bytes(hostile, benign, code):
    assert strict_json.loads(benign.decode()) == json.loads(benign)
    try:
        text = hostile.decode()
    except UnicodeDecodeError:
        return
    with pytest.raises(InputError) as failure:
        strict_json.loads(text)
    assert failure.value.code == code


def test_a_raw_lone_surrogate_in_text_is_refused():
    with pytest.raises(InputError) as failure:
        strict_json.loads('"\ud800"')
    assert failure.value.code == "json.lone-surrogate"


def test_size_is_counted_in_bytes():
    assert strict_json.loads('"éé"', max_bytes=6) == "éé"
    with pytest.raises(LimitError):
        strict_json.loads('"éé"', max_bytes=5)
    with pytest.raises(LimitError):
        strict_json.loads('"éé"'.encode(), max_bytes=5)


def test_depth_is_counted_in_containers():
    assert strict_json.loads("1", max_depth=0) == 1
    assert strict_json.loads('[{"a":1}]', max_depth=2) == [{"a": 1}]
    with pytest.raises(LimitError):
        strict_json.loads('[{"a":1}]', max_depth=1)
    with pytest.raises(LimitError):
        strict_json.loads("[]", max_depth=0)


def test_an_error_says_where():
    with pytest.raises(InputError) as failure:
        strict_json.loads('{\n "a": ?}')
    assert failure.value.place == "line 2, column 7"


def test_members_keep_their_order():
    assert list(strict_json.loads('{"b":1,"a":2}')) == ["b", "a"]
    assert strict_json.dumps({"b": 1, "a": [True, None, "é\u2028"]}) == (
        '{"b":1,"a":[true,null,"é\u2028"]}'.encode()
    )


def test_loads_object_wants_an_object():
    assert strict_json.loads_object(b'{"a":1}') == {"a": 1}
    with pytest.raises(InputError) as failure:
        strict_json.loads_object(b"[]")
    assert failure.value.code == "json.not-an-object"


@pytest.mark.parametrize("value", [float("nan"), "\ud800", {1, 2}, b"a"])
def test_what_json_cannot_say_is_not_written(value):
    with pytest.raises(InputError) as failure:
        strict_json.dumps([value])
    assert failure.value.code == "json.not-serialisable"


def test_a_cycle_is_not_written():
    cycle = []
    cycle.append(cycle)
    with pytest.raises(InputError):
        strict_json.dumps(cycle)


numbers = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(
    allow_nan=False, allow_infinity=False
).filter(lambda x: str(x) != "-0.0")
texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(values, st.booleans())
def test_what_json_dumps_writes_is_read_back(value, ascii_only):
    text = json.dumps(value, ensure_ascii=ascii_only)
    assert strict_json.loads(text) == value
    assert strict_json.loads(text.encode()) == value
    assert strict_json.loads(strict_json.dumps(value)) == value


@given(st.binary(max_size=60) | texts.map(str.encode))
def test_no_bytes_raise_anything_foreign(data):
    try:
        strict_json.loads(data)
    except MintmarkError as error:
        assert error.code.startswith("json.")
