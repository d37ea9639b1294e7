"""``mintmark recognise issue`` and ``award``: what leaves the office of a decided case."""

from __future__ import annotations

import csv
import io
import uuid
from datetime import UTC, datetime
from pathlib import Path

from mintmark.cli import console, files, keyring, recognising
from mintmark.steps import issue as signing
from mintmark.steps.recognise import case as step
from mintmark.steps.recognise.statement import award_row, issued, prepare


def issue(path: Path, key: Path, out: Path, passphrase: Path | None, *, as_json: bool) -> None:
    """Sign the decision, write it, and note it in the case."""
    case = recognising.load(path)
    recognising.require_all_unaltered(path, case)
    signer = keyring.read(key, passphrase)
    at = datetime.now(UTC).replace(microsecond=0)
    serial = uuid.uuid4()
    document = prepare(case, issuer=signer.controller, credential_id=serial.urn, at=at)
    suite = signing.default_suite(signer.kind)
    signed = signing.sign(document, signer=signer, suite=suite, created=at)
    event = issued(document, signed, at.astimezone().date().isoformat())
    case = step.add(case, event)
    files.make_folder(out)
    place = out / f"recognition-{serial.hex[:8]}.json"
    files.write_new(place, signed)
    recognising.store(path, case)
    if as_json:
        console.facts({"id": serial.urn, "file": str(place), "digest": event.digest})
        return
    console.say(f"Issued: {place}")


def award(path: Path) -> None:
    """Print the award list of a fully recognised claim."""
    row = award_row(recognising.load(path))
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(row), lineterminator="\n")
    writer.writeheader()
    writer.writerow(row)
    console.say(buffer.getvalue().rstrip("\n"))
