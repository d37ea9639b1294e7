"""Compare learning with a curriculum: outcomes, credits, level, quality, each with its evidence.

``compare`` holds sources against one target; a ``Catalogue`` says which targets are worth it.
"""

from mintmark.steps.recognise.comparing.catalogue import Catalogue
from mintmark.steps.recognise.comparing.comparison import compare

__all__ = ["Catalogue", "compare"]
