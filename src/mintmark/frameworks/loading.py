"""Loading rulebooks: one YAML file per framework in ``rulebooks/``, named by its id.

Every scalar is read as text and then as the type that the field wants, so a country ``NO`` stays
Norway. Wherever the file says ``source``, it names entries of its own ``sources``.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import ValidationError

from mintmark.errors import RulebookError
from mintmark.frameworks.rulebook import Rulebook
from mintmark.frameworks.soundness import verify_rulebook


def known() -> tuple[str, ...]:
    """Return the ids of the bundled frameworks, in order."""
    names = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def load(framework_id: str) -> Rulebook:
    """Return the bundled rulebook of a framework.

    Raises:
        RulebookError: ``framework.unknown``, or what ``parse`` raises.
    """
    if framework_id not in known():
        near = _near(framework_id[:80].lower())
        raise RulebookError(
            "framework.unknown",
            f"There is no framework {framework_id[:80]!r}.",
            remedy=f"Did you mean {near}?" if near else f"Known: {', '.join(known())}.",
        )
    return parse(_folder().joinpath(f"{framework_id}.yaml").read_text("utf-8"))


def load_all() -> tuple[Rulebook, ...]:
    """Return all bundled rulebooks, in the order of their ids."""
    return tuple(map(load, known()))


def parse(text: str) -> Rulebook:
    """Return the rulebook written in ``text`` (YAML), verified.

    Raises:
        RulebookError: ``framework.malformed``: it is not a rulebook; ``framework.dangling``: it
            names a source or a rule that it does not have; ``framework.cyclic``: its rules wait
            for one another; ``framework.contradiction``: its data contradict themselves.
    """
    try:
        data = _TextLoader(text).get_single_data()
        rulebook = Rulebook.model_validate(_with_sources(data))
    except (yaml.YAMLError, ValidationError, ValueError, RecursionError) as fault:
        raise RulebookError(
            "framework.malformed", f"This is not a rulebook: {str(fault)[:2000]}"
        ) from None
    verify_rulebook(rulebook)
    return rulebook


def _with_sources(data: Any) -> Any:
    """Return the data with each name of a source replaced by the source itself."""
    if not isinstance(data, dict) or not isinstance(data.get("sources"), list):
        return data
    sources = {entry.get("id"): entry for entry in data["sources"] if isinstance(entry, dict)}
    done = {name: _resolved(value, sources) for name, value in data.items() if name != "sources"}
    return {**done, "sources": data["sources"]}


def _resolved(value: Any, sources: Mapping[Any, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_resolved(entry, sources) for entry in value]
    if not isinstance(value, dict):
        return value
    done = {name: _resolved(entry, sources) for name, entry in value.items() if name != "source"}
    if "source" in value:
        found = list(_named(value["source"], sources))
        done["source"] = found
        if "kind" in done and found:
            done.setdefault("confidence", found[0].get("confidence"))
    return done


def _named(names: Any, sources: Mapping[Any, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for name in names if isinstance(names, list) else [names]:
        if not isinstance(name, str) or name not in sources:
            raise RulebookError(
                "framework.dangling",
                f"There is no source {str(name)[:80]!r} among the sources of the rulebook.",
            )
        yield sources[name]


def _near(name: str) -> str:
    """Return the ids that somebody who wrote ``name`` may have meant: those that begin so first."""
    begun = [one for one in known() if name and one.startswith(f"{name}-")]
    found = begun[:4] or difflib.get_close_matches(name, known(), n=1, cutoff=0.4)
    return " or ".join(map(repr, found))


def _folder() -> Any:
    return files("mintmark.frameworks").joinpath("rulebooks")


class _TextLoader(yaml.SafeLoader):
    """Reads every scalar as text; the types come from the fields."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 (PyYAML's own interface)
