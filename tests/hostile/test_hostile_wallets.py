"""SD-JWT VCs and key bindings: whose key, which status, who shows it, for whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hostile_cases import Attack, attacks, codes, withstand

import samples
import wallet
from mintmark.keys import jwk
from mintmark.proofs import sd_jwt
from mintmark.report import Outcome
from tokens import P256, b64, forge, header_of, payload_of
from wallet import AUDIENCE, LIST, METADATA, NONCE, NOW, STRANGER, WEB, listed, metadata

STRANGERS_KEY = jwk.write(STRANGER.public_key)
NO_KID = {"kid": ...}


def issued(**changes: Any) -> Any:
    return lambda: wallet.issued(**changes)


def forged(key: Any = wallet.ISSUER, header: Any = None, **changes: Any) -> Any:
    return lambda: wallet.forged(key, header, **changes)


def by_web(header: Any = None, key: Any = P256, **changes: Any) -> Any:
    return lambda: wallet.issued(key, {"kid": "k0"} | dict(header or {}), iss=WEB, **changes)


AT_HAND = {"documents": {METADATA: metadata(P256)}}
POISONED = {"documents": {METADATA: metadata(P256, issuer="https://mallory.example")}}
SERVED_ELSEWHERE = {"documents": {WEB: metadata(P256), f"{WEB}/.well-known/jwt-vc-issuer":
    metadata(P256)}}  # fmt: skip

KEYS = [
    Attack("jwk of a stranger", forged(STRANGER, {"jwk": STRANGERS_KEY, **NO_KID}),
           "jws.unknown-key", forged()),
    Attack("jwk of a stranger beside the issuer's kid",
           forged(STRANGER, {"jwk": STRANGERS_KEY}), "jws.foreign-key", forged()),
    Attack("a certificate is no issuer", forged(STRANGER, {"x5c": ["MIIB"]}, iss=...),
           "sd-jwt-vc.no-issuer", forged(), Outcome.INDETERMINATE),
    Attack("a certificate saves nobody", forged(STRANGER, {"x5c": ["MIIB"]}),
           "jws.bad-signature", forged(header={"x5c": ["MIIB"]})),
    Attack("the holder signs a credential of his own", forged(
        wallet.HOLDER, {"alg": "ES256", **NO_KID}), "jws.wrong-key-kind", forged(header=NO_KID)),
    Attack("jku", forged(STRANGER, {"jku": "https://mallory.example"}), "jws.key-from-token",
           forged()),
    Attack("alg none", lambda: wallet.issued().replace(
        wallet.issued().split(".")[0], "eyJhbGciOiJub25lIiwidHlwIjoiZGMrc2Qtand0In0"),
        "jws.unknown-algorithm", issued()),
    Attack("metadata about somebody else", by_web(), "key.wrong-document", by_web(),
           options=POISONED, twin_options=AT_HAND),
    Attack("metadata at another address", by_web(), "fetch.not-at-hand", by_web(),
           Outcome.INDETERMINATE, SERVED_ELSEWHERE, AT_HAND),
    Attack("an issuer over plain http", lambda: wallet.issued(
        P256, {"kid": "k0"}, iss="http://school.example/issuer"), "key.not-resolvable", by_web(),
        options=AT_HAND),
    Attack("an issuer with a user name", lambda: wallet.issued(
        P256, {"kid": "k0"}, iss="https://school.example@mallory.example"), "key.not-resolvable",
        by_web(), options=AT_HAND),
    Attack("kid that the metadata do not have", by_web({"kid": "k1"}), "key.not-in-document",
           by_web(), options=AT_HAND),
    Attack("a stranger under the metadata's kid", by_web(key=STRANGER), "jws.wrong-key-kind",
           by_web(), options=AT_HAND),
]  # fmt: skip


def with_disclosure(name: str, value: Any) -> Any:
    def make() -> str:
        parts = sd_jwt.parse(wallet.issued())
        said = wallet_disclosure(name, value)
        return "~".join([parts.issuer_jwt, *parts.disclosures, said]) + "~"

    return make


def wallet_disclosure(name: str, value: Any) -> str:
    return b64(["salt", name, value])


def hidden(name: str) -> Any:
    """A claim that decides, put behind a digest that the issuer signed."""

    def make() -> str:
        said = wallet_disclosure(name, wallet.CLAIMS.get(name, {"status_list": {}}))
        return (
            wallet.forged(
                _sd=[sd_jwt.digest(said, "sha256")],
                **({name: ...} if name in wallet.CLAIMS else {}),
            )
            + f"{said}~"
        )

    return make


FORMS = [
    Attack("a plain JWT of its type", lambda: wallet.issued().split("~")[0],
           "jwt.unknown-envelope", issued()),
    Attack("no vct", forged(vct=...), "sd-jwt-vc.no-vct", forged()),
    Attack("a credential of the W3C under its type", forged(
        vct=..., **samples.unsigned()), "sd-jwt-vc.no-vct", forged()),
    Attack("its claims under the W3C's type, with a context", forged(
        header={"typ": "vc+sd-jwt"}, **{"@context": ["https://www.w3.org/ns/credentials/v2"]}),
        "jwt.wrong-content", forged(header={"typ": "vc+sd-jwt"})),
    Attack("its claims in a plain token", lambda: forge(
        {"alg": "EdDSA", "typ": "vc+jwt", "kid": wallet.ISSUER.verification_method},
        wallet.claims()), "jwt.wrong-content", forged()),
    Attack("a status list in its place", lambda: wallet.status_list(), "jwt.unknown-envelope",
           issued()),
    Attack("a claim that nobody signed", with_disclosure("degree", "Master"),
           "sd-jwt.unreferenced-disclosure", issued()),
    *(Attack(f"{name} hidden", hidden(name), "sd-jwt.must-be-open", issued())
      for name in ("vct", "iss", "exp", "cnf", "status")),
    Attack("expired", forged(exp=wallet.SECONDS), "jwt.expired", forged()),
    Attack("expires never, it says", forged(exp="never"), "jwt.malformed-claim", forged()),
    Attack("not yet", forged(nbf=wallet.SECONDS + 10**8 - 1), "jwt.not-yet", forged()),
    Attack("issued in the future", forged(iat=wallet.SECONDS + 10**8), "jwt.from-the-future",
           forged()),
]  # fmt: skip


def status(attack: str, code: str, made: Any, **more: Any) -> Attack:
    """An attack with a status list; the twin has a good one."""
    good = {"documents": {LIST: wallet.status_list()}}
    return Attack(
        attack,
        issued(status=listed(**more.pop("reference", {}))),
        code,
        issued(status=listed()),
        options={"documents": {LIST: made()}} if made else {},
        twin_options=good,
        **more,
    )


def bomb() -> str:
    import zlib

    from mintmark.encoding.multibase import base64url_encode

    packed = base64url_encode(zlib.compress(bytes(17 * 2**20), 9))
    return wallet.status_list(status_list={"bits": 1, "lst": packed})


STATUS = [
    status("revoked", "status.revoked", lambda: wallet.status_list({3: 1})),
    status("suspended", "status.suspended", lambda: wallet.status_list({3: 2})),
    status("a list of a stranger", "status.list-invalid",
           lambda: wallet.status_list(key=STRANGER)),
    status("a list of a stranger who says so", "status.foreign-list",
           lambda: wallet.status_list(key=STRANGER, iss=STRANGER.controller)),
    status("a stranger's list under the issuer's kid", "status.list-invalid",
           lambda: wallet.status_list(key=STRANGER, kid=wallet.ISSUER.verification_method)),
    status("another list of the issuer", "token-status.wrong-list",
           lambda: wallet.status_list(sub="https://school.example/status/8")),
    status("an old list", "token-status.expired",
           lambda: wallet.status_list(exp=wallet.SECONDS + 1)),
    status("a list of tomorrow", "token-status.from-the-future",
           lambda: wallet.status_list(iat=wallet.SECONDS + 10**8)),
    status("a credential in place of a list", "token-status.wrong-type",
           lambda: wallet.status_list(typ="vc+jwt")),
    status("an SD-JWT in place of a list", "status.list-invalid",
           lambda: wallet.issued()),
    status("a list that unpacks without end", "token-status.too-large", bomb),
    status("no list to be had", "status.list-unchecked", None, outcome=Outcome.INDETERMINATE),
    status("an index outside", "token-status.index-out-of-range",
           lambda: wallet.status_list(), reference={"index": 10**6}),
]  # fmt: skip


def bound(**changes: Any) -> Any:
    return lambda: wallet.bound(**changes)


def exchanged(change: Any) -> Any:
    """A presentation whose parts were changed after its holder signed it."""

    def make() -> str:
        return str(change(sd_jwt.parse(wallet.bound())))

    return make


def stolen(parts: sd_jwt.SdJwt) -> sd_jwt.SdJwt:
    """The holder's binding, put behind another credential for the same holder."""
    other = sd_jwt.parse(wallet.issued(vct="urn:x:other"))
    return sd_jwt.SdJwt(other.issuer_jwt, other.disclosures, parts.key_binding_jwt)


ASKED = {"challenge": NONCE, "domain": AUDIENCE}


def binding(name: str, hostile: Any, code: str, **more: Any) -> Attack:
    return Attack(name, hostile, code, bound(), **({"options": ASKED} | more))


BINDING = [
    binding("none where it is asked for", issued(), "key-binding.missing"),
    binding("none where it is required", issued(), "key-binding.missing",
            options={"require_binding": True}),
    binding("bound by a stranger", bound(key=samples.KEY), "jws.wrong-key-kind"),
    binding("bound by a stranger with a key of the kind", bound(
        key=wallet.STRANGER, header={"alg": "ES256"}), "jws.bad-signature"),
    binding("bound by a stranger, and nothing asked", bound(
        key=wallet.STRANGER, header={"alg": "ES256"}), "jws.bad-signature", options={}),
    binding("bound by the key that comes with the binding", bound(
        header={"jwk": STRANGERS_KEY}), "jws.foreign-key"),
    binding("for another verifier", bound(aud="https://mallory.example"),
            "key-binding.wrong-audience"),
    binding("for several verifiers", bound(aud=[AUDIENCE]), "key-binding.wrong-audience"),
    binding("an answer to another question", bound(nonce="x"), "key-binding.wrong-nonce"),
    binding("an answer to none", bound(nonce=...), "key-binding.wrong-nonce", options={}),
    binding("shown before", bound(at=NOW - timedelta(minutes=6)), "key-binding.not-fresh"),
    binding("made tomorrow", bound(at=NOW + timedelta(days=1)), "key-binding.not-fresh",
            options={}),
    binding("of no time", bound(iat=...), "key-binding.malformed", options={}),
    binding("another type", bound(header={"typ": "JWT"}), "key-binding.wrong-type", options={}),
    binding("alg none", bound(header={"alg": "none"}), "jws.unknown-algorithm", options={}),
    binding("crit", bound(header={"crit": ["exp"]}), "jws.critical-extension", options={}),
    binding("a disclosure taken away", exchanged(lambda p: sd_jwt.SdJwt(
        p.issuer_jwt, p.disclosures[:-1], p.key_binding_jwt)), "key-binding.other-presentation",
        options={}),
    binding("the order of disclosures changed", exchanged(lambda p: sd_jwt.SdJwt(
        p.issuer_jwt, p.disclosures[::-1], p.key_binding_jwt)), "key-binding.other-presentation",
        options={}),
    binding("put behind another credential", exchanged(stolen), "key-binding.other-presentation",
            options={}),
    binding("no token at all", lambda: wallet.issued() + "eyJ", "jws.malformed", options={}),
    binding("bound, and the issuer named no key", lambda: wallet.bound(wallet.issued(cnf=...)),
            "key-binding.no-holder-key", options={}),
    binding("two bindings", lambda: wallet.bound() + "~" + wallet.bound().split("~")[-1],
            "sd-jwt.malformed-disclosure"),
]  # fmt: skip


def in_json(change: Any = lambda document: None, make: Any = wallet.bound) -> Any:
    """A presentation in JSON serialization, with something changed that nobody signed."""

    def made() -> dict[str, Any]:
        parts = sd_jwt.parse(make())
        protected, payload, signature = parts.issuer_jwt.split(".")
        header = {"disclosures": list(parts.disclosures), "kb_jwt": parts.key_binding_jwt}
        document = {
            "payload": payload, "protected": protected, "signature": signature, "header": header,
        }  # fmt: skip
        change(document)
        return document

    return made


JSON = [
    Attack(name, in_json(change), code, in_json())
    for name, change, code in [
        ("an issuer beside it", lambda d: d.update(issuer="x"), "sd-jwt.malformed"),
        ("a key beside it", lambda d: d["header"].update(jwk=STRANGERS_KEY), "sd-jwt.malformed"),
        ("alg beside it", lambda d: d["header"].update(alg="none"), "sd-jwt.malformed"),
        ("crit beside it", lambda d: d["header"].update(crit=["x"]), "sd-jwt.malformed"),
        ("a disclosure more", lambda d: d["header"]["disclosures"].append(
            wallet_disclosure("degree", "Master")), "sd-jwt.unreferenced-disclosure"),
        ("a disclosure less", lambda d: d["header"]["disclosures"].pop(),
         "key-binding.other-presentation"),
        ("a tilde in a disclosure", lambda d: d["header"]["disclosures"].append("AA~BB"),
         "sd-jwt.malformed"),
        ("another payload", lambda d: d.update(
            payload=b64(payload_of(wallet.issued()) | {"vct": "urn:x:other"})),
         "jws.bad-signature"),
        ("both forms at once", lambda d: d.update(
            signatures=[{"header": d["header"]}]), "sd-jwt.malformed"),
    ]
]  # fmt: skip


@attacks(*JSON)
def test_what_stands_around_an_sd_jwt_in_json_says_nothing(attack):
    withstand(attack)


@attacks(*KEYS)
def test_whose_key_it_is_only_the_issuer_says(attack):
    withstand(attack)


@attacks(*FORMS)
def test_it_is_what_its_issuer_signed(attack):
    withstand(attack)


@attacks(*STATUS)
def test_its_status_is_the_issuers_to_say(attack):
    withstand(attack)


@attacks(*BINDING)
def test_who_shows_it_only_the_holder_can_say(attack):
    report = withstand(attack)
    assert report.signed is None, codes(report)


def test_the_twin_is_the_one_whose_parts_are_looked_at():
    token = wallet.bound()
    assert header_of(token)["typ"] == "dc+sd-jwt"
    assert payload_of(token.split("~")[-1])["nonce"] == NONCE
