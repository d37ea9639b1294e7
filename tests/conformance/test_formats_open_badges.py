"""What we issue, against the published schemas, contexts and example terms of Open Badges 3.0."""

import copy
import json

import pytest
from hypothesis import given, settings
from jsonschema import Draft201909Validator

import format_samples as samples
import samples as whole
from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.contexts.mintmark_terms import CONTEXT
from mintmark.encoding.jsonld import to_quads
from mintmark.errors import FormatError
from mintmark.formats import open_badges_3
from mintmark.formats.open_badges_3 import data_model
from mintmark.formats.open_badges_3.achievement_types import ACHIEVEMENT_TYPES
from mintmark.formats.open_badges_3.profiles import IDENTIFIER_TYPES
from mintmark.model.base import is_absolute_iri
from strategies import pairs

KEYWORDS = {"@protected", "@version", "id", "type"}


@pytest.fixture(scope="module")
def schema_for(shared):
    def load(name):
        text = (shared / "standards/schemas/ob-3.0" / name).read_text()
        return Draft201909Validator(json.loads(text))

    return load


@pytest.fixture(scope="module")
def formal(schema_for):
    return schema_for("formal/achievementcredential.json")


@pytest.fixture(scope="module")
def context_of(shared):
    folder = shared / "standards/contexts"
    return lambda name: json.loads((folder / name).read_text())["@context"]


def test_the_full_sample_passes_both_schemas(formal, schema_for):
    formal.validate(samples.badge(image="https://example.org/b.png"))
    schema_for("json-ld/ob_v3p0_achievementcredential_schema.json").validate(samples.badge())


def test_the_schema_would_tell(formal):
    document = samples.badge()
    document["credentialSubject"]["type"] = "AchievementSubject"
    assert not formal.is_valid(document)
    document = samples.badge()
    document["issuer"]["otherIdentifier"][0]["country"] = "IE"
    assert not formal.is_valid(document)


def test_whatever_we_issue_passes_the_formal_schema(formal):
    @given(pairs(samples.DID))
    @settings(max_examples=20)
    def holds(pair):
        formal.validate(samples.dump(*pair))

    holds()


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_what_is_signed_passes_both_schemas(formal, schema_for, suite):
    signed = json.loads(whole.issued(suite=suite))
    formal.validate(signed)
    schema_for("json-ld/ob_v3p0_achievementcredential_schema.json").validate(signed)


def test_every_term_means_something():
    """The guard refuses undefined terms; here it has nothing to refuse."""
    assert to_quads(samples.badge(image="https://example.org/b.png"), BUNDLED)


def terms_of(context):
    """All terms of a context, those of its scoped contexts too."""
    for term, meaning in context.items():
        if term in KEYWORDS:
            continue
        yield term
        if isinstance(meaning, dict) and isinstance(meaning.get("@context"), dict):
            yield from terms_of(meaning["@context"])


@pytest.mark.parametrize(
    "name",
    [
        "credentials-v2.jsonld",
        "ob-v3p0-3.0.3.jsonld",
        "variants/ob-v3p0-3.0.3.2026-07.jsonld",
        "ob-v3p0-extensions.jsonld",
    ],
)
def test_our_terms_are_not_theirs(context_of, name):
    """A protected term may not be redefined (JSON-LD 1.1, section 4.1.11)."""
    assert not set(terms_of(CONTEXT)) & set(terms_of(context_of(name)))


def meanings(context):
    for term, meaning in context.items():
        if term != "@protected":
            yield term, meaning["@id"] if isinstance(meaning, dict) else meaning


def test_every_term_is_fully_defined_and_has_an_address_of_its_own():
    found = list(meanings(CONTEXT))
    iris = [iri for _, iri in found]
    assert len(iris) == len(set(iris))
    for term, iri in found:
        assert is_absolute_iri(iri), term
        assert iri.split(":")[0] in {"http", "https", "urn"}, term
        assert set(CONTEXT[term]) <= {"@id", "@type", "@container", "@context"}, term
        is_class = term[0].isupper()
        is_text = CONTEXT[term].get("@container") == "@language"
        assert is_class or is_text or "@type" in CONTEXT[term], term


def test_elm_terms_are_those_of_the_european_learning_model(context_of):
    published = context_of("edc-ap.jsonld")
    model = published["elm"]
    known = {
        (m["@id"] if isinstance(m, dict) else m).replace("elm:", model) for m in published.values()
    }
    ours = {iri for _, iri in meanings(CONTEXT) if iri.startswith(model)}
    assert len(ours) > 20
    assert ours <= known


def test_ctdl_terms_are_those_of_ctdl(context_of):
    published = context_of("ctdl.jsonld")
    ours = {iri for _, iri in meanings(CONTEXT) if "purl.org/ctdl" in iri}
    names = {iri.replace("https://purl.org/ctdl/terms/", "ceterms:") for iri in ours}
    assert names
    assert names <= set(published)


def test_no_term_of_the_same_name_means_two_things_in_elm(context_of):
    """A term that both have has the ELM's meaning, or is listed here with the reason."""
    published = context_of("edc-ap.jsonld")
    prefixes = {k: v for k, v in published.items() if isinstance(v, str) and v.endswith(("/", "#"))}
    differing = set()
    for term, iri in meanings(CONTEXT):
        if term in published:
            theirs = published[term]
            theirs = theirs["@id"] if isinstance(theirs, dict) else theirs
            prefix, _, rest = theirs.partition(":")
            differing |= {term} if iri != prefixes.get(prefix, prefix + ":") + rest else set()
    # literals with us, nodes with them
    assert differing == {"decision", "language", "location", "score", "targetGroup"}


def test_participation_means_the_lists_entries(shared):
    """EU-M-10: the words stand for entries of the EU's lists."""
    lists = json.loads((shared / "facts/elm_vocabularies.json").read_text())
    names = ("europass-modes", "europass-learning-activity-types")
    known = {iri for name in names for iri, _ in lists[f"xsd/loq/cv/{name}.xsd"]["items"]}
    assert set(CONTEXT["participation"]["@context"].values()) <= known


ONE_FOR_EACH = {
    "string": "x",
    "number": 2.5,
    "boolean": True,
    "date-time": "2026-01-01T00:00:00Z",
    "date": "2026-01-01",
}


def wrong_values(described, pointed):
    """Give values of a wrong kind, or several, that a property of the schema does not take."""
    if "oneOf" in described:
        yield "Nonsense"
        yield [described["oneOf"][0].get("enum", ["x"])[0]] * 2 + ["ext:other"]
    kind = described.get("format", described.get("type"))
    good = ONE_FOR_EACH.get(kind)
    if good is None or "enum" in described:
        return
    yield {}
    if kind not in ("boolean",):
        yield [good, pointed]
    if kind == "boolean":
        yield [True, False]
    if kind != "string":
        yield "lots"
    if kind in ("string", "number", "date-time", "date"):
        yield True


def nodes_of_classes(document):
    """Give one node of each class of the schema that the sample has."""
    subject = document["credentialSubject"]
    achievement = subject["achievement"]
    description = achievement["resultDescription"][0]
    return {
        "": document,
        "AchievementSubject": subject,
        "IdentityObject": subject["identifier"][0],
        "Achievement": achievement,
        "Alignment": achievement["alignment"][0],
        "Criteria": achievement["criteria"],
        "Profile": document["issuer"],
        "Address": document["issuer"]["address"],
        "Image": achievement["image"],
        "Result": subject["result"][0],
        "ResultDescription": description,
        "RubricCriterionLevel": description["rubricCriterionLevel"][0],
        "Evidence": document["evidence"][0],
    }


def test_what_the_schema_refuses_for_kind_or_number_we_refuse(shared, formal):
    """Property by property, with each wrong value alone in a badge that is otherwise good."""
    folder = shared / "standards/schemas/ob-3.0/formal"
    whole_schema = json.loads((folder / "achievementcredential.json").read_text())
    good = samples.badge(image="https://example.org/b.png")
    open_badges_3.check(good)
    tried = 0
    for name in nodes_of_classes(good):
        described = whole_schema["$defs"][name] if name else whole_schema
        for term, meaning in described["properties"].items():
            if term in ("@context", "type", "proof") or term.startswith("endorsement"):
                continue
            for wrong in wrong_values(meaning, "y"):
                document = copy.deepcopy(good)
                nodes_of_classes(document)[name][term] = wrong
                assert not formal.is_valid(document) or meaning.get("format"), (name, term, wrong)
                with pytest.raises(FormatError) as refused:
                    open_badges_3.check(document)
                assert refused.value.code.startswith("openbadges."), (name, term, wrong)
                tried += 1
    assert tried > 150


def test_what_the_schema_demands_we_demand(shared, formal):
    """Types are left to JSON-LD, which has no terms without them; CLR has no part in this."""
    folder = shared / "standards/schemas/ob-3.0/formal"
    whole_schema = json.loads((folder / "achievementcredential.json").read_text())
    good = samples.badge(image="https://example.org/b.png")
    for name in nodes_of_classes(good):
        described = whole_schema["$defs"][name] if name else whole_schema
        for term in {*described["required"]} - {"@context", "type", "issuer"}:
            document = copy.deepcopy(good)
            del nodes_of_classes(document)[name][term]
            assert not formal.is_valid(document), (name, term)
            with pytest.raises(FormatError):
                open_badges_3.check(document)


def test_our_enumerations_are_the_published_ones(formal):
    listed = {
        ("Achievement", "achievementType"): ACHIEVEMENT_TYPES,
        ("IdentityObject", "identityType"): IDENTIFIER_TYPES,
        ("Alignment", "targetType"): data_model.TARGET_TYPES,
        ("ResultDescription", "resultType"): data_model.RESULT_TYPES,
    }
    for (name, term), ours in listed.items():
        published = formal.schema["$defs"][name]["properties"][term]["oneOf"][0]["enum"]
        assert ours == set(published), term
