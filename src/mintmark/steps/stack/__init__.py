"""Stack: which of the credentials that somebody holds add up to a larger award?

``read_rule`` reads a stack rule, ``holding`` makes what is held of a verified credential,
``evaluate`` allocates. A result is a proposal; ``decided_by`` says who must decide.
"""

from mintmark.steps.stack.holdings import holding
from mintmark.steps.stack.nesting import evaluate
from mintmark.steps.stack.reading import read_rule, stack_rule_schema

__all__ = ["evaluate", "holding", "read_rule", "stack_rule_schema"]
