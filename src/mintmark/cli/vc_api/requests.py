"""Reading requests: a JSON body of bounded size, and its members."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mintmark.encoding import strict_json
from mintmark.errors import InputError, LimitError, UsageError

MAX_BODY: Final = 1024 * 1024
"""The largest body that is read, in bytes."""

_MAX_TEXT: Final = 2000


def read_body(environ: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON object in the body of a request.

    Raises:
        UsageError: ``vc-api.not-json``, ``vc-api.no-length``.
        LimitError: ``vc-api.too-large``, or as ``strict_json.loads_object``.
        InputError: it is cut off, or no JSON object.
    """
    if "json" not in str(environ.get("CONTENT_TYPE", "")).lower():
        # Also keeps pages in a browser from sending forms to a service on the same machine.
        raise UsageError("vc-api.not-json", "The body is not said to be JSON.")
    length = str(environ.get("CONTENT_LENGTH") or "")
    if not length.isascii() or not length.isdigit():
        raise UsageError("vc-api.no-length", "The request does not say how long its body is.")
    if len(length) > 9 or int(length) > MAX_BODY:
        raise LimitError("vc-api.too-large", f"The body is over {MAX_BODY:,} bytes.")
    data = environ["wsgi.input"].read(int(length))
    if len(data) != int(length):
        raise InputError("json.cut-off", "The body is shorter than the request says.")
    return strict_json.loads_object(data, max_bytes=MAX_BODY)


def object_in(body: Mapping[str, Any], member: str) -> dict[str, Any]:
    """Return a member that must be an object.

    Raises:
        UsageError: ``vc-api.missing``.
    """
    value = body.get(member)
    if not isinstance(value, dict):
        raise UsageError("vc-api.missing", f"The request has no object {member}.")
    return value


def options_in(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options, none where they are absent or null.

    Raises:
        UsageError: ``vc-api.malformed-option``.
    """
    value = body.get("options")
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise malformed("options")
    return value


def text_in(options: Mapping[str, Any], member: str) -> str | None:
    """Return an option that is text, None where it is absent or null.

    Raises:
        UsageError: ``vc-api.malformed-option``.
    """
    value = options.get(member)
    if value is not None and (not isinstance(value, str) or not 0 < len(value) <= _MAX_TEXT):
        raise malformed(member)
    return value


def texts_in(options: Mapping[str, Any], member: str) -> list[str]:
    """Return an option that is a list of texts, an empty one where it is absent or null.

    Raises:
        UsageError: ``vc-api.malformed-option``.
    """
    value = options.get(member)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise malformed(member)
    return value


def malformed(member: str) -> UsageError:
    """Return the error for an option that is not what it should be."""
    return UsageError("vc-api.malformed-option", f"The option {member} is malformed.")
