"""Related resources are compared; what else a credential points to is told, never "checked"."""

import base64
import hashlib
from typing import Any

import pytest

from mintmark.encoding import multibase
from mintmark.errors import FormatError, LimitError, MintmarkError, UnavailableError
from mintmark.formats.related import MAX_BYTES, check_resources, remarks, resources_of
from mintmark.ports import Documents

DATA = b"a picture"
URL = "https://issuer.example/picture.png"
AT_HAND = Documents({URL: DATA, URL + "2": b"another"})
CODES = {"sha256": b"\x12\x20", "sha384": b"\x20\x30", "sha512": b"\x13\x40"}


def sri(name: str, data: bytes = DATA, url_safe: bool = False) -> str:
    digest = hashlib.new(name, data).digest()
    encode = base64.urlsafe_b64encode if url_safe else base64.b64encode
    return f"{name}-{encode(digest).decode()}"


def multi(name: str = "sha256", data: bytes = DATA, base: str = "z") -> str:
    return multibase.encode(CODES[name] + hashlib.new(name, data).digest(), base)


def naming(*entries: Any, **digests: Any) -> dict[str, Any]:
    return {"relatedResource": [*entries, *([{"id": URL, **digests}] if digests else [])]}


def refused(document: dict[str, Any]) -> str:
    with pytest.raises(MintmarkError) as caught:
        check_resources(document, AT_HAND)
    return caught.value.code


def test_no_resources() -> None:
    assert check_resources({}, AT_HAND) == 0


@pytest.mark.parametrize(
    "digests",
    [
        {"digestSRI": sri("sha256")},
        {"digestSRI": sri("sha384")},
        {"digestSRI": sri("sha512", url_safe=True)},
        {"digestSRI": sri("sha256") + "?a=b"},
        {"digestSRI": f"{sri('sha512', b'old')} {sri('sha512')}"},
        {"digestSRI": [sri("sha384"), "md5-AAAA"]},
        {"digestSRI": f"{sri('sha256', b'weaker, not looked at')} {sri('sha512')}"},
        {"digestMultibase": multi()},
        {"digestMultibase": multi("sha512", base="u")},
        {"digestMultibase": [multi("sha384")], "digestSRI": sri("sha256"), "mediaType": "x/y"},
    ],
)
def test_what_has_not_changed_passes(digests: dict[str, Any]) -> None:
    assert check_resources(naming(**digests), AT_HAND) == 1
    assert check_resources({"relatedResource": {"id": URL, **digests}}, AT_HAND) == 1


@pytest.mark.parametrize(
    "digests",
    [
        {"digestSRI": sri("sha256", b"other")},
        {"digestSRI": f"{sri('sha512', b'other')} {sri('sha256')}"},
        {"digestMultibase": multi("sha256", b"other")},
        {"digestMultibase": multi(), "digestSRI": sri("sha384", b"other")},
        {"digestMultibase": multi("sha384", b"other"), "digestSRI": sri("sha384")},
    ],
)
def test_what_has_changed_is_refused(digests: dict[str, Any]) -> None:
    assert refused(naming(**digests)) == "related.altered"


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (naming("https://issuer.example"), "related.malformed"),
        (naming({"id": "picture.png", "digestSRI": sri("sha256")}), "related.malformed"),
        (naming({"id": URL}), "related.malformed"),
        (naming(digestSRI=""), "related.malformed"),
        (naming(digestSRI=[]), "related.malformed"),
        (naming(digestSRI=7), "related.malformed"),
        (naming(digestSRI="sha256"), "related.malformed"),
        (naming(digestSRI="sha256-AAAA"), "related.malformed"),
        (naming(digestSRI="sha256-A"), "related.malformed"),
        (naming(digestMultibase="f1220"), "related.malformed"),
        (naming(digestMultibase=multibase.encode(b"\x12\x20short")), "related.malformed"),
        (naming(digestMultibase=multibase.encode(b"\x16\x20" + bytes(32))), "unknown-digest"),
        (naming(digestSRI="md5-AAAA"), "unknown-digest"),
        (naming(*[{"id": URL, "digestSRI": sri("sha256")}] * 2), "related.twice"),
        (naming(*[{"id": URL, "digestSRI": sri("sha256")}] * 9), "related.too-many"),
    ],
)
def test_bad_resources(document: dict[str, Any], code: str) -> None:
    assert refused(document).removeprefix("related.") == code.removeprefix("related.")


def test_what_cannot_be_had_could_not_be_checked() -> None:
    for address in ("https://issuer.example/gone", URL):
        document = {"relatedResource": {"id": address, "digestSRI": "sha3-AAAA"}}
        with pytest.raises(UnavailableError):
            check_resources(document, AT_HAND)


def test_large_resources_are_not_hashed() -> None:
    (one,) = resources_of(naming(digestSRI=sri("sha256")))
    with pytest.raises(LimitError):
        one.require_unaltered(bytes(MAX_BYTES + 1))


def test_remarks_never_say_checked() -> None:
    document = {
        "refreshService": {"id": "https://issuer.example/new", "type": "1EdTechCredentialRefresh"},
        "termsOfUse": [{"type": "IssuerPolicy"}],
        "evidence": [{"id": "urn:x:y", "type": ["Evidence", "Video"]}, {"type": "Film"}],
    }
    refresh, terms, evidence, film = remarks(document)
    assert "https://issuer.example/new" in refresh
    assert "not known" not in refresh
    assert "IssuerPolicy, a kind that is not known here" in terms
    assert "not known" not in evidence
    assert "not known" in film
    for said in (terms, evidence, film):
        assert "not checked" in said
    assert remarks({}) == ()


@pytest.mark.parametrize("value", ["https://x.example", {"id": "urn:x:y"}, {"type": ""}, 5])
def test_what_has_no_type_is_refused(value: Any) -> None:
    with pytest.raises(FormatError) as caught:
        remarks({"termsOfUse": value})
    assert caught.value.code == "related.untyped"
