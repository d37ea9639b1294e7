"""What one input may cost: about 1 s of CPU, 64 MiB, 10 requests, whatever is in it."""

from __future__ import annotations

import gc
import gzip
import io
import json
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hostile_cases import HOME, V2, WEB_DOCUMENT, check, edited, from_the_web, plain

import samples
from cost import costs, measured
from mintmark.carriers import png
from mintmark.encoding import multibase
from mintmark.keys.identity import did_document
from mintmark.proofs import sd_jwt, vc_jose
from tokens import b64, forge, header_of, payload_of

CPU = 2.0
"""Seconds. The limit is 1 for a process of its own; in a test run the same work was measured to take
up to twice as long, as Python's collector goes through all that the run holds."""
MEMORY = 96
"""MiB beyond what was in use before; the goal is 64."""
REQUESTS = 10

GENUINE = samples.credential()
TEXT = json.dumps(GENUINE).encode()
KID = samples.KEY.verification_method


class Served:
    """A fetcher that counts, and has something for every address."""

    def __init__(self, answers: Callable[[str], bytes]) -> None:
        self._answers = answers
        self.asked: list[str] = []

    def fetch(self, url: str) -> bytes:
        self.asked.append(url)
        return self._answers(url)


def _memory(name: str) -> int:
    """Return a line of /proc/self/status in KiB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1])
    return 0


def cost_of(run: Callable[[], object]) -> tuple[float, float]:
    """Return seconds of CPU, and MiB at the highest point beyond what was in use before."""
    gc.collect()
    try:
        Path("/proc/self/clear_refs").write_text("5")  # the highest point begins anew
        before = _memory("VmRSS")
    except OSError:
        before = 0
    with measured() as cost:
        run()
    return cost.seconds, (_memory("VmHWM") - before) / 1024 if before else 0.0


def badge(change: Any) -> Callable[[], Any]:
    return lambda: json.dumps(edited(change)).encode()


def achievement(**members: Any) -> Callable[[], Any]:
    return badge(lambda d: d["credentialSubject"]["achievement"].update(members))


def tree(depth: int, width: int) -> Any:
    """Nodes without id, alike at every level."""
    node: Any = {"type": "Profile", "name": "x"}
    for _ in range(depth):
        node = {"type": "Profile", "name": "x", "parentOrg": [node] * width}
    return node


def aligned(count: int, **more: Any) -> Any:
    return [
        {"type": ["Alignment"], "targetName": f"x{n}", "targetUrl": f"{HOME}/{n}"} | more
        for n in range(count)
    ]


def nested(levels: int) -> dict[str, Any]:
    node: dict[str, Any] = {"id": "urn:x:0", "type": "Profile"}
    for number in range(levels):
        node = {"id": f"urn:x:{number + 1}", "type": "Profile", "parentOrg": node}
    return node


def wide_then_twice(count: int) -> bytes:
    return ("{" + "".join(f'"k{n}":1,' for n in range(count)) + f'"k{count - 1}":1}}').encode()


def many_proofs(document: Any) -> Any:
    document["credentialSubject"]["achievement"]["alignment"] = aligned(2000)
    proof = document["proof"]
    document["proof"] = [proof | {"id": f"urn:x:{n}"} for n in range(16)]


def many_in_a_chain(document: Any) -> Any:
    proof = document["proof"]
    document["proof"] = [
        proof | {"id": f"urn:x:{n}", "previousProof": [f"urn:x:{m}" for m in range(n)]}
        if n
        else proof | {"id": "urn:x:0"}
        for n in range(16)
    ]


def poison_in_the_proof(document: Any) -> Any:
    document["proof"]["domain"] = [f"d{n}" for n in range(15_000)]


def endorsed(payload: Callable[[int], Any]) -> Callable[[], Any]:
    return badge(lambda d: d.update(endorsementJwt=[payload(n) for n in range(16)]))


@cache
def heavy_token(number: int) -> str:
    document = plain(**{"@context": [V2, samples.OB_CONTEXT]}, name=f"x{number}")
    document["credentialSubject"] = {"id": "urn:x:1", "type": ["AchievementSubject"],
                                     "achievement": {"id": "urn:x:2", "type": ["Achievement"],
                                                     "alignment": aligned(900)}}  # fmt: skip
    return vc_jose.sign(document, samples.KEY)


def signed_with_endorsements(payload: Callable[[int], str]) -> Callable[[], Any]:
    return lambda: json.dumps(
        samples.resigned(lambda d: d.update(endorsementJwt=[payload(n) for n in range(16)]))
    ).encode()


def signed_with(**members: Any) -> Callable[[], Any]:
    return lambda: json.dumps(samples.resigned(lambda d: d.update(members))).encode()


def selective(count: int) -> Callable[[], Any]:
    def make() -> str:
        issued = vc_jose.sign_selectively(
            plain(name="x"), samples.KEY, disclosable=frozenset(["/name"]), salt=lambda: "s" * 22
        )
        said = [b64(["s" * 22, f"n{n}", "v" * 200]) for n in range(count)]
        payload = payload_of(issued.issuer_jwt)
        payload["_sd"] += [sd_jwt.digest(one, "sha256") for one in said]
        return "~".join([forge(header_of(issued.issuer_jwt), payload), *said]) + "~"

    return make


def selective_chain(count: int) -> Callable[[], Any]:
    """Disclosures inside disclosures."""

    def make() -> str:
        digests: list[str] = []
        said: list[str] = []
        for number in range(count):
            said.append(b64(["s", f"n{number}", {"_sd": digests}]))
            digests = [sd_jwt.digest(said[-1], "sha256")]
        issued = forge({"alg": "EdDSA", "typ": "vc+sd-jwt", "kid": KID}, plain(_sd=digests))
        return "~".join([issued, *said]) + "~"

    return make


def chunk(kind: bytes, content: bytes = b"") -> bytes:
    crc = zlib.crc32(kind + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + kind + content + crc


def picture(*chunks: bytes) -> Callable[[], Any]:
    header = chunk(b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]))
    return lambda: png.SIGNATURE + header + b"".join(chunks) + chunk(b"IEND")


def svg(inside: str) -> Callable[[], Any]:
    return lambda: f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode()


def pdf(*files: bytes) -> Callable[[], Any]:
    def make() -> bytes:
        document = pikepdf.new()
        document.add_blank_page()  # one without pages is not looked into
        for number, data in enumerate(files):
            document.attachments[f"{number}.json"] = pikepdf.AttachedFileSpec(document, data)
        out = io.BytesIO()
        document.save(out, compress_streams=True, recompress_flate=True)
        return out.getvalue()

    return make


def status_lists(count: int) -> tuple[Callable[[], Any], Callable[[str], bytes]]:
    """A credential that names lists of 16 MiB each, all truly its issuer's."""
    packed = multibase.encode(gzip.compress(bytes(16 * 2**20), mtime=0), "u")
    entries = [
        {"id": f"{HOME}/{n}#1", "type": "BitstringStatusListEntry", "statusListIndex": "1",
         "statusPurpose": "revocation", "statusListCredential": f"{HOME}/{n}"}
        for n in range(count)
    ]  # fmt: skip
    lists = {
        f"{HOME}/{n}": json.dumps(samples.signed(plain(
            id=f"{HOME}/{n}", type=["VerifiableCredential", "BitstringStatusListCredential"],
            credentialSubject={"id": f"{HOME}/{n}#list", "type": "BitstringStatusList",
                               "statusPurpose": "revocation", "encodedList": packed}))).encode()
        for n in range(count)
    }  # fmt: skip
    return signed_with(credentialStatus=entries), lists.__getitem__


def schemas(found: Any) -> tuple[Callable[[], Any], Callable[[str], bytes]]:
    entries = [{"id": f"{HOME}/schema/{n}", "type": "JsonSchema"} for n in range(2)]
    text = json.dumps(found).encode()
    return signed_with(credentialSchema=entries), lambda _: text


def refs(count: int) -> Any:
    """Definitions that each refer twice to the next one."""
    both = {f"d{n}": {"allOf": [{"$ref": f"#/$defs/d{n + 1}"}] * 2} for n in range(count)}
    return {"$defs": both | {f"d{count}": {}}, "$ref": "#/$defs/d0"}


def large_did_document(_: str) -> bytes:
    document = did_document(samples.KEY)
    document["id"] = "did:web:school.example"
    document["authentication"] = [f"did:web:x{n}.example#k" for n in range(250)]
    return json.dumps(document).encode() + b" " * 100_000


def nothing(_: str) -> bytes:
    return b"{}"


Make = Callable[[], Any]
INPUTS: dict[str, Make | tuple[Make, Callable[[str], bytes]]] = {
    "alike nodes in a row": badge(lambda d: d.update(
        evidence=[{"type": "Evidence", "narrative": "x"}] * 6000)),
    "alike trees": badge(lambda d: d["issuer"].update(parentOrg=[tree(9, 2)] * 4)),
    "alike deep trees": badge(lambda d: d["issuer"].update(parentOrg=[tree(50, 1)] * 60)),
    "alike wide trees": badge(lambda d: d["issuer"].update(parentOrg=[tree(2, 30)] * 5)),
    "alike nodes around named ones": badge(lambda d: d["issuer"].update(parentOrg=[
        {"type": "Profile", "parentOrg": [{"id": "urn:x:1"}, {"id": "urn:x:2"}]}] * 3000)),
    "4,000 alignments": achievement(alignment=aligned(4000)),
    "2,600 named alignments": achievement(alignment=[
        one | {"id": f"urn:x:{n}"} for n, one in enumerate(aligned(2600))]),
    "19,000 tags": achievement(tag=[f"t{n}" for n in range(19_000)]),
    "one node 2,000 times": badge(lambda d: d["issuer"].update(
        otherIdentifier=[{"id": "urn:x:1", "type": "IdentifierEntry", "identifier": "x",
                          "identifierType": f"t{n}"} for n in range(2000)])),
    "one node 19,000 times by id": achievement(creator=[{"id": "urn:x:1"}] * 9_000),
    "many types": badge(lambda d: d.update(type=["VerifiableCredential"] * 19_000)),
    "many contexts inside": achievement(alignment=[
        one | {"@context": GENUINE["@context"][:2]} for one in aligned(1000)]),
    "60 levels": badge(lambda d: d["issuer"].update(parentOrg=nested(58))),
    "languages": achievement(title={f"x-{n}": "t" for n in range(9000)}),
    "a name of 3.9 MB": badge(lambda d: d.update(name="x" * 3_900_000)),
    "a name of 1.9 MB to escape": badge(lambda d: d.update(name="\\\"\x01" * 400_000)),
    "an id of 3.9 MB": achievement(id="urn:x:" + "x" * 3_900_000),
    "an id of 100 KB with 10,000 tags": achievement(
        id="urn:x:" + "x" * 100_000, tag=[f"t{n}" for n in range(10_000)]
    ),
    "an id of 300 characters with 15,000 tags": achievement(
        id="urn:x:" + "x" * 300, tag=[f"t{n}" for n in range(15_000)]
    ),
    "an undefined term in a large document": achievement(
        alignment=[*aligned(4000), {"type": ["Alignment"], "shoeSize": 1}]),
    "a relative id in a large document": achievement(
        alignment=[*aligned(4000), {"id": "x", "type": ["Alignment"]}]),
    "members of which the last comes twice": lambda: wide_then_twice(190_000),
    "200,000 values": lambda: b'{"a":[' + b"1," * 199_000 + b"1]}",
    "100,000 objects": lambda: b'{"a":[' + b"{}," * 99_000 + b"{}]}",
    "100,000 levels": lambda: b'{"a":' * 100_000,
    "32 MiB of nothing": lambda: b"{" + b" " * (2**25 - 1),
    "16 proofs": badge(many_proofs),
    "16 proofs in a chain": badge(many_in_a_chain),
    "a proof of 15,000 values": badge(poison_in_the_proof),
    "a proof value of 3 MB": badge(lambda d: d["proof"].update(proofValue="z" + "2" * 3 * 10**6)),
    "an issuer of 1 MB": badge(lambda d: d["issuer"].update(id="did:key:z" + "2" * 10**6)),
    "a did:jwk of 1 MB": badge(lambda d: d["issuer"].update(id="did:jwk:" + "e" * 10**6)),
    "8 status lists of 16 MiB": status_lists(8),
    "schemas that refer without end": schemas(refs(40)),
    "schemas with a pattern": schemas({"additionalProperties": {
        "pattern": "^(([a-z])+.)+[A-Z]([a-z])+$"}}),
    "schemas of many alternatives": schemas({"anyOf": [{"required": [f"r{n}"]}
                                                       for n in range(9000)]}),
    "schemas with unique items": schemas({"properties": {"credentialSubject": {"properties": {
        "achievement": {"properties": {"tag": {"uniqueItems": True}}}}}}}),
    "a document without end": (lambda: json.dumps(from_the_web()).encode(), large_did_document),
    "a token of 4 MB": lambda: forge({"alg": "EdDSA", "typ": "vc+jwt", "kid": KID},
                                     plain(name="x" * 2_900_000)),
    "a header of 60 KB": lambda: forge({"alg": "EdDSA", "typ": "vc+jwt", "kid": KID,
                                        "x": ["y"] * 11_000}, plain()),
    "a million dots": lambda: "eyJ" + "." * 3_000_000,
    "a million tildes": lambda: "eyJ" + "~" * 3_000_000,
    "2,000 disclosures": selective(1900),
    "60 disclosures inside one another": selective_chain(60),
    "1,900 disclosures inside one another": selective_chain(1900),
    "16 endorsements that are forged": endorsed(heavy_token),
    "16 endorsements of 6,000 values each": signed_with_endorsements(heavy_token),
    "16 endorsements that are drawings": signed_with_endorsements(
        lambda number: svg("<g/>" * (40_000 + number))().decode()),
    "a picture of 32 MiB": picture(chunk(b"IDAT", bytes(2**25 - 200))),
    "a picture of many chunks": picture(*[chunk(b"tEXt", b"a\0")] * 300_000),
    "a picture with a bomb": picture(chunk(b"zTXt", b"openbadgecredential\0\0"
                                           + zlib.compress(bytes(10**8)))),
    "a drawing of 1,000,000 elements": svg("<g/>" * 1_000_000),
    "a drawing that uses itself": svg("".join(
        f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 1000 + "</g>" for n in range(200))),
    "a drawing of attributes": svg("<g " + " ".join(f'a{n}="x"' for n in range(200_000)) + "/>"),
    "a drawing of text": svg("x" * 9_000_000),
    "a drawing of 8 MiB with characters of four bytes": svg(
        "<text>\U0001f600</text>" + "<!-- " + "x" * (8 * 2**20 - 100) + "-->"),
    "a drawing of 90,000 elements with six attributes each": svg(
        '<g a="1" b="2" c="3" d="4" e="5" f="6"/>' * 90_000),
    "a drawing of as many elements as may be": svg("<g/>" * 90_000),
    "a picture with a credential of 31 MiB": picture(
        chunk(b"iTXt", b"openbadgecredential\0\0\0\0\0" + b"x" * (31 * 2**20))),
    "a PDF with a bomb": pdf(b"{" + b" " * 10**8),
    "a PDF with many attachments": pdf(*[b"{" + b" " * 200_000] * 64),
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Load what is loaded once: libraries, contexts, plans."""
    for _ in range(3):
        check(GENUINE)
    for name in ("a picture with a bomb", "a PDF with a bomb", "a drawing of text",
                 "schemas that refer without end"):  # fmt: skip
        found = INPUTS[name]
        make, answers = found if isinstance(found, tuple) else (found, nothing)
        check(make(), documents=Served(answers))


@pytest.mark.parametrize("name", list(INPUTS))
@costs
def test_one_input_costs_little(name):
    found = INPUTS[name]
    make, answers = found if isinstance(found, tuple) else (found, nothing)
    data, served = make(), Served(answers)
    reports: list[Any] = []
    seconds, mib = cost_of(lambda: reports.append(check(data, documents=served)))
    told = f"{name}: {seconds:.2f} s CPU, {mib:.0f} MiB, {len(served.asked)} requests"
    print(told, reports[0].outcome, reports[0].code)
    assert seconds < CPU, told
    assert mib < MEMORY, told
    assert len(served.asked) <= REQUESTS, told
    codes = {one.code for one in reports[0].checks}
    assert "check.internal-error" not in codes


def test_every_schema_status_and_key_counts_as_a_request():
    entries = [
        {"id": f"{HOME}/{n}#1", "type": "BitstringStatusListEntry", "statusListIndex": "1",
         "statusPurpose": "revocation", "statusListCredential": f"{HOME}/{n}"} for n in range(8)
    ]  # fmt: skip
    resources = [{"id": f"{HOME}/r{n}", "digestSRI": "sha384-" + "A" * 64} for n in range(8)]
    document = from_the_web(lambda d: d.update(credentialStatus=entries, relatedResource=resources))
    key = json.dumps(did_document(from_key())).encode()
    served = Served(lambda url: key if url == WEB_DOCUMENT else b"{}")
    check(document, documents=served)
    assert 1 < len(served.asked) <= REQUESTS


def from_key() -> Any:
    from hostile_cases import WEB_KEY

    return WEB_KEY
