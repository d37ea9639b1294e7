"""The JSON-LD contexts that the project knows; none is ever fetched."""

from mintmark.encoding.contexts.bundled import BUNDLED
from mintmark.encoding.contexts.store import ContextStore

__all__ = ["BUNDLED", "ContextStore"]
