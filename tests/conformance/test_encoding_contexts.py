"""Our tables of terms against the published context documents, definition by definition."""

import hashlib
import json

import pytest
from pyld.jsonld import JsonLdError, JsonLdProcessor

from mintmark.encoding.active_contexts import ActiveContexts
from mintmark.encoding.contexts import BUNDLED
from standards import SHARED

FOLDER = SHARED / "standards" / "contexts"
OB_3_0_3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

VALUES = [
    "text",
    "https://example.org/address",
    "xsd:string",
    "assertionMethod",
    7,
    7.5,
    True,
    ["b", "a"],
    {"id": "https://example.org/node"},
    {"@value": "text", "@language": "en", "@direction": "ltr"},
    {"en": "text"},
    [{"type": "Profile", "name": "text"}],
]


CONTEXTS = ActiveContexts(BUNDLED)
OPTIONS = {
    "base": None,
    "contextResolver": CONTEXTS,
    "isFrame": False,
    "keepFreeFloatingNodes": False,
    "processingMode": "json-ld-1.1",
}


class Processor(JsonLdProcessor):
    """PyLD without base address, which remembers the contexts it has worked out."""

    def _process_context(self, active, local, options, override=False, propagate=True, **more):
        override = more.pop("override_protected", override)

        def process():
            return super(Processor, self)._process_context(
                active, local, options, override_protected=override, propagate=propagate, **more
            )

        if type(active) is dict:
            return process()
        return CONTEXTS.processed(active, local, (override, propagate), process)

    def process(self, active, context, **how):
        return self._process_context(active, context, OPTIONS, **how)

    def initial(self):
        return self._get_initial_context(OPTIONS)

    def expanded(self, context, node):
        return self._expand(self.process(self.initial(), context), None, node, OPTIONS)


PYLD = Processor()


def published(url):
    """Return the published document; of the two contents of Open Badges 3.0.3, the later one."""
    if url == OB_3_0_3:
        variants = json.loads((FOLDER / "variants.json").read_text())
        entry = next(variant for variant in variants if variant["url"] == url)
    else:
        entry = json.loads((FOLDER / "index.json").read_text())[url]
    data = (FOLDER / entry["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == entry["sha256"]
    return json.loads(data)


def definitions(context, active=None, **how):
    """Return what each term of a context means once processed, with the contexts scoped to it."""
    active = PYLD.process(active or PYLD.initial(), context, **how)
    found = {}
    for term in context.keys() - {"@protected", "@version"}:
        mapping = dict(active["mappings"][term])
        scoped = mapping.pop("@context", None)
        if scoped:
            mapping["scoped"] = definitions(scoped, active, override_protected=True)
        found[term] = mapping
    rest = {key: active.get(key) for key in ("@vocab", "@language", "@direction", "@base")}
    return {"terms": found, "rest": rest}


def scopes(context, types=()):
    """Give the terms of a context and of those scoped to its types, with the types in force."""
    for term, definition in context.items():
        if not term.startswith("@"):
            yield types, term
            inner = definition.get("@context") if isinstance(definition, dict) else None
            if inner:
                yield from scopes(inner, (*types, term))


@pytest.mark.parametrize("url", sorted(BUNDLED.urls))
def test_every_definition_is_the_published_one(url, shared):
    ours, theirs = (d["@context"] for d in (BUNDLED.get(url), published(url)))
    assert definitions(ours) == definitions(theirs)


@pytest.mark.parametrize("url", sorted(BUNDLED.urls))
def test_documents_expand_alike(url, shared):
    ours, theirs = (d["@context"] for d in (BUNDLED.get(url), published(url)))
    terms = list(scopes(theirs))
    assert len(terms) > 4
    for types, term in terms:
        for value in VALUES:
            node = {term: value}
            for name in reversed(types):
                # A scope belongs to a type or to a property; this node has both.
                node = {"@type": name, **node, name: node}
            assert outcome(ours, node) == outcome(theirs, node), (types, term, value)


def outcome(context, node):
    try:
        return PYLD.expanded(context, node)
    except JsonLdError as error:
        return error.code


def test_the_older_open_badges_3_0_3_lacks_two_terms_and_is_else_the_same(shared):
    entry = json.loads((FOLDER / "index.json").read_text())[OB_3_0_3]
    older = definitions(json.loads((FOLDER / entry["file"]).read_text())["@context"])
    newer = definitions(BUNDLED.get(OB_3_0_3)["@context"])
    assert newer["terms"].keys() - older["terms"].keys() == {"endorsementJwt", "jti"}

    def without(terms):
        return {
            name: {**m, "scoped": without(m["scoped"]["terms"])} if "scoped" in m else m
            for name, m in terms.items()
            if name not in ("endorsementJwt", "jti")
        }

    assert without(newer["terms"]) == without(older["terms"])


def test_the_published_folder_is_read_as_an_operators_folder(shared):
    index = (FOLDER / "index.json").read_text()
    store = BUNDLED.from_index(index, lambda name: (FOLDER / name).read_bytes())
    assert store.urls == set(json.loads(index))
    assert store.get(OB_3_0_3) is BUNDLED.get(OB_3_0_3)
