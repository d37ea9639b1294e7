"""Contexts and terms: whatever could make the JSON say something else than what was signed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hostile_cases import V2, Attack, attacks, check, codes, edited, plain, withstand

import samples
from mintmark.encoding.contexts import BUNDLED
from mintmark.report import Outcome

OB = samples.OB_CONTEXT


def contexts(change: Any) -> Any:
    return lambda: edited(lambda d: change(d["@context"]))


def subject(change: Any) -> Any:
    return lambda: edited(lambda d: change(d["credentialSubject"]))


def achievement(change: Any) -> Any:
    return lambda: edited(lambda d: change(d["credentialSubject"]["achievement"]))


def root(**members: Any) -> Any:
    return lambda: edited(lambda d: d.update(members))


def inline(**terms: Any) -> Any:
    return contexts(lambda c: c.append(terms))


def own_context_changed(change: Any) -> Any:
    return contexts(lambda c: change(c[2]))


def moved(place: Any, old: str, new: str) -> Any:
    def change(document: dict[str, Any]) -> None:
        node = place(document)
        node[new] = node.pop(old)

    return lambda: edited(change)


CONTEXTS = [
    Attack("a catch-all vocabulary", inline(**{"@vocab": "https://mallory.example/#"}),
           "context.inline-not-allowed"),
    Attack("a base", inline(**{"@base": "https://mallory.example/"}),
           "context.inline-not-allowed"),
    Attack("a language for all", inline(**{"@language": "en"}), "context.inline-not-allowed"),
    Attack("a direction for all", inline(**{"@direction": "rtl"}), "context.inline-not-allowed"),
    Attack("an import", inline(**{"@import": OB}), "context.inline-not-allowed"),
    Attack("an empty context", inline(), "context.inline-not-allowed"),
    Attack("a new term", inline(shoeSize="https://mallory.example/#s"),
           "context.inline-not-allowed"),
    Attack("an old term anew", inline(name="https://mallory.example/#n"),
           "context.inline-not-allowed"),
    Attack("a term for nothing", inline(validUntil=None), "context.inline-not-allowed"),
    Attack("a second name for the type", inline(kind2="@type"), "context.inline-not-allowed"),
    Attack("a nest", inline(box="@nest"), "context.inline-not-allowed"),
    Attack("a reverse", inline(of={"@reverse": "https://schema.org/name"}),
           "context.inline-not-allowed"),
    Attack("our own context, a term exchanged", own_context_changed(
        lambda c: c.update(title=c["multilingualDescription"])), "context.inline-not-allowed"),
    Attack("our own context, a term taken out", own_context_changed(lambda c: c.pop("title")),
           "context.inline-not-allowed"),
    Attack("our own context, true as 1", own_context_changed(
        lambda c: c.update({"@protected": 1})), "context.inline-not-allowed"),
    Attack("a context nobody knows", contexts(lambda c: c.append("https://mallory.example/c")),
           "context.unknown"),
    Attack("a known address with a fragment", contexts(lambda c: c.append(OB + "#x")),
           "context.unknown"),
    Attack("a known address in capitals", contexts(
        lambda c: c.append(OB.replace("purl", "PURL"))), "context.unknown"),
    Attack("a file", contexts(lambda c: c.append("file:///etc/passwd")), "context.unknown"),
    Attack("a relative context", contexts(lambda c: c.append("context.json")),
           "form.context"),
    Attack("null for a context", contexts(lambda c: c.append(None)), "form.context"),
    Attack("a number for a context", contexts(lambda c: c.append(3)), "form.context"),
    Attack("a list in the list", contexts(lambda c: c.append([OB])), "form.context"),
    Attack("1,000 contexts", contexts(lambda c: c.extend([OB] * 1000)), "context.too-many"),
    Attack("the first context second", contexts(lambda c: c.insert(0, c.pop(1))),
           "form.not-a-credential"),
    Attack("the contexts as one text", root(**{"@context": V2}), "form.not-a-credential"),
    Attack("no contexts", lambda: edited(lambda d: d.pop("@context")), "form.not-a-credential"),
    Attack("an older version of a context", contexts(
        lambda c: c.__setitem__(1, OB.replace("3.0.3", "3.0.1"))), "context.rejected"),
    Attack("a context left out", contexts(lambda c: c.pop(1)), "context.undefined-term"),
    Attack("null inside", subject(lambda s: s.update({"@context": None})), "context.malformed"),
    Attack("a context inside", subject(lambda s: s.update(
        {"@context": {"name": "https://mallory.example/#n"}})), "context.inline-not-allowed"),
    Attack("a context in a context's place", root(**{"@context": [V2, {"@context": {}}]}),
           "context.inline-not-allowed"),
]  # fmt: skip
NOBODY_KNOWS = {"context.unknown", "context.inline-not-allowed"}
"""What such contexts make of the words, nobody here can tell; that accuses nobody."""

TERMS = [
    Attack("an undefined term", root(shoeSize=42), "context.undefined-term"),
    Attack("an undefined term inside", achievement(lambda a: a.update(grade2="A")),
           "context.undefined-term"),
    Attack("an undefined type", achievement(lambda a: a["type"].append("Master")),
           "context.undefined-type"),
    Attack("an empty term", root(**{"": "x"}), "context.undefined-term"),
    Attack("a term in other letters", moved(lambda d: d, "validFrom", "ValidFrom"),
           "context.undefined-term"),
    Attack("a term with a cyrillic letter", moved(lambda d: d, "name", "nаme"),
           "context.undefined-term"),
    Attack("a term with a white space", moved(lambda d: d, "name", "name "),
           "context.undefined-term"),
    Attack("a term by its full name", moved(lambda d: d, "validFrom",
        "https://www.w3.org/2018/credentials#validFrom"), "context.not-compact"),
    Attack("an end by its full name", root(
        **{"https://www.w3.org/2018/credentials#validUntil": "2026-05-05T00:00:00Z"}),
        "context.not-compact"),
    Attack("a type by its full name", root(type=[
        "VerifiableCredential", "https://purl.imsglobal.org/spec/vc/ob/vocab.html"
        "#OpenBadgeCredential"]), "context.not-compact"),
    Attack("@id beside id", achievement(lambda a: a.update({"@id": a["id"]})),
           "context.keyword-twice"),
    Attack("@id for id", achievement(lambda a: a.update({"@id": a.pop("id")})),
           "context.not-compact"),
    Attack("@type beside type", achievement(lambda a: a.update({"@type": "Achievement"})),
           "context.keyword-twice"),
    Attack("@type for type", achievement(lambda a: a.update({"@type": a.pop("type")})),
           "context.not-compact"),
    Attack("@graph at the root", root(**{"@graph": []}), "context.keyword-not-allowed"),
    Attack("@graph inside", subject(lambda s: s.update({"@graph": [{"id": "urn:x:1"}]})),
           "context.keyword-not-allowed"),
    Attack("@included", root(**{"@included": [{"id": "urn:x:1", "name": "x"}]}),
           "context.keyword-not-allowed"),
    Attack("@reverse", subject(lambda s: s.update({"@reverse": {"issuer": "urn:x:1"}})),
           "context.keyword-not-allowed"),
    Attack("@nest", subject(lambda s: s.update({"@nest": {"name": "x"}})),
           "context.keyword-not-allowed"),
    Attack("@index", subject(lambda s: s.update({"@index": "x"})), "context.keyword-not-allowed"),
    Attack("@set", root(evidence={"@set": []}), "form.untyped"),
    Attack("@list", achievement(lambda a: a.update(tag={"@list": ["x"]})),
           "proof.bad-signature"),
    Attack("@value", root(name={"@value": "Sourdough Basics"}), "context.not-compact"),
    Attack("a type on a value", root(validFrom={"@value": "2026-05-04T12:00:00Z", "@type":
        "http://www.w3.org/2001/XMLSchema#dateTime"}), "form.date"),
    Attack("a language on a value", root(name={"@value": "Sourdough Basics", "@language": "en"}),
           "proof.bad-signature"),
    Attack("a language on nothing", root(name={"@language": "en"}), "form.text"),
    Attack("a keyword nobody knows", root(**{"@future": "x"}), "context.undefined-term"),
    Attack("a language that is none", achievement(lambda a: a["title"].update({"e n": "x"})),
           "context.malformed-language"),
    Attack("a text in a language more", achievement(lambda a: a["title"].update({"de": "Brot"})),
           "proof.bad-signature"),
    Attack("a text in no language", achievement(lambda a: a["title"].update({"@none": "Brot"})),
           "proof.bad-signature"),
    Attack("null", root(description=None), "form.text"),
    Attack("null in a list", achievement(lambda a: a["route"].append(None)),
           "context.dropped-value"),
    Attack("a list in a list", achievement(lambda a: a.update(route=[["course"]])),
           "context.nested-array"),
    Attack("a relative id", achievement(lambda a: a.update(id="loaf")), "context.relative-id"),
    Attack("an empty id", achievement(lambda a: a.update(id="")), "context.relative-id"),
    Attack("an id that is a fragment", achievement(lambda a: a.update(id="#loaf")),
           "context.relative-id"),
    Attack("a blank id", achievement(lambda a: a.update(id="_:b0")), "context.blank-id"),
    Attack("a blank node in place of an id", achievement(lambda a: a.pop("id")),
           "proof.bad-signature"),
    Attack("an id with a quotation mark", achievement(lambda a: a.update(id='urn:x:"')),
           "context.malformed-iri"),
    Attack("an id that ends a statement", achievement(
        lambda a: a.update(id="urn:x:1> <urn:p> <urn:o> .\n<urn:s")), "context.malformed-iri"),
    Attack("a type that ends a statement", achievement(
        lambda a: a["type"].append("urn:x:1> .\n<urn:s")), "context.undefined-type"),
    Attack("a number for an id", achievement(lambda a: a.update(id=7)), "context.rejected"),
    Attack("a list for an id", achievement(lambda a: a.update(id=["urn:x:1"])),
           "context.rejected"),
    Attack("an object for an id", achievement(lambda a: a.update(id={"id": "urn:x:1"})),
           "context.rejected"),
    Attack("the credential described inside itself", subject(lambda s: s.update(
        source={"id": samples.CREDENTIAL_ID, "name": "Master Baker"})),
        "context.root-described-twice"),
    Attack("an empty object", root(evidence={}), "form.untyped"),
    Attack("a text as a number", subject(lambda s: s["result"][0].update(value=96)),
           "proof.bad-signature"),
]  # fmt: skip


@attacks(
    *(
        replace(one, outcome=Outcome.INDETERMINATE) if one.code in NOBODY_KNOWS else one
        for one in CONTEXTS
    )
)
def test_contexts_are_the_ones_that_are_known(attack):
    withstand(attack)


@attacks(*TERMS)
def test_every_word_means_one_thing(attack):
    withstand(attack)


def test_a_language_map_is_spelt_in_one_way_for_the_report():
    """Wherever texts in several languages stand, what people are shown is what was signed."""
    array = edited(
        lambda d: d["credentialSubject"]["achievement"].update(
            title=[
                {"@value": "Sourdough Basics", "@language": "en"},
                {"@value": "Les bases du levain", "@language": "fr"},
            ]
        )
    )
    report = check(array)
    if report.outcome is Outcome.VALID:
        assert (report.require().achievement or {})["name"] == "Sourdough Basics"


VOCABULARY = "https://words.example/v1"
ALIASES = "https://words.example/aliases"


def operators_contexts() -> Any:
    """Contexts that an operator adds by file: one for all words, one with second names."""
    return BUNDLED.extended(
        {
            VOCABULARY: {"@context": {"@vocab": "https://words.example/#"}},
            ALIASES: {
                "@context": {
                    "uid": "@id",
                    "kind2": "@type",
                    "ends": {"@id": "https://www.w3.org/2018/credentials#validUntil"},
                }
            },
        }
    )


def with_words(**members: Any) -> dict[str, Any]:
    store = operators_contexts()
    return samples.signed(plain(**{"@context": [V2, VOCABULARY]} | members), contexts=store)


def test_catch_all_words_are_signed_like_others():
    store = operators_contexts()
    document = with_words(shoeSize="42")
    assert check(document, contexts=store).outcome is Outcome.VALID
    assert check(document).code == "context.unknown"
    for change in ({"shoeSize": "43"}, {"hatSize": "42"}):
        assert check(document | change, contexts=store).code == "proof.bad-signature"


def test_ids_have_one_name_whatever_contexts_are_added():
    store = operators_contexts()
    document = samples.signed(plain(), contexts=store)
    document["@context"] = [V2, ALIASES]
    document["credentialSubject"]["uid"] = document["credentialSubject"].pop("id")
    report = check(document, contexts=store)
    assert report.outcome is not Outcome.VALID, codes(report)


def test_an_end_cannot_be_renamed_whatever_contexts_are_added():
    # The other context types its values in the same way.
    ends = {"@id": "https://www.w3.org/2018/credentials#validUntil",
            "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}  # fmt: skip
    store = BUNDLED.extended({ALIASES: {"@context": {"ends": ends}}})
    document = samples.signed(plain(validUntil="2026-05-05T00:00:00Z"), contexts=store)
    assert check(document, contexts=store).code == "period.over"
    document["@context"] = [V2, ALIASES]
    document["ends"] = document.pop("validUntil")
    report = check(document, contexts=store)
    assert report.outcome is not Outcome.VALID, codes(report)
