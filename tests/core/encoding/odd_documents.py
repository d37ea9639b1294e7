"""A context with every odd kind of term, and documents in it and in the usual contexts."""

from mintmark.encoding.contexts import BUNDLED

V2 = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
OB_3_0 = "https://purl.imsglobal.org/spec/ob/v3p0/context.json"
ODD = "https://example.org/odd"
CATCH_ALL = "https://example.org/catch-all"
SECOND_NAMES = "https://example.org/second-names"
EX = "https://example.org/#"

STORE = BUNDLED.extended(
    {
        ODD: {
            "@context": {
                "id": "@id",
                "type": "@type",
                "ex": EX,
                "p": EX + "p",
                "node": {"@id": EX + "node", "@type": "@id"},
                "word": {"@id": EX + "word", "@type": "@vocab"},
                "Known": EX + "Known",
                "nothing": None,
                "blank": "_:blank",
                "angle": "https://example.org/a<b",
                "byIndex": {"@id": EX + "byIndex", "@container": "@index"},
                "byId": {"@id": EX + "byId", "@container": "@id"},
                "byType": {"@id": EX + "byType", "@container": "@type"},
                "inGraph": {"@id": EX + "inGraph", "@type": "@id", "@container": "@graph"},
                "texts": {"@id": EX + "texts", "@container": "@language"},
                "list": {"@id": EX + "list", "@container": "@list"},
                "set": {"@id": EX + "set", "@container": "@set"},
                "json": {"@id": EX + "json", "@type": "@json"},
                "inverse": {"@reverse": EX + "inverse"},
                "nested": "@nest",
                "tongue": "@language",
                "index": "@index",
            }
        },
        CATCH_ALL: {"@context": {"@vocab": EX}},
        SECOND_NAMES: {"@context": {"ends": EX + "end", "Kind": EX + "Sort"}},
    }
)


def odd(**members):
    """Return a document in the odd context, about something with an id."""
    return {"@context": ODD, "id": "urn:x", **members}


def credential(**members):
    return {
        "@context": [V2, OB],
        "id": "urn:c",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": "did:web:example.org", "type": "Profile", "name": "University"},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "id": "urn:s",
            "type": "AchievementSubject",
            "achievement": {"id": "urn:a", "type": "Achievement", "name": "Course"},
        },
        **members,
    }
