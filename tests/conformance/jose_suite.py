"""What the W3C's suite for VC-JOSE-COSE calls: issue or verify one file with one key.

The suite knows no HTTP: it runs each implementation as a command and reads the file that it leaves.

    python tests/conformance/jose_suite.py issue --input a.json --key key.json \\
        --feature credential_jose --output result.json
"""

from __future__ import annotations

import argparse
import json
import re
import secrets
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from mintmark.cli.vc_api import naming
from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.multibase import base64url_decode
from mintmark.errors import MintmarkError
from mintmark.keys.controller_document import ControllerDocument, parse_document
from mintmark.keys.private_key import PrivateKey, from_secret_bytes
from mintmark.proofs import vc_cose
from mintmark.proofs.envelope import Content, Opened, methods_named, verify
from mintmark.proofs.enveloped import is_enveloped
from mintmark.proofs.envelopes import open_cose, open_enveloped, open_token
from mintmark.proofs.vc_jose import as_list, sign, sign_selectively

AT: Final = datetime(2024, 12, 16, 12, tzinfo=UTC)
"""Within the day for which the published presentations were signed (``exp``)."""

EVERYBODY: Final = ("vm-ed25519.json", "vm-p256.json", "vm-p384.json", "vm-p521.json")

EXAMPLES: Final = "https://www.w3.org/ns/credentials/examples/v2"
CONTEXTS: Final = BUNDLED.extended(
    {EXAMPLES: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}}
)


ENDINGS: Final = {"jose": "+jwt", "sdjwt": "+sd-jwt", "cose": "+cose"}


def attempt(
    function: str, given: Path, key: Path, feature: str, disclosed: Collection[str] = ()
) -> Opened:
    """Issue a file and open what came of it, or verify a file.

    Raises:
        MintmarkError: why it cannot be.
    """
    kind, form = feature.split("_")
    content: Content = "credential" if kind == "credential" else "presentation"
    text = given.read_text().strip()
    if function == "issue":
        secured = _issued(json.loads(text), _private_key(key), content, form, disclosed)
    else:
        secured = _from_base64(text) if form == "cose" else text
    opened = open_cose(secured) if isinstance(secured, bytes) else open_token(secured)
    assert opened.content == content
    assert opened.envelope.endswith(ENDINGS[form])
    if function == "verify" and form != "cose":
        # What is issued has a credential inside whose token lacks its first letter, as published;
        # and the presentation in COSE has one with three dots for a signature.
        check_inside(opened, keys_in(*(key.parent / name for name in EVERYBODY)))
    return _checked(opened, keys_in(key))


def check_inside(opened: Opened, keys: ControllerDocument) -> None:
    """Go the whole way for every enveloped credential of a presentation.

    Raises:
        MintmarkError: one of them does not hold.
    """
    for credential in filter(is_enveloped, as_list(opened.document.get("verifiableCredential"))):
        # The one in COSE has a line end behind its base64, as published.
        _checked(open_enveloped({**credential, "id": credential["id"].rstrip("\n")}), keys)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the suite asks for, and leave the result in a file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("function", choices=["issue", "verify"])
    for name in ("input", "key", "output"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--feature", required=True)
    parser.add_argument("--disclosures", nargs="*", default=[])
    asked = parser.parse_args(arguments)
    try:
        attempt(asked.function, asked.input, asked.key, asked.feature, asked.disclosures)
        result, told = "success", ""
    except MintmarkError as error:
        result, told = "failure", str(error)
    asked.output.parent.mkdir(parents=True, exist_ok=True)
    asked.output.write_text(json.dumps({"result": result, "data": told}))
    return 0


def _issued(
    document: dict[str, Any],
    key: PrivateKey,
    kind: Content,
    form: str,
    disclosed: Collection[str],
) -> str | bytes:
    if kind == "credential":
        naming.check(document, CONTEXTS)
    if form == "cose":
        return vc_cose.sign(document, key, content=kind)
    if form == "jose":
        return sign(document, key, content=kind, claims={"iat": 1_704_067_200})
    paths = {"/" + re.sub(r"\[(\d+)\]", r".\1", p).replace(".", "/") for p in disclosed}
    return str(
        sign_selectively(
            document, key, disclosable=paths, salt=lambda: secrets.token_urlsafe(16), content=kind
        )
    )


def _from_base64(text: str) -> bytes:
    """Read what is published in base64 without its padding."""
    return base64url_decode(text.rstrip("=").translate(str.maketrans("+/", "-_")))


def keys_in(*files: Path) -> ControllerDocument:
    """Return what lists the keys of these files, as their controller would."""
    methods = [json.loads(file.read_text()) for file in files]
    public = [{key: m[key] for key in m if key != "secretKeyJwk"} for m in methods]
    controller = methods[0]["controller"]
    listed = {"assertionMethod": public, "authentication": [m["id"] for m in methods]}
    return parse_document({"id": controller, **listed}, controller)


def _private_key(file: Path) -> PrivateKey:
    method = json.loads(file.read_text())
    secret = method["secretKeyJwk"]
    key = from_secret_bytes(secret["crv"], base64url_decode(secret["d"]))
    return PrivateKey(key.kind, method["controller"], method["id"], key.secret)


def _checked(opened: Opened, keys: ControllerDocument) -> Opened:
    """Go the whole way: the key by its name, the signature, the times."""
    (method,) = methods_named(opened.sealed.jws, keys, "assertionMethod")
    verify(opened, keys.method(method).public_key)
    opened.times.require(at=AT)
    return opened


if __name__ == "__main__":
    raise SystemExit(main())
