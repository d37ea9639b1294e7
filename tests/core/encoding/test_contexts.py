"""The store of contexts: what is bundled stays as it is, and nothing else gets in by itself."""

import hashlib
import json
import subprocess
import sys
from collections import defaultdict

import pytest

from mintmark.encoding import jcs
from mintmark.encoding.contexts import BUNDLED, tables
from mintmark.encoding.contexts.mintmark_terms import CONTEXT
from mintmark.errors import ContextError, UnavailableError

EXAMPLE = "https://example.org/context"
DOCUMENT = {"@context": {"term": "https://example.org/#term"}}

# The first 16 digits of the SHA-256 of each bundled context's canonical JSON. A change here changes
# what signatures mean: none may come by itself, say with a new PyLD.
DIGESTS = {
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json": "eb5a2ae29065aeb3",
    "https://purl.imsglobal.org/spec/clr/v2p0/context.json": "742e4d6e15e45d1b",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json": "8236a7a1a1b77de6",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": "63253b0a45d2f4f1",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "55c417d7504aacb7",
    "https://purl.imsglobal.org/spec/ob/v3p0/context.json": "cc7b19dfbd74e2c5",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": "a8004753b3eecbf6",
    "https://w3id.org/security/data-integrity/v1": "bdf7f9321729cb48",
    "https://w3id.org/security/data-integrity/v2": "b7431d39117425d7",
    "https://w3id.org/security/jwk/v1": "38dd329a9a011fac",
    "https://w3id.org/security/multikey/v1": "be20c3ee6af6e9c4",
    "https://w3id.org/security/suites/ed25519-2020/v1": "fb517f09d990829a",
    "https://w3id.org/vc/status-list/2021/v1": "4e102e9aab3408cd",
    "https://www.w3.org/2018/credentials/v1": "b01e671e873981f1",
    "https://www.w3.org/ns/credentials/status/v1": "c4d0b34fc8f83d3d",
    "https://www.w3.org/ns/credentials/v2": "b463c8d6a0662141",
    "https://www.w3.org/ns/did/v1": "a7e146c40fcec005",
}


@pytest.mark.parametrize("url", sorted(BUNDLED.urls))
def test_bundled_contexts_do_not_change(url):
    digest = hashlib.sha256(jcs.canonicalize(BUNDLED.get(url))).hexdigest()
    assert digest[:16] == DIGESTS[url]


def test_the_same_document_is_given_each_time():
    for url in BUNDLED.urls:
        assert BUNDLED.get(url) is BUNDLED.get(url)


def test_no_bundled_context_catches_all():
    for url in BUNDLED.urls:
        assert "@vocab" not in BUNDLED.get(url)["@context"]


def named(context, terms, prefixes):
    prefixes = {**prefixes, **{k: v for k, v in context.items() if isinstance(v, str)}}
    for term, definition in context.items():
        if term.startswith("@"):
            continue
        definition = {"@id": definition} if isinstance(definition, str) else definition
        prefix, _, rest = definition["@id"].partition(":")
        iri = prefixes.get(prefix, prefix + ":") + rest
        terms[iri].add(term)
        if definition.get("@context"):
            named(definition["@context"], terms, prefixes)


def test_what_verification_rests_on_has_one_name_in_all_bundled_contexts():
    """Else ``validUntil`` could be hidden under its other name, and the signature would hold."""
    terms = defaultdict(set)
    for context in [*(BUNDLED.get(url)["@context"] for url in BUNDLED.urls), CONTEXT]:
        for one in context if isinstance(context, list) else [context]:
            named(one, terms, {})
    vocabularies = ("/credentials#", "/security#", "/credentials/status#", "/vc/status-list#")
    watched = {iri: names for iri, names in terms.items() if any(v in iri for v in vocabularies)}
    assert len(watched) > 60
    assert {iri: names for iri, names in watched.items() if len(names) > 1} == {}


def test_an_unknown_context_is_refused():
    with pytest.raises(UnavailableError) as failure:
        BUNDLED.get(EXAMPLE)
    assert failure.value.code == "context.unknown"
    assert EXAMPLE in str(failure.value)
    assert EXAMPLE not in BUNDLED


def test_a_store_is_extended_by_making_another():
    store = BUNDLED.extended({EXAMPLE: DOCUMENT})
    assert store.get(EXAMPLE) == DOCUMENT
    assert store.urls == BUNDLED.urls | {EXAMPLE}
    assert EXAMPLE not in BUNDLED


def test_the_store_keeps_its_own_copy():
    document = {"@context": {"term": "https://example.org/#term"}}
    store = BUNDLED.extended({EXAMPLE: document})
    document["@context"]["term"] = "https://example.org/#other"
    assert store.get(EXAMPLE) == DOCUMENT


def test_a_known_url_is_not_redefined():
    url = "https://www.w3.org/ns/credentials/v2"
    assert BUNDLED.extended({url: BUNDLED.get(url)}).get(url) is BUNDLED.get(url)
    with pytest.raises(ContextError) as failure:
        BUNDLED.extended({url: DOCUMENT})
    assert failure.value.code == "context.redefined"
    changed = json.loads(
        json.dumps(BUNDLED.get(url)).replace('"@protected": true', '"@protected": 1')
    )
    with pytest.raises(ContextError):
        BUNDLED.extended({url: changed})


MALFORMED = {
    "no context": (EXAMPLE, {"term": "x"}, "context.malformed"),
    "no object": (EXAMPLE, [], "context.malformed"),
    "null": (EXAMPLE, {"@context": None}, "context.malformed"),
    "not JSON": (EXAMPLE, {"@context": {"a": {1, 2}}}, "context.malformed"),
    "relative URL": ("context", DOCUMENT, "context.malformed"),
    "URL with a space": ("https://example.org/a b", DOCUMENT, "context.malformed"),
    "import": (EXAMPLE, {"@context": {"@import": "urn:x"}}, "context.unsupported"),
    "base": (EXAMPLE, {"@context": {"t": {"@id": "urn:t", "@context": {"@base": "urn:x"}}}},
             "context.unsupported"),
    "propagate": (EXAMPLE, {"@context": [{"@propagate": False}]}, "context.unsupported"),
}  # fmt: skip


@pytest.mark.parametrize("url, document, code", MALFORMED.values(), ids=MALFORMED)
def test_malformed_contexts_are_refused(url, document, code):
    with pytest.raises(ContextError) as failure:
        BUNDLED.extended({url: document})
    assert failure.value.code == code


def test_inline_contexts_are_known_by_value():
    assert BUNDLED.inline_allowed(json.loads(json.dumps(CONTEXT)))
    assert BUNDLED.inline(dict(reversed(CONTEXT.items()))) is CONTEXT
    for other in (
        {**CONTEXT, "more": "urn:x"},
        {"@vocab": "urn:x"},
        [CONTEXT],
        None,
        "x",
        {1: {2}},
    ):
        assert not BUNDLED.inline_allowed(other)


def test_inline_contexts_may_be_added():
    context = {"@vocab": "https://example.org/#", "@protected": True}
    store = BUNDLED.extended({}, inline=[context])
    assert store.inline_allowed(context) and store.inline_allowed(CONTEXT)
    assert not store.inline_allowed({**context, "@protected": 1})
    assert not BUNDLED.inline_allowed(context)


class Folder:
    """An operator's folder of contexts."""

    def __init__(self):
        self.files = {}
        self.entries = {}

    def add(self, url, document, file="one.jsonld", digest=None):
        data = json.dumps(document).encode()
        self.files[file] = data
        digest = digest or hashlib.sha256(data).hexdigest()
        self.entries[url] = {"file": file, "sha256": digest}
        return self

    def read(self, name):
        try:
            return self.files[name]
        except KeyError:
            raise FileNotFoundError(name) from None

    def load(self):
        return BUNDLED.from_index(json.dumps(self.entries), self.read)


def test_an_operators_folder_is_read():
    assert Folder().add(EXAMPLE, DOCUMENT).load().get(EXAMPLE) == DOCUMENT
    upper = hashlib.sha256(json.dumps(DOCUMENT).encode()).hexdigest().upper()
    assert EXAMPLE in Folder().add(EXAMPLE, DOCUMENT, digest=upper).load()


def test_the_digest_is_checked():
    with pytest.raises(ContextError) as failure:
        Folder().add(EXAMPLE, DOCUMENT, digest="0" * 64).load()
    assert failure.value.code == "context.altered"


def test_bundled_contexts_win_over_the_folder():
    url = "https://www.w3.org/ns/credentials/v2"
    store = Folder().add(url, DOCUMENT).load()
    assert store.get(url) is BUNDLED.get(url)
    with pytest.raises(ContextError):
        Folder().add(url, DOCUMENT, digest="0" * 64).load()


@pytest.mark.parametrize(
    "name", ["../x", "/etc/passwd", "a/b", "a\\b", "C:x", "..", ".", "", "a\0"]
)
def test_files_outside_the_folder_are_never_read(name):
    def read(name):
        pytest.fail(f"{name} was read")

    index = json.dumps({EXAMPLE: {"file": name, "sha256": "0" * 64}})
    with pytest.raises(ContextError) as failure:
        BUNDLED.from_index(index, read)
    assert failure.value.code == "context.bad-index"


@pytest.mark.parametrize(
    "index",
    [
        "[]",
        "{",
        '{"https://e.org":1}',
        '{"https://e.org":{"file":"a"}}',
        '{"https://e.org":{"sha256":"a"}}',
        '{"https://e.org":{"file":"a","sha256":1}}',
        '{"https://e.org":{},"https://e.org":{}}',
    ],
)
def test_a_bad_index_is_refused(index):
    with pytest.raises(ContextError) as failure:
        BUNDLED.from_index(index, lambda name: b"")
    assert failure.value.code == "context.bad-index"


def test_a_file_that_is_missing_or_broken_is_named():
    folder = Folder().add(EXAMPLE, DOCUMENT)
    folder.files.clear()
    with pytest.raises(ContextError) as failure:
        folder.load()
    assert failure.value.code == "context.unreadable"
    data = b'{"@context":{},"@context":{}}'
    folder.files["one.jsonld"] = data
    folder.entries[EXAMPLE]["sha256"] = hashlib.sha256(data).hexdigest()
    with pytest.raises(ContextError) as failure:
        folder.load()
    assert failure.value.code == "context.malformed"
    with pytest.raises(ContextError) as failure:
        Folder().add(EXAMPLE, {"no": "context"}).load()
    assert failure.value.code == "context.malformed"


def test_knowing_the_contexts_does_not_import_pyld():
    code = "import mintmark.encoding.contexts, sys; sys.exit('pyld' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_table_becomes_a_context():
    terms = tables.read(
        """
        Thing        ex:Thing
        Thing.part   ex:part   @id    @set
        Thing.note   ex:note   text
        when         ex:when   xsd:date
        """,
        {"ex": "urn:ex:", "text": "urn:text"},
    )
    aliases = {"@protected": True, "id": "@id", "type": "@type"}
    assert tables.document(terms)["@context"] == {
        **aliases,
        "Thing": {
            "@id": "urn:ex:Thing",
            "@context": {
                **aliases,
                "part": {"@id": "urn:ex:part", "@type": "@id", "@container": "@set"},
                "note": {"@id": "urn:ex:note", "@type": "urn:text"},
            },
        },
        "when": {"@id": "urn:ex:when", "@type": "xsd:date"},
    }
