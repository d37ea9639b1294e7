"""SD-JWT processing after RFC 9901 section 7.1: what is put in, and what is refused."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.errors import LimitError, MintmarkError, ProofError, UsageError
from mintmark.proofs import sd_jwt
from mintmark.proofs.sd_jwt import digest, parse, process
from mintmark.proofs.sd_jwt_issuing import issue, present
from tokens import ED25519, b64, forge, payload_of, salts


def disclosure(*content: Any) -> str:
    return b64(list(content))


def hashed(encoded: str, name: str = "sha256") -> str:
    return digest(encoded, name)


def refused(payload: dict[str, Any], *disclosures: str, **options: Any) -> str:
    with pytest.raises(MintmarkError) as caught:
        process(payload, disclosures, **options)
    return caught.value.code


NAME = disclosure("salt", "name", "Ada")
ELEMENT = disclosure("salt", "DE")


def test_the_parts_are_found() -> None:
    parts = parse("a.b.c~d1~d2~k.b.j")
    assert (parts.issuer_jwt, parts.disclosures, parts.key_binding_jwt) == (
        "a.b.c",
        ("d1", "d2"),
        "k.b.j",
    )
    assert parts.unbound == "a.b.c~d1~d2~"
    for text in ("a.b.c~d1~d2~k.b.j", "a.b.c~", "a.b.c~d~"):
        assert str(parse(text)) == text


@pytest.mark.parametrize("text", ["", "a.b.c", "~", "~d~", "a.b.c~~", "a.b.c~d~~k", "ä.b.c~"])
def test_what_is_no_sd_jwt_is_refused(text: str) -> None:
    with pytest.raises(ProofError) as caught:
        parse(text)
    assert caught.value.code == "sd-jwt.malformed"


def test_size_and_number_are_bounded() -> None:
    with pytest.raises(LimitError) as caught:
        parse("a~" * 3_000_000)
    assert caught.value.code == "sd-jwt.too-large"
    with pytest.raises(LimitError) as caught:
        parse("a.b.c" + "~d" * 2001 + "~")
    assert caught.value.code == "sd-jwt.too-many-disclosures"
    assert len(parse("a.b.c" + "~d" * 2000 + "~").disclosures) == 2000


def test_members_and_elements_are_put_in_and_the_rest_stays_hidden() -> None:
    payload = {
        "iss": "me",
        "_sd": [hashed(NAME), hashed(disclosure("salt", "hidden", 1)), "decoy"],
        "_sd_alg": "sha-256",
        "nationalities": [{"...": hashed(ELEMENT)}, {"...": "decoy 2"}, "FR"],
        "inside": {"_sd": ["decoy 3"]},
    }
    processed = process(payload, [NAME, ELEMENT])
    assert processed.claims == {
        "iss": "me",
        "name": "Ada",
        "nationalities": ["DE", "FR"],
        "inside": {},
    }
    assert {place: one.encoded for place, one in processed.disclosed.items()} == {
        "/name": NAME,
        "/nationalities/0": ELEMENT,
    }
    assert payload["_sd"], "the payload is left as it was"


def test_a_disclosure_inside_a_disclosure_is_put_in() -> None:
    inner = disclosure("salt", "street", "High")
    outer = disclosure("salt", "address", {"_sd": [hashed(inner)], "country": "IE"})
    payload = {"_sd": [hashed(outer)]}
    assert process(payload, [inner, outer]).claims == {
        "address": {"street": "High", "country": "IE"}
    }
    assert process(payload, [outer]).claims == {"address": {"country": "IE"}}
    assert refused(payload, inner) == "sd-jwt.unreferenced-disclosure"


def test_an_array_inside_a_disclosed_array_is_put_in() -> None:
    inner = disclosure("salt", "blue")
    outer = disclosure("salt", [{"...": hashed(inner)}, "red"])
    payload = {"colours": [{"...": hashed(outer)}]}
    assert process(payload, [outer, inner]).claims == {"colours": [["blue", "red"]]}


@pytest.mark.parametrize(
    ("name", "python"), [("sha-256", "sha256"), ("sha-384", "sha384"), ("sha-512", "sha512")]
)
def test_three_hashes_are_accepted(name: str, python: str) -> None:
    payload = {"_sd": [hashed(NAME, python)], "_sd_alg": name}
    assert process(payload, [NAME]).claims == {"name": "Ada"}


@pytest.mark.parametrize(
    "name", ["md5", "sha-1", "sha256", "SHA-256", "sha-256-128", "", None, 1, ["sha-256"], {}]
)
def test_other_hashes_are_refused(name: Any) -> None:
    assert refused({"_sd_alg": name}) == "sd-jwt.unknown-hash"


def test_an_unreferenced_disclosure_is_refused() -> None:
    assert refused({"_sd": []}, NAME) == "sd-jwt.unreferenced-disclosure"
    assert refused({}, NAME) == "sd-jwt.unreferenced-disclosure"
    assert process({"_sd": [hashed(NAME)]}, [NAME]).claims == {"name": "Ada"}


def test_a_repeated_digest_is_refused() -> None:
    twice = [hashed(NAME), hashed(NAME)]
    assert refused({"_sd": twice}, NAME) == "sd-jwt.repeated-digest"
    assert refused({"_sd": ["d"], "a": {"_sd": ["d"]}}) == "sd-jwt.repeated-digest"
    assert refused({"_sd": ["d"], "a": [{"...": "d"}]}) == "sd-jwt.repeated-digest"
    inner = disclosure("salt", "a", {"_sd": ["d"]})
    assert refused({"_sd": [hashed(inner), "d"]}, inner) == "sd-jwt.repeated-digest"
    assert process({"_sd": ["d"], "a": {"_sd": ["e"]}}, []).claims == {"a": {}}


def test_a_repeated_disclosure_is_refused() -> None:
    assert refused({"_sd": [hashed(NAME)]}, NAME, NAME) == "sd-jwt.repeated-disclosure"


@pytest.mark.parametrize("name", ["_sd", "...", "_sd_alg"])
def test_a_reserved_name_is_refused(name: str) -> None:
    bad = disclosure("salt", name, ["x"])
    assert refused({"_sd": [hashed(bad)]}, bad) == "sd-jwt.reserved-name"


def test_a_reserved_name_in_the_payload_is_refused() -> None:
    assert refused({"...": "d"}) == "sd-jwt.reserved-name"
    assert refused({"a": {"_sd_alg": "sha-256"}}) == "sd-jwt.reserved-name"
    hidden = disclosure("salt", "a", {"_sd_alg": "sha-256"})
    assert refused({"_sd": [hashed(hidden)]}, hidden) == "sd-jwt.reserved-name"


def test_a_signed_claim_is_not_overridden() -> None:
    assert refused({"name": "Eve", "_sd": [hashed(NAME)]}, NAME) == "sd-jwt.claim-overridden"
    assert refused({"_sd": [hashed(NAME)], "name": "Eve"}, NAME) == "sd-jwt.claim-overridden"
    again = disclosure("pepper", "name", "Eve")
    both = {"_sd": [hashed(NAME), hashed(again)]}
    assert refused(both, NAME, again) == "sd-jwt.claim-overridden"
    assert process(both, [again]).claims == {"name": "Eve"}


@pytest.mark.parametrize("digests", [None, "d", {"d": 1}, [1], [None], [["d"]], [{"...": "d"}]])
def test_digests_that_are_no_texts_in_an_array_are_refused(digests: Any) -> None:
    assert refused({"_sd": digests}) == "sd-jwt.malformed-digests"


def test_a_malformed_placeholder_is_refused() -> None:
    assert refused({"a": [{"...": 1}]}) == "sd-jwt.malformed-digests"
    assert refused({"a": [{"...": "d", "b": 1}]}) == "sd-jwt.malformed-digests"


def test_a_disclosure_of_the_wrong_form_for_its_place_is_refused() -> None:
    assert refused({"_sd": [hashed(ELEMENT)]}, ELEMENT) == "sd-jwt.wrong-place"
    assert refused({"a": [{"...": hashed(NAME)}]}, NAME) == "sd-jwt.wrong-place"


@pytest.mark.parametrize(
    "encoded",
    [
        "!",
        "AA==",
        "Kg",
        b64(""),
        b64("{}"),
        b64("[]"),
        b64('["salt"]'),
        b64('["salt","name","value","more"]'),
        b64('[1,"name","value"]'),
        b64('["salt",1,"value"]'),
        b64('["salt","name",{"a":1,"a":2}]'),
        b64('["salt","name",NaN]'),
        b64('["salt","name",' + "[" * 80 + "]" * 81),
        b64(b'["salt","name","\xff"]'),
    ],
)
def test_a_malformed_disclosure_is_refused(encoded: str) -> None:
    with pytest.raises(ProofError) as caught:
        process({"_sd": [digest(encoded, "sha256")]}, [encoded])
    assert caught.value.code == "sd-jwt.malformed-disclosure"


def chained(first: str, build: Any) -> list[str]:
    chain = [first]
    while len(chain) < 70:
        chain.append(build(hashed(chain[-1])))
    return chain


def test_depth_over_several_disclosures_is_bounded() -> None:
    members = chained(
        disclosure("salt", "a", 1), lambda digest: disclosure("salt", "a", {"_sd": [digest]})
    )
    assert refused({"_sd": [hashed(members[-1])]}, *members) == "sd-jwt.too-deep"
    assert process({"_sd": [hashed(members[50])]}, members[:51]).claims
    elements = chained(disclosure("salt", 1), lambda digest: disclosure("salt", [{"...": digest}]))
    assert refused({"a": [{"...": hashed(elements[-1])}]}, *elements) == "sd-jwt.too-deep"
    assert process({"a": [{"...": hashed(elements[50])}]}, elements[:51]).claims


def test_what_must_be_open_cannot_be_disclosed_or_hide_anything() -> None:
    status = disclosure("salt", "status", {"idx": 1})
    options = {"always_open": frozenset({"status"})}
    assert refused({"_sd": [hashed(status)]}, status, **options) == "sd-jwt.must-be-open"
    for hiding in (
        {"_sd": ["d"]},
        [{"...": "d"}],
        {"a": {"b": {"_sd": []}}},
        {"a": [[{"...": "d"}]]},
    ):
        assert refused({"status": hiding}, **options) == "sd-jwt.must-be-open"
    nested = disclosure("salt", "status", 1)
    payload = {"status": {"idx": 1}, "other": {"_sd": [hashed(nested)]}, "statuses": {"_sd": []}}
    assert process(payload, [nested], **options).claims == {
        "status": {"idx": 1},
        "other": {"status": 1},
        "statuses": {},
    }


names = st.text(max_size=4).filter(lambda name: name not in sd_jwt.RESERVED)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=12,
)
claim_sets = st.dictionaries(names, values, max_size=4)


def places(value: Any, place: str = "") -> list[str]:
    if isinstance(value, dict):
        pairs = [(name.replace("~", "~0").replace("/", "~1"), one) for name, one in value.items()]
    elif isinstance(value, list):
        pairs = [(str(index), one) for index, one in enumerate(value)]
    else:
        return []
    return [p for name, one in pairs for p in [f"{place}/{name}", *places(one, f"{place}/{name}")]]


@given(claim_sets, st.data())
def test_what_is_issued_and_fully_shown_is_what_was_put_in(
    claims: dict[str, Any], data: Any
) -> None:
    chosen = data.draw(st.sets(st.sampled_from(places(claims)))) if claims else set()
    issued = issue(claims, disclosable=chosen, signer=ED25519, salt=salts(), decoys=1)
    processed = process(payload_of(str(issued)), issued.disclosures)
    assert processed.claims == claims
    assert processed.disclosed.keys() == chosen
    assert not process(payload_of(str(issued)), []).disclosed
    for place in chosen:
        shown = present(str(issued), show={place})
        assert processed.disclosed[place].encoded in shown.disclosures
        assert process(payload_of(str(shown)), shown.disclosures).disclosed


@given(
    st.dictionaries(st.sampled_from(["_sd", "...", "_sd_alg", "a"]), values, max_size=4),
    st.lists(values, max_size=3),
)
def test_no_payload_escapes_with_another_error(
    payload: dict[str, Any], contents: list[Any]
) -> None:
    try:
        process(payload, [b64(content) for content in contents])
    except MintmarkError as error:
        assert error.code.startswith(("sd-jwt.", "json."))


def issued(**options: Any) -> sd_jwt.SdJwt:
    claims = {"address": {"street": "High", "town": "Cork"}, "langs": ["en", "ga", "fr"], "open": 1}
    whole = {
        "disclosable": {"/address", "/address/street", "/langs/0", "/langs/1"},
        "signer": ED25519,
        "salt": salts(),
        **options,
    }
    return issue(claims, **whole)


def shown(*pointers: str) -> dict[str, Any]:
    presentation = present(str(issued()), show=set(pointers))
    return process(payload_of(str(presentation)), presentation.disclosures).claims


def test_a_holder_shows_what_they_choose_and_what_leads_there() -> None:
    assert shown() == {"langs": ["fr"], "open": 1}
    assert shown("/address") == {"address": {"town": "Cork"}, "langs": ["fr"], "open": 1}
    assert shown("/address/street") == {
        "address": {"street": "High", "town": "Cork"},
        "langs": ["fr"],
        "open": 1,
    }
    assert shown("/langs/1") == {"langs": ["ga", "fr"], "open": 1}


def test_a_holder_cannot_show_what_is_not_there() -> None:
    for pointer in ("/open", "/nothing", "/langs/2"):
        with pytest.raises(UsageError) as caught:
            shown(pointer)
        assert caught.value.code == "sd-jwt.no-such-claim"


def test_the_payload_tells_neither_order_nor_number() -> None:
    payload = payload_of(str(issued(decoys=3)))
    assert payload["_sd"] == sorted(payload["_sd"])
    assert len(payload["_sd"]) == 4
    assert "High" not in json.dumps(payload)
    assert payload_of(str(issued(hash_name="sha-512")))["_sd_alg"] == "sha-512"


def test_without_anything_to_hide_it_is_a_plain_jwt_with_a_tilde() -> None:
    plain = issued(disclosable=frozenset())
    assert str(plain).endswith("~")
    assert not plain.disclosures
    assert not payload_of(str(plain)).keys() & {"_sd", "_sd_alg"}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"disclosable": {"/nothing"}}, "sd-jwt.no-such-claim"),
        ({"disclosable": {"/langs/3"}}, "sd-jwt.no-such-claim"),
        ({"disclosable": {""}}, "sd-jwt.no-such-claim"),
        ({"hash_name": "md5"}, "sd-jwt.unknown-hash"),
    ],
)
def test_what_cannot_be_issued_is_refused(options: dict[str, Any], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        issued(**options)
    assert caught.value.code == code


@pytest.mark.parametrize("name", ["_sd", "...", "_sd_alg"])
def test_a_reserved_claim_is_not_issued(name: str) -> None:
    for claims in ({name: 1}, {"a": [{name: "x"}]}):
        with pytest.raises(UsageError) as caught:
            issue(claims, disclosable=frozenset(), signer=ED25519, salt=salts())
        assert caught.value.code == "sd-jwt.reserved-claim"


def test_a_salt_that_comes_twice_is_noticed() -> None:
    with pytest.raises(ProofError, match="more than once"):
        issue({"a": [1, 1]}, disclosable={"/a/0", "/a/1"}, signer=ED25519, salt=lambda: "same")


def test_presenting_reads_as_strictly_as_verifying() -> None:
    with pytest.raises(ProofError, match="signed for"):
        present(forge({"alg": "EdDSA"}, {}) + f"~{NAME}~", show=set())
