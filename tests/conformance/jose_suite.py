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
from mintmark.proofs.envelope import Opened, methods_named, verify
from mintmark.proofs.enveloped import is_enveloped, media_type_of
from mintmark.proofs.envelopes import open_enveloped, open_token
from mintmark.proofs.vc_jose import as_list, sign, sign_selectively

AT: Final = datetime(2024, 12, 16, 12, tzinfo=UTC)
"""Within the day for which the published presentations were signed (``exp``)."""

EVERYBODY: Final = ("vm-ed25519.json", "vm-p256.json", "vm-p384.json", "vm-p521.json")

EXAMPLES: Final = "https://www.w3.org/ns/credentials/examples/v2"
CONTEXTS: Final = BUNDLED.extended(
    {EXAMPLES: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}}
)


def attempt(
    function: str, given: Path, key: Path, feature: str, disclosed: Collection[str] = ()
) -> Opened:
    """Issue a file and open what came of it, or verify a file.

    Raises:
        MintmarkError: why it cannot be.
    """
    content, form = feature.split("_")
    text = given.read_text().strip()
    if function == "issue":
        text = _issued(json.loads(text), _private_key(key), content, form, disclosed)
    opened = open_token(text)
    assert opened.content == content
    assert opened.envelope.endswith("+sd-jwt" if form == "sdjwt" else "+jwt")
    if function == "verify":
        # What is issued has a credential inside whose token lacks its first letter, as published.
        _check_inside(opened, _document(*(key.parent / name for name in EVERYBODY)))
    return _checked(opened, _document(key))


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the suite asks for, and leave the result in a file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("function", choices=["issue", "verify"])
    for name in ("input", "key", "output"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--feature", required=True)
    parser.add_argument("--disclosures", nargs="*", default=[])
    asked = parser.parse_args(arguments)
    if asked.feature.endswith("cose"):
        result, told = "indeterminate", "COSE is not read."
    else:
        try:
            attempt(asked.function, asked.input, asked.key, asked.feature, asked.disclosures)
            result, told = "success", ""
        except MintmarkError as error:
            result, told = "failure", str(error)
    asked.output.parent.mkdir(parents=True, exist_ok=True)
    asked.output.write_text(json.dumps({"result": result, "data": told}))
    return 0


def _issued(
    document: dict[str, Any], key: PrivateKey, kind: str, form: str, disclosed: Collection[str]
) -> str:
    if kind == "credential":
        naming.check(document, CONTEXTS)
    if form != "sdjwt":
        return sign(document, key, content=kind, claims={"iat": 1_704_067_200})
    paths = {"/" + re.sub(r"\[(\d+)\]", r".\1", p).replace(".", "/") for p in disclosed}
    return str(
        sign_selectively(
            document, key, disclosable=paths, salt=lambda: secrets.token_urlsafe(16), content=kind
        )
    )


def _document(*files: Path) -> ControllerDocument:
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


def _check_inside(opened: Opened, keys: ControllerDocument) -> None:
    """Go the whole way for every enveloped credential that is not COSE."""
    for credential in filter(is_enveloped, as_list(opened.document.get("verifiableCredential"))):
        if media_type_of(credential) != "vc+cose":
            _checked(open_enveloped(credential), keys)


if __name__ == "__main__":
    raise SystemExit(main())
