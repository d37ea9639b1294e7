"""The core's sentences in the reader's language.

The core speaks English and knows no reader. What it says stands in records that are kept, so that
it cannot be said anew in another language. Each of its sentences is a template in its source; a
catalogue (``locale/LANGUAGE/LC_MESSAGES/core.po``) has the templates and their translations. Here a
sentence is held against the templates, and what is filled in is put into the translation as it is.
"""

from mintmark_web.ui.telling.saying import (
    Piece,
    phrased,
    phrased_text,
    pieces,
    said_text,
    told,
    told_text,
)

__all__ = ["Piece", "phrased", "phrased_text", "pieces", "said_text", "told", "told_text"]
