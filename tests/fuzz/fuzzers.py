"""What is fuzzed: each parser with inputs it knows, ways to spoil them, and what must hold."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import older_badges as ob
import samples
import wallet
from case_samples import decided
from larger_samples import larger, part
from mintmark.carriers import detect, png, svg
from mintmark.encoding import (
    canonical,
    jsonld,
    multibase,
    strict_json,
    times,
)
from mintmark.encoding.contexts import BUNDLED
from mintmark.errors import MintmarkError
from mintmark.formats import clr_2
from mintmark.formats.describing import describe
from mintmark.keys import controller_document, did_jwk, did_key, did_web, jwk, keyfile, multikey
from mintmark.keys.identity import as_did_web, did_document
from mintmark.keys.private_key import from_secret_bytes
from mintmark.proofs import (
    ecdsa_sd_2023,
    envelopes,
    open_badges_jwt,
    sd_jwt,
    sd_jwt_json,
    strict_cbor,
    vc_cose,
    vc_jose,
)
from mintmark.proofs.key_binding import Expected, require_key_binding
from mintmark.report import Outcome
from mintmark.status import bitstring, entry, revocation_list_1edtech, token_status
from mintmark.steps.recognise.reading import read_case, write_case
from mintmark.steps.recognise.standing import standing
from mintmark.steps.record import record_of
from mintmark.steps.verify import verify
from tokens import salts

Run = Callable[[Any], object]
Spoil = Callable[[Any, random.Random], Any]


class Found(AssertionError):
    """Something that must not be."""


@dataclass(frozen=True)
class Fuzzer:
    """One target.

    Attributes:
        name: for the command line.
        seeds: inputs that the target knows; made when first asked for.
        spoil: changes a seed.
        run: takes an input; whatever it raises but ``MintmarkError`` is a find.
    """

    name: str
    seeds: Callable[[], list[Any]]
    spoil: Spoil
    run: Run

    def step(self, chance: random.Random) -> None:
        """Run one input.

        Raises:
            Found: something foreign came out, with the input that made it.
        """
        data = self.spoil(copy.deepcopy(chance.choice(self.seeds())), chance)
        try:
            self.run(data)
        except MintmarkError:
            return
        except Exception as error:
            raise Found(f"{self.name}: {error!r} for {data!r}") from error


# Ways to spoil.

SPECIAL = [
    b"\0", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r\n", b'"', b"\\", b"{", b"}",
    b"[", b"]", b",", b":", b"~", b".", b"=", b"<", b">", b"<!DOCTYPE", b"&x;", b"%PDF-", b"IEND",
    b"\\ud800", b"9" * 30, b"-0", b"1e999", b"NaN", b"null", b"@id", b"#", b"%00", b"..", b"\x1f",
    "٣".encode(), "ſ".encode(), "\u2028".encode(), b"\xf0\x9f\x98\x80", b"_sd", b"...", b"\x9f",
]  # fmt: skip


def spoil_bytes(data: bytes, chance: random.Random) -> bytes:
    """Flip, cut, double, exchange, put in."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(found) + 1)
        to = min(len(found), at + chance.choice((1, 2, 4, 30)))
        match chance.randrange(6):
            case 0 if at < len(found):
                found[at] ^= 1 << chance.randrange(8)
            case 1:
                del found[at:to]
            case 2:
                found[at:at] = found[at:to]
            case 3:
                found[at:to] = chance.choice(SPECIAL)
            case 4:
                found[at:at] = chance.randbytes(chance.choice((1, 4)))
            case 5 if chance.random() < 0.2:
                del found[at:]
    return bytes(found)


def spoil_text(data: str, chance: random.Random) -> str:
    return spoil_bytes(data.encode(), chance).decode("utf-8", chance.choice(("replace", "ignore")))


def values(chance: random.Random) -> Any:
    """Return some JSON value."""
    return chance.choice(
        [
            None, True, False, 0, 1, -1, 2**53 - 1, 1.5, "", "x", "@id", "@graph", "_:b0", "urn:x:1",
            "2026-05-04T12:00:00Z", "2026-05-04", [], {}, [[]], [None], {"id": "urn:x:1"},
            {"@id": "urn:x:1"}, {"@value": "x"}, {"@list": []}, {"": ""}, ["urn:x:1", "urn:x:1"],
            samples.KEY.controller, "did:web:x%2Fy", "https://[::1]/", "VerifiableCredential",
            "1" * 400, "\U0001f600", {"type": "Profile", "name": "x"}, {"en": ["x", "y"]},
        ]
    )  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of everything inside a JSON value, contexts left out most of the time."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        yield (*path, key)
        if isinstance(inner, dict | list) and key != "@context":
            yield from places(inner, (*path, key))


def spoil_json(document: Any, chance: random.Random) -> Any:
    """Change, move, double, tear apart and rename in the structure of a document."""
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        found = list(places(document)) if isinstance(document, dict | list) else []
        if not found:
            return values(chance)
        _change(document, chance.choice(found), chance)
    return document


def _change(document: Any, path: tuple[Any, ...], chance: random.Random) -> None:
    holder = _at(document, path[:-1])
    key = path[-1]
    if (isinstance(holder, dict) and key not in holder) or not isinstance(holder, dict | list):
        return
    value = holder[key]
    match chance.randrange(11):
        case 0:
            holder[key] = values(chance)
        case 1:
            del holder[key]
        case 2 if isinstance(holder, dict):
            holder[chance.choice(NAMES)] = copy.deepcopy(value)
        case 3 if isinstance(holder, dict):
            holder[chance.choice(NAMES)] = holder.pop(key)
        case 4:
            holder[key] = [value] if chance.random() < 0.5 else [value, copy.deepcopy(value)]
        case 5 if isinstance(value, list):
            chance.shuffle(value)
        case 5 if isinstance(value, dict):
            holder[key] = dict(chance.sample(list(value.items()), len(value)))
        case 6 if isinstance(value, dict) and isinstance(value.get("id"), str):
            half = {k: v for k, v in value.items() if k == "id" or chance.random() < 0.5}
            rest = {k: v for k, v in value.items() if k == "id" or k not in half}
            holder[key] = [half, rest]
        case 7:
            _swap(document, path, chance)
        case 8:
            holder[key] = _otherwise(value)
        case 9 if isinstance(value, dict):
            value[chance.choice(NAMES)] = values(chance)
        case 10 if isinstance(value, str):
            holder[key] = spoil_text(value, chance)


NAMES = [
    "id", "@id", "type", "@type", "@context", "@graph", "@reverse", "@included", "name", "issuer",
    "validUntil", "validFrom", "credentialSubject", "credentialStatus", "evidence", "proof", "Criteria",
    "expirationDate", "hashed", "achievement", "result", "vc", "iss", "exp", "kid", "alg", "jwk",
    "https://www.w3.org/2018/credentials#validUntil", "endorsement", "relatedResource",
]  # fmt: skip


def _otherwise(value: Any) -> Any:
    """Return what means the same to some reader."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        return {"@value": value} if len(value) % 2 else {"id": value}
    return [value]


def _at(document: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        if isinstance(document, dict):
            document = document.get(key)
        elif isinstance(document, list) and isinstance(key, int) and key < len(document):
            document = document[key]
        else:
            return None
    return document


def _swap(document: Any, path: tuple[Any, ...], chance: random.Random) -> None:
    other = chance.choice(list(places(document)))
    if path[: len(other)] == other or other[: len(path)] == path:
        return
    one, two = _at(document, path[:-1]), _at(document, other[:-1])
    one[path[-1]], two[other[-1]] = two[other[-1]], one[path[-1]]


def spoil_token(token: str, chance: random.Random) -> str:
    """Change header or payload in their structure, or the text of the token."""
    if chance.random() < 0.4:
        return spoil_text(token, chance)
    head, tilde, tail = token.partition("~")
    parts = head.split(".")
    at = chance.randrange(2)
    try:
        part = json.loads(multibase.base64url_decode(parts[at]))
        parts[at] = multibase.base64url_encode(json.dumps(spoil_json(part, chance)).encode())
    except (MintmarkError, ValueError, IndexError):
        return spoil_text(token, chance)
    return ".".join(parts) + tilde + tail


# What must hold.


def told(document: Mapping[str, Any]) -> Any:
    """Return what people are shown of a document, lists in one order: order is not signed."""
    return _in_order(asdict(describe(document)))


def _in_order(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _in_order(inner) for name, inner in value.items()}
    if isinstance(value, tuple | list):
        return sorted((_in_order(inner) for inner in value), key=str)
    return value


class Genuine:
    """A genuine credential, and what it says; spoilt, it must not be valid and say more.

    Attributes:
        may_hide: whether its holder may leave things out.
    """

    def __init__(self, data: Any, *, may_hide: bool = False, **options: Any) -> None:
        self.data = data
        self.may_hide = may_hide
        self.options = {"at": samples.LATER} | options
        report = verify(data, **self.options)
        if report.outcome is not Outcome.VALID:
            raise Found(f"a seed is not valid: {report.code}")
        self.says = told(report.require().document)
        self.names = _names(report)

    def hold(self, data: Any) -> None:
        """See that nothing foreign comes out, and that what is valid says what it said."""
        report = verify(data, **self.options)
        codes = {one.code for one in report.checks}
        if "check.internal-error" in codes:
            raise AssertionError([one.detail for one in report.checks])
        if report.outcome is not Outcome.VALID:
            return
        says = {"names": _names(report)} | told(report.require().document)
        said = {"names": self.names} | self.says
        other = {name: (said[name], value) for name, value in says.items() if value != said[name]}
        if self.may_hide:
            other = {name: pair for name, pair in other.items() if pair[1] is not None}
        if other:
            raise AssertionError(f"it is valid, and says something else: {other}")


def _names(report: Any) -> Any:
    claims = report.require()
    return claims.issuer, claims.achievement, claims.learner


def _whole(name: str, make: Callable[[], list[Genuine]], spoil: Spoil) -> Fuzzer:
    @cache
    def genuine() -> list[Genuine]:
        return make()

    def spoilt(one: Genuine, chance: random.Random) -> tuple[Genuine, Any]:
        return one, spoil(copy.deepcopy(one.data), chance)

    return Fuzzer(name, genuine, spoilt, lambda pair: pair[0].hold(pair[1]))


def _parser(name: str, make: Callable[[], list[Any]], spoil: Spoil, run: Run) -> Fuzzer:
    return Fuzzer(name, cache(make), spoil, run)


P256 = samples.P256_KEY
WEB = as_did_web(samples.KEY, "school.example")


def derived() -> dict[str, Any]:
    document = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": P256.controller,
        "credentialSubject": {"id": "did:example:ana", "name": "Ana", "description": "baker"},
    }
    base = ecdsa_sd_2023.sign_base(
        document,
        signer=P256,
        created=samples.ISSUED,
        mandatory_pointers=["/issuer", "/credentialSubject/id"],
        hmac_key=bytes(32),
        proof_key=from_secret_bytes("P-256", bytes(range(2, 34))),
        contexts=BUNDLED,
    )
    return ecdsa_sd_2023.derive(
        base, selective_pointers=["/credentialSubject/name"], contexts=BUNDLED
    )


def tokens() -> list[str]:
    document = samples.unsigned()
    selective = vc_jose.sign_selectively(
        document, samples.KEY, disclosable=frozenset(["/name", "/awardedDate"]), salt=salts()
    )
    return [
        vc_jose.sign(document, samples.KEY),
        open_badges_jwt.sign(document, samples.KEY),
        str(selective),
    ]


ASKED = {"challenge": wallet.NONCE, "domain": wallet.AUDIENCE}


def wallets() -> list[Genuine]:
    """Return what wallets show. Where a holder may hide things, the holder has bound them."""
    by_web = {"alg": "ES256", "kid": "k0"}
    return [
        Genuine(wallet.forged()),
        Genuine(wallet.bound(), **ASKED),
        Genuine(wallet.forged(status=wallet.listed()),
                documents={wallet.LIST: wallet.status_list()}),
        Genuine(wallet.forged(P256, by_web, iss=wallet.WEB),
                documents={wallet.METADATA: wallet.metadata(P256)}),
    ]  # fmt: skip


def in_json(token: str) -> dict[str, Any]:
    parts = sd_jwt.parse(token)
    protected, payload, signature = parts.issuer_jwt.split(".")
    header = {"disclosures": list(parts.disclosures), "kb_jwt": parts.key_binding_jwt, "kid": "k"}
    return {"payload": payload, "protected": protected, "signature": signature, "header": header}


def _status_list_token(token: str) -> None:
    """A spoilt list must never turn a revoked credential into one that holds."""
    report = verify(
        wallet.issued(status=wallet.listed()), at=samples.LATER, documents={wallet.LIST: token}
    )
    if report.checks[7].code == "check.internal-error" or report.outcome is Outcome.VALID:
        raise AssertionError(report.checks[7].detail)


def _metadata(document: Any) -> None:
    """A spoilt document of keys must never let anybody else sign."""
    report = verify(
        wallet.issued(wallet.STRANGER, {"kid": "k0"}, iss=wallet.WEB),
        at=samples.LATER,
        documents={wallet.METADATA: json.dumps(document)},
    )
    if report.checks[4].code == "check.internal-error" or report.outcome is Outcome.VALID:
        raise AssertionError(report.checks[4].detail)


PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU\0\0\0\0IEND\xaeB`\x82"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><g id="a"/><use href="#a"/></svg>'


def text_of(document: Any) -> bytes:
    return json.dumps(document).encode()


def baked() -> list[bytes]:
    text = text_of(samples.credential())
    return [png.embed(PICTURE, text), svg.embed(DRAWING, text)]


def paper() -> list[bytes]:
    import io

    import pikepdf

    document = pikepdf.new()
    document.add_blank_page()
    document.attachments["credential.json"] = pikepdf.AttachedFileSpec(
        document, text_of(samples.credential())
    )
    out = io.BytesIO()
    document.save(out)
    return [out.getvalue()]


def status_list() -> dict[str, Any]:
    url = "https://school.example/status/1"
    return {
        "id": url,
        "type": ["VerifiableCredential", bitstring.CREDENTIAL_TYPE],
        "credentialSubject": bitstring.list_subject({7}, list_id=f"{url}#list"),
    }


STATUS = {
    "id": "https://school.example/status/1#7",
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "7",
    "statusListCredential": "https://school.example/status/1",
}
SCHEMA = {
    "type": "object",
    "required": ["issuer"],
    "properties": {
        "name": {"type": "string", "pattern": "^[A-Z][a-z ]+", "maxLength": 90},
        "type": {"type": "array", "contains": {"const": "VerifiableCredential"}},
        "issuer": {"$ref": "#/$defs/issuer"},
    },
    "$defs": {"issuer": {"anyOf": [{"type": "string"}, {"type": "object"}]}},
}
DRAFT = """\
title: {en: Sourdough Basics}
description: Keeping a starter and baking with it.
issuer: {name: School of Bread, country: IE}
workload: {hours: 25, credits: [{system: ECTS, value: 1}]}
outcomes: [{id: bake, title: Bakes a loaf, kind: skill}]
assessments: [{id: test, title: Test, type: written-exam, pass_mark: 0.9}]
"""
TABLE = "name,email,awarded_on,test\nAna Andromeda,ana@example.org,2026-05-04,0.95\n"


def _validate(schema: Any) -> None:
    from mintmark.encoding import json_schema

    json_schema.validate(samples.unsigned(), text_of(schema))


def _read_status(pair: Any) -> None:
    bitstring.read_status(entry.parse_entry(pair[0]), pair[1]).require_good()


def _draft(text: str) -> None:
    from mintmark.steps.design import read_draft

    read_draft(text, "draft.yaml")


def _case(document: Any) -> None:
    """What is read has a standing, and is written so that it reads the same."""
    case = read_case(text_of(document), "case.json")
    standing(case)
    if read_case(write_case(case)) != case:
        raise AssertionError("a case is not read as it was written")


def _quads(document: Any) -> None:
    """Plain and planned ways must agree, and none may let out anything foreign."""
    try:
        plain: Any = canonical.plain_form(document, BUNDLED)
    except MintmarkError as error:
        plain = error.code
    try:
        planned: Any = canonical.canonical_form(document, BUNDLED)
    except MintmarkError as error:
        planned = error.code
    if plain != planned:
        raise AssertionError("the plans say something else than the plain way")


def _only_objects(value: Any, chance: random.Random) -> Any:
    found = spoil_json(value, chance)
    return found if isinstance(found, dict) else {"@context": [], "x": found}


def _table(text: str) -> None:
    from mintmark.steps.award import table

    lines = table.reader(text)
    table.header(lines, samples.achievement())
    list(table.records(lines))


PARTS = [part(1), part(2)]


def unsigned_record() -> dict[str, Any]:
    return clr_2.dump(
        record_of(larger(PARTS), PARTS, record_id="urn:x:record"),
        issuer_id=samples.KEY.controller,
        valid_from=samples.ISSUED,
        salt=samples.SALT,
    )


def recorded() -> str:
    return vc_jose.sign(unsigned_record(), samples.KEY)


def _record(document: Any) -> None:
    describe(document)
    if isinstance(document, dict):
        clr_2.load(document)


FUZZERS: tuple[Fuzzer, ...] = (
    _whole("verify-json", lambda: [
        *(Genuine(samples.credential(suite=suite)) for suite in
          ("eddsa-rdfc-2022", "eddsa-jcs-2022")),
        Genuine(samples.credential(key=P256)),
        Genuine(derived()),
        Genuine(samples.signed(samples.credential(), key=samples.OTHER_KEY)),
    ], spoil_json),
    _whole("verify-larger", lambda: [Genuine(json.loads(larger(PARTS)), parts=PARTS)], spoil_json),
    _whole("verify-record", lambda: [Genuine(recorded(), parts=PARTS)], spoil_token),
    _whole("verify-bytes", lambda: [Genuine(text_of(samples.credential()))], spoil_bytes),
    _whole("verify-token", lambda: [
        Genuine(token, may_hide="~" in token) for token in tokens()
    ], spoil_token),
    _whole("verify-wallet", wallets, spoil_token),
    _whole("verify-sd-jwt-json", lambda: [Genuine(in_json(wallet.bound()), **ASKED)], spoil_json),
    _whole("verify-cose", lambda: [Genuine(vc_cose.sign(samples.unsigned(), key)) for key in
                                   (samples.KEY,)], spoil_bytes),
    _whole("verify-proof-inside", lambda: [
        Genuine(vc_jose.sign(samples.credential(), samples.KEY))], spoil_token),
    _whole("verify-picture", lambda: [Genuine(data) for data in baked()], spoil_bytes),
    _whole("verify-pdf", lambda: [Genuine(data) for data in paper()], spoil_bytes),
    _whole("verify-older", lambda: [
        Genuine(data, at=ob.AT, documents=ob.served()) for data in (ob.hosted(), ob.signed())
    ], spoil_bytes),
    _parser("learner-record", lambda: [unsigned_record()], spoil_json, _record),
    _parser("strict-json", lambda: [text_of(samples.credential()), b'{"a":[1,-0.5e3,"\\u00e9"]}'],
            spoil_bytes, strict_json.loads),
    _parser("multibase", lambda: ["z6MkehRgf7", "uAQID", "z1"], spoil_text, multibase.decode),
    _parser("multikey", lambda: [multikey.write_public(k.public_key)
                                 for k in (samples.KEY, P256)], spoil_text, multikey.read_public),
    _parser("jwk", lambda: [jwk.write(k.public_key) for k in (samples.KEY, P256)], spoil_json,
            jwk.read),
    _parser("did-key", lambda: [samples.KEY.controller, P256.controller], spoil_text,
            did_key.read),
    _parser("did-jwk", lambda: [did_jwk.write(samples.KEY.public_key)], spoil_text, did_jwk.read),
    _parser("did-web", lambda: ["did:web:school.example", "did:web:a.example%3A8443:b:c"],
            spoil_text, did_web.to_url),
    _parser("controller-document", lambda: [did_document(WEB)], spoil_json,
            lambda d: [controller_document.parse_document(d, WEB.controller).method(name)
                       for name in (WEB.verification_method,)]),
    _parser("keyfile", lambda: [keyfile.dumps(samples.KEY)], spoil_text, keyfile.loads),
    _parser("draft", lambda: [DRAFT], spoil_text, _draft),
    _parser("recognition-case", lambda: [json.loads(write_case(decided(), as_json=True))],
            spoil_json, _case),
    _parser("table", lambda: [TABLE], spoil_text, _table),
    _parser("carriers", lambda: [*baked(), *paper()], spoil_bytes, detect.unpack),
    _parser("token", tokens, spoil_token, envelopes.open_token),
    _parser("sd-jwt", lambda: tokens()[-1:], spoil_text, lambda t: sd_jwt.process(
        {"_sd": ["x"]}, sd_jwt.parse(t).disclosures)),
    _parser("cbor", lambda: [strict_cbor.dumps([b"x" * 64, [b"y"], {1: b"z"}, [1, 2, 300]])],
            spoil_bytes, strict_cbor.loads),
    _parser("cose", lambda: [vc_cose.sign(samples.unsigned(), samples.KEY)], spoil_bytes,
            envelopes.open_cose),
    _parser("sd-jwt-json", lambda: [in_json(wallet.bound())], spoil_json,
            lambda d: sd_jwt_json.compact(d) if isinstance(d, dict)
            and sd_jwt_json.is_sd_jwt(d) else None),
    _parser("key-binding", lambda: [wallet.bound()], spoil_token, lambda t: require_key_binding(
        sd_jwt.parse(t), wallet.CLAIMS, Expected(None, None, samples.LATER))),
    _parser("status-list-token", lambda: [wallet.status_list({3: 1})], spoil_token,
            _status_list_token),
    _parser("issuer-metadata", lambda: [json.loads(wallet.metadata(samples.P256_KEY))], spoil_json,
            _metadata),
    _parser("bitstring", lambda: [[STATUS, status_list()]], spoil_json,
            lambda pair: _read_status(pair) if isinstance(pair, list) and len(pair) == 2
            and isinstance(pair[1], dict) else None),
    _parser("token-status", lambda: [token_status.encode({1: 1}, entries=64)], spoil_json,
            token_status.decode),
    _parser("revocation-list", lambda: [text_of({
        "id": "https://x.example/1", "issuer": "did:example:x",
        "revokedCredentials": [{"id": "urn:x:1", "revoked": True}]})], spoil_bytes,
        lambda data: revocation_list_1edtech.read_list(
            data, list_url="https://x.example/1"
        ).status_of("urn:x:2", issuer="did:example:x")),
    _parser("json-schema", lambda: [SCHEMA], spoil_json, _validate),
    _parser("json-ld", lambda: [samples.unsigned()], _only_objects,
            lambda d: jsonld.to_quads(d, BUNDLED)),
    _parser("plans", lambda: [samples.unsigned()], _only_objects, _quads),
    _parser("times", lambda: ["2026-05-04T12:00:00.5+01:00"], spoil_text, times.parse_time),
)  # fmt: skip
