"""did:key, did:jwk and did:web."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintmark.errors import KeyMaterialError
from mintmark.keys import did_jwk, did_key, did_web
from mintmark.keys.curves import CURVES
from mintmark.keys.private_key import generate

KEYS = {kind: generate(kind).public_key for kind in CURVES}


@pytest.mark.parametrize("kind", list(CURVES))
def test_a_did_is_its_key(kind: str) -> None:
    for method in (did_key, did_jwk):
        did = method.write(KEYS[kind])
        assert method.read(did) == KEYS[kind]
        assert method.method_id(did).startswith(did + "#")


def test_the_fragment_of_a_did_key_is_the_key_again() -> None:
    did = did_key.write(KEYS["Ed25519"])
    assert did_key.method_id(did) == f"{did}#{did.removeprefix('did:key:')}"
    assert did_jwk.method_id("did:jwk:e30") == "did:jwk:e30#0"


def code_of_key(did: str) -> str:
    with pytest.raises(KeyMaterialError) as caught:
        did_key.read(did)
    return caught.value.code


def test_malformed_did_keys_are_refused() -> None:
    did = did_key.write(KEYS["Ed25519"])
    assert code_of_key(did.upper()) == "key.wrong-did-method"
    assert code_of_key(did.replace("did:key:", "did:key:1.1:")) == "key.malformed-multikey"
    assert code_of_key(did + "#x") == "key.malformed-multikey"
    assert code_of_key("did:key:") == "key.malformed-multikey"


def code_of_jwk(did: str) -> str:
    with pytest.raises(KeyMaterialError) as caught:
        did_jwk.read(did)
    return caught.value.code


def test_malformed_did_jwks_are_refused() -> None:
    def did(text: str) -> str:
        return "did:jwk:" + base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()

    assert code_of_jwk("did:key:z6Mk") == "key.wrong-did-method"
    assert code_of_jwk("did:jwk:e30=") == "key.malformed-did"
    assert code_of_jwk(did("{")) == "key.malformed-did"
    assert code_of_jwk(did('{"kty":"OKP","kty":"OKP"}')) == "key.malformed-did"
    assert code_of_jwk(did("[]")) == "key.malformed-jwk"
    assert code_of_jwk(did("[[[[[[[]]]]]]]")) == "key.malformed-did"
    assert code_of_jwk("did:jwk:" + "A" * 5000) == "key.malformed-did"


def test_the_private_key_in_a_did_jwk_is_refused() -> None:
    text = '{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"A"}'
    did = "did:jwk:" + base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()
    assert code_of_jwk(did) == "key.private-in-public"


@pytest.mark.parametrize(
    ("did", "url"),
    [
        ("did:web:example.org", "https://example.org/.well-known/did.json"),
        ("did:web:example.org:user:alice", "https://example.org/user/alice/did.json"),
        ("did:web:example.org%3A3000", "https://example.org:3000/.well-known/did.json"),
        ("did:web:example.org%3a3000:a", "https://example.org:3000/a/did.json"),
        ("did:web:xn--bcker-gra.example", "https://xn--bcker-gra.example/.well-known/did.json"),
        ("did:web:localhost%3A8000", "https://localhost:8000/.well-known/did.json"),
        ("did:web:example.org:b%C3%A4cker", "https://example.org/b%C3%A4cker/did.json"),
        ("did:web:1.example", "https://1.example/.well-known/did.json"),
    ],
)
def test_a_did_web_is_a_web_address(did: str, url: str) -> None:
    assert did_web.to_url(did) == url


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "127.0.0.1",
        "127.1",
        "example.0x7f",
        "2130706433",
        "0x7f000001",
        "%5B%3A%3A1%5D",
        "[::1]",
        "example.org.",
        ".example.org",
        "a..b",
        "-a.example",
        "a_b.example",
        "bäcker.example",
        "example.org/path",
        "example.org?x",
        "example.org#x",
        "user@example.org",
        "user%40example.org",
        "example.org%2Fpath",
        "example.org%3A",
        "example.org%3A0",
        "example.org%3A65536",
        "example.org%3A80%3A80",
        "example.org%3A8080x",
        "example.org:",
        "example.org::a",
        "example.org:..",
        "example.org:a:%2e%2E:b",
        "example.org:.",
        "example.org:a%2Fb",
        "example.org:a%5cb",
        "example.org:a%00",
        "example.org:a%2",
        "example.org:a b",
        "a" * 64 + ".example",
        "a.example:" + "a" * 1100,
        ".".join(["a" * 60] * 5),
    ],
)
def test_what_is_no_web_address_is_refused(rest: str) -> None:
    with pytest.raises(KeyMaterialError) as caught:
        did_web.to_url(f"did:web:{rest}")
    assert caught.value.code == "key.malformed-did"


def test_a_did_web_is_written() -> None:
    assert did_web.write("example.org") == "did:web:example.org"
    assert did_web.write("example.org", ["a", "b"], port=8000) == "did:web:example.org%3A8000:a:b"
    with pytest.raises(KeyMaterialError):
        did_web.write("example.org", [".."])
    with pytest.raises(KeyMaterialError) as caught:
        did_web.to_url("did:webs:example.org")
    assert caught.value.code == "key.wrong-did-method"


@given(st.text(max_size=60))
def test_no_text_leads_off_the_host(text: str) -> None:
    try:
        url = did_web.to_url(f"did:web:example.org:{text}")
    except KeyMaterialError:
        return
    assert url.startswith("https://example.org/") and url.endswith("/did.json")
    assert not {"..", "."} & set(url.split("/")[3:])
