"""Batches, credentials, status lists, and orders that change many statuses."""

from mintmark_web.issuing.models.changes import StatusOrder, StatusOrderRow
from mintmark_web.issuing.models.credentials import (
    Batch,
    Chunk,
    Credential,
    Document,
    RowError,
    StatusChange,
    StatusDocument,
    StatusList,
)

__all__ = [
    "Batch",
    "Chunk",
    "Credential",
    "Document",
    "RowError",
    "StatusChange",
    "StatusDocument",
    "StatusList",
    "StatusOrder",
    "StatusOrderRow",
]
