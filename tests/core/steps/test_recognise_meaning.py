"""An embedding points at outcomes in other words; it never covers one by itself."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from fractions import Fraction

import pytest

from mintmark import compare
from mintmark.cli.meaning_folder import read_embedder
from mintmark.errors import InputError, MintmarkError, UnavailableError
from mintmark.steps.recognise.comparing.onnx_embedder import OnnxEmbedder
from recognition_samples import AS_OF, DATABASES, held, target

INSTALLED = all(importlib.util.find_spec(name) for name in ("onnxruntime", "tokenizers"))


class Places:
    """An embedding that knows where a few texts lie."""

    name, version, near = "places", "1", Fraction(3, 5)

    def __init__(
        self, places: dict[str, Sequence[float]], languages: frozenset[str] | None
    ) -> None:
        self.places, self.languages = places, languages
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        self.asked += texts
        return [self.places.get(text, (0.0, 0.0, 1.0)) for text in texts]


OTHER = "Keep stored records consistent"
PLACES = {DATABASES[2]: (1.0, 0.0, 0.0), OTHER: (0.8, 0.6, 0.0)}


def test_an_outcome_in_other_words_is_covered_partly():
    found = compare(
        [held("a", (OTHER,))], target(DATABASES[2:]), as_of=AS_OF, meaning=Places(PLACES, None)
    )
    row = found.coverage.outcomes[0]
    assert (row.covered, row.matches[0].basis, row.matches[0].score) == (
        "partly",
        "meaning",
        Fraction(4, 5),
    )
    assert [one.name for one in found.methods] == ["mintmark-lexical", "places"]
    without = compare([held("a", (OTHER,))], target(DATABASES[2:]), as_of=AS_OF)
    assert without.coverage.outcomes[0].covered == "not-found"


def test_words_that_are_the_same_are_surer_than_meaning():
    both = Places({DATABASES[0]: (1.0, 0.0, 0.0)}, None)
    found = compare([held("a", DATABASES)], target(), as_of=AS_OF, meaning=both)
    assert [one.matches[0].basis for one in found.coverage.outcomes] == ["wording"] * 3


def test_only_languages_that_it_knows_are_put_to_it():
    english = Places(PLACES, frozenset({"en"}))
    compare(
        [held("a", (OTHER,), language="fr")],
        target(DATABASES[2:]),
        as_of=AS_OF,
        meaning=english,
    )
    assert OTHER not in english.asked


@pytest.mark.parametrize(
    "vector", [(0.0, 0.0, 0.0), (1.0, 2.0), (float("nan"), 0.0, 1.0)], ids=["zero", "short", "nan"]
)
def test_unfit_vectors_are_refused(vector):
    bad = Places({**PLACES, OTHER: vector}, None)
    with pytest.raises(MintmarkError) as caught:
        compare([held("a", (OTHER,))], target(), as_of=AS_OF, meaning=bad)
    assert caught.value.code == "meaning.bad-vectors"


def test_a_folder_without_a_model_is_refused(tmp_path):
    with pytest.raises(MintmarkError) as caught:
        read_embedder(tmp_path, languages=None)
    assert caught.value.code == "meaning.no-model"


@pytest.mark.skipif(INSTALLED, reason="the packages of the extra are installed")
def test_without_the_packages_it_says_what_to_install(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"x")
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(UnavailableError) as caught:
        read_embedder(tmp_path, languages=None)
    assert caught.value.code == "meaning.not-installed"
    assert "mintmark[embeddings]" in str(caught.value)


def made_here(vocabulary: Sequence[str]) -> tuple[bytes, str]:
    """Return a model that gives each word of a vocabulary a direction of its own."""
    onnx = pytest.importorskip("onnx")
    numpy = pytest.importorskip("numpy")
    helper, kind = onnx.helper, onnx.TensorProto
    table = onnx.numpy_helper.from_array(numpy.eye(len(vocabulary), dtype=numpy.float32), "table")
    shape = ["texts", "tokens"]
    inputs = [
        helper.make_tensor_value_info(name, kind.INT64, shape)
        for name in ("input_ids", "attention_mask")
    ]
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["out"]),
    ]
    out = helper.make_tensor_value_info("out", kind.FLOAT, [*shape, len(vocabulary)])
    graph = helper.make_graph(nodes, "words", inputs, [out], [table])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    tokenizer = {
        "version": "1.0",
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "model": {
            "type": "WordLevel",
            "vocab": {word: n for n, word in enumerate(vocabulary)},
            "unk_token": vocabulary[0],
        },
    }
    return model.SerializeToString(), json.dumps(tokenizer)


@pytest.mark.skipif(not INSTALLED, reason="needs the extra 'embeddings'")
def test_a_model_in_a_folder_is_run(tmp_path):
    model, tokenizer = made_here(["[UNK]", "bake", "bread", "sell"])
    (tmp_path / "onnx").mkdir()
    (tmp_path / "onnx" / "model.onnx").write_bytes(model)
    (tmp_path / "tokenizer.json").write_text(tokenizer)
    embedder = read_embedder(tmp_path, languages=frozenset({"en"}))
    vectors = embedder.embed(["Bake bread", "sell"] + ["bread"] * 40)
    assert [list(one) for one in vectors[:3]] == [[0, 0.5, 0.5, 0], [0, 0, 0, 1], [0, 0, 1, 0]]
    assert len(vectors) == 42
    assert len(embedder.version) == 64
    found = compare(
        [held("a", ("Bread bake",))], target(("Sell bread",)), as_of=AS_OF, meaning=embedder
    )
    assert found.methods[1].version == embedder.version


@pytest.mark.skipif(not INSTALLED, reason="needs the extra 'embeddings'")
@pytest.mark.parametrize("broken", ["model", "tokenizer"])
def test_a_broken_model_is_refused(broken):
    model, tokenizer = made_here(["[UNK]", "bake"])
    given = (b"no model", tokenizer) if broken == "model" else (model, "{}")
    with pytest.raises(InputError) as caught:
        OnnxEmbedder(*given, name="x", languages=None, near=Fraction(3, 5))
    assert caught.value.code == "meaning.bad-model"
