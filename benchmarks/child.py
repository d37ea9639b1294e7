"""One engine in a process of its own: ``python -m benchmarks.child NAME``.

It reads requests, one JSON object per line, and answers each with one. ``javascript.mjs`` speaks
the same language.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from typing import Any

from benchmarks.engines import ENGINES


def main() -> None:
    """Answer until the input ends."""
    started = time.perf_counter()
    engine = ENGINES[sys.argv[1]]()
    answers: dict[str, Any] = {"ready": 1e6 * (time.perf_counter() - started)}
    batches: dict[str, list[Any]] = {}
    while True:
        print(json.dumps(answers), flush=True)
        line = sys.stdin.readline()
        if not line:
            return
        answers = _answer(engine, batches, json.loads(line))


def _answer(engine: Any, batches: dict[str, list[Any]], request: dict[str, Any]) -> dict[str, Any]:
    match request["do"]:
        case "load":
            batches[request["name"]] = request["items"]
            return {}
        case "round":
            items = batches[request["name"]][request["from"] : request["to"]]
            return _round(engine, request["what"], items)
        case "memory":
            return {"kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}
        case _:
            return engine.hits() if hasattr(engine, "hits") else {}


def _round(engine: Any, what: str, items: list[Any]) -> dict[str, Any]:
    work = engine.issue if what == "issue" else engine.verify
    times, results = [], []
    gc.collect()
    for item in items:
        before = time.process_time_ns()
        result = work(item)
        times.append((time.process_time_ns() - before) / 1000)
        results.append(result)
    if what == "verify" and not all(results):
        raise SystemExit("A good credential was refused.")
    return {"us": times, "results": results if what == "issue" else []}


if __name__ == "__main__":
    main()
