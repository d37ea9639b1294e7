"""Writing XML so that nobody's words become markup."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr


class Markup(str):
    """Text that is XML already."""

    __slots__ = ()


def tag(name: str, *children: str, **attributes: object) -> Markup:
    """Return an element. Markup in it stands as it is; any other text is escaped.

    ``class_`` and ``aria_label`` are written ``class`` and ``aria-label``. An attribute that
    is None is left out.

    >>> tag("text", "1 < 2", x=3, class_="soft")
    '<text x="3" class="soft">1 &lt; 2</text>'
    """
    said = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(str(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(one if isinstance(one, Markup) else escape(one) for one in children)
    return Markup(f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>")


def joined(*parts: Markup) -> Markup:
    """Return several pieces of markup as one."""
    return Markup("".join(parts))
