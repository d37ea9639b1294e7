"""``mintmark recognise issue`` and ``award``: what leaves the office of a decided case."""

from __future__ import annotations

import csv
import hashlib
import io
import uuid
from datetime import UTC, datetime
from pathlib import Path

from mintmark.cli import console, files, keyring
from mintmark.cli import recognition_files as work
from mintmark.cli.ledger import Intent, Ledger
from mintmark.encoding.times import format_time, parse_time
from mintmark.errors import RecognitionError
from mintmark.formats.related import digest_of
from mintmark.keys.private_key import PrivateKey
from mintmark.model.recognition import RecognitionCase
from mintmark.steps import issue as signing
from mintmark.steps.recognise import case as step
from mintmark.steps.recognise.standing import standing
from mintmark.steps.recognise.statement import award_row, issued, prepare


def issue(path: Path, key: Path, out: Path, passphrase: Path | None, *, as_json: bool) -> None:
    """Sign the decision that holds, write it, and note it in the case; never twice."""
    case = work.load(path)
    work.require_all_unaltered(path, case)
    signer = keyring.read(key, passphrase)
    files.make_folder(out)
    with Ledger(out) as ledger:
        intent = _intent(case, ledger, signer)
        place, created = out / intent.file, parse_time(intent.created)
        signed = signing.sign(intent.document, signer=signer, suite=intent.suite, created=created)
        files.write_whole(place, signed)
        ledger.done(intent.key, hashlib.sha256(signed).hexdigest())
    if intent.id not in {one.credential for one in standing(case).issued}:
        event = issued(intent.document, signed, created.astimezone().date().isoformat())
        work.store(path, step.add(case, event))
    if as_json:
        console.facts({"id": intent.id, "file": str(place), "digest": digest_of(signed)})
        return
    console.say(f"Issued: {place}")


def _intent(case: RecognitionCase, ledger: Ledger, signer: PrivateKey) -> Intent:
    """Return what is to be signed for the decision that holds: what was intended before, or new."""
    now = standing(case)
    key = f"{case.id}#{len(now.made)}"
    known = ledger.intent(key)
    if known is not None:
        return known
    if now.issued:
        raise RecognitionError(
            "recognise.already-issued",
            f"The decision was issued as {now.issued[-1].credential}.",
            remedy="Name the folder that it was issued into, or hand out that file again.",
        )
    at, serial = datetime.now(UTC).replace(microsecond=0), uuid.uuid4()
    document = prepare(case, issuer=signer.controller, credential_id=serial.urn, at=at)
    intent = Intent(
        key=key,
        id=serial.urn,
        file=f"recognition-{serial.hex[:8]}.json",
        created=format_time(at),
        suite=signing.default_suite(signer.kind),
        award=hashlib.sha256(now.made[-1].decision.model_dump_json().encode()).hexdigest(),
        document=document,
    )
    ledger.intend(intent)
    return intent


def award(path: Path) -> None:
    """Print the award list of a fully recognised claim."""
    row = award_row(work.load(path))
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(row), lineterminator="\n")
    writer.writeheader()
    writer.writerow(row)
    console.say(buffer.getvalue().rstrip("\n"))
