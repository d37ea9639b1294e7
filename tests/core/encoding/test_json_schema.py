"""JSON Schema validation with an attacker on both sides."""

import json
import socket
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cost import costs, measured
from mintmark.encoding.json_schema import validate
from mintmark.errors import FormatError, LimitError, MintmarkError, UnavailableError

D2020 = "https://json-schema.org/draft/2020-12/schema"
D2019 = "https://json-schema.org/draft/2019-09/schema"
D7 = "http://json-schema.org/draft-07/schema#"
LIBRARY = {
    D2020: jsonschema.Draft202012Validator,
    D2019: jsonschema.Draft201909Validator,
    D7: jsonschema.Draft7Validator,
}


def encode(schema: Any) -> bytes:
    return json.dumps(schema, separators=(",", ":")).encode()


def holds(instance: Any, schema: Any) -> bool:
    try:
        validate(instance, encode(schema))
    except FormatError as error:
        assert error.code == "schema.violation"
        return False
    return True


def violation(instance: Any, schema: Any) -> FormatError:
    with pytest.raises(FormatError) as caught:
        validate(instance, encode(schema))
    assert caught.value.code == "schema.violation"
    return caught.value


def code_of(instance: Any, schema: Any) -> str:
    with pytest.raises(MintmarkError) as caught:
        validate(instance, schema if isinstance(schema, bytes) else encode(schema))
    return caught.value.code


# --- what a schema says -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        (True, 1, None),
        ({"type": "object", "required": ["a"]}, {"a": 1}, {}),
        ({"type": ["string", "null"]}, None, 1),
        ({"type": "integer"}, 1.0, 1.5),
        ({"type": "number"}, 1, True),
        ({"enum": [1, "a", [True]]}, [True], [1]),
        ({"const": {"a": 1}}, {"a": 1.0}, {"a": True}),
        ({"pattern": "^a"}, "abc", "ba"),
        ({"pattern": "^a"}, 5, "b"),
        ({"minimum": 1, "maximum": 2}, 2, 3),
        ({"exclusiveMinimum": 1}, 2, 1),
        ({"exclusiveMaximum": 2}, 1, 2),
        ({"minLength": 1, "maxLength": 2}, "\U0001f600\U0001f600", "abc"),
        ({"minItems": 1}, [1], []),
        ({"maxItems": 1}, [1], [1, 2]),
        ({"uniqueItems": True}, [1, True, "1", [1]], [{"a": 1, "b": 2}, {"b": 2.0, "a": 1}]),
        ({"uniqueItems": True}, {"not": "a list"}, [1, 1.0]),
        ({"uniqueItems": False}, [1, 1], None),
        ({"multipleOf": 0.1}, 0.3, 0.35),
        ({"multipleOf": 5e-324}, 1.7e308, None),
        ({"multipleOf": 3}, True, 10),
        ({"multipleOf": 1e308}, 1e308, 1e307),
        ({"properties": {"a": {"type": "string"}}}, {"a": ""}, {"a": 1}),
        ({"patternProperties": {"^x-": {"type": "string"}}}, {"x-a": "", "y": 1}, {"x-a": 1}),
        ({"patternProperties": {"^x-": False}}, [1], {"x-": 1}),
        (
            {"properties": {"a": True}, "patternProperties": {"^x": 1 == 1}}
            | {"additionalProperties": {"type": "null"}},
            {"a": 1, "xy": 2, "b": None},
            {"b": 1},
        ),
        ({"additionalProperties": False}, [1], {"a": 1}),
        ({"propertyNames": {"maxLength": 1}}, {"a": 1}, {"ab": 1}),
        ({"minProperties": 1}, {"a": 1}, {}),
        ({"maxProperties": 1}, {"a": 1}, {"a": 1, "b": 1}),
        ({"items": {"type": "integer"}}, [1], [1, "a"]),
        ({"contains": {"const": 1}}, [0, 1], [0]),
        ({"allOf": [{"minimum": 1}, {"maximum": 2}]}, 1, 3),
        ({"anyOf": [{"const": 1}, {"const": 2}]}, 2, 3),
        ({"oneOf": [{"minimum": 1}, {"maximum": 2}]}, 3, 1.5),
        ({"not": {"const": 1}}, 2, 1),
        ({"if": {"const": 1}, "then": True, "else": {"const": 2}}, 1, 3),
        ({"if": {"minimum": 1}, "then": {"maximum": 2}}, 0, 3),
        ({"$ref": "#/definitions/a~1b%20c", "definitions": {"a/b c": {"const": 1}}}, 1, 2),
        (
            {"properties": {"a": {"$ref": "#"}}, "maxProperties": 1},
            {"a": {"a": {}}},
            {"a": 1, "b": 2},
        ),
        ({"format": "email"}, "not an address", None),
    ],
)
@pytest.mark.parametrize("dialect", LIBRARY)
def test_keywords_common_to_all_dialects(dialect, schema, good, bad):
    if isinstance(schema, dict):
        # draft-07 ignores what stands beside $ref.
        if dialect == D7 and "$ref" in schema and "definitions" not in schema:
            pytest.skip("other rules beside $ref")
        schema = {"$schema": dialect, **schema}
    assert holds(good, schema)
    if bad is not None:
        assert not holds(bad, schema)


@pytest.mark.parametrize(
    ("dialect", "schema", "good", "bad"),
    [
        (D7, {"items": [{"const": 1}], "additionalItems": {"const": 2}}, [1, 2], [1, 3]),
        (D7, {"dependencies": {"a": ["b"], "c": {"required": ["d"]}}}, {"a": 1, "b": 1}, {"c": 1}),
        (D7, {"definitions": {"x": {"$id": "#here", "const": 1}}, "$ref": "#here"}, 1, 2),
        (D2019, {"items": [{"const": 1}], "additionalItems": False}, [1], [1, 2]),
        (D2019, {"dependentRequired": {"a": ["b"]}}, {"b": 1}, {"a": 1}),
        (D2019, {"dependentSchemas": {"a": {"required": ["b"]}}}, {"b": 1}, {"a": 1}),
        (D2019, {"contains": {"const": 1}, "maxContains": 1, "minContains": 1}, [1], [1, 1]),
        (D2019, {"$defs": {"x": {"$anchor": "x", "const": 1}}, "$ref": "#x"}, 1, 2),
        (
            D2019,
            {"$recursiveAnchor": True, "properties": {"a": {"$recursiveRef": "#"}}}
            | {"additionalProperties": False},
            {"a": {"a": {}}},
            {"a": {"b": 1}},
        ),
        (D2020, {"prefixItems": [{"const": 1}], "items": False}, [1], [1, 2]),
        (
            D2020,
            {"$dynamicAnchor": "n", "properties": {"a": {"$dynamicRef": "#n"}}, "maxProperties": 1},
            {"a": {"a": {}}},
            {"a": {"a": 1, "b": 2}},
        ),
        (
            D2020,
            {"$id": "https://x.example/a", "$ref": "b", "$defs": {"b": {"$id": "b", "const": 1}}},
            1,
            2,
        ),
    ],
)
def test_keywords_of_one_dialect(dialect, schema, good, bad):
    schema = {"$schema": dialect, **schema}
    assert holds(good, schema)
    assert not holds(bad, schema)


UNEVALUATED_MEMBERS = [
    ({"properties": {"a": True}}, {"a": 1}, {"a": 1, "b": 1}),
    ({"patternProperties": {"^a": True}}, {"ab": 1}, {"b": 1}),
    ({"additionalProperties": {"type": "integer"}}, {"a": 1}, {"a": ""}),
    ({"allOf": [{"properties": {"a": True}}, True]}, {"a": 1}, {"b": 1}),
    ({"allOf": [{"unevaluatedProperties": True}]}, {"a": 1}, None),
    ({"anyOf": [{"required": ["a"], "properties": {"a": True}}, True]}, {"a": 1}, {"b": 1}),
    ({"oneOf": [{"properties": {"a": {"const": 1}}}, {"required": ["b"]}]}, {"a": 1}, {"b": 1}),
    (
        {"if": {"properties": {"a": {"const": 1}}, "required": ["a"]}}
        | {"then": {"properties": {"b": True}}, "else": {"properties": {"c": True}}},
        {"a": 1, "b": 1},
        {"a": 2, "c": 1},
    ),
    ({"if": True}, {}, {"a": 1}),
    ({"dependentSchemas": {"a": {"properties": {"a": True}}}}, {"a": 1}, {"b": 1}),
    ({"$ref": "#/$defs/x", "$defs": {"x": {"properties": {"a": True}}}}, {"a": 1}, {"b": 1}),
    ({"not": {"properties": {"a": True}, "required": ["z"]}}, {}, {"a": 1}),
]


@pytest.mark.parametrize(("schema", "good", "bad"), UNEVALUATED_MEMBERS)
@pytest.mark.parametrize("dialect", [D2019, D2020])
def test_unevaluated_members(dialect, schema, good, bad):
    schema = {"$schema": dialect, **schema, "unevaluatedProperties": False}
    assert holds(good, schema)
    assert bad is None or not holds(bad, schema)


@pytest.mark.parametrize(
    ("dialect", "schema", "good", "bad"),
    [
        (D2020, {"prefixItems": [True]}, [1], [1, 2]),
        (D2020, {"items": True}, [1, 2], None),
        (D2020, {"contains": {"const": 1}}, [1, 1], [1, 2]),
        (D2020, {"allOf": [{"prefixItems": [True]}, {"unevaluatedItems": True}]}, [1, 2], None),
        (
            D2020,
            {"$dynamicRef": "#x", "$defs": {"x": {"$dynamicAnchor": "x", "items": True}}},
            [1],
            None,
        ),
        (D2019, {"items": [True]}, [1], [1, 2]),
        (D2019, {"items": {"const": 1}}, [1, 1], [2]),
        (D2019, {"items": [True], "additionalItems": True}, [1, 2], None),
        (D2019, {"additionalItems": True}, [], [1]),
        (D2019, {"contains": {"const": 1}}, {"not": "a list"}, [1]),
        (D2019, {"items": [True], "anyOf": [{"$recursiveRef": "#"}, True]}, None, None),
    ],
)
def test_unevaluated_items(dialect, schema, good, bad):
    schema = {"$schema": dialect, **schema, "unevaluatedItems": False}
    if "$recursiveRef" in str(schema):
        assert code_of([1], schema) == "schema.work-limit"  # it refers to itself without end
        return
    assert holds(good, schema)
    assert bad is None or not holds(bad, schema)


def test_recursive_reference_counts_what_it_evaluates():
    tree = {
        "$schema": D2019,
        "$recursiveAnchor": True,
        "properties": {"v": True, "c": {"$recursiveRef": "#", "unevaluatedProperties": False}},
    }
    assert holds({"c": {"v": 1}}, tree)
    assert not holds({"c": {"w": 1}}, tree)


LEAVES = st.sampled_from(
    [
        True,
        False,
        {"type": "string"},
        {"type": ["integer", "null"]},
        {"const": 1},
        {"enum": ["a", 2]},
        {"required": ["a"]},
        {"minimum": 1},
        {"maxProperties": 1},
        {"minItems": 1},
        {"uniqueItems": True},
        {"pattern": "^a"},
        {"multipleOf": 2},
    ]
)
SCHEMAS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(
            lambda k, s: {k: s},
            st.sampled_from(["allOf", "anyOf", "oneOf"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
        st.builds(
            lambda k, s: {k: s},
            st.sampled_from(
                ["not", "items", "contains", "additionalProperties", "propertyNames", "if"]
            ),
            inner,
        ),
        st.builds(lambda a, b: {"properties": {"a": a}, "additionalProperties": b}, inner, inner),
        st.builds(
            lambda a, b: {"patternProperties": {"^a": a}, "additionalProperties": b}, inner, inner
        ),
        st.builds(lambda a, b: {"if": a, "then": b}, inner, inner),
        st.builds(
            lambda a, b, c: {"properties": {"a": a}, "allOf": [b], "unevaluatedProperties": c},
            inner,
            inner,
            inner,
        ),
    ),
    max_leaves=8,
)
VALUES = st.recursive(
    st.sampled_from([None, True, 0, 1, 2.0, "", "a", "ab"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "ab", "b"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("dialect", LIBRARY)
@given(schema=SCHEMAS, instance=VALUES)
def test_answers_as_the_library_alone_does(dialect, schema, instance):
    """The library without bounds is the oracle."""
    whole = {"$schema": dialect, "allOf": [schema]}
    assert holds(instance, whole) == LIBRARY[dialect](whole).is_valid(instance)


# --- how a violation is told ------------------------------------------------------------


def test_first_violation_is_shortest_path_then_keyword():
    schema = {
        "properties": {"a": {"type": "string"}, "b/~": {"items": {"type": "string"}}},
        "required": ["z", "y"],
        "maxProperties": 1,
    }
    assert violation({"a": 1, "b/~": [1]}, schema).message == "This object has more than 1 members."
    del schema["maxProperties"]
    error = violation({"a": 1, "b/~": [1]}, schema)
    assert (error.place, error.message) == ("", 'The member "z" is missing.')
    del schema["required"]
    assert violation({"b/~": [1], "a": 1}, schema).place == "/a"
    assert violation({"b/~": ["", 1]}, schema).place == "/b~1~0/1"


def test_unexpected_member_is_named_by_its_place():
    error = violation({"a": 1, "b": 1}, {"properties": {"a": True}, "additionalProperties": False})
    assert (error.place, error.message) == ("/b", "Nothing may stand here.")


@pytest.mark.parametrize(
    ("schema", "instance", "words"),
    [
        ({"type": ["string", "null"]}, 1, "This is not of the type string or null."),
        ({"const": 1}, 2, "This is not 1, the only value allowed."),
        ({"minLength": 2}, "a", "This text has fewer than 2 characters."),
        ({"pattern": "^a"}, "b", 'This text does not match the pattern "^a".'),
        ({"dependentSchemas": {"a": False}}, {"a": 1}, "Nothing may stand here."),
    ],
)
def test_plain_words(schema, instance, words):
    assert violation(instance, schema).message == words


def test_what_a_stranger_wrote_is_shortened_and_escaped():
    message = violation({}, {"required": ["\x1b[2J\u202e" + "x" * 5000]}).message
    assert len(message) < 120
    assert message.isprintable()


def test_keyword_without_words_of_its_own(monkeypatch):
    from mintmark.encoding import json_schema_errors

    monkeypatch.delitem(json_schema_errors._WORDS, "const")
    assert violation(2, {"const": 1}).message == 'This does not satisfy "const" of the schema.'


# --- schemas that are none --------------------------------------------------------------


@pytest.mark.parametrize(
    "schema",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b'{"a":1,"a":2}',
        b"\xff",
        b'{"$schema":5}',
        {"type": "objec"},
        {"type": 5},
        {"properties": {"a": {"minLength": -1}}},
        {"required": ["a", "a"]},
        {"$defs": {"x": {"pattern": 5}}},
        {"allOf": []},
        {"multipleOf": 0},
        {"$id": "http://x.example/#fragment"},
        {"$schema": D2019, "items": [5]},
        {"$schema": D7, "dependencies": {"a": 5}},
        {"$ref": "#/nowhere"},
        {"$ref": "#nowhere"},
        {"$ref": "#/x/q", "x": [1]},
        {"$ref": "#/x", "x": {"properties": 5}},
        {"$ref": "#/x", "x": [1]},
        {"$ref": "#/x", "x": {"type": "objec"}},
        {"$ref": "#/x", "x": {"multipleOf": 0}},
        {"$id": "http://[", "$ref": "#"},
        {"$ref": "#/x", "x": {"$schema": 5}},
    ],
)
def test_malformed_schema(schema):
    assert code_of({"a": 1} if "properties" in str(schema) else 1, schema) == "schema.malformed"


def test_malformed_schema_says_where():
    with pytest.raises(FormatError) as caught:
        validate({}, encode({"properties": {"a": {"minLength": -1}}}))
    assert caught.value.place == "/properties/a/minLength"


@pytest.mark.parametrize("dialect", LIBRARY)
@given(
    schema=st.recursive(
        st.sampled_from([None, True, -1, 1, "string", "a", "x#y", {}, [], ["a", "a"], {"a": 1}]),
        lambda inner: st.dictionaries(
            st.sampled_from(
                [
                    "type",
                    "items",
                    "required",
                    "properties",
                    "allOf",
                    "minLength",
                    "$ref",
                    "$defs",
                    "enum",
                    "dependencies",
                    "$id",
                    "dependentSchemas",
                    "$anchor",
                    "if",
                    "definitions",
                    "$schema",
                    "prefixItems",
                    "contains",
                ]
            ),
            inner | st.lists(inner, max_size=2),
            max_size=3,
        ),
        max_leaves=6,
    )
)
def test_flat_metaschema_accepts_what_the_published_one_accepts(dialect, schema):
    schema = {"$schema": dialect, "$comment": "", "not": schema}
    try:
        LIBRARY[dialect].check_schema(schema, format_checker=None)
        well_formed = True
    except jsonschema.SchemaError:
        well_formed = False
    try:
        validate(1, encode(schema))
        accepted = True
    except FormatError as error:
        accepted = "breaks the rules" not in error.message
    except (UnavailableError, LimitError):
        accepted = True
    assert accepted == well_formed


# --- could not check --------------------------------------------------------------------


@pytest.mark.parametrize(
    "dialect",
    ["http://json-schema.org/draft-04/schema#", "https://evil.example/schema", D2020 + "##", ""],
)
def test_unsupported_dialect_is_could_not_check(dialect):
    with pytest.raises(UnavailableError) as caught:
        validate({}, encode({"$schema": dialect}))
    assert caught.value.code == "schema.dialect-unsupported"


def test_no_dialect_is_the_default_and_its_own_name_works_with_and_without_hash():
    schema = {"prefixItems": [{"const": 1}]}
    assert not holds([2], schema)
    assert not holds([2], {"$schema": D2020 + "#", **schema})
    assert not holds([2], {"$schema": D2020, **schema})


def test_other_dialect_inside_is_could_not_check_and_never_the_unguarded_class():
    inner = {"$schema": "http://json-schema.org/draft-04/schema#", "pattern": "^(a+)+$"}
    schema = {"properties": {"a": inner}}
    assert code_of({"a": "a" * 40 + "b"}, schema) == "schema.dialect-unsupported"
    inner["$schema"] = D2020
    assert not holds({"a": "a" * 40 + "b"}, schema)


@pytest.mark.parametrize(
    "ref",
    [
        "https://evil.example/x",
        "file:///etc/passwd",
        "other.json",
        "urn:x:y",
        "//evil.example/x",
        D2020,
    ],
)
@pytest.mark.parametrize("keyword", ["$ref", "$dynamicRef"])
def test_remote_reference_is_never_followed(monkeypatch, keyword, ref):
    def refuse(*_args, **_kwargs):
        raise AssertionError("network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr("urllib.request.urlopen", refuse)
    assert code_of(1, {keyword: ref}) == "schema.remote-reference"


def test_reference_to_its_own_address_is_not_remote():
    assert not holds(
        2,
        {
            "$id": "https://a.example/s",
            "anyOf": [{"$ref": "s#/$defs/x"}],
            "$defs": {"x": {"const": 1}},
        },
    )


def test_reference_that_does_not_apply_is_not_asked_for():
    assert holds({}, {"properties": {"a": {"$ref": "https://evil.example/x"}}})


@pytest.mark.parametrize(
    "pattern", ["(?=a)", r"(a)\1", "(?i)a", "[", "(", "a{1000}{1000}", "x" * 3000]
)
def test_pattern_the_engine_cannot_run_is_could_not_check(pattern):
    assert code_of("a", {"pattern": pattern}) == "schema.pattern-unsupported"
    assert code_of({"a": 1}, {"patternProperties": {pattern: True}}) == "schema.pattern-unsupported"


# --- hostile ----------------------------------------------------------------------------


def doubling(keyword: str) -> dict[str, Any]:
    definitions: dict[str, Any] = {"a0": {"type": "integer"}}
    for level in range(1, 40):
        definitions[f"a{level}"] = {keyword: [{"$ref": f"#/$defs/a{level - 1}"}] * 2}
    return {"$defs": definitions, "$ref": "#/$defs/a39"}


NUMBERS = [str(number) for number in range(10_000)]
HOSTILE: dict[str, tuple[Any, Any, str]] = {
    "exponential anyOf": (doubling("anyOf"), "x", "schema.work-limit"),
    "exponential oneOf": (doubling("oneOf"), "x", "schema.work-limit"),
    "exponential allOf": (doubling("allOf"), 1, "schema.work-limit"),
    "endless $ref": ({"$ref": "#"}, 1, "schema.work-limit"),
    "endless $dynamicRef": (
        {"$dynamicAnchor": "m", "allOf": [{"$dynamicRef": "#m"}]},
        1,
        "schema.work-limit",
    ),
    "endless $recursiveRef": (
        {"$schema": D2019, "$recursiveAnchor": True, "anyOf": [{"$recursiveRef": "#"}]},
        1,
        "schema.work-limit",
    ),
    "endless unevaluated": (
        {"unevaluatedProperties": False, "$ref": "#"},
        {"a": 1},
        "schema.work-limit",
    ),
    "many subschemas": (b'{"allOf":[' + b"{}," * 80_000 + b"{}]}", 1, "schema.work-limit"),
    "many errors about one large value": (
        {"anyOf": [{"type": "integer"}] * 9_000},
        [["x" * 1_000] * 10] * 1_000,
        "schema.work-limit",
    ),
    "many errors about one long text": (
        {"anyOf": [{"type": "integer"}] * 500},
        "x" * 3_000_000,
        "schema.violation",
    ),
    "uniqueItems": (
        {"allOf": [{"uniqueItems": True}] * 2_000},
        [[number, "a"] for number in range(3_000)],
        "schema.work-limit",
    ),
    "enum": (
        {"$defs": {"e": {"enum": [[*range(20_000), 2]]}}, "anyOf": [{"$ref": "#/$defs/e"}] * 2_000},
        [*range(20_000), 1],
        "schema.work-limit",
    ),
    "backtracking pattern": ({"pattern": "^(a+)+$"}, "a" * 100_000 + "b", "schema.violation"),
    "backtracking member pattern": (
        {"patternProperties": {"^(a+)+$": True}, "additionalProperties": False},
        {"a" * 100_000 + "b": 1},
        "schema.violation",
    ),
    "backtracking unevaluated": (
        {"allOf": [{"patternProperties": {"^(a+)+$": True}}], "unevaluatedProperties": False},
        {"a" * 100_000 + "b": 1},
        "schema.violation",
    ),
    "large pattern, long text": ({"pattern": "(a{100}){100}"}, "a" * 100_000, "schema.work-limit"),
    "many patterns": (
        {"allOf": [{"pattern": r"\p{L}{30}" + str(number)} for number in range(3_000)]},
        "a" * 100,
        "schema.work-limit",
    ),
    "patterns times members": (
        {"patternProperties": {f"^a{number}": True for number in range(3_000)}},
        dict.fromkeys(NUMBERS, 1),
        "schema.work-limit",
    ),
    "empty items": ({"items": {}}, [0] * 500_000, "schema.work-limit"),
    "false items": (
        {"$schema": D7, "anyOf": [{"items": False}] * 100},
        [0] * 10_000,
        "schema.work-limit",
    ),
    "properties": (
        {
            "$defs": {"p": {"properties": dict.fromkeys(NUMBERS, True)}},
            "allOf": [{"$ref": "#/$defs/p"}] * 4_000,
        },
        dict.fromkeys(NUMBERS, 1),
        "schema.work-limit",
    ),
    "dependentRequired": (
        {
            "$defs": {"p": {"dependentRequired": {"a": NUMBERS}}},
            "allOf": [{"$ref": "#/$defs/p"}] * 4_000,
        },
        {"a": 1},
        "schema.work-limit",
    ),
    "multipleOf": ({"items": {"multipleOf": 1.1e-308}}, [1.7e308] * 50_000, "schema.work-limit"),
    "contains": ({"allOf": [{"contains": {"const": 1}}] * 2_000}, [0] * 2_000, "schema.work-limit"),
    "too deep": (b'{"not":' * 90_000, 1, "json.too-deep"),
    "too large": (b" " * (256 * 1024) + b"{}", 1, "schema.too-large"),
}


@pytest.mark.parametrize("name", HOSTILE)
@costs
def test_hostile_input_is_cheap(name):
    schema, instance, code = HOSTILE[name]
    data = schema if isinstance(schema, bytes) else encode(schema)
    with measured() as cost:
        assert code_of(instance, data[: 256 * 1024] if name == "too deep" else data) == code
    assert cost.seconds < 1


@pytest.mark.parametrize(
    ("schema", "instance"),
    [
        ({"allOf": [{}] * 500}, 1),
        ({"items": {"pattern": "^[a-z]{1,64}$"}}, ["abcdefgh"] * 500),
        ({"uniqueItems": True}, [[number, "a"] for number in range(3_000)]),
        ({"items": {"enum": NUMBERS[:300]}}, NUMBERS[:300]),
        (
            {"properties": {"c": {"$ref": "#"}}, "unevaluatedProperties": False},
            json.loads('{"c":' * 30 + "{}" + "}" * 30),
        ),
    ],
)
def test_benign_twins_pass(schema, instance):
    validate(instance, encode(schema))


def test_limit_is_the_callers_to_set_and_counts_the_same_every_time():
    schema = encode({"items": {"type": "integer"}})
    validate([1] * 50, schema, work_limit=500)
    for _ in range(2):
        with pytest.raises(LimitError):
            validate([1] * 50, schema, work_limit=100)


@given(
    instance=VALUES,
    schema=st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-3, 3)
        | st.sampled_from(["#", "#/a", "a", "^a", "type"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "$ref",
                        "$id",
                        "$anchor",
                        "$dynamicRef",
                        "$recursiveRef",
                        "$schema",
                        "a",
                        "type",
                        "properties",
                        "items",
                        "prefixItems",
                        "unevaluatedItems",
                        "anyOf",
                        "enum",
                        "if",
                        "unevaluatedProperties",
                        "pattern",
                        "patternProperties",
                        "multipleOf",
                        "contains",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=10,
    ),
    ref=st.sampled_from(["#", "#/a", "#/a/a", "#a", "a", "http://[", "#/%"]),
)
def test_nothing_foreign_escapes(instance, schema, ref):
    for dialect in LIBRARY:
        whole = {"$schema": dialect, "a": schema, "anyOf": [{"$ref": ref}, schema]}
        for candidate in (whole, {**whole, "anyOf": [{"$ref": ref}]}):
            try:
                validate(instance, encode(candidate))
            except MintmarkError as error:
                assert error.code.startswith("schema.")


# --- published schemas ------------------------------------------------------------------


def credential() -> dict[str, Any]:
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "https://issuer.example/credentials/1",
        "type": ["VerifiableCredential", "AchievementCredential"],
        "name": "First aid",
        "issuer": {"id": "did:web:issuer.example", "type": ["Profile"], "name": "Issuer"},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://issuer.example/achievements/1",
                "type": ["Achievement"],
                "name": "First aid",
                "description": "Knows what to do first.",
                "criteria": {"narrative": "A test."},
                "achievementType": "MicroCredential",
                "inLanguage": "en",
            },
        },
    }


FORMAL = "standards/schemas/ob-3.0/formal/achievementcredential.json"
LENIENT = "standards/schemas/ob-3.0/json-ld/ob_v3p0_achievementcredential_schema.json"


@pytest.mark.parametrize("path", [FORMAL, LENIENT])
def test_published_schema_accepts_a_good_credential(shared, path):
    validate(credential(), (shared / path).read_bytes())


def test_published_families_differ_on_a_single_value(shared):
    document = credential()
    document["credentialSubject"]["type"] = "AchievementSubject"
    validate(document, (shared / LENIENT).read_bytes())
    with pytest.raises(FormatError) as caught:
        validate(document, (shared / FORMAL).read_bytes())
    assert caught.value.place == "/credentialSubject/type"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda d: d.pop("validFrom"), ""),
        (lambda d: d["@context"].__setitem__(0, "https://other.example"), "/@context/0"),
        (lambda d: d["@context"].__setitem__(1, "https://other.example"), "/@context/1"),
        (
            lambda d: d["credentialSubject"]["achievement"].update(inLanguage="English!"),
            "/credentialSubject/achievement/inLanguage",
        ),
        (
            lambda d: d["credentialSubject"]["achievement"].pop("criteria"),
            "/credentialSubject/achievement",
        ),
    ],
)
def test_published_formal_schema_refuses(shared, change, place):
    """Draft 2019-09 with a tuple in ``items``, references and patterns."""
    document = credential()
    change(document)
    with pytest.raises(FormatError) as caught:
        validate(document, (shared / FORMAL).read_bytes())
    assert (caught.value.code, caught.value.place) == ("schema.violation", place)


def test_every_published_schema_can_be_used(shared):
    paths = [p for p in (shared / "standards/schemas").rglob("*.json") if p.name != "openapi.json"]
    assert len(paths) > 10
    for path in paths:
        with pytest.raises(FormatError) as caught:
            validate([], path.read_bytes())
        assert caught.value.code == "schema.violation", path.name
