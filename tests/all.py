"""Run every check in the order that fails fastest; stop at the first that fails.

With arguments, only pytest runs and gets them: ``./run test -k png``.
"""

import os
import socket
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
ON_POSTGRESQL = [BIN / "pytest", "-n", "2", "tests/web"]


def main(arguments: list[str]) -> int:
    if arguments:
        return subprocess.call([BIN / "pytest", *arguments], cwd=ROOT)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    for name, command in [*CHECKS, ("tests", PYTEST), ("fuzzing", FUZZING)]:
        if status := check(name, command, environment):
            return status
    if not postgresql_answers():
        print("== tests on PostgreSQL: left out, no server answers at 127.0.0.1:5432", flush=True)
        return 0
    return check(
        "tests on PostgreSQL", ON_POSTGRESQL, {**environment, "MINTMARK_TEST_DATABASE": "postgres"}
    )


def check(name: str, command: list[str | Path], environment: dict[str, str]) -> int:
    print(f"== {name}", flush=True)
    status = subprocess.call(command, cwd=ROOT, env=environment)
    if status:
        print(f"== {name} failed", flush=True)
    return status


def postgresql_answers() -> bool:
    try:
        socket.create_connection(("127.0.0.1", 5432), 2).close()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
