"""Starting the engines, each in a process of its own, and talking to them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.engines import SEED, key
from mintmark.encoding.contexts import BUNDLED

HERE = Path(__file__).parent
PEERS = HERE / ".peers"
NAMES = ("raw", "mintmark", "mintmark-jcs", "pyoxigraph", "pyld", "javascript")


class Absent(Exception):  # noqa: N818 - not an error: the peer is left out, with a word
    """A peer is not installed."""


class Child:
    """An engine in a process of its own.

    Args:
        name: one of ``NAMES``.

    Raises:
        Absent: it is not installed.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._process = subprocess.Popen(  # noqa: S603 - our own scripts
            self._command(),
            cwd=PEERS if name == "javascript" else HERE.parent,
            env=os.environ | {"PYTHONPATH": _path(name)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.started = self._read()["ready"]
        if name == "javascript":
            private = key()
            self.ask(
                do="set-up",
                contexts={url: BUNDLED.get(url) for url in BUNDLED.urls},
                seed=list(SEED),
                controller=private.controller,
                method=private.verification_method,
            )

    def _command(self) -> list[str]:
        if self.name != "javascript":
            if self.name == "pyoxigraph" and not (PEERS / "python" / "pyoxigraph").is_dir():
                raise Absent("pyoxigraph")
            return [sys.executable, "-m", "benchmarks.child", self.name]
        node = shutil.which("node")
        if node is None or not (PEERS / "node_modules" / "@digitalbazaar" / "vc").is_dir():
            raise Absent("@digitalbazaar/vc")
        script = (HERE / "javascript.mjs").read_text()
        return [node, "--input-type=module", "--eval", script]

    def ask(self, **request: Any) -> dict[str, Any]:
        """Send a request and return the answer."""
        assert self._process.stdin  # noqa: S101 - a pipe, see above
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return self._read()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout  # noqa: S101 - a pipe, see above
        line = self._process.stdout.readline()
        if not line:
            raise Absent(f"{self.name}: it ended with {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def times(self, what: str, batch: str, first: int, last: int) -> list[float]:
        """Return how long each of some items took, in microseconds."""
        answer = self.ask(do="round", what=what, name=batch, **{"from": first, "to": last})
        times: list[float] = answer["us"]
        return times

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin  # noqa: S101 - a pipe, see above
        self._process.stdin.close()
        self._process.wait(timeout=30)


def _path(name: str) -> str:
    peers = [str(PEERS / "python")] if name == "pyoxigraph" else []
    return os.pathsep.join([str(HERE.parent), *peers, os.environ.get("PYTHONPATH", "")])
