"""Open Badges 2.0, hosted and signed: what holds, and what must not pass."""

import hashlib
import hmac
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

import older_badges as ob
from mintmark.errors import MintmarkError, UnavailableError
from mintmark.formats import open_badges_2 as ob2
from mintmark.formats.open_badges_2.documents import origin
from mintmark.ports import Documents, Fetcher
from older_badges import AT, CLASS, CONTEXT, HOME, ISSUER, KEY, MINE, REVOKED, URN
from tokens import RsaSigner

EVIL = "https://evil.example"
STRANGER = RsaSigner()


def whole(data: bytes, fetcher: Fetcher | None = None) -> ob2.Badge:
    """Go through all that a verifier asks for, in its order."""
    fetcher = fetcher or ob.served()
    received = ob2.read(data)
    badge = ob2.gather(ob2.form(received), fetcher)
    keys = ob2.authority(badge, fetcher, at=AT)
    ob2.confirm(received, badge, keys)
    badge.outline.require_in_period(AT)
    ob2.require_not_revoked(badge, fetcher)
    ob2.check(badge)
    return badge


def refused(data: bytes, fetcher: Fetcher | None = None) -> str:
    with pytest.raises(MintmarkError) as caught:
        whole(data, fetcher)
    return caught.value.code


def embedded(**changes: Any) -> dict[str, Any]:
    return {k: v for k, v in ob.badge_class(**changes).items() if k != "@context"}


# Hosted


def test_a_hosted_badge() -> None:
    badge = whole(ob.hosted())
    assert badge.assertion.id == MINE
    assert badge.issuer.id == badge.outline.issuer == ISSUER
    assert badge.badge_class["name"] == "Robotics"
    assert badge.outline.valid_until is not None
    assert badge.outline.model == "ob-2.0"


def test_what_is_served_counts_and_not_what_is_shown() -> None:
    """Dropping the end of its validity from one's own copy gains nothing."""
    served = ob.served(ob.assertion(expires="2026-03-01T00:00:00Z"))
    assert refused(ob.hosted(ob.assertion(expires=...)), served) == "period.over"


@pytest.mark.parametrize(
    "changes",
    [
        {"recipient": {"type": "email", "identity": "eve@learner.example"}},
        {"issuedOn": "2025-01-31T09:00:00Z"},
        {"badge": f"{HOME}/doctorate"},
        {"narrative": "With honours."},
        {"version": 1.5},
    ],
)
def test_an_altered_copy(changes: dict[str, Any]) -> None:
    assert refused(ob.hosted(ob.assertion(**changes))) == "ob2.copy-differs"


def test_what_one_writes_out_the_other_may_name() -> None:
    whole(ob.hosted(ob.assertion(badge=embedded())))
    whole(ob.hosted(), ob.served(ob.assertion(badge=embedded())))
    whole(ob.hosted(ob.assertion(badge=embedded())), ob.served(ob.assertion(badge=embedded())))
    whole(ob.hosted(ob.assertion(**{"@context": [CONTEXT]})))


def test_a_badge_class_that_only_the_copy_writes_out_is_not_believed() -> None:
    badge = whole(ob.hosted(ob.assertion(badge=embedded(name="Doctorate"))))
    assert badge.badge_class["name"] == "Robotics"
    served = ob.served(ob.assertion(badge=embedded()))
    forged = ob.assertion(badge=embedded(name="Doctorate"))
    assert refused(ob.hosted(forged), served) == "ob2.copy-differs"


def test_hosted_elsewhere_than_the_issuer_says() -> None:
    stolen = ob.assertion(id=f"{EVIL}/1")
    assert refused(ob.hosted(stolen), ob.served(stolen)) == "ob2.hosted-elsewhere"


def test_a_written_out_issuer_is_not_believed() -> None:
    """The profile inside the badge would let the badge's own author choose the scope."""
    friendly = ob.profile(verification={"allowedOrigins": ["evil.example"]})
    stolen = ob.assertion(id=f"{EVIL}/1", badge=embedded(id=f"{EVIL}/class", issuer=friendly))
    assert refused(ob.hosted(stolen), ob.served(stolen)) != ""
    served = ob.served(stolen, ob.badge_class(id=f"{EVIL}/class", issuer=friendly))
    assert refused(ob.hosted(stolen), served) == "ob2.hosted-elsewhere"


def test_hosted_at_another_address_than_its_id() -> None:
    served = Documents({MINE: json.dumps(ob.assertion(id=f"{HOME}/assertions/2"))})
    assert refused(ob.hosted(), served) == "ob2.wrong-document"


@pytest.mark.parametrize("address", ["http://badges.example/assertions/1", URN, "https://u@h/1"])
def test_only_https_proves_anything(address: str) -> None:
    with pytest.raises(UnavailableError) as caught:
        whole(ob.hosted(ob.assertion(id=address)))
    assert caught.value.code == "ob2.not-https"


@pytest.mark.parametrize(
    ("verification", "address", "holds"),
    [
        ({}, f"{HOME}/x", True),
        ({}, f"{HOME}:443/x", True),
        ({}, f"{HOME}:8443/x", False),
        ({}, "https://badges.example.evil.example/x", False),
        ({}, f"{HOME}@evil.example/x", False),
        ({"allowedOrigins": "host.example"}, "https://host.example/x", True),
        ({"allowedOrigins": "host.example"}, "https://HOST.example/x", True),
        ({"allowedOrigins": ["https://host.example/"]}, "https://host.example/x", True),
        ({"allowedOrigins": ["a.example", "host.example:444"]}, "https://host.example:444/", True),
        ({"allowedOrigins": "host.example"}, f"{HOME}/x", False),
        ({"allowedOrigins": "example"}, "https://host.example/x", False),
        ({"startsWith": f"{HOME}/a/"}, f"{HOME}/a/1", True),
        ({"startsWith": f"{HOME}/a/"}, f"{HOME}/b/1", False),
        ({"startsWith": f"{HOME}/a/"}, f"{HOME}/a/../b/1", False),
        ({"startsWith": f"{HOME}/a/"}, f"{HOME}/a/%2e%2E/b/1", False),
        ({"startsWith": f"{HOME}/a/"}, f"{HOME}/a/1?x=../b", True),
        ({"startsWith": HOME}, f"{HOME}.evil.example/1", False),
        ({"startsWith": [f"{EVIL}/a", f"{HOME}/a"]}, f"{HOME}/a/1", True),
        ({"startsWith": f"{HOME}/a", "allowedOrigins": "evil.example"}, f"{HOME}/a/1", False),
        ({"startsWith": "https://host.example/"}, "https://host.example/1", True),
        ({"type": "VerificationObject", "verificationProperty": "id"}, f"{HOME}/x", True),
    ],
)
def test_the_issuers_scope(verification: Any, address: str, holds: bool) -> None:
    served = ob.served(ob.profile(verification=verification))
    badge = ob2.gather(ob2.form(ob2.read(ob.hosted())), served)
    assert badge.issuer.hosts(address) is holds


@pytest.mark.parametrize(
    "changes",
    [
        {"verification": "hosted"},
        {"verification": {}, "verify": {}},
        {"verification": {"startsWith": []}},
        {"verification": {"allowedOrigins": [1]}},
        {"verification": {"allowedOrigins": "https://host.example/path"}},
        {"verification": {"allowedOrigins": "*"}},
        {"verification": {"verificationProperty": "name"}},
    ],
)
def test_a_malformed_scope(changes: dict[str, Any]) -> None:
    assert refused(ob.hosted(), ob.served(ob.profile(**changes))) == "ob2.issuer-verification"


def test_the_older_name_of_verification() -> None:
    whole(
        ob.hosted(ob.assertion(verification=..., verify={"type": "hosted"})),
        ob.served(ob.assertion(verification=..., verify={"type": "hosted"})),
    )


def test_revoked_while_hosted() -> None:
    stub = {"@context": CONTEXT, "id": MINE, "revoked": True, "revocationReason": "A mistake."}
    assert refused(ob.hosted(), ob.served(stub)) == "ob2.revoked"
    assert refused(ob.hosted(), ob.served(ob.assertion(revoked=True))) == "ob2.revoked"
    assert refused(ob.hosted(ob.assertion(revoked=True))) == "ob2.revoked"
    assert refused(ob.hosted(), ob.served(ob.assertion(revoked="no"))) == "ob2.revoked-unclear"
    whole(ob.hosted(), ob.served(ob.assertion(revoked=False)))


class Gone:
    """A host that answers 410 for one address."""

    def __init__(self, address: str) -> None:
        self._address = address

    def fetch(self, url: str) -> bytes:
        if url == self._address:
            raise UnavailableError("fetch.gone", "410")
        return ob.served().fetch(url)


def test_gone_is_revoked_for_the_assertion_alone() -> None:
    assert refused(ob.hosted(), Gone(MINE)) == "ob2.revoked"
    assert refused(ob.hosted(), Gone(CLASS)) == "fetch.gone"


@pytest.mark.parametrize("address", [MINE, CLASS, ISSUER])
def test_what_cannot_be_had_could_not_be_checked(address: str) -> None:
    with pytest.raises(UnavailableError):
        whole(ob.hosted(), ob.served(without=address))


def test_it_announces_itself() -> None:
    escaped = ob.hosted().replace(b"/", b"\\/")
    for data in (ob.hosted(), escaped, ob.signed(), b" " + ob.hosted()):
        assert ob2.is_announced(data)
        assert ob2.read(data).document["@context"] == CONTEXT
    other = ob.assertion(**{"@context": "https://www.w3.org/ns/credentials/v2"})
    said = other | {"name": "about openbadges"}
    for data in (ob.hosted(said), ob.signed(said), b"", b"eyJ", b"eyJ.\xff.x", b"eyJ.&.x", b"{"):
        assert not ob2.is_announced(data)


# Issuer and badge class


def test_the_badge_class_of_another_issuer() -> None:
    """A class at a foreign address that is written out with an issuer of one's own choice."""
    foreign = "https://good.example/class"
    other = "https://good.example/issuer"
    claimed = ob.assertion(badge=embedded(id=foreign))
    genuine = ob.badge_class(id=foreign, issuer=other)
    served = ob.served(claimed, genuine, ob.profile(id=other))
    assert refused(ob.hosted(claimed), served) == "ob2.badge-differs"
    whole(ob.hosted(claimed), ob.served(claimed, ob.badge_class(id=foreign)))
    plain = ob.assertion(badge=foreign)
    assert refused(ob.hosted(plain), ob.served(plain, genuine, ob.profile(id=other))) == (
        "ob2.hosted-elsewhere"
    )


def test_a_badge_class_in_plain_http_is_not_looked_up() -> None:
    claimed = ob.assertion(badge=embedded(id="HTTP://good.example/class"))
    assert refused(ob.hosted(claimed), ob.served(claimed)) == "ob2.not-https"
    ephemeral = ob.assertion(badge=embedded(id="urn:uuid:class"))
    whole(ob.hosted(ephemeral), ob.served(ephemeral))


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (ob.badge_class(type="Assertion"), "ob2.wrong-type"),
        (ob.badge_class(issuer=None), "ob2.issuer"),
        (ob.badge_class(issuer=[ISSUER]), "ob2.issuer"),
        (ob.badge_class(issuer={"name": "Nobody"}), "ob2.issuer"),
        (ob.badge_class(issuer="did:web:badges.example"), "ob2.not-https"),
        (ob.badge_class(description=""), "ob2.incomplete"),
        (ob.badge_class(image=None), "ob2.incomplete"),
        (ob.badge_class(alignment=[{}]), "ob2.alignment"),
        (ob.profile(type="Assertion"), "ob2.wrong-type"),
        (ob.profile(email=...) | {"email": None}, "ob2.incomplete"),
        (ob.profile(publicKey=[1]), "ob2.malformed-key-list"),
        (ob.profile(publicKey=[KEY] * 6), "ob2.malformed-key-list"),
        (ob.assertion(verification={"type": "signed"}), "ob2.unknown-verification"),
        (ob.assertion(type="BadgeClass"), "ob2.wrong-type"),
        (ob.assertion(badge={"type": "BadgeClass", "issuer": ISSUER}), "ob2.badge"),
    ],
)
def test_broken_documents(other: dict[str, Any], code: str) -> None:
    assert refused(ob.hosted(), ob.served(other)) == code


@pytest.mark.parametrize("text", ["[]", "{", '{"id": 1, "id": 2}', "<html>", '{"a":' * 40])
def test_documents_that_are_none(text: str) -> None:
    served = Documents({MINE: text})
    assert refused(ob.hosted(), served) == "ob2.malformed-document"


# Shape


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"type": "BadgeClass"}, "ob2.wrong-type"),
        ({"id": "1"}, "ob2.id"),
        ({"id": None}, "ob2.id"),
        ({"badge": None}, "ob2.badge"),
        ({"badge": [CLASS]}, "ob2.badge"),
        ({"recipient": "beth@learner.example"}, "ob2.recipient"),
        ({"recipient": {"type": "email", "identity": ["a"]}}, "ob2.recipient"),
        ({"recipient": {"type": "email", "identity": "a", "hashed": "true"}}, "ob2.recipient"),
        ({"recipient": {"type": "email", "identity": "a", "salt": 5}}, "ob2.recipient"),
        ({"issuedOn": ...}, "ob2.date"),
        ({"issuedOn": 1359217910}, "ob2.date"),
        ({"expires": "2027-01-31"}, "ob2.date"),
        ({"verification": ...}, "ob2.no-verification"),
        ({"verification": "hosted"}, "ob2.no-verification"),
        ({"verification": [{"type": "hosted"}]}, "ob2.no-verification"),
        ({"verify": {"type": "hosted"}}, "ob2.no-verification"),
        ({"verification": {}}, "ob2.unknown-verification"),
        ({"verification": {"type": "Blockchain"}}, "ob2.unknown-verification"),
        ({"verification": {"type": ["hosted", "signed"]}}, "ob2.unknown-verification"),
        ({"verification": {"type": "hosted", "creator": [KEY]}}, "ob2.creator"),
        ({"verification": {"type": "SignedBadge"}}, "ob2.unsigned"),
    ],
)
def test_the_shape_of_an_assertion(changes: dict[str, Any], code: str) -> None:
    assert refused(ob.hosted(ob.assertion(**changes))) == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"@context": ...}, "ob2.no-context"),
        ({"@context": "https://w3id.org/openbadges/v1"}, "ob2.no-context"),
        ({"@context": [{"x": "https://x.example/"}, CONTEXT]}, "ob2.no-context"),
        ({"@context": [CONTEXT, f"{EVIL}/context"]}, "ob2.unknown-context"),
        ({"@context": [CONTEXT, None]}, "ob2.swapped-term"),
        ({"@context": [CONTEXT, {}]}, "ob2.swapped-term"),
        ({"@context": [CONTEXT, {"recipient": "https://x.example/r"}]}, "ob2.swapped-term"),
        ({"@context": [CONTEXT, {"@vocab": "https://x.example/"}]}, "ob2.swapped-term"),
        ({"@context": [CONTEXT, {"@base": "https://x.example/"}]}, "ob2.swapped-term"),
        ({"@context": [CONTEXT, {"for": "obi:recipient"}]}, "ob2.swapped-term"),
        ({"@context": [CONTEXT, {"for": {"@id": "obi:recipient"}}]}, "ob2.swapped-term"),
        ({"@context": [CONTEXT, {"for": "https://w3id.org/openbadges#recipient"}]}, "swapped-term"),
        ({"@context": [CONTEXT, {"w": "https://w3id.org/"}]}, "ob2.swapped-term"),
        ({"@context": [CONTEXT, {"obi:x": "https://x.example/"}]}, "ob2.swapped-term"),
        ({"badge": {"@context": None, "type": "BadgeClass"}}, "ob2.swapped-term"),
        ({"badge": {"@context": [None]}}, "ob2.swapped-term"),
        ({"recipient": {"@context": {"identity": "urn:x"}}}, "ob2.swapped-term"),
        ({"@id": f"{HOME}/assertions/2"}, "ob2.second-name"),
        ({"@graph": []}, "ob2.second-name"),
        ({"obi:recipient": {"identity": "x"}}, "ob2.second-name"),
        ({"https://w3id.org/openbadges#recipient": {}}, "ob2.second-name"),
        ({"evidence": [{"schema:name": "x"}]}, "ob2.second-name"),
    ],
)
def test_context_tricks(changes: dict[str, Any], code: str) -> None:
    document = ob.assertion(**changes)
    assert refused(ob.hosted(document)).removeprefix("ob2.") == code.removeprefix("ob2.")
    signed = ob.signed({**document, "id": URN})
    assert refused(signed).removeprefix("ob2.") == code.removeprefix("ob2.")


@pytest.mark.parametrize(
    "changes",
    [
        {"@context": [CONTEXT]},
        {"@context": [CONTEXT, {"shoeSize": "https://x.example/shoes#"}], "shoeSize": 42},
        {"@context": [CONTEXT, "https://w3id.org/openbadges/extensions/geo/context.json"]},
        {"@language": "en"},
        {"example.org:foo": 1, "extensions:geo": {"@context": EVIL, "@type": ["Extension"]}},
        {"https://x.example/y": {"@graph": []}},
    ],
)
def test_extensions_may_be_there(changes: dict[str, Any]) -> None:
    document = ob.assertion(**changes)
    whole(ob.hosted(document), ob.served(document))


def test_the_vocabulary_is_the_contexts(shared: Any) -> None:
    from mintmark.formats.open_badges_2 import documents

    path = shared / "standards" / "contexts" / "ob-v2p0.jsonld"
    assert set(json.loads(path.read_text())["@context"]) == documents.VOCABULARY


# Signed


def test_a_signed_badge() -> None:
    badge = whole(ob.signed())
    assert badge.assertion.id == URN
    assert badge.outline.issuer == ISSUER
    whole(b" " + ob.signed() + b"\n")
    assert ob2.read(ob.signed().decode()).token is not None


def test_without_a_named_key_each_of_the_issuers_is_tried() -> None:
    claims = ob.signed_claims(verification={"type": "signed"})
    old = ob.key(id=f"{KEY}-2", publicKeyPem=ob.pem(STRANGER))
    served = ob.served(old, ob.profile(publicKey=[old["id"], ob.key()]))
    whole(ob.signed(claims), served)
    whole(ob.signed(claims, STRANGER), served)
    assert refused(ob.signed(claims, RsaSigner()), served) == "ob2.bad-signature"
    assert refused(ob.signed(signer=STRANGER), served) == "ob2.bad-signature"


def test_altered_after_signing() -> None:
    head, _, signature = ob.signed().split(b".")
    payload = ob.signed(ob.signed_claims(narrative="x")).split(b".")[1]
    assert refused(b".".join((head, payload, signature))) == "ob2.bad-signature"
    assert refused(head + b"." + payload) == "jws.malformed"


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({"alg": "none"}, "jws.unknown-algorithm"),
        ({"alg": "HS256"}, "jws.unknown-algorithm"),
        ({"alg": "RS384"}, "jws.unsupported-algorithm"),
        ({"alg": "EdDSA"}, "jws.unsupported-algorithm"),
        ({"alg": "RS256", "jku": EVIL}, "jws.key-from-token"),
        ({"alg": "RS256", "crit": ["exp"]}, "jws.critical-extension"),
        ({"alg": "RS256", "jwk": STRANGER.jwk}, "jws.foreign-key"),
    ],
)
def test_headers(header: dict[str, Any], code: str) -> None:
    assert refused(ob.signed(header=header)) == code


def test_algorithm_confusion_with_the_public_key_as_secret() -> None:
    class Confused:
        def sign(self, data: bytes) -> bytes:
            return hmac.new(ob.pem().encode(), data, hashlib.sha256).digest()

    forged = ob.signed(signer=Confused(), header={"alg": "HS256"})
    assert refused(forged) == "jws.unknown-algorithm"
    assert refused(ob.signed(signer=Confused())) == "ob2.bad-signature"


def test_signed_is_not_hosted() -> None:
    assert refused(ob.signed(ob.assertion())) == "ob2.signed-as-hosted"
    assert refused(ob.hosted(ob.signed_claims())) == "ob2.unsigned"


def test_a_key_that_the_issuer_does_not_list() -> None:
    """One-way claims: the key says whose it is, and its owner knows nothing of it."""
    mine = ob.key(id=f"{EVIL}/key", publicKeyPem=ob.pem(STRANGER))
    claims = ob.signed_claims(verification={"type": "signed", "creator": mine["id"]})
    assert refused(ob.signed(claims, STRANGER), ob.served(mine)) == "ob2.key-not-listed"
    listed = ob.served(mine, ob.profile(publicKey=[KEY, mine["id"]]))
    whole(ob.signed(claims, STRANGER), listed)


def test_a_key_in_a_written_out_profile_is_not_believed() -> None:
    mine = ob.key(publicKeyPem=ob.pem(STRANGER))
    claims = ob.signed_claims(badge=embedded(issuer=ob.profile(publicKey=mine)))
    assert refused(ob.signed(claims, STRANGER)) == "ob2.bad-signature"
    whole(ob.signed(claims))


def test_a_key_that_is_not_the_issuers_own() -> None:
    """The other way round: the issuer lists a key that names somebody else as its owner."""
    for owner in (f"{EVIL}/issuer", None, [ISSUER], {"id": EVIL}):
        assert refused(ob.signed(), ob.served(ob.key(owner=owner))) == "ob2.key-not-owned"
    whole(ob.signed(), ob.served(ob.key(owner={"id": ISSUER})))


def ec_pem() -> str:
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (ob.profile(publicKey=[]), "ob2.no-key"),
        (ob.profile(publicKey=[KEY, KEY]), "ob2.key-not-listed"),
        (ob.key(type="Key"), "ob2.wrong-type"),
        (ob.key(publicKeyPem=None), "ob2.malformed-key"),
        (ob.key(publicKeyPem="-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"), "key"),
        (ob.key(publicKeyPem="ü"), "ob2.malformed-key"),
        (ob.key(publicKeyPem="A key:\n" * 2000 + ob.pem()), "ob2.malformed-key"),
        (ob.key(publicKeyPem="-----BEGIN RSA PRIVATE KEY-----"), "ob2.malformed-key"),
        (ob.key(publicKeyPem=ec_pem()), "ob2.unsupported-key"),
        (ob.key(publicKeyPem=ob.pem(RsaSigner(2048)).replace("A", "B")), "key"),
        (ob.key(revoked=True), "ob2.key-retired"),
        (ob.key(revoked="2026-01-01T00:00:00Z"), "ob2.key-retired"),
        (ob.key(expires="2026-01-01T00:00:00Z"), "ob2.key-retired"),
    ],
)
def test_keys(other: dict[str, Any], code: str) -> None:
    assert code in refused(ob.signed(), ob.served(other))


def test_keys_that_are_not_retired_yet() -> None:
    whole(ob.signed(), ob.served(ob.key(revoked=False, expires="2027-01-01T00:00:00Z")))


def test_expired_and_not_yet() -> None:
    for changes, code in [
        ({"expires": "2026-05-31T23:59:59Z"}, "period.over"),
        ({"issuedOn": "2026-06-01T00:00:01Z"}, "period.not-yet"),
    ]:
        assert refused(ob.signed(ob.signed_claims(**changes))) == code
    whole(ob.signed(ob.signed_claims(expires="2026-06-01T00:00:01Z")))


@pytest.mark.parametrize("entry", [URN, {"id": URN}, {"id": URN, "revocationReason": "x"}])
def test_revoked_though_signed(entry: Any) -> None:
    assert refused(ob.signed(), ob.served(ob.revocations("urn:x:y", entry))) == "ob2.revoked"


def test_revoked_by_its_old_uid() -> None:
    served = ob.served(ob.revocations({"uid": "abc"}))
    assert refused(ob.signed(ob.signed_claims(uid="abc")), served) == "ob2.revoked"
    whole(ob.signed(ob.signed_claims(uid="abd")), served)
    whole(ob.signed(), served)


def test_not_revoked() -> None:
    whole(ob.signed(), ob.served(ob.revocations("urn:x:y", {"id": "urn:x:z"})))
    whole(ob.signed(), ob.served(ob.revocations({"id": URN, "revoked": False})))
    whole(ob.signed(), ob.served(ob.profile(revocationList=None), without=REVOKED))


@pytest.mark.parametrize("changes", [{"issuer": None}, {"revokedAssertions": None}])
def test_a_list_that_does_not_say_whose_or_what_tells_nothing(changes: dict[str, Any]) -> None:
    for listed in (ob.revocations() | changes, without(ob.revocations(), *changes)):
        with pytest.raises(UnavailableError) as caught:
            whole(ob.signed(), ob.served(listed))
        assert caught.value.code == "ob2.list-unchecked"


def without(document: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in names}


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (ob.revocations(issuer=f"{EVIL}/issuer"), "ob2.foreign-list"),
        (ob.revocations(type="BadgeClass"), "ob2.wrong-type"),
        (ob.revocations(5), "ob2.malformed-list"),
        (ob.revocations({}), "ob2.malformed-list"),
        (ob.revocations({"id": [URN]}), "ob2.malformed-list"),
        (ob.revocations({"id": URN, "revoked": "no"}), "ob2.malformed-list"),
        (ob.profile(revocationList=[REVOKED]), "ob2.malformed-list"),
    ],
)
def test_bad_revocation_lists(other: dict[str, Any], code: str) -> None:
    assert refused(ob.signed(), ob.served(other)) == code


def test_a_revocation_list_that_cannot_be_had() -> None:
    with pytest.raises(UnavailableError):
        whole(ob.signed(), ob.served(without=REVOKED))


# Any bytes


class At:
    """The issuer's host, with any document at all under one address."""

    def __init__(self, address: str, document: Any) -> None:
        self._address, self._document = address, document

    def fetch(self, url: str) -> bytes:
        return ob.hosted(self._document) if url == self._address else ob.served().fetch(url)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200)))
def test_reading_never_fails_in_another_way(data: bytes | str) -> None:
    with pytest.raises(MintmarkError):
        ob2.read(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=8) | st.just(ISSUER),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "type", "issuer", "@context", "x"]), inner)
    ),
    max_leaves=8,
)


@given(st.sampled_from(["verification", "badge", "recipient", "id", "issuedOn", "type"]), JSON)
def test_any_value_in_an_assertion_is_refused_or_read(name: str, value: Any) -> None:
    document = ob.assertion(**{name: value})
    try:
        badge = whole(ob.hosted(document), At(MINE, document))
    except MintmarkError as error:
        assert "." in error.code
    else:
        assert badge.assertion.id == MINE


@given(st.sampled_from(["publicKey", "verification", "revocationList", "id", "type"]), JSON)
def test_any_value_in_a_profile_is_refused_or_read(name: str, value: Any) -> None:
    try:
        whole(ob.signed(), At(ISSUER, ob.profile(**{name: value})))
    except MintmarkError as error:
        assert error.code


def test_origins() -> None:
    assert origin("https://Host.Example") == ("host.example", "443")
    assert origin("https://host.example:8443?x") == ("host.example", "8443")
    for address in (None, "https://", "https://h\\@evil", "https://h/#f", "https://h/a b", "ftp:x"):
        assert origin(address) is None
