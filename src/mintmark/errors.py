"""The one tree of errors. Nothing foreign escapes the package: every failure is one of these.

::

    MintmarkError
    ├── UsageError         the caller asked for something that makes no sense
    ├── InputError         bytes that are not what they should be (JSON, YAML, CSV, multibase ...)
    │   ├── CarrierError   a PNG, SVG or PDF that is broken, ambiguous or empty-handed
    │   └── LimitError     input larger, deeper or costlier than one input may be
    ├── DraftError         a draft or award list that says something impossible
    ├── FormatError        a credential that breaks the rules of its own format
    ├── ContextError       terms, types or contexts that do not mean one thing
    ├── KeyMaterialError   keys and DID documents that are malformed or unfit
    ├── ProofError         a proof that does not hold
    ├── StatusError        a credential revoked or suspended, or a broken status list
    ├── TrustError         a genuine credential that the trust policy does not accept
    ├── RecognitionError   a recognition case against the rules of recognition
    ├── RulebookError      framework data that contradict themselves, or an unknown framework
    └── UnavailableError   something needed could not be had: the answer is "could not check"

Every raise gives a ``code`` of the form ``area.reason`` (``docs/reference/errors.md`` lists them
all, and a test holds that list against the source), says what is wrong, where, and the remedy.
"""

from __future__ import annotations


class MintmarkError(Exception):
    """A named failure.

    Args:
        code: ``area.reason``, lower case, stable between releases.
        message: what is wrong, as a sentence for people.
        place: where, for example ``file.yaml, line 3, field workload`` or a JSON pointer.
        remedy: what the reader can do about it.
    """

    def __init__(
        self, code: str, message: str, *, place: str | None = None, remedy: str | None = None
    ) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        where = f" ({self.place})" if self.place else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{self.message}{where}{remedy}"


class UsageError(MintmarkError):
    """The caller asked for something that makes no sense."""


class InputError(MintmarkError):
    """Bytes that are not what they should be."""


class CarrierError(InputError):
    """A PNG, SVG or PDF that is broken, ambiguous or carries no credential."""


class LimitError(InputError):
    """Input larger, deeper or costlier than one input may be."""


class DraftError(MintmarkError):
    """A draft or award list that says something impossible."""


class FormatError(MintmarkError):
    """A credential that breaks the rules of its own format."""


class ContextError(MintmarkError):
    """Terms, types or contexts that do not mean one thing."""


class KeyMaterialError(MintmarkError):
    """Keys and DID documents that are malformed or unfit for the purpose."""


class ProofError(MintmarkError):
    """A proof that does not hold."""


class StatusError(MintmarkError):
    """A credential that is revoked or suspended, or a status list that is broken."""


class TrustError(MintmarkError):
    """A genuine credential that the trust policy does not accept."""


class RecognitionError(MintmarkError):
    """Something that the rules of recognition do not let happen in a case."""


class RulebookError(MintmarkError):
    """Framework data that contradict themselves, or a framework nobody knows."""


class UnavailableError(MintmarkError):
    """Something needed could not be had. Never "fine": the answer is "could not check"."""
