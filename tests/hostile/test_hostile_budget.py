"""The work on one input is counted together, whatever parts it is made of.

Each input is signed by its own attacker, so that every step runs, and each costs little: what goes
beyond is "could not check". Its twin is the same thing in an honest size, and stays valid.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from hostile_cases import HOME, V2, WEB_DOCUMENT, WEB_KEY, check, plain

import samples
from cost import costs, measured
from mintmark.carriers import svg
from mintmark.encoding import multibase
from mintmark.encoding.contexts import BUNDLED
from mintmark.keys.identity import did_document
from mintmark.keys.private_key import from_secret_bytes
from mintmark.proofs import ecdsa_sd_2023, vc_jose
from mintmark.report import Outcome
from mintmark.steps.verify.presentation import verify_presentation

CPU = 2.0
"""Seconds. The limit is 1 for a process of its own; in a test run the same work was measured to take
up to twice as long, as Python's collector goes through all that the run holds."""
KEY = samples.KEY
P384 = from_secret_bytes("P-384", bytes(range(1, 49)))
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
LIST = f"{HOME}/list"


@dataclass(frozen=True)
class Heavy:
    """An input in a hostile and in an honest size.

    Attributes:
        make: makes the input of a size.
        hostile, honest: the sizes.
        documents: what is to be had for the input of a size.
        shown: whether it is a presentation.
        enough: whether the hostile one is within what one input may cost, as the work is done once.
    """

    make: Callable[[int], Any]
    hostile: int
    honest: int
    documents: Callable[[int], dict[str, Any]] = field(default=lambda _: {})
    shown: bool = False
    enough: bool = False


def endorsement(number: int, key: Any = KEY, **members: Any) -> dict[str, Any]:
    return {
        "@context": [V2, samples.OB_CONTEXT],
        "id": f"urn:uuid:{number:08d}-0000-4000-8000-000000000000",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "issuer": {"id": key.controller, "type": ["Profile"], "name": "Endorser"},
        "name": "Endorsement",
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": samples.CREDENTIAL_ID, "type": ["EndorsementSubject"]},
    } | members


def evidence(count: int, number: int = 0) -> list[dict[str, Any]]:
    return [{"type": ["Evidence"], "name": f"{number} {n}"} for n in range(count)]


def endorsed(tokens: list[str], **options: Any) -> dict[str, Any]:
    return samples.resigned(lambda d: d.update(endorsementJwt=tokens), **options)


def by_p384(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    def changed(document: dict[str, Any]) -> None:
        document["issuer"]["id"] = P384.controller
        change(document)

    return samples.unsigned(changed)


def signed_again(document: dict[str, Any], times: int, *, chained: bool = False) -> dict[str, Any]:
    """Sign a document several times, each proof over the one before if they are chained."""
    for number in range(times):
        names = [f"urn:uuid:{n:08d}-0000-4000-8000-000000000000" for n in (number, number - 1)]
        previous = [names[1]] if chained and number else []
        document = samples.signed(document, key=P384, proof_id=names[0], previous=previous)
    return document


def alike(count: int) -> dict[str, Any]:
    """Nodes without id, two and two alike, of which no first-degree hash is the only one."""
    return by_p384(lambda d: d["credentialSubject"]["achievement"].update(alignment=[
        {"type": ["Alignment"], "targetName": f"p{n // 2}", "targetUrl": HOME}
        for n in range(count)]))  # fmt: skip


def bitstring_lists(count: int) -> dict[str, Any]:
    packed = multibase.encode(gzip.compress(bytes(count * 2**17), mtime=0), "u")
    subject = {"id": f"{LIST}#list", "type": "BitstringStatusList", "statusPurpose": "revocation",
               "encodedList": packed}  # fmt: skip
    kinds = ["VerifiableCredential", "BitstringStatusListCredential"]
    return {LIST: json.dumps(samples.signed(
        plain(id=LIST, type=kinds, credentialSubject=subject)))}  # fmt: skip


def to_one_bitstring(_: int) -> dict[str, Any]:
    entries = [
        {"type": "BitstringStatusListEntry", "statusPurpose": "revocation",
         "statusListIndex": str(n), "statusListCredential": LIST} for n in range(8)
    ]  # fmt: skip
    return endorsed(
        [vc_jose.sign(endorsement(n, credentialStatus=entries), KEY) for n in range(16)]
    )


def to_one_revocation_list(_: int) -> dict[str, Any]:
    entry = {"id": LIST, "type": "1EdTechRevocationList"}
    members = {"@context": [V2, samples.OB_CONTEXT, EXTENSIONS], "credentialStatus": [entry] * 8}
    return endorsed([vc_jose.sign(endorsement(n, WEB_KEY, **members), WEB_KEY) for n in range(16)])


def revocation_lists(count: int) -> dict[str, Any]:
    revoked = [{"id": f"urn:u:{n}", "revoked": True} for n in range(count)]
    found = {"id": LIST, "issuer": WEB_KEY.controller, "revokedCredentials": revoked}
    return {LIST: json.dumps(found), WEB_DOCUMENT: json.dumps(did_document(WEB_KEY))}


def with_large_endorsements(count: int) -> dict[str, Any]:
    return endorsed([vc_jose.sign(endorsement(n, evidence=evidence(count, n)), KEY)
                     for n in range(16)])  # fmt: skip


def to_the_same_resources(count: int) -> dict[str, Any]:
    digest = base64.b64encode(hashlib.sha384(bytes(count)).digest()).decode()
    named = [{"id": f"{HOME}/{n}", "digestSRI": f"sha384-{digest}"} for n in range(2)]
    return endorsed([vc_jose.sign(endorsement(n, relatedResource=named), KEY) for n in range(16)])


def derived(count: int) -> dict[str, Any]:
    key = samples.P256_KEY

    def large(document: dict[str, Any]) -> None:
        document["issuer"]["id"] = key.controller
        document["evidence"] = [one | {"id": f"urn:e:{n}", "description": "d"}
                                for n, one in enumerate(evidence(count))]  # fmt: skip

    base = ecdsa_sd_2023.sign_base(
        samples.unsigned(large), signer=key, created=samples.ISSUED,
        mandatory_pointers=["/issuer"], hmac_key=b"k" * 32,
        proof_key=from_secret_bytes("P-256", bytes(range(3, 35))), contexts=BUNDLED,
    )  # fmt: skip
    shown = ecdsa_sd_2023.derive(
        base,
        selective_pointers=["/credentialSubject", "/evidence", "/name", "/validFrom"],
        contexts=BUNDLED,
    )
    shown["proof"] = [shown["proof"]] * (16 if count > 100 else 2)
    return shown


def presented(shown: list[Any]) -> dict[str, Any]:
    document = {"@context": [V2], "type": ["VerifiablePresentation"], "holder": KEY.controller,
                "verifiableCredential": shown}  # fmt: skip
    return samples.signed(document, purpose="authentication")


def enveloped(count: int) -> dict[str, Any]:
    tokens = [vc_jose.sign(samples.unsigned(lambda d, n=n: d.update(
        evidence=evidence(count, n))), KEY) for n in range(16)]  # fmt: skip
    return presented([{"@context": [V2], "type": ["EnvelopedVerifiableCredential"],
                       "id": f"data:application/vc+jwt,{token}"} for token in tokens])  # fmt: skip


def shown_twice(_: int) -> dict[str, Any]:
    once = samples.signed(
        plain(
            name="x",
            description="y",
            validFrom="2026-05-01T00:00:00Z",
            validUntil="2027-05-01T00:00:00Z",
            credentialSubject={"name": "Ana", "description": "z"},
        )
    )
    return presented([once, once])


def drawn(count: int) -> bytes:
    document = signed_again(by_p384(lambda d: d["credentialSubject"]["achievement"].update(
        tag=[f"t{n}" for n in range(count // 5)])), 1)  # fmt: skip
    picture = f'<svg xmlns="http://www.w3.org/2000/svg">{"<g/>" * count}</svg>'
    return svg.embed(picture.encode(), json.dumps(document).encode())


HEAVY = {
    "one list of 16 MiB read 128 times": Heavy(
        to_one_bitstring, 128, 1, bitstring_lists, enough=True),
    "one revocation list of 0.9 MB read 128 times": Heavy(
        to_one_revocation_list, 22_000, 100, revocation_lists, enough=True),
    "a chain of 16 proofs over 3,500 items": Heavy(
        lambda n: signed_again(by_p384(lambda d: d.update(evidence=evidence(n))),
                               16 if n > 100 else 3, chained=True), 3_500, 20),
    "16 proofs over alike nodes": Heavy(
        lambda n: signed_again(alike(n), 16), 1_200, 20, enough=True),
    "16 derived proofs of 1,900 statements": Heavy(derived, 440, 20),
    "16 endorsements of 900 items": Heavy(with_large_endorsements, 900, 20),
    "16 endorsements that name two resources of 6 MiB": Heavy(
        to_the_same_resources, 6 * 2**20, 2**12,
        lambda n: {f"{HOME}/{one}": bytes(n) for one in range(2)}),
    "16 enveloped credentials of 1,000 items": Heavy(enveloped, 1_000, 20, shown=True),
    "a large credential in a large drawing": Heavy(drawn, 95_000, 1_000),
    "a small credential without ids shown twice": Heavy(
        shown_twice, 0, 0, shown=True, enough=True),
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Load what is loaded once: libraries, contexts, plans."""
    for _ in range(3):
        check(samples.credential())


def look(heavy: Heavy, size: int) -> tuple[Any, list[Any], float]:
    """Return the report of the input, the reports of its parts, and seconds."""
    data, documents = heavy.make(size), heavy.documents(size)
    data = data if isinstance(data, bytes) else json.dumps(data).encode()
    run: Any = partial(check, data, documents=documents)
    if heavy.shown:
        run = partial(verify_presentation, data, at=samples.LATER, binding="none")
    with measured() as cost:
        report = run()
    parts = report.credentials if heavy.shown else [one for _, one in report.endorsements]
    return report, list(parts), cost.seconds


@pytest.mark.parametrize("name", list(HEAVY))
@costs
def test_what_is_heavy_together_costs_little(name):
    heavy = HEAVY[name]
    report, parts, seconds = look(heavy, heavy.hostile)
    told = f"{name}: {seconds:.2f} s CPU {report.outcome} {report.code}"
    print(told, [(str(one.outcome), one.code) for one in parts])
    assert seconds < CPU, told
    whole = [report, *parts]
    assert "check.internal-error" not in {one.code for each in whole for one in each.checks}
    if heavy.enough:
        assert all(one.outcome is Outcome.VALID for one in whole), told
    else:
        assert all(one.outcome is not Outcome.INVALID for one in whole), told
        assert "input.work-limit" in {one.code for each in whole for one in each.checks}, told
        beyond = next(one for each in whole for one in each.checks
                      if one.code == "input.work-limit")  # fmt: skip
        assert "one at a time" in beyond.detail


@pytest.mark.parametrize("name", list(HEAVY))
def test_an_honest_size_is_valid(name):
    heavy = HEAVY[name]
    report, parts, _ = look(heavy, heavy.honest)
    assert report.outcome is Outcome.VALID, report.decisive
    assert all(one.outcome is Outcome.VALID for one in parts), [one.decisive for one in parts]


def test_a_document_as_large_as_may_be_is_valid_with_the_longest_hash():
    document = by_p384(lambda d: d["credentialSubject"]["achievement"].update(
        tag=[f"t{n}" for n in range(19_400)]))  # fmt: skip
    assert check(samples.signed(document, key=P384)).outcome is Outcome.VALID


def test_a_full_presentation_of_honest_credentials_is_valid():
    endorsements = [vc_jose.sign(endorsement(n, evidence=evidence(3)), KEY) for n in range(3)]
    ids = [f"urn:uuid:{n:08d}-0000-4000-8000-0000000000ff" for n in range(16)]
    shown = [samples.resigned(lambda d, name=name: d.update(
        id=name, endorsementJwt=endorsements, evidence=evidence(10))) for name in ids]  # fmt: skip
    report = verify_presentation(
        json.dumps(presented(shown)).encode(), at=samples.LATER, binding="none"
    )
    assert report.outcome is Outcome.VALID, report.decisive
    assert all(len(one.endorsements) == 3 for one in report.credentials)


def test_what_was_learned_before_changes_no_verdict():
    data = json.dumps(with_large_endorsements(900)).encode()
    first, *others = [[one.code for _, one in check(data).endorsements] for _ in range(3)]
    assert others == [first, first]
    assert first[0] is None
    assert first[-1] == "input.work-limit"


def test_a_list_that_is_read_once_still_tells_who_is_revoked():
    revoked = json.loads(revocation_lists(3)[LIST])
    revoked["revokedCredentials"].append({"id": endorsement(7)["id"]})
    documents = revocation_lists(3) | {LIST: json.dumps(revoked)}
    report = check(to_one_revocation_list(0), documents=documents)
    found = [one.code for _, one in report.endorsements]
    assert found == [None] * 7 + ["status.revoked"] + [None] * 8
