"""The command line: one function per verb, and nothing heavy imported before it is needed."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command line with the arguments of this process, and end it with its exit code."""
    from mintmark.cli.app import main

    sys.exit(main(sys.argv[1:]))
