"""Published SD-JWTs, and the published specifications of examples as round trips."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from mintmark.encoding.multibase import base64url_decode
from mintmark.errors import ProofError
from mintmark.keys import jwk
from mintmark.keys.private_key import PrivateKey, from_secret_bytes
from mintmark.proofs import jws, sd_jwt_json
from mintmark.proofs.key_binding import Expected, bind, require_key_binding
from mintmark.proofs.sd_jwt import digest, parse, process
from mintmark.proofs.sd_jwt_issuing import issue, present
from mintmark.proofs.sd_jwt_vc import open_sd_jwt_vc, verify
from tokens import payload_of, salts

pytestmark = pytest.mark.shared

EXAMPLES = [("sd-jwt-vc-2026-08-21", n) for n in range(5)] + [
    ("sd-jwt-draft-22", n) for n in range(12)
]
JSON_SERIALIZATION = {("sd-jwt-draft-22", n) for n in (3, 4, 5)}
"""The JWS JSON serialization (RFC 9901 section 8)."""


def example(shared: Path, name: str, number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    path = shared / "standards/sd-jwt/issued-examples" / f"{name}.json"
    published = json.loads(path.read_text())
    return published["examples"][number], published["issuer_jwk"]


@pytest.mark.parametrize(("name", "number"), [e for e in EXAMPLES if e not in JSON_SERIALIZATION])
def test_an_issued_example(shared: Path, name: str, number: int) -> None:
    published, issuer_jwk = example(shared, name, number)
    text = published["compact"]
    parts = parse(text if "~" in text else f"{text}~")
    token = jws.parse(parts.issuer_jwt)
    jws.verify(token, jwk.read(issuer_jwk))
    payload = jws.claims_of(token)
    assert dict(token.header) == published["header"]
    assert payload == published["payload"]
    for one in published.get("disclosures", []):
        assert digest(one["disclosure"], "sha256") == one["digest"]
    processed = process(payload, parts.disclosures)
    if "processed_payload" in published:
        assert processed.claims == published["processed_payload"]
    if published["kind"] == "sd-jwt+kb":
        assert parts.key_binding_jwt
        said = payload_of(parts.key_binding_jwt)
        at = datetime.fromtimestamp(said["iat"], UTC)
        require_key_binding(parts, payload, Expected(said["aud"], said["nonce"], at))
        with pytest.raises(ProofError):
            late = at + timedelta(minutes=6)
            require_key_binding(parts, payload, Expected(said["aud"], said["nonce"], late))


@pytest.mark.parametrize(("name", "number"), sorted(JSON_SERIALIZATION))
def test_an_issued_example_in_json(shared: Path, name: str, number: int) -> None:
    published, issuer_jwk = example(shared, name, number)
    assert sd_jwt_json.is_sd_jwt(published["json"])
    parts = parse(sd_jwt_json.compact(published["json"]))
    token = jws.parse(parts.issuer_jwt)
    jws.verify(token, jwk.read(issuer_jwk))
    payload = jws.claims_of(token)
    assert process(payload, parts.disclosures).disclosed
    if number > 3:
        assert parts.key_binding_jwt
        said = payload_of(parts.key_binding_jwt)
        at = datetime.fromtimestamp(said["iat"], UTC)
        require_key_binding(parts, payload, Expected(said["aud"], said["nonce"], at))


@pytest.mark.parametrize("number", range(5))
def test_an_issued_sd_jwt_vc(shared: Path, number: int) -> None:
    published, issuer_jwk = example(shared, "sd-jwt-vc-2026-08-21", number)
    opened = open_sd_jwt_vc(published["compact"])
    verify(opened, jwk.read(issuer_jwk))
    assert opened.type == published["payload"]["vct"]


def test_every_example_is_tested_or_left_out_on_purpose(shared: Path) -> None:
    for name in {name for name, _ in EXAMPLES}:
        path = shared / "standards/sd-jwt/issued-examples" / f"{name}.json"
        found = json.loads(path.read_text())["examples"]
        assert len(found) == len([e for e in EXAMPLES if e[0] == name])
        for number, one in enumerate(found):
            assert (one["kind"] == "jws-json") == ((name, number) in JSON_SERIALIZATION)


class Specification:
    """A published YAML file; the tag ``!sd`` marks what can be disclosed selectively."""

    def __init__(self, path: Path) -> None:
        self.disclosable: set[str] = set()
        self._loader = yaml.SafeLoader(path.read_text())
        node = self._loader.get_single_node()
        members = {key.value: value for key, value in node.value}
        self.claims = self._read(members.pop("user_claims"), "")
        rest = {name: self._read(value, "/" + name) for name, value in members.items()}
        self.shown = self._shown(rest.get("holder_disclosed_claims") or {}, "")
        self.expected = rest.get("expect_verified_user_claims")
        self.key_binding = bool(rest.get("key_binding"))

    def _read(self, node: Any, place: str) -> Any:
        if isinstance(node, yaml.MappingNode):
            for key, _ in node.value:
                self._mark(key, f"{place}/{key.value}")
            return {key.value: self._read(v, f"{place}/{key.value}") for key, v in node.value}
        if isinstance(node, yaml.SequenceNode):
            for index, one in enumerate(node.value):
                self._mark(one, f"{place}/{index}")
            return [self._read(one, f"{place}/{index}") for index, one in enumerate(node.value)]
        if node.tag == "!sd":
            implicit = (node.style is None, node.style is not None)
            node.tag = self._loader.resolve(yaml.ScalarNode, node.value, implicit)
        return self._loader.construct_object(node)

    def _mark(self, node: Any, place: str) -> None:
        if node.tag == "!sd":
            self.disclosable.add(place)

    def _shown(self, chosen: Any, place: str) -> set[str]:
        inside = chosen.items() if isinstance(chosen, dict) else enumerate(chosen)
        found = set()
        for name, value in inside:
            where = f"{place}/{name}"
            if value is True or (isinstance(value, dict | list) and value):
                found |= {where} & self.disclosable
            if isinstance(value, dict | list):
                found |= self._shown(value, where)
        return found


def keys(folder: Path) -> tuple[PrivateKey, PrivateKey]:
    settings = yaml.safe_load((folder / "settings.yml").read_text())["key_settings"]
    issuer = settings.get("issuer_key") or settings["issuer_keys"][0]
    return tuple(
        from_secret_bytes(one["crv"], base64url_decode(one["d"]))
        for one in (issuer, settings["holder_key"])
    )


SPECIFICATIONS = {
    "sd-jwt": "address_only_flat address_only_recursive address_only_structured "
    "address_only_structured_one_open arf-pid complex_eidas complex_eidas_proposal complex_ekyc "
    "json_serialization_flattened json_serialization_general jsonld simple simple_structured "
    "w3c-vc w3c-vc_for_slide_deck",
    "sd-jwt-vc": "01 02 03-pid",
    "testcases": "array_data_types array_full_sd array_in_sd array_nested_in_plain "
    "array_none_disclosed array_of_nulls array_of_objects array_of_scalars array_recursive_sd "
    "array_recursive_sd_some_disclosed header_mod json_serialization_flattened "
    "json_serialization_general key_binding no_sd object_data_types recursions",
}


@pytest.mark.parametrize(
    ("folder", "name"),
    [(folder, name) for folder, names in SPECIFICATIONS.items() for name in names.split()],
)
def test_a_round_trip(shared: Path, folder: str, name: str) -> None:
    """Those that ask for the JSON serialization go the compact way here."""
    base = shared / "standards/sd-jwt" / folder
    specification = Specification(base / name / "specification.yml")
    issuer, holder = keys(base)
    claims = {**specification.claims, "cnf": {"jwk": jwk.write(holder.public_key)}}
    issued = issue(
        claims, disclosable=specification.disclosable, signer=issuer, salt=salts(), decoys=2
    )
    assert process(payload_of(str(issued)), issued.disclosures).claims == claims
    presented = present(str(issued), show=specification.shown)
    at = datetime(2026, 5, 4, tzinfo=UTC)
    if specification.key_binding:
        presented = bind(presented, signer=holder, audience="v", nonce="1234567890", at=at)
    received = parse(str(presented))
    token = jws.parse(received.issuer_jwt)
    jws.verify(token, issuer.public_key)
    payload = jws.claims_of(token)
    if specification.key_binding:
        require_key_binding(received, payload, Expected("v", "1234567890", at))
    found = process(payload, received.disclosures)
    assert found.disclosed.keys() >= specification.shown or found.disclosed
    del found.claims["cnf"]
    if specification.expected is not None:
        assert found.claims == specification.expected


def test_every_specification_is_tested(shared: Path) -> None:
    for folder, names in SPECIFICATIONS.items():
        found = (shared / "standards/sd-jwt" / folder).glob("*/specification.yml")
        assert sorted(path.parent.name for path in found) == sorted(names.split())
