"""The terms of status lists.

Bitstring Status List 1.0, section 2 and appendix A; Status List 2021, the draft before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mintmark.encoding.contexts import tables

_BITSTRING = """
    BitstringStatusListCredential  st:BitstringStatusListCredential

    BitstringStatusList                st:BitstringStatusList
    BitstringStatusList.encodedList    st:encodedList    sec:multibase
    BitstringStatusList.statusPurpose  st:statusPurpose
    BitstringStatusList.ttl            st:ttl

    BitstringStatusListEntry                       st:BitstringStatusListEntry
    BitstringStatusListEntry.statusListCredential  st:statusListCredential  @id
    BitstringStatusListEntry.statusListIndex       st:statusListIndex
    BitstringStatusListEntry.statusPurpose         st:statusPurpose
    BitstringStatusListEntry.statusMessage         st:statusMessage
    BitstringStatusListEntry.statusMessage.message st:message
    BitstringStatusListEntry.statusMessage.status  st:status
    BitstringStatusListEntry.statusReference       st:statusReference       @id
    BitstringStatusListEntry.statusSize            st:statusSize            xsd:integer
"""

_STATUS_LIST_2021 = """
    StatusList2021Credential              st:StatusList2021Credential
    StatusList2021Credential.description  schema:description
    StatusList2021Credential.name         schema:name

    StatusList2021                st:StatusList2021
    StatusList2021.statusPurpose  st:statusPurpose
    StatusList2021.encodedList    st:encodedList

    StatusList2021Entry                       st:StatusList2021Entry
    StatusList2021Entry.statusPurpose         st:statusPurpose
    StatusList2021Entry.statusListIndex       st:statusListIndex
    StatusList2021Entry.statusListCredential  st:statusListCredential  @id
"""


def documents() -> Mapping[str, dict[str, Any]]:
    """Return the context documents, by URL."""
    bitstring = tables.read(
        _BITSTRING,
        {
            "st": "https://www.w3.org/ns/credentials/status#",
            "sec": "https://w3id.org/security#",
            # The published context writes this namespace with https; it is signed that way.
            "xsd": "https://www.w3.org/2001/XMLSchema#",
        },
    )
    older = tables.read(
        _STATUS_LIST_2021,
        {"st": "https://w3id.org/vc/status-list#", "schema": "http://schema.org/"},
    )
    return {
        "https://www.w3.org/ns/credentials/status/v1": tables.document(bitstring),
        "https://w3id.org/vc/status-list/2021/v1": tables.document(older, aliases=False),
    }
