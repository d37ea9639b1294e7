"""An embedding model from a folder, as sentence models are commonly given out."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Final

from mintmark.errors import LimitError, UsageError
from mintmark.ports import Embedder
from mintmark.steps.recognise.comparing.onnx_embedder import OnnxEmbedder

LARGEST: Final = 2 * 1024**3
"""The largest model that is read, in bytes."""

NEAR: Final = Fraction(3, 5)
"""From which cosine on a person should read both; measure it for your model
(``benchmarks/recognition.py``)."""

_MODELS: Final = ("model.onnx", "onnx/model.onnx")


def read_embedder(
    folder: Path, *, languages: frozenset[str] | None, near: Fraction = NEAR
) -> Embedder:
    """Return the embedding in a folder with ``tokenizer.json`` and ``model.onnx``.

    Args:
        folder: the folder; the model may also lie in ``onnx/`` below it.
        languages: the languages it knows; None for any.
        near: from which cosine on a person should read both texts.

    Raises:
        UsageError: ``meaning.no-model``: something is missing there.
        LimitError: ``meaning.too-large``.
        UnavailableError: ``meaning.not-installed``.
        InputError: ``meaning.bad-model``.
    """
    there = [folder / name for name in _MODELS if (folder / name).is_file()]
    tokenizer = folder / "tokenizer.json"
    if not there or not tokenizer.is_file():
        raise UsageError(
            "meaning.no-model",
            f"The folder {folder} has no embedding model.",
            remedy="It takes tokenizer.json and model.onnx, the latter here or in onnx/.",
        )
    if max(path.stat().st_size for path in (there[0], tokenizer)) > LARGEST:
        raise LimitError("meaning.too-large", "The embedding model is over 2 GiB.")
    text = tokenizer.read_text(encoding="utf-8", errors="replace")
    return OnnxEmbedder(
        there[0].read_bytes(), text, name=folder.resolve().name, languages=languages, near=near
    )
