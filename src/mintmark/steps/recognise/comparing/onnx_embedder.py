"""An embedding from a sentence model in ONNX, offline: the packages are loaded when it is made.

The model is the caller's: none comes with Mintmark. It takes ``input_ids`` and ``attention_mask``
(and ``token_type_ids``), and gives a vector for each text or for each of its tokens; of the latter
the mean is taken.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from fractions import Fraction
from importlib import import_module
from typing import Any, Final

from mintmark.errors import InputError, UnavailableError

MOST_TOKENS: Final = 256
"""So many tokens of a text are read."""

_BATCH: Final = 32


class OnnxEmbedder:
    """An ``Embedder`` (``ports.py``) that runs a model on one core, with the same answer each time.

    Its version is the SHA-256 of the model, in hexadecimal.
    """

    def __init__(
        self,
        model: bytes,
        tokenizer: str,
        *,
        name: str,
        languages: frozenset[str] | None,
        near: Fraction,
    ) -> None:
        """Load a model.

        Args:
            model: the model in ONNX, whole: weights in a second file are not found.
            tokenizer: the content of its ``tokenizer.json``.
            name: what it is called.
            languages: the languages it knows (first part of BCP 47 tags); None for any, across
                languages too.
            near: from which cosine on a person should read both texts.

        Raises:
            UnavailableError: ``meaning.not-installed``.
            InputError: ``meaning.bad-model``.
        """
        runtime, tokenizers = _package("onnxruntime"), _package("tokenizers")
        self.name, self.languages, self.near = name, languages, near
        self.version = hashlib.sha256(model).hexdigest()
        try:
            self._tokenizer = tokenizers.Tokenizer.from_str(tokenizer)
            self._tokenizer.enable_truncation(MOST_TOKENS)
            self._tokenizer.enable_padding()
            self._session = _session(runtime, model)
        except Exception as fault:  # noqa: BLE001 - both packages raise bare exceptions of their own
            raise _bad(name, fault) from None
        self._inputs = [one.name for one in self._session.get_inputs()]

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """Return one vector for each text, all of one length.

        Raises:
            InputError: ``meaning.bad-model``.
        """
        found: list[Sequence[float]] = []
        for start in range(0, len(texts), _BATCH):
            try:
                found += self._batch(list(texts[start : start + _BATCH]))
            except Exception as fault:  # noqa: BLE001 - as above
                raise _bad(self.name, fault) from None
        return found

    def _batch(self, texts: list[str]) -> list[list[float]]:
        numpy = import_module("numpy")
        encoded = self._tokenizer.encode_batch(texts)
        given = {
            "input_ids": numpy.array([one.ids for one in encoded], dtype=numpy.int64),
            "attention_mask": numpy.array([one.attention_mask for one in encoded], numpy.int64),
            "token_type_ids": numpy.array([one.type_ids for one in encoded], dtype=numpy.int64),
        }
        out = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        if out.ndim == _BY_TOKEN:
            mask = given["attention_mask"][:, :, None]
            out = (out * mask).sum(axis=1) / mask.sum(axis=1).clip(min=1)
        vectors: list[list[float]] = out.astype(float).tolist()
        return vectors


_BY_TOKEN: Final = 3
"""Dimensions of an output that has a vector for each token: texts, tokens, numbers."""


def _session(runtime: Any, model: bytes) -> Any:
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    return runtime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _package(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise UnavailableError(
            "meaning.not-installed",
            f"An embedding needs the package {name}, which is not installed.",
            remedy="Install it with: pip install 'mintmark[embeddings]'.",
        ) from None


def _bad(name: str, fault: Exception) -> InputError:
    why = (str(fault).splitlines() or ["nothing is said of why"])[0][:200]
    return InputError(
        "meaning.bad-model",
        f"The embedding model {name} cannot be used: {why}.",
        remedy="It takes model.onnx and tokenizer.json of one sentence model.",
    )
