"""Compare learning with a curriculum: outcomes, credits, level, quality, each with its evidence.

``compare`` holds sources against one target; a ``Curriculum`` says which targets are worth it.
"""

from mintmark.steps.recognise.comparing.comparison import compare
from mintmark.steps.recognise.comparing.curriculum import Curriculum

__all__ = ["Curriculum", "compare"]
