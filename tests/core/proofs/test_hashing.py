"""What is remembered of a proof's options never changes their hash."""

import hashlib

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from mintmark.encoding.canonical import plain_form
from mintmark.encoding.contexts import BUNDLED
from mintmark.errors import MintmarkError
from mintmark.proofs import hashing
from mintmark.proofs.eddsa_jcs_2022 import SUITE as JCS
from mintmark.proofs.eddsa_rdfc_2022 import SUITE as RDFC

V2 = "https://www.w3.org/ns/credentials/v2"
ODD = {
    "plain": {"created": "urn:x:created"},
    "two terms, one property": {"created": "urn:x:created", "made": "urn:x:created"},
    "an address": {"created": {"@id": "urn:x:created", "@type": "@id"}},
    "a term": {"created": {"@id": "urn:x:created", "@type": "@vocab"}},
    "JSON": {"created": {"@id": "urn:x:created", "@type": "@json"}},
    "a language": {"created": {"@id": "urn:x:created", "@language": "en"}},
    "a keyword": {"created": "@id"},
    "types": {"created": "@type"},
    "nothing": {"created": None},
}
COMMON = {"made": "urn:x:made", "note": "urn:x:note", "name": "@id", "kind": "@type"}
STORE = BUNDLED.extended(
    {
        f"https://odd.example/{number}": {"@context": COMMON | odd}
        for number, odd in enumerate(ODD.values())
    }
)
CONTEXTS = [[V2], V2, *([f"https://odd.example/{number}"] for number in range(len(ODD)))]
MOMENTS = ["2026-05-04T12:00:00Z", "1999-12-31T23:59:59.25+14:00", hashing._SPECIMEN]
TEXTS = st.sampled_from([*MOMENTS, "", "x", '"\n\0', "é", "urn:x:a", "assertionMethod"])
OPTIONS = st.fixed_dictionaries(
    {"@context": st.sampled_from(CONTEXTS)},
    optional={
        "created": st.one_of(TEXTS, st.sampled_from(MOMENTS), st.just(["x"]), st.just(1)),
        "type": st.sampled_from(["DataIntegrityProof", ["DataIntegrityProof"]]),
        "expires": TEXTS,
        "made": st.one_of(TEXTS, st.lists(TEXTS, max_size=3), st.booleans()),
        "note": TEXTS,
        "name": st.just("urn:x:name"),
        "challenge": TEXTS,
    },
)


def hashed(work):
    try:
        return work()
    except MintmarkError as error:
        return type(error), error.code, str(error)


def plain(options, suite):
    if suite is JCS:
        return hashlib.sha256(rfc8785.dumps(options)).digest()
    return hashlib.sha256(plain_form(options, STORE)).digest()


@given(options=OPTIONS, moments=st.lists(st.sampled_from(MOMENTS), max_size=2))
def test_the_hash_is_that_of_the_plain_way(options, moments):
    series = [options, *({**options, "created": moment} for moment in moments), options]
    for suite in (RDFC, JCS):
        for one in series:
            told = hashed(
                lambda one=one, suite=suite: hashing.hash_options(one, suite, "sha256", STORE)
            )
            assert told == hashed(lambda one=one, suite=suite: plain(one, suite))


@pytest.mark.parametrize("suite", [RDFC, JCS], ids=["rdfc", "jcs"])
def test_options_that_differ_in_their_moment_are_canonicalised_once(suite, monkeypatch):
    hashing._around.cache_clear()
    asked = []
    real = hashing._form
    monkeypatch.setattr(hashing, "_form", lambda *given: (asked.append(given), real(*given))[1])
    for second in range(10):
        options = {
            "@context": [V2],
            "type": "DataIntegrityProof",
            "cryptosuite": suite.name,
            "created": f"2026-05-04T12:00:0{second}Z",
            "verificationMethod": "did:example:a#key",
            "proofPurpose": "assertionMethod",
        }
        hashing.hash_options(options, suite, "sha256", STORE)
    assert len(asked) == 1


def test_long_options_are_not_remembered():
    hashing._around.cache_clear()
    options = {"@context": [V2], "created": MOMENTS[0], "challenge": "x" * 5000}
    hashing.hash_options(options, JCS, "sha256", STORE)
    assert hashing._around.cache_info().currsize == 0
    assert hashing._around.cache_info().maxsize is not None
