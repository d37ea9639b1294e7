"""The cases of the W3C test suite of VC-JOSE-COSE, one test for each row."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.jsonld import to_quads
from mintmark.encoding.multibase import base64url_decode
from mintmark.errors import KeyMaterialError, MintmarkError, UnavailableError
from mintmark.keys.controller_document import ControllerDocument, parse_document
from mintmark.keys.curves import CURVES
from mintmark.keys.private_key import PrivateKey, from_secret_bytes
from mintmark.proofs import vc_cose
from mintmark.proofs.envelope import Opened, methods_named, verify
from mintmark.proofs.enveloped import is_enveloped, media_type_of
from mintmark.proofs.envelopes import open_cose, open_enveloped, open_token
from mintmark.proofs.vc_jose import as_list, sign, sign_selectively
from tokens import salts

pytestmark = pytest.mark.shared

AT = datetime(2024, 12, 16, 12, tzinfo=UTC)
"""Within the day for which the published presentations were signed (``exp``)."""
COSE = range(27, 36)

PLACEHOLDER = 31
"""The row whose presentation holds three dots for a token, and is to succeed."""

P521 = {4, 18, 21}
"""Rows that succeed only with a key on P-521."""


EVERYBODY = ("vm-ed25519.json", "vm-p256.json", "vm-p384.json", "vm-p521.json")


def row(shared: Path, number: int) -> dict[str, Any]:
    rows = json.loads((shared / "standards/jose/expectations.json").read_text())
    (found,) = [one for one in rows if one["number"] == number]
    return found


def document(shared: Path, *names: str) -> ControllerDocument:
    """Return what lists the keys of these files, as their controller would."""
    methods = [json.loads((shared / "standards/jose/input" / name).read_text()) for name in names]
    public = [{key: m[key] for key in m if key != "secretKeyJwk"} for m in methods]
    controller = methods[0]["controller"]
    listed = {"assertionMethod": public, "authentication": [m["id"] for m in methods]}
    return parse_document({"id": controller, **listed}, controller)


def private_key(shared: Path, name: str) -> PrivateKey:
    method = json.loads((shared / "standards/jose/input" / name).read_text())
    secret = method["secretKeyJwk"]
    key = from_secret_bytes(secret["crv"], base64url_decode(secret["d"]))
    return PrivateKey(key.kind, method["controller"], method["id"], key.secret)


def checked(opened: Opened, keys: ControllerDocument) -> Opened:
    """Go the whole way: the key by its name, the signature, the times."""
    (method,) = methods_named(opened.sealed.jws, keys, "assertionMethod")
    verify(opened, keys.method(method).public_key)
    opened.times.require(at=AT)
    return opened


def check_inside(opened: Opened, keys: ControllerDocument) -> list[str]:
    """Go the whole way for every enveloped credential; return how each is secured."""
    kinds = []
    for credential in filter(is_enveloped, as_list(opened.document.get("verifiableCredential"))):
        kinds.append(media_type_of(credential))
        # The one in COSE has a line end behind its base64, as published.
        checked(open_enveloped({**credential, "id": credential["id"].rstrip("\n")}), keys)
    return kinds


def attempt(shared: Path, case: dict[str, Any]) -> Opened:
    text = (shared / "standards/jose/input" / case["input"]).read_text().strip()
    content, form = case["feature"].split("_")
    if form == "cose":
        opened = open_cose(cose(shared, case, text))
    else:
        opened = open_token(
            issued(shared, case, json.loads(text)) if case["function"] == "issue" else text
        )
    assert opened.content == content
    assert opened.envelope.endswith({"sdjwt": "+sd-jwt", "jose": "+jwt", "cose": "+cose"}[form])
    if case["function"] == "verify" and case["number"] != PLACEHOLDER:
        # What is issued has a credential inside whose token lacks its first letter, as published.
        check_inside(opened, document(shared, *EVERYBODY))
    return checked(opened, document(shared, case["key"]))


def cose(shared: Path, case: dict[str, Any], text: str) -> bytes:
    """Return what is published in base64 without its padding."""
    if case["function"] == "verify":
        return base64url_decode(text.rstrip("=").translate(str.maketrans("+/", "-_")))
    kind = "credential" if case["feature"].startswith("credential") else "presentation"
    return vc_cose.sign(json.loads(text), private_key(shared, case["key"]), content=kind)


def issued(shared: Path, case: dict[str, Any], content: dict[str, Any]) -> str:
    key = private_key(shared, case["key"])
    kind = "credential" if case["feature"].startswith("credential") else "presentation"
    if not case["feature"].endswith("sdjwt"):
        return sign(content, key, content=kind, claims={"iat": 1_704_067_200})
    paths = {
        "/" + re.sub(r"\[(\d+)\]", r".\1", p).replace(".", "/") for p in case["disclosure_paths"]
    }
    return str(sign_selectively(content, key, disclosable=paths, salt=salts(), content=kind))


@pytest.mark.parametrize("number", [n for n in range(1, 36) if n != 5])
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


def test_row_5(shared: Path) -> None:
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
