"""Run every check in the order that fails fastest; stop at the first that fails.

With arguments, only pytest runs and gets them: ``./run test -k png``.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"

CHECKS = [
    ("style", [BIN / "ruff", "check"]),
    ("format", [BIN / "ruff", "format", "--check", "--quiet"]),
    ("types", [BIN / "mypy"]),
    ("floors", [BIN / "lint-imports", "--no-cache"]),
    ("docs", [BIN / "mkdocs", "build", "--strict", "--quiet", "--site-dir", "site"]),
]
FUZZING = [BIN / "python", ROOT / "tests" / "fuzz" / "run.py", "--seconds", "60", "--seed", "1"]
PYTEST = [BIN / "pytest", "-n", "2", "--cov", "--cov-report=term", "--cov-fail-under=95"]


def main(arguments: list[str]) -> int:
    if arguments:
        return subprocess.call([BIN / "pytest", *arguments], cwd=ROOT)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    for name, command in [*CHECKS, ("tests", PYTEST), ("fuzzing", FUZZING)]:
        print(f"== {name}", flush=True)
        status = subprocess.call(command, cwd=ROOT, env=environment)
        if status:
            print(f"== {name} failed", flush=True)
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
