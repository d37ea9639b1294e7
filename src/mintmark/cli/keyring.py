"""``mintmark keys``: making key files and reading them; and the operator's own contexts."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

from mintmark.cli import console, files
from mintmark.encoding.contexts import BUNDLED, ContextStore
from mintmark.errors import KeyMaterialError, UsageError
from mintmark.keys import did_web, identity, keyfile
from mintmark.keys.private_key import PrivateKey, generate

KINDS = {"ed25519": "Ed25519", "p256": "P-256"}
VARIABLE = "MINTMARK_PASSPHRASE"


def new(
    did: str, kind: str, domain: str | None, out: Path, passphrase: Path | None, as_json: bool
) -> None:
    """Make a key, write it for its owner's eyes only, and tell its DID."""
    private = make(did, kind, domain)
    secret = read_passphrase(passphrase)
    files.write_new(out, keyfile.dumps(private, secret).encode(), private=True)
    published = None
    if did == "web":
        published = out.with_name(f"{out.stem}.did.json")
        document = json.dumps(identity.did_document(private), indent=2) + "\n"
        files.write_new(published, document.encode())
    _tell(private, out, published, encrypted=secret is not None, as_json=as_json)


def make(did: str, kind: str, domain: str | None) -> PrivateKey:
    """Return a fresh key of this kind under this kind of DID.

    Raises:
        UsageError: there is no such kind, or did:web has no domain.
    """
    if kind.lower().replace("-", "") not in KINDS:
        raise _unknown("kind", kind, KINDS)
    raw = generate(KINDS[kind.lower().replace("-", "")])
    if domain and did != "web":
        raise UsageError("keys.needless-domain", f"A did:{did} has no domain.")
    if did == "key":
        return identity.as_did_key(raw)
    if did == "jwk":
        return identity.as_did_jwk(raw)
    if did != "web":
        raise _unknown("did", did, ("key", "jwk", "web"))
    if not domain:
        raise UsageError(
            "keys.no-domain",
            "A did:web needs the domain that will serve its document.",
            remedy="Add --domain example.org, or --domain example.org/badges.",
        )
    host, *path = domain.removeprefix("https://").strip("/").split("/")
    name, colon, port = host.partition(":")
    if colon and not re.fullmatch(r"[0-9]{1,5}", port):
        raise UsageError("keys.bad-port", f"{port!r} is not a port.", remedy="Write 8443, say.")
    return identity.as_did_web(raw, name, path, port=int(port) if colon else None)


def read(path: Path, passphrase: Path | None) -> PrivateKey:
    """Return the key in a key file."""
    secret = read_passphrase(passphrase)
    try:
        return keyfile.loads(files.read_text(path), secret)
    except KeyMaterialError as error:
        remedy = error.remedy
        if error.code == "key.passphrase-missing":
            remedy = f"Give it with --passphrase-file, or in the variable {VARIABLE}."
        raise KeyMaterialError(error.code, error.message, place=str(path), remedy=remedy) from None


def read_passphrase(path: Path | None) -> str | None:
    """Return the passphrase from a file's first line or from the environment, if there is one."""
    if path is None:
        return os.environ.get(VARIABLE) or None
    lines = files.read_text(path).splitlines()
    if not lines or not lines[0]:
        raise UsageError("keys.no-passphrase", f"The first line of {path} is empty.")
    return lines[0]


def contexts(folder: Path | None) -> ContextStore:
    """Return the bundled contexts and those that the operator keeps in a folder."""
    if folder is None:
        return BUNDLED
    index = files.read_text(folder / "index.json")
    return BUNDLED.from_index(index, lambda name: files.read_bytes(folder / name))


def _unknown(option: str, value: str, known: Iterable[str]) -> UsageError:
    names = ", ".join(known)
    return UsageError(f"keys.unknown-{option}", f"There is no {value!r}.", remedy=f"Use {names}.")


def _tell(
    private: PrivateKey, out: Path, published: Path | None, *, encrypted: bool, as_json: bool
) -> None:
    if as_json:
        console.facts(
            {
                "did": private.controller,
                "verificationMethod": private.verification_method,
                "kind": private.kind,
                "file": str(out),
                "encrypted": encrypted,
                "document": str(published) if published else None,
            }
        )
        return
    console.say(f"DID          {private.controller}")
    console.say(f"Private key  {out} ({'encrypted' if encrypted else 'not encrypted'})")
    if published:
        console.say(f"DID document {published}: serve it as {did_web.to_url(private.controller)}")
