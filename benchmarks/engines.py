"""The engines written in Python. Each issues a document and verifies the text of a credential."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mintmark.encoding import multibase
from mintmark.encoding.contexts import BUNDLED
from mintmark.keys.private_key import PrivateKey, from_secret_bytes

SEED = bytes(range(32))
CREATED = "2026-05-04T12:00:00Z"
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
AT = datetime(2026, 5, 5, tzinfo=UTC)


def key() -> PrivateKey:
    """Return the issuer's key, the same for all engines."""
    return from_secret_bytes("Ed25519", SEED)


class Engine(Protocol):
    """What is measured."""

    def issue(self, document: dict[str, Any]) -> str:
        """Return the document with a proof, as text."""
        ...

    def verify(self, text: str) -> bool:
        """Say whether a credential holds."""
        ...


class Mintmark:
    """The whole of it: strict JSON, all eleven checks."""

    suite = "eddsa-rdfc-2022"

    def __init__(self) -> None:
        from mintmark.steps.issue import sign
        from mintmark.steps.verify import verify

        self._sign, self._verify, self._key = sign, verify, key()

    def issue(self, document: dict[str, Any], created: datetime = NOON) -> str:
        """Canonicalise, guard, sign, write."""
        signed = self._sign(document, signer=self._key, suite=self.suite, created=created)
        return signed.decode()

    def verify(self, text: str) -> bool:
        """Go through the checklist."""
        return self._verify(text.encode(), at=AT).outcome.value == "valid"

    def hits(self) -> dict[str, Any]:
        """Return how many documents the plans wrote, and what is kept."""
        from mintmark.encoding.plans.planner import planner_for

        planner = planner_for(BUNDLED, "sha256")
        return {
            "written by plans": planner.written,
            "left to the plain way": planner.missed,
            "plans": len(planner.shelf),
            "nodes remembered": len(planner.memory),
        }


class MintmarkJcs(Mintmark):
    """The same with the JSON canonicalisation suite."""

    suite = "eddsa-jcs-2022"


class Raw:
    """One signature, one verification, nothing else: the limit."""

    def __init__(self) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(SEED)
        self._public = self._private.public_key()
        self._signature = self._private.sign(b"x" * 64)

    def issue(self, _document: dict[str, Any]) -> str:
        """Sign 64 bytes."""
        self._private.sign(b"x" * 64)
        return ""

    def verify(self, _text: str) -> bool:
        """Verify a signature over 64 bytes."""
        self._public.verify(self._signature, b"x" * 64)
        return True


class _Pipeline:
    """A bare data integrity pipeline around a canonicaliser; it checks nothing else."""

    def __init__(self) -> None:
        private = key()
        self._method = private.verification_method
        self._private = Ed25519PrivateKey.from_private_bytes(SEED)
        self._public = self._private.public_key()

    def canonical(self, document: Mapping[str, Any]) -> bytes:
        raise NotImplementedError

    def issue(self, document: dict[str, Any]) -> str:
        """Canonicalise, sign, write."""
        proof = {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "created": CREATED,
            "verificationMethod": self._method,
            "proofPurpose": "assertionMethod",
        }
        signature = self._private.sign(self._digest(document, proof))
        signed = {**document, "proof": {**proof, "proofValue": multibase.encode(signature)}}
        return json.dumps(signed, ensure_ascii=False, separators=(",", ":"))

    def verify(self, text: str) -> bool:
        """Read, canonicalise, verify."""
        document = json.loads(text)
        (proof,) = document.pop("proof")
        signature = multibase.decode(proof.pop("proofValue"), bases="z", max_bytes=64)
        try:
            self._public.verify(signature, self._digest(document, proof))
        except InvalidSignature:
            return False
        return True

    def _digest(self, document: Mapping[str, Any], proof: Mapping[str, Any]) -> bytes:
        options = {**proof, "@context": document["@context"]}
        parts = (self.canonical(options), self.canonical(document))
        return b"".join(hashlib.sha256(part).digest() for part in parts)


class Pyld(_Pipeline):
    """PyLD's normalize; contexts from memory."""

    def __init__(self) -> None:
        super().__init__()
        from pyld import jsonld

        self._jsonld = jsonld
        self._options = {
            "algorithm": "URDNA2015",
            "format": "application/n-quads",
            "documentLoader": self._load,
        }

    def canonical(self, document: Mapping[str, Any]) -> bytes:
        """Return canonical N-Quads."""
        text: str = self._jsonld.normalize(dict(document), self._options)
        return text.encode()

    @staticmethod
    def _load(url: str, _options: Any) -> dict[str, Any]:
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": BUNDLED.get(url),
        }


class Pyoxigraph(_Pipeline):
    """pyoxigraph's JSON-LD reader and canonicaliser; contexts put into the document."""

    def __init__(self) -> None:
        super().__init__()
        self._ox: Any = import_module("pyoxigraph")

    def canonical(self, document: Mapping[str, Any]) -> bytes:
        """Return canonical N-Quads."""
        inlined = {**document, "@context": [self._context(c) for c in document["@context"]]}
        quads = self._ox.parse(json.dumps(inlined), format=self._ox.RdfFormat.JSON_LD)
        dataset = self._ox.Dataset(quads)
        dataset.canonicalize(self._ox.CanonicalizationAlgorithm.RDFC_1_0)
        text = self._ox.serialize(dataset, format=self._ox.RdfFormat.N_QUADS)
        return b"".join(sorted(text.splitlines(keepends=True)))

    @staticmethod
    def _context(entry: Any) -> Any:
        return BUNDLED.get(entry)["@context"] if isinstance(entry, str) else copy.copy(entry)


ENGINES: dict[str, type[Any]] = {
    "raw": Raw,
    "mintmark": Mintmark,
    "mintmark-jcs": MintmarkJcs,
    "pyld": Pyld,
    "pyoxigraph": Pyoxigraph,
}
