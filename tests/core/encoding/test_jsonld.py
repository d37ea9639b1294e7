"""Documents to quads: all of it arrives, nothing foreign escapes, and the work is bounded."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odd_documents import CATCH_ALL, EX, OB, ODD, STORE, V2, credential, odd

from cost import costs, measured
from mintmark.encoding import jsonld, rdf, rdfc, strict_json
from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.contexts.mintmark_terms import CONTEXT
from mintmark.errors import ContextError, InputError, LimitError, MintmarkError, UnavailableError


def test_the_term_is_named():
    with pytest.raises(ContextError, match="'favouriteColour'"):
        jsonld.to_quads(odd(favouriteColour=1), STORE)


def test_a_catch_all_vocabulary_of_the_operators_defines_everything():
    document = {"@context": [ODD, CATCH_ALL], "id": "urn:x", "type": "Anything", "whatever": 1}
    assert ("<urn:x>", f"<{EX}whatever>", rdf.literal("1", rdf.XSD + "integer"), "") in (
        jsonld.to_quads(document, STORE)
    )


def test_every_kind_of_value_reaches_the_quads():
    document = odd(
        type="Known",
        p=["text", 5, 0.5, True, {"@value": "t", "@language": "DE", "@direction": "ltr"}],
        node=["urn:n", {"id": "urn:m", "p": "inside"}],
        word="Known",
        texts={"en": "word", "de": ["Wort", "Worte"], "@none": "?"},
        list=["b", "a"],
        json={"@context": None, "undefined": [None, 1]},
        inverse={"id": "urn:i"},
        inGraph={"id": "urn:g", "p": "in graph"},
    )
    canonical = rdfc.canonicalize(jsonld.to_quads(document, STORE))
    for wanted in (
        f"<urn:x> <{rdf.RDF}type> <{EX}Known> .",
        f'<urn:x> <{EX}p> "text" .',
        f'<urn:x> <{EX}p> "5"^^<{rdf.XSD}integer> .',
        f'<urn:x> <{EX}p> "5.0E-1"^^<{rdf.XSD}double> .',
        f'<urn:x> <{EX}p> "true"^^<{rdf.XSD}boolean> .',
        f'<urn:x> <{EX}p> "t"^^<https://www.w3.org/ns/i18n#de_ltr> .',
        f"<urn:x> <{EX}node> <urn:n> .",
        f"<urn:x> <{EX}node> <urn:m> .",
        f'<urn:m> <{EX}p> "inside" .',
        f"<urn:x> <{EX}word> <{EX}Known> .",
        f'<urn:x> <{EX}texts> "word"@en .',
        f'<urn:x> <{EX}texts> "Worte"@de .',
        f'<urn:x> <{EX}texts> "?" .',
        '"b" .',
        r'"{\"@context\":null,\"undefined\":[null,1]}"',
        f"<urn:i> <{EX}inverse> <urn:x> .",
        f'<urn:g> <{EX}p> "in graph" _:c14n',
    ):
        assert wanted in canonical


def test_a_proof_configuration_alone():
    proof = {
        "@context": [V2, OB],
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-01-01T00:00:00Z",
        "verificationMethod": "did:key:z6Mk#z6Mk",
        "proofPurpose": "assertionMethod",
    }
    assert len(jsonld.to_quads(proof, BUNDLED)) == 5
    with pytest.raises(ContextError):
        jsonld.to_quads({**proof, "proofPurpose": "other"}, BUNDLED)
    older = [
        "https://www.w3.org/2018/credentials/v1",
        "https://w3id.org/security/data-integrity/v2",
    ]
    assert len(jsonld.to_quads({**proof, "@context": older}, BUNDLED)) == 5


def test_a_proof_stands_in_a_graph_of_its_own():
    proof = {"type": "DataIntegrityProof", "proofPurpose": "assertionMethod"}
    quads = jsonld.to_quads(credential(proof=proof), BUNDLED)
    graphs = {graph for *_, graph in quads}
    assert len(graphs) == 2
    assert sum(1 for *_, graph in quads if graph) == 2


def test_credentials_inside_bring_their_contexts():
    inside = credential(id="urn:inside")
    endorsement = {**inside, "type": ["VerifiableCredential", "EndorsementCredential"]}
    assert jsonld.to_quads(credential(endorsement=[endorsement]), BUNDLED)
    presentation = {"@context": [V2], "type": "VerifiablePresentation"}
    assert jsonld.to_quads({**presentation, "verifiableCredential": [inside]}, BUNDLED)
    bare = {name: value for name, value in inside.items() if name != "@context"}
    with pytest.raises(ContextError) as failure:
        jsonld.to_quads({**presentation, "verifiableCredential": [bare]}, BUNDLED)
    assert failure.value.code == "context.undefined-term"
    enveloped = {"@context": V2, "id": "data:application/vc+jwt,e30.e30.e30",
                 "type": "EnvelopedVerifiableCredential"}  # fmt: skip
    assert jsonld.to_quads({**presentation, "verifiableCredential": enveloped}, BUNDLED)


def test_the_document_is_not_changed():
    document = credential(name=[{"@value": "n", "@language": "EN"}], evidence=[{"id": "urn:e"}])
    before = copy.deepcopy(document)
    jsonld.to_quads(document, BUNDLED)
    assert document == before


def test_contexts_are_worked_out_once():
    document = {**credential(), "@context": [V2, OB, CONTEXT]}
    jsonld.to_quads(document, BUNDLED)
    kept = jsonld.active_contexts(BUNDLED)
    before = len(kept._kept)
    jsonld.to_quads(strict_json.loads(strict_json.dumps(document)), BUNDLED)
    assert len(kept._kept) == before


def test_the_memory_of_contexts_is_bounded(monkeypatch):
    monkeypatch.setattr("mintmark.encoding.active_contexts._MAX_KEPT", 3)
    store = STORE.extended({f"urn:c{i}": {"@context": {"t": f"urn:t{i}"}} for i in range(10)})
    for i in range(10):
        document = {**odd(t=1, **{"urn:own": 2}), "@context": [ODD, f"urn:c{i}"]}
        assert ("<urn:x>", f"<urn:t{i}>", f'"1"^^<{rdf.XSD}integer>', "") in (
            jsonld.to_quads(document, store)
        )
        kept = jsonld.active_contexts(store)
        assert max(map(len, (kept._kept, kept._local, kept._terms))) <= 3


def test_too_many_contexts_at_once():
    with pytest.raises(LimitError) as failure:
        jsonld.to_quads({**odd(p=1), "@context": [ODD] * 33}, STORE)
    assert failure.value.code == "context.too-many"
    assert jsonld.to_quads({**odd(p=1), "@context": [ODD] * 32}, STORE)


@costs
def test_contexts_in_ever_new_orders_cost_less_than_a_second():
    store = STORE.extended({f"urn:c{i}": {"@context": {"t": f"urn:t{i}"}} for i in range(10)})
    orders = [[f"urn:c{i // 10**d % 10}" for d in range(3)] for i in range(1000)]
    nodes = [{"@context": order, "t": 1} for order in orders]
    assert jsonld.to_quads(odd(node=nodes[:100]), store)
    with measured() as cost, pytest.raises(LimitError) as failure:
        jsonld.to_quads(odd(node=nodes), store)
    assert failure.value.code == "context.work-limit"
    assert cost.seconds < 1


def test_contexts_that_refer_to_one_another():
    store = BUNDLED.extended(
        {
            "urn:a": {"@context": ["urn:b", {"p": EX + "p"}]},
            "urn:b": {"@context": "urn:c"},
            "urn:c": {"@context": {"q": {"@id": EX + "q", "@context": "urn:d"}}},
            "urn:d": {"@context": {"r": EX + "r"}},
            "urn:loop": {"@context": "urn:loop"},
            "urn:away": {"@context": ["urn:nowhere"]},
            "urn:scoped": {"@context": {"q": {"@id": EX + "q", "@context": "urn:nowhere"}}},
            "urn:broken": {"@context": {"q": {"@id": 5}}},
        }
    )
    quads = jsonld.to_quads({"@context": "urn:a", "p": 1, "q": {"r": 2}}, store)
    assert len(quads) == 3
    for url, code in (
        ("urn:loop", "context.cycle"),
        ("urn:away", "context.unknown"),
        ("urn:scoped", "context.unknown"),
        ("urn:broken", "context.rejected"),
    ):
        with pytest.raises(MintmarkError) as failure:
            jsonld.to_quads({"@context": url, "q": 1}, store)
        assert failure.value.code == code
        assert isinstance(failure.value, UnavailableError) == (code == "context.unknown")


def test_large_and_deep_documents_are_refused():
    with pytest.raises(LimitError) as failure:
        jsonld.to_quads(odd(p=["x"] * 20_000), STORE)
    assert failure.value.code == "context.too-large"
    assert jsonld.to_quads(odd(p=[f"x{n}" for n in range(100)]), STORE, max_values=200)

    def nested(depth):
        document = {"p": 1}
        for _ in range(depth):
            document = {"node": document}
        return odd(**document)

    assert jsonld.to_quads(nested(63), STORE)
    for depth in (64, 5000):
        with pytest.raises(LimitError) as failure:
            jsonld.to_quads(nested(depth), STORE)
        assert failure.value.code == "context.too-deep"


def test_numbers_that_rdf_cannot_hold_are_refused():
    with pytest.raises(InputError) as failure:
        jsonld.to_quads(odd(p=float("inf")), STORE)
    assert failure.value.code == "rdf.number"


def test_a_mapping_that_is_no_dict_is_read_too():
    from types import MappingProxyType

    assert jsonld.to_quads(MappingProxyType(odd(p=1)), STORE)


names = st.sampled_from(
    ["id", "type", "p", "node", "word", "texts", "list", "set", "json", "inGraph", "byId", "ex:p",
     "@value", "@type", "@id", "@language", "@list", "@context", "tongue", "q", "name", "@set"]
)  # fmt: skip
words = st.sampled_from(["", "urn:x", "urn:y", "Known", "_:b", "en", "@json", ODD, V2, "x y", "ä"])
documents = st.recursive(
    words | st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
    max_leaves=14,
)


@given(st.dictionaries(names, documents, max_size=5))
def test_no_document_raises_anything_foreign(members):
    try:
        quads = jsonld.to_quads({"@context": ODD, **members}, STORE)
        rdfc.canonicalize(quads)
    except MintmarkError:
        pass


leaf = st.text(min_size=1, max_size=5).map(lambda text: "leaf " + text)
nodes = st.recursive(
    st.fixed_dictionaries({"p": leaf}),
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            "p": st.lists(leaf, max_size=3, unique=True),
            "set": st.lists(leaf, max_size=3, unique=True),
            "list": st.lists(leaf, max_size=3),
            "texts": st.dictionaries(st.sampled_from(["en", "de-CH"]), leaf, max_size=2),
            "node": st.lists(inner, max_size=2),
            "inGraph": st.lists(inner.filter(len), max_size=2),
            "inverse": inner,
        },
    ),
    max_leaves=8,
)


def leaves(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [found for item in value for found in leaves(item)]
    return [value]


@given(nodes)
def test_every_leaf_reaches_the_quads(node):
    quads = jsonld.to_quads({**odd(**node), "type": "Known"}, STORE)
    for text in leaves(node):
        written = rdf.literal(text)
        assert any(
            value in (written, f"{written}@en", f"{written}@de-ch") for _, _, value, _ in quads
        )
