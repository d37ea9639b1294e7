"""ecdsa-sd-2023: signing, deriving, verifying, and what a hostile holder may try.

DIG-10: metadata verifiable and unforgeable, also where only a part of it is shown.
"""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from mintmark.encoding import multibase
from mintmark.encoding.contexts import BUNDLED
from mintmark.errors import LimitError, MintmarkError, ProofError, UsageError
from mintmark.keys.private_key import PrivateKey, from_secret_bytes
from mintmark.proofs import ecdsa_rdfc_2019, ecdsa_sd_2023, sd_statements, strict_cbor
from mintmark.proofs.data_integrity import add_proof, proofs_of, verify_proof, without_proof
from mintmark.proofs.ecdsa_sd_2023 import SUITE, derive, sign_base
from mintmark.proofs.sd_proof_value import (
    MAX_BYTES,
    BaseValue,
    DerivedValue,
    read_base,
    read_derived,
    write_base,
    write_derived,
)
from mintmark.proofs.suites import DEFAULT_SUITES

CREATED = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
ISSUER = from_secret_bytes("P-256", b"\7" * 32)
PROOF_KEY = from_secret_bytes("P-256", b"\1" * 32)
HMAC_KEY = bytes(range(32))
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
CREDENTIAL: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiableCredential"],
    "name": "Bread baking",
    "description": "A course in two parts",
    "issuer": {"id": ISSUER.controller, "name": "School"},
    "validFrom": "2026-03-01T00:00:00Z",
    "validUntil": "2029-03-01T00:00:00Z",
    "credentialSubject": [
        {"id": "did:example:ada", "name": "Ada"},
        {"name": "a group", "description": "of two"},
    ],
}
MANDATORY = ["/issuer", "/validUntil"]
CHOSEN = ["/name", "/credentialSubject/1/description"]


def sign(document: dict[str, Any] = CREDENTIAL, **more: Any) -> dict[str, Any]:
    options: dict[str, Any] = {
        "signer": ISSUER,
        "created": CREATED,
        "mandatory_pointers": MANDATORY,
        "hmac_key": HMAC_KEY,
        "proof_key": PROOF_KEY,
        "contexts": BUNDLED,
    }
    return sign_base(document, **{**options, **more})


def show(secured: dict[str, Any], *pointers: str) -> dict[str, Any]:
    return derive(secured, selective_pointers=pointers, contexts=BUNDLED)


def verify(document: dict[str, Any], key: PrivateKey = ISSUER, **more: Any) -> dict[str, Any]:
    (proof,) = proofs_of(document)
    options = {"suites": DEFAULT_SUITES, "contexts": BUNDLED, **more}
    return verify_proof(document, proof, key.public_key, **options)


def refused(document: dict[str, Any], key: PrivateKey = ISSUER, **more: Any) -> str:
    with pytest.raises(MintmarkError) as caught:
        verify(document, key, **more)
    return caught.value.code


def code_of(call: Callable[[], Any]) -> str:
    with pytest.raises(MintmarkError) as caught:
        call()
    return caught.value.code


@pytest.fixture(scope="module")
def secured() -> dict[str, Any]:
    return sign()


@pytest.fixture
def shown(secured: dict[str, Any]) -> dict[str, Any]:
    return show(secured, *CHOSEN)


def value_of(document: dict[str, Any]) -> DerivedValue:
    return read_derived(document["proof"]["proofValue"])


def with_value(document: dict[str, Any], value: DerivedValue) -> dict[str, Any]:
    return {**document, "proof": {**document["proof"], "proofValue": write_derived(value)}}


def changed(document: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return with_value(document, replace(value_of(document), **changes))


# What it is for


def test_what_is_derived_verifies_and_shows_no_more(shown: dict[str, Any]) -> None:
    content = without_proof(shown)
    assert content == {
        "@context": CREDENTIAL["@context"],
        "type": ["VerifiableCredential"],
        "name": "Bread baking",
        "issuer": CREDENTIAL["issuer"],
        "validUntil": CREDENTIAL["validUntil"],
        "credentialSubject": [{"description": "of two"}],
    }
    assert verify(shown) == content
    assert json.loads(json.dumps(shown)) == shown


def test_the_mandatory_part_alone(secured: dict[str, Any]) -> None:
    shown = show(secured)
    assert verify(shown).keys() == {"@context", "type", "issuer", "validUntil"}
    assert value_of(shown).signatures == []


def test_everything(secured: dict[str, Any]) -> None:
    assert verify(show(secured, "")) == CREDENTIAL


def test_nothing_is_mandatory_unless_the_issuer_says_so() -> None:
    secured = sign(mandatory_pointers=[])
    shown = show(secured, "/name")
    assert verify(shown).keys() == {"@context", "type", "name"}
    assert value_of(shown).mandatory_indexes == []
    assert code_of(lambda: show(secured)) == "proof.nothing-disclosed"


def test_all_is_mandatory() -> None:
    secured = sign(mandatory_pointers=[""])
    assert verify(show(secured)) == CREDENTIAL
    assert read_base(secured["proof"]["proofValue"]).signatures == []


def test_a_derived_proof_does_not_give_away_the_hmac_key(shown: dict[str, Any]) -> None:
    data = multibase.decode(shown["proof"]["proofValue"])
    assert HMAC_KEY not in data
    labels = value_of(shown).label_map
    assert sorted(labels) == [0, 1]


def test_the_same_randomness_gives_the_same_proof(secured: dict[str, Any]) -> None:
    assert sign() == secured
    assert sign(hmac_key=b"\2" * 32) != secured


def test_options_of_the_proof() -> None:
    expires = datetime(2027, 1, 1, tzinfo=UTC)
    secured = sign(proof_id="urn:x:proof", expires=expires, purpose="authentication")
    proof = secured["proof"]
    assert (proof["id"], proof["expires"]) == ("urn:x:proof", "2027-01-01T00:00:00Z")
    shown = show(secured, *CHOSEN)
    assert refused(shown) == "proof.wrong-purpose"
    assert verify(shown, purpose="authentication")
    del shown["proof"]["expires"]
    assert refused(shown, purpose="authentication") == "proof.bad-signature"


def test_nothing_that_was_given_is_changed(secured: dict[str, Any]) -> None:
    before = copy.deepcopy(secured)
    shown = show(secured, "")
    shown["credentialSubject"][0]["name"] = "Eve"
    assert secured == before
    assert "proof" not in CREDENTIAL


def test_the_document_may_come_without_its_proof(shown: dict[str, Any]) -> None:
    (proof,) = proofs_of(shown)
    content = without_proof(shown)
    verified = ecdsa_sd_2023.verify_derived(content, proof, ISSUER.public_key, contexts=BUNDLED)
    assert verified == content


def test_beside_another_proof() -> None:
    whole = add_proof(
        CREDENTIAL, suite=ecdsa_rdfc_2019.SUITE, signer=ISSUER, created=CREATED, contexts=BUNDLED
    )
    secured = sign(whole)
    assert [proof.suite for proof in proofs_of(secured)] == ["ecdsa-rdfc-2019", "ecdsa-sd-2023"]
    assert verify(show(secured, *CHOSEN))


# The suite is a declaration


def test_only_where_it_is_accepted(shown: dict[str, Any]) -> None:
    assert SUITE in DEFAULT_SUITES
    assert refused(shown, suites=DEFAULT_SUITES - {SUITE}) == "proof.unknown-suite"
    assert verify(shown, suites=frozenset({SUITE}))


def test_under_the_name_of_another_suite(shown: dict[str, Any]) -> None:
    for name in ("ecdsa-rdfc-2019", "ecdsa-jcs-2019"):
        shown["proof"]["cryptosuite"] = name
        assert refused(shown) == "proof.malformed"


def test_another_suites_signature_under_this_name() -> None:
    signed = add_proof(
        CREDENTIAL, suite=ecdsa_rdfc_2019.SUITE, signer=ISSUER, created=CREATED, contexts=BUNDLED
    )
    assert verify(signed)
    signed["proof"]["cryptosuite"] = "ecdsa-sd-2023"
    assert refused(signed) == "proof.malformed"


def test_it_is_not_made_like_the_others() -> None:
    with pytest.raises(UsageError) as caught:
        add_proof(CREDENTIAL, suite=SUITE, signer=ISSUER, created=CREATED, contexts=BUNDLED)
    assert caught.value.code == "proof.own-way"


@pytest.mark.parametrize(("kind", "size"), [("Ed25519", 32), ("P-384", 48)])
def test_keys_of_other_kinds(shown: dict[str, Any], kind: str, size: int) -> None:
    other = from_secret_bytes(kind, b"\7" * size)
    assert refused(shown, other) == "proof.wrong-key-kind"
    assert code_of(lambda: sign(signer=other)) == "proof.wrong-key-kind"
    assert code_of(lambda: sign(proof_key=other)) == "proof.unfit-proof-key"


# Signing


@pytest.mark.parametrize("key", [b"", b"\0" * 31, b"\0" * 33, "0" * 32, None])
def test_the_hmac_key_has_32_bytes(key: Any) -> None:
    assert code_of(lambda: sign(hmac_key=key)) == "proof.unfit-hmac-key"


def test_the_issuers_key_is_not_the_proofs_key() -> None:
    assert code_of(lambda: sign(proof_key=ISSUER)) == "proof.unfit-proof-key"


def test_a_signer_that_gives_no_signature_is_noticed() -> None:
    @dataclass(frozen=True)
    class Broken:
        kind: str = "P-256"
        controller: str = ISSUER.controller
        verification_method: str = ISSUER.verification_method

        def sign(self, data: bytes) -> bytes:
            return data[:63]

    assert code_of(lambda: sign(signer=Broken())) == "proof.broken-signer"


def test_time_needs_a_zone() -> None:
    naive = CREATED.replace(tzinfo=None)
    assert code_of(lambda: sign(created=naive)) == "time.naive"


@pytest.mark.parametrize(
    ("pointer", "code"),
    [
        ("issuer", "proof.malformed-pointer"),
        ("/credentialStatus", "proof.unknown-pointer"),
        ("/proof", "proof.unknown-pointer"),
        ("/name/0", "proof.unknown-pointer"),
    ],
)
def test_pointers_must_name_something(secured: dict[str, Any], pointer: str, code: str) -> None:
    assert code_of(lambda: sign(mandatory_pointers=[pointer])) == code
    assert code_of(lambda: show(secured, pointer)) == code


def test_unsigned_terms_are_refused() -> None:
    assert code_of(lambda: sign({**CREDENTIAL, "colour": "red"})) == "context.undefined-term"


# Deriving


def test_a_derived_proof_is_not_derived_from(shown: dict[str, Any]) -> None:
    assert code_of(lambda: show(shown, "/name")) == "proof.derived-not-base"


def test_there_is_one_base_proof(secured: dict[str, Any]) -> None:
    other = add_proof(
        CREDENTIAL, suite=ecdsa_rdfc_2019.SUITE, signer=ISSUER, created=CREATED, contexts=BUNDLED
    )
    assert code_of(lambda: show(other, "/name")) == "proof.no-base"
    assert code_of(lambda: show(sign(secured), "/name")) == "proof.no-base"
    assert code_of(lambda: show(CREDENTIAL, "/name")) == "proof.missing"


def test_a_document_with_other_statements_is_noticed(secured: dict[str, Any]) -> None:
    more = {**secured, "credentialSubject": {"name": "Eve"}}
    assert code_of(lambda: show(more, "/name")) == "proof.malformed"


@pytest.mark.parametrize(
    "changes",
    [
        {"hmac_key": b"\0" * 31},
        {"signatures": [b"\0" * 63]},
        {"base_signature": b""},
        {"mandatory_pointers": [7]},
        {"mandatory_pointers": "/issuer"},
        {"signatures": b"\0" * 64},
    ],
)
def test_malformed_base_proofs(secured: dict[str, Any], changes: dict[str, Any]) -> None:
    value: BaseValue = replace(read_base(secured["proof"]["proofValue"]), **changes)
    broken = {**secured, "proof": {**secured["proof"], "proofValue": write_base(value)}}
    assert code_of(lambda: show(broken, "/name")) == "proof.malformed"


# A base proof must not reach a verifier


def test_a_base_proof_is_not_verified(secured: dict[str, Any]) -> None:
    assert refused(secured) == "proof.base-not-derived"


def test_nor_with_the_other_header(secured: dict[str, Any], shown: dict[str, Any]) -> None:
    def with_header(document: dict[str, Any], header: bytes) -> dict[str, Any]:
        data = header + multibase.decode(document["proof"]["proofValue"])[3:]
        return {
            **document,
            "proof": {**document["proof"], "proofValue": multibase.encode(data, "u")},
        }

    assert refused(with_header(secured, b"\xd9\x5d\x01")) == "proof.malformed"
    assert refused(with_header(shown, b"\xd9\x5d\x00")) == "proof.base-not-derived"
    for header in (b"\xd9\x5d\x02", b"\xd9\x5d\x03", b"\xd9\x5e\x01", b"\xd8\x5d\x01", b""):
        assert refused(with_header(shown, header)) == "proof.malformed"
    assert verify(with_header(shown, b"\xd9\x5d\x01"))


# What is disclosed


@pytest.mark.parametrize(
    "alter",
    [
        lambda d: d.update(name="Cake baking"),
        lambda d: d.update(validUntil="2039-03-01T00:00:00Z"),
        lambda d: d["issuer"].update(name="Academy"),
        lambda d: d["issuer"].update(id="did:web:evil.example"),
        lambda d: d["credentialSubject"][0].update(description="of three"),
        lambda d: d.update(name=["Bread baking", "Cake baking"]),
    ],
)
def test_an_altered_value_is_refused(
    shown: dict[str, Any], alter: Callable[[dict[str, Any]], None]
) -> None:
    verify(shown)
    alter(shown)
    assert refused(shown) in {"proof.bad-signature", "proof.malformed"}


@pytest.mark.parametrize("member", ["name", "issuer", "validUntil", "credentialSubject", "type"])
def test_a_statement_taken_away_is_refused(shown: dict[str, Any], member: str) -> None:
    del shown[member]
    assert refused(shown) in {"proof.malformed", "context.undefined-term"}


def test_a_mandatory_statement_is_not_hidden(secured: dict[str, Any]) -> None:
    """All that a holder can do by hand: take it out, and put the proof in order again."""
    shown = show(secured)
    value = value_of(shown)
    del shown["validUntil"]
    assert refused(shown) == "proof.malformed"
    for place in value.mandatory_indexes:
        fewer = [i - (i > place) for i in value.mandatory_indexes if i != place]
        assert refused(changed(shown, mandatory_indexes=fewer)) == "proof.bad-signature"


def test_a_mandatory_statement_is_not_made_an_ordinary_one(shown: dict[str, Any]) -> None:
    value = value_of(shown)
    fewer = value.mandatory_indexes[1:]
    assert refused(changed(shown, mandatory_indexes=fewer)) == "proof.malformed"
    some = value.signatures[0]
    more = {"mandatory_indexes": fewer, "signatures": [some, *value.signatures]}
    assert refused(changed(shown, **more)) == "proof.bad-signature"


def test_an_ordinary_statement_is_not_made_mandatory(shown: dict[str, Any]) -> None:
    value = value_of(shown)
    count = len(value.signatures) + len(value.mandatory_indexes)
    changes = {"mandatory_indexes": list(range(count)), "signatures": []}
    assert refused(changed(shown, **changes)) == "proof.bad-signature"


def test_a_statement_is_not_slipped_in(secured: dict[str, Any]) -> None:
    shown = show(secured, "/name")
    value = value_of(shown)
    shown["description"] = "An invention"
    assert refused(shown) == "proof.malformed"
    for position in range(len(value.signatures) + 1):
        for signature in (value.signatures[0], value.base_signature, PROOF_KEY.sign(b"")):
            signatures = [*value.signatures]
            signatures.insert(position, signature)
            assert refused(changed(shown, signatures=signatures)) == "proof.bad-signature"


def test_a_statement_held_back_does_not_come_in_unsigned(secured: dict[str, Any]) -> None:
    """It was signed; but without its signature here nobody can tell."""
    shown = show(secured, "/name")
    shown["description"] = CREDENTIAL["description"]
    assert refused(shown) == "proof.malformed"
    assert verify(show(secured, "/name", "/description")) == without_proof(shown)


def test_a_key_of_ones_own_is_of_no_use(shown: dict[str, Any]) -> None:
    """The holder signs all statements with a new key: the issuer has not vouched for it."""
    mine = from_secret_bytes("P-256", b"\3" * 32)
    value = value_of(shown)
    lines = ecdsa_sd_2023._disclosed_lines(without_proof(shown), value, BUNDLED)
    _, others = ecdsa_sd_2023.parted(lines, value.mandatory_indexes)
    signatures = [mine.sign(line.encode()) for line in others]
    forged = changed(shown, public_key=mine.public_key, signatures=signatures)
    assert refused(forged) == "proof.bad-signature"
    twin = changed(shown, signatures=[PROOF_KEY.sign(line.encode()) for line in others])
    assert verify(twin)


def test_statements_of_two_credentials_are_not_mixed(secured: dict[str, Any]) -> None:
    other_key = from_secret_bytes("P-256", b"\4" * 32)
    document = {**CREDENTIAL, "id": "urn:x:1"}
    one = show(sign(document), "/name")
    two = show(sign({**document, "name": "Cake baking"}, proof_key=other_key), "/name")
    mixed = {**one, "name": two["name"]}
    assert refused(mixed) == "proof.bad-signature"
    assert refused(changed(mixed, signatures=value_of(two).signatures)) == "proof.bad-signature"
    assert refused(changed(mixed, **vars_of(value_of(two), "signatures", "public_key"))) == (
        "proof.bad-signature"
    )
    assert verify(changed(mixed, **vars_of(value_of(two), *DerivedValue.__slots__)))


def vars_of(value: DerivedValue, *names: str) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}


# Signatures


def test_the_number_of_signatures(shown: dict[str, Any]) -> None:
    signatures = list(value_of(shown).signatures)
    for wrong in ([], signatures[1:], signatures[:-1], [*signatures, signatures[-1]]):
        assert refused(changed(shown, signatures=wrong)) == "proof.malformed"
    assert verify(changed(shown, signatures=signatures))


def test_the_order_of_signatures(shown: dict[str, Any]) -> None:
    signatures = list(value_of(shown).signatures)
    assert len(set(signatures)) == len(signatures) > 2
    assert refused(changed(shown, signatures=signatures[::-1])) == "proof.bad-signature"


@pytest.mark.parametrize("position", [0, 1, 2])
def test_every_signature_counts(shown: dict[str, Any], position: int) -> None:
    signatures = list(value_of(shown).signatures)
    signatures[position] = bytes([*signatures[position][:-1], signatures[position][-1] ^ 1])
    assert refused(changed(shown, signatures=signatures)) == "proof.bad-signature"


def test_the_base_signature_counts(shown: dict[str, Any]) -> None:
    signature = value_of(shown).base_signature
    for wrong in (signature[::-1], b"\0" * 64, PROOF_KEY.sign(b"")):
        assert refused(changed(shown, base_signature=wrong)) == "proof.bad-signature"


def mirrored(signature: bytes) -> bytes:
    """(r, n - s): the other signature over the same data."""
    return signature[:32] + (ORDER - int.from_bytes(signature[32:], "big")).to_bytes(32, "big")


def test_the_mirrored_signature_is_accepted_and_means_the_same(shown: dict[str, Any]) -> None:
    """FIPS 186-5 knows no low s; what is verified is the content, not the bytes of its proof."""
    value = value_of(shown)
    twin = changed(
        shown,
        base_signature=mirrored(value.base_signature),
        signatures=[mirrored(signature) for signature in value.signatures],
    )
    assert twin != shown
    assert verify(twin) == verify(shown)


def test_numbers_out_of_range_are_not_reduced(shown: dict[str, Any]) -> None:
    signature = value_of(shown).base_signature
    r, s = (int.from_bytes(part, "big") for part in (signature[:32], signature[32:]))
    for wrong in ((0, s), (r, 0), (ORDER, s), (r, ORDER), (0, 0), (2**256 - 1, 2**256 - 1)):
        data = b"".join(number.to_bytes(32, "big") for number in wrong)
        assert refused(changed(shown, base_signature=data)) == "proof.bad-signature"


def test_another_key_is_refused(shown: dict[str, Any]) -> None:
    assert refused(shown, from_secret_bytes("P-256", b"\5" * 32)) == "proof.bad-signature"
    assert refused(shown, PROOF_KEY) == "proof.bad-signature"


# The options of the proof


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("created", "2026-03-01T09:30:01Z"),
        ("verificationMethod", "did:web:other.example#key"),
        ("id", "urn:x:proof"),
        ("expires", "2099-01-01T00:00:00Z"),
        ("domain", "shop.example"),
        ("challenge", "1"),
    ],
)
def test_altered_options_are_refused(shown: dict[str, Any], member: str, value: str) -> None:
    shown["proof"][member] = value
    assert refused(shown) == "proof.bad-signature"


def test_a_dropped_option_is_refused(shown: dict[str, Any]) -> None:
    del shown["proof"]["created"]
    assert refused(shown) == "proof.bad-signature"


def test_another_purpose_is_refused(shown: dict[str, Any]) -> None:
    shown["proof"]["proofPurpose"] = "authentication"
    assert refused(shown) == "proof.wrong-purpose"
    assert refused(shown, purpose="authentication") == "proof.bad-signature"


def test_contexts_of_the_proof(shown: dict[str, Any]) -> None:
    shown["proof"]["@context"] = ["https://w3id.org/security/data-integrity/v2"]
    assert refused(shown) == "proof.context-mismatch"
    shown["proof"]["@context"] = shown["@context"]
    assert verify(shown)


def test_it_builds_on_no_other_proof(shown: dict[str, Any]) -> None:
    other = {**shown["proof"], "id": "urn:x:other"}
    proof = {**shown["proof"], "previousProof": "urn:x:other"}
    chain = {**shown, "proof": [other, proof]}
    last = proofs_of(chain)[-1]
    code = code_of(
        lambda: verify_proof(
            chain, last, ISSUER.public_key, suites=DEFAULT_SUITES, contexts=BUNDLED
        )
    )
    assert code == "proof.malformed"


# The names of blank nodes, and the mandatory indexes


def test_the_label_map_is_that_of_the_document(shown: dict[str, Any]) -> None:
    labels = dict(value_of(shown).label_map)
    first, second = labels[0], labels[1]
    for wrong in (
        {},
        {0: first},
        {1: second},
        {0: first, 2: second},
        {0: first, 1: second, 2: bytes(32)},
        {0: first, 1: second, 2**64 - 1: bytes(32)},
    ):
        assert refused(changed(shown, label_map=wrong)) == "proof.malformed"
    assert verify(changed(shown, label_map={1: second, 0: first}))


def test_two_nodes_have_two_names(shown: dict[str, Any]) -> None:
    labels = value_of(shown).label_map
    assert refused(changed(shown, label_map={0: labels[0], 1: labels[0]})) == "proof.malformed"


def test_names_are_not_swapped_or_invented(shown: dict[str, Any]) -> None:
    labels = value_of(shown).label_map
    for wrong in ({0: labels[1], 1: labels[0]}, {0: labels[0], 1: bytes(32)}):
        assert refused(changed(shown, label_map=wrong)) in {
            "proof.bad-signature",
            "proof.malformed",
        }


def test_a_name_has_32_bytes(shown: dict[str, Any]) -> None:
    labels = value_of(shown).label_map
    for wrong in (b"", labels[0][:31], labels[0] + b"\0", "0" * 32, 7):
        assert refused(changed(shown, label_map={**labels, 0: wrong})) == "proof.malformed"


def test_one_node_is_not_split_in_two() -> None:
    """Ada and the group would be two subjects, though the issuer spoke of one."""
    document = {**CREDENTIAL, "credentialSubject": {"name": "Ada", "description": "a baker"}}
    shown = show(sign(document), "/credentialSubject/name", "/credentialSubject/description")
    assert verify(shown)
    shown["credentialSubject"] = [{"name": "Ada"}, {"description": "a baker"}]
    assert refused(shown) == "proof.malformed"


def test_mandatory_indexes_ascend_and_exist(shown: dict[str, Any]) -> None:
    indexes = list(value_of(shown).mandatory_indexes)
    for wrong in (
        indexes[::-1],
        [indexes[0], *indexes],
        [*indexes, indexes[-1]],
        [*indexes, 99],
        [*indexes[:-1], 2**64 - 1],
        [*indexes[:-1], b"\1"],
        {0: 1},
    ):
        assert refused(changed(shown, mandatory_indexes=wrong)) == "proof.malformed"
    assert verify(changed(shown, mandatory_indexes=indexes))


def test_an_index_just_too_large(shown: dict[str, Any]) -> None:
    value = value_of(shown)
    count = len(value.signatures) + len(value.mandatory_indexes)
    wrong = {"mandatory_indexes": [*value.mandatory_indexes, count]}
    assert refused(changed(shown, **wrong)) == "proof.malformed"
    assert "larger" in message_of(changed(shown, **wrong))


def message_of(document: dict[str, Any]) -> str:
    with pytest.raises(ProofError) as caught:
        verify(document)
    return caught.value.message


# The bytes of the proof value


def components(document: dict[str, Any]) -> list[Any]:
    read = strict_cbor.loads(multibase.decode(document["proof"]["proofValue"])[3:])
    assert isinstance(read, list)
    return read


def with_bytes(document: dict[str, Any], data: bytes) -> dict[str, Any]:
    value = multibase.encode(b"\xd9\x5d\x01" + data, "u")
    return {**document, "proof": {**document["proof"], "proofValue": value}}


def test_the_proof_value_is_what_it_should_be(shown: dict[str, Any]) -> None:
    value = shown["proof"]["proofValue"]
    for wrong in (
        None,
        7,
        "",
        "u",
        value[1:],
        "z" + value[1:],
        value + "=",
        value + "A",
        value[:-1],
        value[:-4],
        "u" + "A" * 1_000_000,
    ):
        assert refused({**shown, "proof": {**shown["proof"], "proofValue": wrong}}) == (
            "proof.malformed"
        )
    del shown["proof"]["proofValue"]
    assert refused(shown) == "proof.malformed"


def test_it_is_written_in_base64url_only(secured: dict[str, Any]) -> None:
    shown = show(secured)
    verify(shown)
    value = multibase.encode(multibase.decode(shown["proof"]["proofValue"]))
    shown["proof"]["proofValue"] = value
    assert refused(shown) == "proof.malformed"


def test_its_length_is_bounded(shown: dict[str, Any]) -> None:
    data = bytes(MAX_BYTES - 3)
    for length, cause in (
        (MAX_BYTES - 3, "cbor.trailing-bytes"),
        (MAX_BYTES, "multibase.too-long"),
    ):
        document = with_bytes(shown, data.ljust(length, b"\0"))
        with pytest.raises(ProofError) as caught:
            verify(document)
        assert isinstance(caught.value.__cause__, MintmarkError)
        assert caught.value.__cause__.code == cause


def test_cbor_tricks(shown: dict[str, Any]) -> None:
    data = strict_cbor.dumps(components(shown))
    assert data[:3] == b"\x85\x58\x40"
    for wrong in (
        data + b"\0",
        b"\x9f" + data[1:] + b"\xff",
        b"\x98\x05" + data[1:],
        b"\x85\x59\x00\x40" + data[3:],
        b"\x85\xd8\x40" + data[1:],
        b"\xd9\xd9\xf7" + data,
        b"\x86" + data[1:] + b"\0",
        b"\x84" + data[1:],
        b"\x85\x5b" + b"\xff" * 8 + data[3:],
        strict_cbor.dumps(data),
        strict_cbor.dumps({0: data}),
        b"\x81" * 100_000,
    ):
        assert refused(with_bytes(shown, wrong)) == "proof.malformed"
    assert verify(with_bytes(shown, data))


def test_a_name_given_twice(shown: dict[str, Any]) -> None:
    parts = [strict_cbor.dumps(part) for part in components(shown)]
    label = strict_cbor.dumps(value_of(shown).label_map[0])
    other = strict_cbor.dumps(value_of(shown).label_map[1])
    twice = b"\xa3\x00" + label + b"\x01" + other + b"\x00" + label
    once = b"\xa2\x01" + other + b"\x00" + label
    for pairs, good in ((twice, False), (once, True)):
        document = with_bytes(shown, b"\x85" + b"".join([*parts[:3], pairs, parts[4]]))
        if good:
            assert verify(document)
        else:
            assert refused(document) == "proof.malformed"


@pytest.mark.parametrize("position", range(5))
@pytest.mark.parametrize("wrong", [0, b"", b"\0" * 64, "text", [0], {0: 0}, [b"\0" * 63]])
def test_each_part_is_of_its_kind(shown: dict[str, Any], position: int, wrong: Any) -> None:
    parts = components(shown)
    parts[position] = wrong
    code = refused(with_bytes(shown, strict_cbor.dumps(parts)))
    lone_signature = position == 0 and wrong == b"\0" * 64
    assert code == ("proof.bad-signature" if lone_signature else "proof.malformed")


def test_the_key_made_for_the_proof(shown: dict[str, Any]) -> None:
    good = components(shown)[1]
    assert good[:2] == b"\x80\x24"
    for wrong in (
        good[:-1],
        good + b"\0",
        good[2:],
        b"\xed\x01" + good[2:],
        b"\x81\x24" + good[2:],
        b"\x80\x24\x05" + good[3:],
        b"\x80\x24\x00" + bytes(32),
        b"\x80\x24\x02" + b"\xff" * 32,
        b"\x80\x24\x02" + (7).to_bytes(32, "big"),
    ):
        parts = components(shown)
        parts[1] = wrong
        assert refused(with_bytes(shown, strict_cbor.dumps(parts))) == "proof.malformed"
    # The same key with the other y: a point, but not the one that the issuer vouched for.
    parts = components(shown)
    parts[1] = good[:2] + bytes([good[2] ^ 1]) + good[3:]
    assert refused(with_bytes(shown, strict_cbor.dumps(parts))) == "proof.bad-signature"


# Bounds


def test_the_number_of_statements_is_bounded(
    shown: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    value = value_of(shown)
    count = len(value.signatures) + len(value.mandatory_indexes)
    monkeypatch.setattr(sd_statements, "MAX_STATEMENTS", count)
    assert verify(shown)
    monkeypatch.setattr(sd_statements, "MAX_STATEMENTS", count - 1)
    with pytest.raises(LimitError) as caught:
        verify(shown)
    assert caught.value.code == "proof.too-many-statements"


def test_the_largest_document_fits_into_a_proof() -> None:
    """What is signed here can be read here: the two bounds go together."""
    count = sd_statements.MAX_STATEMENTS
    value = DerivedValue(
        b"\0" * 64,
        PROOF_KEY.public_key,
        [b"\0" * 64] * count,
        {i: i.to_bytes(32, "big") for i in range(count)},
        list(range(count)),
    )
    assert len(read_derived(write_derived(value)).signatures) == count


def test_no_statement_is_looked_at_before_the_issuers_signature(
    shown: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work that a stranger can cause without any valid signature stays small."""
    wrong = changed(shown, base_signature=b"\1" * 64)
    looked: list[bytes] = []
    real = type(ISSUER.public_key).verify

    def verify_counted(self: Any, signature: bytes, data: bytes) -> bool:
        looked.append(data)
        return real(self, signature, data)

    monkeypatch.setattr(type(ISSUER.public_key), "verify", verify_counted)
    assert refused(wrong) == "proof.bad-signature"
    assert len(looked) == 1


def test_bbs_is_not_carried(shown: dict[str, Any]) -> None:
    """docs/decisions/0020-bbs-2023.md"""
    shown["proof"]["cryptosuite"] = "bbs-2023"
    assert refused(shown) == "proof.unknown-suite"
