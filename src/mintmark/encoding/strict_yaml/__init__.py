"""Strict YAML: nouns as people write them, each field with its place, all problems at once.

``read_noun`` reads a noun of the model; ``read_plain`` reads plain values.
"""

from mintmark.encoding.strict_yaml.nouns import Written, read_noun, read_plain
from mintmark.encoding.strict_yaml.problems import DraftProblems, Place, Problem

__all__ = ["DraftProblems", "Place", "Problem", "Written", "read_noun", "read_plain"]
