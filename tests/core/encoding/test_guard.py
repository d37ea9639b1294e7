"""The data-loss guard: each way to say more than is signed, with the benign twin that passes."""

import pytest
from odd_documents import CATCH_ALL, EX, OB_3_0, ODD, SECOND_NAMES, STORE, V2, credential, odd

from mintmark.encoding import jsonld
from mintmark.encoding.contexts.mintmark_terms import CONTEXT
from mintmark.errors import ContextError, MintmarkError, UnavailableError

VALID_UNTIL = "https://www.w3.org/2018/credentials#validUntil"
DATE_TIME = "http://www.w3.org/2001/XMLSchema#dateTime"
DATE = "2027-01-01T00:00:00Z"

GUARDED = {
    "undefined term": (odd(q=1), odd(p=1), "undefined-term", "/q"),
    "undefined term, deep": (
        credential(evidence=[{"type": "Evidence", "nick/na~me": "x"}]),
        credential(evidence=[{"type": "Evidence", "narrative": "x"}]),
        "undefined-term", "/evidence/0/nick~1na~0me",
    ),
    "term of another type's scope": (
        credential(evidence=[{"type": "Evidence", "caption": "x"}]),
        credential(evidence=[{"type": "Image", "caption": "x"}]),
        "undefined-term", "/evidence/0/caption",
    ),
    "term defined as nothing": (odd(nothing=1), odd(p=1), "undefined-term", "/nothing"),
    "term that is a blank node": (odd(blank=1), odd(p=1), "undefined-term", "/blank"),
    "term with a malformed IRI": (odd(angle=1), odd(p=1), "undefined-term", "/angle"),
    "IRI with a space as a term": (
        odd(**{"https://example.org/a b": 1}), odd(**{"https://example.org/ab": 1}),
        "undefined-term", "/https:~1~1example.org~1a b",
    ),
    "keyword-like term": (odd(**{"@foo": 1}), odd(p=1), "undefined-term", "/@foo"),
    "empty term": (odd(**{"": 1}), odd(p=1), "undefined-term", "/"),
    "undefined type": (odd(type="Unknown"), odd(type="Known"), "undefined-type", "/type"),
    "undefined type among others": (
        credential(type=["VerifiableCredential", "Diploma"]),
        credential(type=["VerifiableCredential", "OpenBadgeCredential"]),
        "undefined-type", "/type",
    ),
    "undefined type, deep": (
        odd(node={"type": ["Unknown"]}), odd(node={"type": ["Known"]}),
        "undefined-type", "/node/type",
    ),
    "keyword-like type": (odd(type="@foo"), odd(type="Known"), "undefined-type", "/type"),
    "keyword as type": (odd(type="@json", p=1), odd(type="Known", p=1), "undefined-type", "/type"),
    "blank type": (odd(type="_:b"), odd(type="urn:b"), "undefined-type", "/type"),
    "type that is no text": (odd(p=1, type=[1]), odd(p=1, type=[]), "undefined-type", "/type"),
    "term written as its IRI": (
        credential(**{VALID_UNTIL: {"@type": DATE_TIME, "@value": DATE}}),
        credential(validUntil=DATE),
        "not-compact", "/https:~1~1www.w3.org~12018~1credentials#validUntil",
    ),
    "term written as a compact IRI": (
        odd(**{"ex:p": 1}), odd(**{"ex:q": 1}), "not-compact", "/ex:p",
    ),
    "type written as its IRI": (
        credential(type=["VerifiableCredential",
                         "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential"]),
        credential(type=["VerifiableCredential", "https://example.org/types#Own"]),
        "not-compact", "/type",
    ),
    "a name by vocabulary for what a term stands for": (
        {**odd(end=1), "@context": [ODD, SECOND_NAMES, CATCH_ALL]},
        {**odd(ends=1), "@context": [ODD, SECOND_NAMES, CATCH_ALL]},
        "not-compact", "/end",
    ),
    "a type by vocabulary for what a term stands for": (
        {**odd(type="Sort"), "@context": [ODD, SECOND_NAMES, CATCH_ALL]},
        {**odd(type="Kind"), "@context": [ODD, SECOND_NAMES, CATCH_ALL]},
        "not-compact", "/type",
    ),
    "keyword beside its alias": (
        {"@context": ODD, "@id": "urn:x", "p": 1}, odd(p=1), "not-compact", "/@id",
    ),
    "type keyword beside its alias": (
        odd(node={"@type": "Known"}), odd(node={"type": "Known"}), "not-compact", "/node/@type",
    ),
    "type keyword of a value": (
        odd(p={"@type": "Known"}), odd(p={"@value": "x", "@type": "urn:t"}),
        "not-compact", "/p/@type",
    ),
    "text as an object": (odd(p={"@value": "x"}), odd(p="x"), "not-compact", "/p"),
    "number as an object": (odd(p=[1, {"@value": 1}]), odd(p=[1]), "not-compact", "/p/1"),
    "date as an object": (
        credential(validUntil={"@type": DATE_TIME, "@value": DATE}),
        credential(validUntil=DATE), "not-compact", "/validUntil",
    ),
    "list as an object": (odd(list={"@list": [1]}), odd(list=[1]), "not-compact", "/list"),
    "set as an object": (
        credential(evidence={"@set": [{"type": "Evidence"}]}),
        credential(evidence=[{"type": "Evidence"}]), "keyword-not-allowed", "/evidence/@set",
    ),
    "@graph": (
        {"@context": ODD, "@graph": [{"id": "urn:x", "p": 1}]}, odd(p=1),
        "keyword-not-allowed", "/@graph",
    ),
    "@included": (
        odd(**{"@included": [{"id": "urn:y", "p": 1}]}), odd(node={"id": "urn:y", "p": 1}),
        "keyword-not-allowed", "/@included",
    ),
    "@reverse": (
        odd(**{"@reverse": {"p": {"id": "urn:y"}}}), odd(inverse={"id": "urn:y"}),
        "keyword-not-allowed", "/@reverse",
    ),
    "@nest": (
        credential(**{"@nest": {"validUntil": DATE}}), credential(validUntil=DATE),
        "keyword-not-allowed", "/@nest",
    ),
    "alias of @nest": (odd(nested={"p": 1}), odd(p=1), "keyword-not-allowed", "/nested"),
    "@index": (odd(p=1, **{"@index": "i"}), odd(p=1), "keyword-not-allowed", "/@index"),
    "@index alias": (odd(node={"index": "i"}), odd(node={}), "keyword-not-allowed", "/node/index"),
    "@vocab as a term": (odd(**{"@vocab": EX}), odd(p=1), "keyword-not-allowed", "/@vocab"),
    "@base as a term": (odd(**{"@base": EX}), odd(p=1), "keyword-not-allowed", "/@base"),
    "index map": (odd(byIndex={"a": {"p": 1}}), odd(byIndex=[{"p": 1}]), "keyed-map", "/byIndex"),
    "id map": (
        odd(byId={"urn:a": {"p": 1}}), odd(byId=[{"id": "urn:a", "p": 1}]), "keyed-map", "/byId",
    ),
    "type map": (
        odd(byType={"Known": {"p": 1}}), odd(byType=[{"type": "Known", "p": 1}]),
        "keyed-map", "/byType",
    ),
    "null": (odd(p=None), odd(p=""), "dropped-value", "/p"),
    "null in an array": (odd(set=["a", None]), odd(set=["a"]), "dropped-value", "/set"),
    "null in a list": (odd(list=[["a"], [None]]), odd(list=[["a"], []]), "dropped-value", "/list"),
    "null type": (odd(type=None), odd(type="Known"), "dropped-value", "/type"),
    "null id": (odd(node={"id": None, "p": 1}), odd(node={"p": 1}), "dropped-value", "/node/id"),
    "null value": (odd(p={"@value": None}), odd(p=""), "dropped-value", "/p/@value"),
    "null language": (
        odd(p={"@value": "a", "@language": None}), odd(p={"@value": "a", "@language": "en"}),
        "dropped-value", "/p/@language",
    ),
    "null text in a language map": (
        odd(texts={"en": None}), odd(texts={"en": "a"}), "dropped-value", "/texts/en",
    ),
    "null texts in a language map": (
        odd(texts={"en": ["a", None]}), odd(texts={"en": ["a", "b"]}), "dropped-value", "/texts/en",
    ),
    "language without text": (odd(p={"tongue": "en"}), odd(p={}), "dropped-value", "/p"),
    "direction without text": (
        odd(p={"@direction": "rtl"}), odd(p={"@value": "a", "@direction": "rtl"}),
        "dropped-value", "/p",
    ),
    "array in a set": (odd(set=[["a"], "b"]), odd(set=["a", "b"]), "nested-array", "/set"),
    "language tag": (
        odd(p={"@value": "a", "@language": "e n"}), odd(p={"@value": "a", "@language": "en"}),
        "malformed-language", "/p/@language",
    ),
    "language tag of a map": (
        odd(texts={"en_GB": "a"}), odd(texts={"en-GB": "a", "@none": "b"}),
        "malformed-language", "/texts/en_GB",
    ),
    "relative id": (
        {**odd(p=1), "id": "x"}, {**odd(p=1), "id": "urn:x"}, "relative-id", "/id",
    ),
    "empty id": ({**odd(p=1), "id": ""}, {**odd(p=1), "id": "urn:"}, "relative-id", "/id"),
    "path as an id": ({**odd(p=1), "id": "/x:y"}, odd(p=1), "relative-id", "/id"),
    "fragment as an id": ({**odd(p=1), "id": "#x"}, odd(p=1), "relative-id", "/id"),
    "keyword-like id": ({**odd(p=1), "id": "@foo"}, odd(p=1), "relative-id", None),
    "relative reference": (odd(node="x"), odd(node="urn:x"), "relative-id", "/node"),
    "undefined word": (odd(word="other"), odd(word="p"), "relative-id", "/word"),
    "blank id": ({**odd(p=1), "id": "_:x"}, odd(p=1), "blank-id", "/id"),
    "blank reference": (odd(node=["urn:x", "_:x"]), odd(node=["urn:x"]), "blank-id", "/node/1"),
    "space in an id": ({**odd(p=1), "id": "urn:x y"}, odd(p=1), "malformed-iri", "/id"),
    "quote in an id": (odd(node='urn:"'), odd(node="urn:'"), "malformed-iri", "/node"),
    "angle bracket in an id": (
        odd(node="urn:x> <urn:p> <urn:y"), odd(node="urn:x%3E"), "malformed-iri", "/node",
    ),
    "control character": (odd(node="urn:\x01"), odd(node="urn:1"), "malformed-iri", "/node"),
    "malformed type": (odd(type="urn:a b"), odd(type="urn:ab"), "undefined-type", "/type"),
    "malformed datatype": (
        odd(p={"@value": "1", "@type": "urn:a<b"}), odd(p={"@value": "1", "@type": "urn:ab"}),
        "malformed-iri", "/p/@type",
    ),
    "id alone in a graph": (
        odd(inGraph={"id": "urn:g"}), odd(inGraph={"id": "urn:g", "p": 1}), "dropped-value", None,
    ),
    "reference in a graph": (odd(inGraph="urn:g"), odd(node="urn:g"), "dropped-value", None),
    "nothing in a graph": (odd(inGraph={}), odd(node={}), "dropped-value", None),
    "number in a graph": (odd(inGraph=5), odd(node=5), "dropped-value", None),
    "document that is only an id": (odd(), odd(type="Known"), "dropped-value", "/"),
    "document that is a value": ({"@context": ODD, "@value": 1}, odd(p=1), "dropped-value", "/"),
    "document that is a list": ({"@context": ODD, "@list": [1]}, odd(p=1), "dropped-value", "/"),
    "document described twice": (
        credential(evidence=[{"id": "urn:c", "type": "VerifiableCredential", "validUntil": DATE}]),
        credential(evidence=[{"id": "urn:c"}]), "root-described-twice", "/evidence/0/id",
    ),
    "unknown context": (
        {**odd(p=1), "@context": [ODD, EX]}, {**odd(p=1), "@context": [ODD]},
        "unknown", "/@context",
    ),
    "relative context": (
        {**odd(p=1), "@context": "odd"}, odd(p=1), "unknown", "/@context",
    ),
    "unknown context inside": (
        odd(node={"@context": "urn:x", "p": 1}), odd(node={"@context": ODD, "p": 1}),
        "unknown", "/node/@context",
    ),
    "inline context": (
        {**odd(p=1), "@context": [ODD, {"p": EX + "q"}]}, {**odd(p=1), "@context": [ODD, CONTEXT]},
        "inline-not-allowed", "/@context",
    ),
    "inline vocabulary": (
        {**odd(q=1), "@context": [ODD, {"@vocab": EX}]}, {**odd(q=1), "@context": [ODD, CATCH_ALL]},
        "inline-not-allowed", "/@context",
    ),
    "inline base": (
        {**odd(node="x"), "@context": [ODD, {"@base": EX}]}, odd(node=EX + "x"),
        "inline-not-allowed", "/@context",
    ),
    "inline import": (
        {**odd(p=1), "@context": {"@import": ODD}}, odd(p=1), "inline-not-allowed", "/@context",
    ),
    "own context altered": (
        {**odd(p=1), "@context": [ODD, {**CONTEXT, "p": EX + "q"}]},
        {**odd(p=1), "@context": [ODD, CONTEXT]}, "inline-not-allowed", "/@context",
    ),
    "null context": (
        {**odd(p=1), "@context": [ODD, None]}, odd(p=1), "malformed", "/@context",
    ),
    "null context inside": (
        odd(node={"@context": None, EX + "q": 1}), odd(node={EX + "q": 1}),
        "malformed", "/node/@context",
    ),
    "context in a context": (
        {**odd(p=1), "@context": {"@context": {}}}, odd(p=1), "inline-not-allowed", "/@context",
    ),
    "nested array of contexts": (
        {**odd(p=1), "@context": [[ODD]]}, odd(p=1), "malformed", "/@context",
    ),
    "protected term redefined": (
        {**credential(), "@context": [V2, OB_3_0]}, credential(), "rejected", "/@context",
    ),
    "language of a number": (
        odd(p={"@value": 1, "@language": "en"}), odd(p={"@value": "1", "@language": "en"}),
        "rejected", None,
    ),
    "relative datatype": (
        odd(p={"@value": "1", "@type": "t"}), odd(p={"@value": "1", "@type": "ex:t"}),
        "rejected", None,
    ),
    "value with more": (odd(p={"@value": 1, "p": 2}), odd(p={"p": 2}), "rejected", None),
    "id that is no text": (
        odd(node={"id": 5, "p": 1}), odd(node={"id": "urn:n", "p": 1}), "rejected", "/node",
    ),
    "direction sideways": (
        odd(p={"@value": "a", "@direction": "up"}), odd(p={"@value": "a", "@direction": "ltr"}),
        "rejected", None,
    ),
    "something not JSON": (odd(p=(1,)), odd(p=[1]), "rejected", None),
    "list with more": (odd(p={"@list": [1], "p": 1}), odd(p={"@list": [1]}), "rejected", None),
}  # fmt: skip


@pytest.mark.parametrize("hostile, benign, reason, place", GUARDED.values(), ids=GUARDED)
def test_hostile_document_is_refused_and_its_twin_passes(hostile, benign, reason, place):
    with pytest.raises(MintmarkError) as failure:
        jsonld.to_quads(hostile, STORE)
    assert failure.value.code == f"context.{reason}"
    # What a context that is not known makes of the words, nobody knows: that accuses nobody.
    unknown = reason in ("unknown", "inline-not-allowed")
    assert isinstance(failure.value, UnavailableError if unknown else ContextError)
    if place:
        assert failure.value.place == place
    assert jsonld.to_quads(benign, STORE)


def test_two_spellings_of_one_keyword_are_refused():
    store = STORE.extended({"urn:ids": {"@context": {"id": "@id", "uri": "@id", "p": EX + "p"}}})
    hostile = {"@context": "urn:ids", "id": "urn:x", "uri": "urn:y", "p": 1}
    with pytest.raises(ContextError) as failure:
        jsonld.to_quads(hostile, store)
    assert failure.value.code == "context.keyword-twice"
    del hostile["id"]
    assert jsonld.to_quads(hostile, store)
