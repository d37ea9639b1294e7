"""The figures of a run as tables in Markdown."""

from __future__ import annotations

import os
import platform
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

KINDS = (("issue", "same"), ("issue", "mixed"), ("verify", "same"), ("verify", "mixed"))
LABELS = {
    "raw": "one Ed25519 signature, one verification (OpenSSL)",
    "mintmark": "Mintmark, `eddsa-rdfc-2022`, all eleven checks",
    "mintmark-jcs": "Mintmark, `eddsa-jcs-2022`, all eleven checks",
    "pyoxigraph": "pyoxigraph, contexts put in, signature",
    "pyld": "PyLD, signature",
    "javascript": "`@digitalbazaar/vc`, `eddsa-rdfc-2022`",
}


INTRODUCTION = """# Benchmarks

Mintmark beside its peers: issuing and verifying Open Badges 3.0 credentials of 4 to 5 KB (about
100 statements), *same* for the learners of one achievement, *mixed* for 60 achievements with
varying evidence and options in random order. No learner comes twice. All engines run on one
core, each in a process of its own, in interleaved rounds on the same credentials; the figures
are medians of processor time over single credentials. Those to be verified were issued one per
second, so that no two proofs are alike.

For Mintmark, verifying is the whole of it: from bytes to the report of eleven checks, strict
JSON, data-loss guard, key, status, format rules and trust; issuing goes from a document to signed
bytes. The pipelines around PyLD and pyoxigraph canonicalise, hash and verify, and check nothing
else; `@digitalbazaar/vc` runs its own checks.

This page is written by `python -m benchmarks.run --write docs/reference/benchmarks.md`, after
`benchmarks/install-peers.sh`. How it is done: the module documentation of
`mintmark.encoding.plans`."""


WHY = """Why verification misses its goals. Measured check by check on credentials of one shape, in
raw verifications: about 0.6 for reading (strict JSON), 0.7 for the canonical form of the document,
0.5 for the signature itself (libsodium, which takes half as long as OpenSSL), 0.5 for the hashes
and the rest of that check, 0.2 for form, 0.2 for the proof, 0.8 for the rules and tables of Open
Badges and for names, and 0.4 for the list of checks and the report. Python's own JSON reader takes
0.2 with no strictness at all. None of it is left out, and nothing that a credential says is
remembered as checked (decision 0035). A plan for whole documents, from text to statements in one
go, is what could still save much, for batches of one shape; it is not built. The prototypes behind
the goals canonicalised, hashed and verified, and did nothing else.

The JSON suite is the slower one to verify: what its terms mean has to be found out too, and its own
canonical form comes on top. An earlier page said otherwise: its credentials for that engine were of
the RDF suite, by mistake."""


@dataclass
class Figures:
    """What was measured of one engine: times in microseconds, memory in MiB.

    Attributes:
        times: (issue or verify, batch) -> one time per credential.
        first: the first credential of a fresh process.
        unseen: credentials of shapes never seen, after the first.
        kept: what the engine says that it keeps.
    """

    times: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    first: dict[str, float] = field(default_factory=dict)
    unseen: dict[str, float] = field(default_factory=dict)
    memory: float = 0
    kept: dict[str, Any] = field(default_factory=dict)

    def typical(self, what: str, batch: str) -> float:
        """Return the median time."""
        return median(self.times[what, batch])


def render(figures: dict[str, Figures]) -> str:
    """Return the tables."""
    unit = median([figures["raw"].typical("verify", batch) for batch in ("same", "mixed")])
    parts = [
        INTRODUCTION,
        _machine(),
        f"One raw verification takes {unit:.0f} µs; it is the unit of the ratios in brackets.",
        _times(figures, unit),
        _cold(figures),
        _kept(figures["mintmark"]),
        _goals(figures, unit),
        WHY,
    ]
    return "\n\n".join(parts) + "\n"


def _machine() -> str:
    model = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    return (
        f"{model}, one core of {os.cpu_count()}; {platform.system()} {platform.release()}; "
        f"Python {platform.python_version()}."
    )


def _row(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def _times(figures: dict[str, Figures], unit: float) -> str:
    rows = [
        _row("engine", *(f"{what}, {batch}" for what, batch in KINDS), "peak memory"),
        _row("---", *("---:" for _ in KINDS), "---:"),
    ]
    for name, found in figures.items():
        cells = [
            f"{found.typical(what, batch):,.0f} µs ({found.typical(what, batch) / unit:.2f})"
            for what, batch in KINDS
        ]
        rows.append(_row(LABELS[name], *cells, f"{found.memory:.0f} MiB"))
    return "\n".join(rows)


def _cold(figures: dict[str, Figures]) -> str:
    rows = [
        _row("engine", "first credential of a process", "shape never seen"),
        _row("---", "---:", "---:"),
    ]
    for name, found in figures.items():
        if name != "raw":
            first, unseen = found.first["verify"] / 1000, found.unseen["verify"] / 1000
            rows.append(_row(LABELS[name], f"{first:.1f} ms", f"{unseen:.2f} ms"))
    return "\n".join(rows)


def _kept(own: Figures) -> str:
    return "Plans: " + ", ".join(f"{number:,} {name}" for name, number in own.kept.items()) + "."


def _goals(figures: dict[str, Figures], unit: float) -> str:
    own = figures["mintmark"]
    rows = [_row("goal", "measured", "met"), _row("---", "---:", "---")]
    limits = {
        ("verify", "same"): 1.5,
        ("verify", "mixed"): 2.5,
        ("issue", "same"): 1.0,
        ("issue", "mixed"): 2.0,
    }
    for (what, batch), limit in limits.items():
        ratio = own.typical(what, batch) / unit
        goal = f"{what}, {batch}: at most {limit} raw verifications"
        rows.append(_row(goal, f"{ratio:.2f}", _met(ratio <= limit)))
    if "javascript" in figures:
        peer = figures["javascript"]
        for what, batch in KINDS:
            times = peer.typical(what, batch) / own.typical(what, batch)
            goal = f"{what}, {batch}: at least 40 times the JavaScript reference"
            rows.append(_row(goal, f"{times:.0f}", _met(times >= 40)))
        share = own.unseen["verify"] / peer.first["verify"]
        goal = "shape never seen: at most a tenth of the reference's first"
        rows.append(_row(goal, f"{share:.3f}", _met(share <= 0.1)))
    for what, batch in KINDS:
        share = figures["mintmark-jcs"].typical(what, batch) / own.typical(what, batch)
        goal = f"{what}, {batch}: JSON suite no slower than the RDF one"
        rows.append(_row(goal, f"{share:.2f}", _met(share <= 1.0)))
    return "\n".join(rows)


def _met(yes: bool) -> str:
    return "yes" if yes else "no"
