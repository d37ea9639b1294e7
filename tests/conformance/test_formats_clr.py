"""The records that we issue, against the published schema of CLR 2.0."""

import copy
import json

import pytest
from jsonschema import Draft201909Validator

from core.formats.test_clr_2 import dump, record
from larger_samples import larger, part


@pytest.fixture(scope="module")
def schema(shared):
    name = "clr_v2p0_clrcredential_schema.json"
    text = (shared / "standards/schemas/clr-2.0/json-ld" / name).read_text()
    return Draft201909Validator(json.loads(text))


def test_a_record_passes_the_published_schema(schema):
    schema.validate(dump(record()))
    credentials = (larger([part(1)]).decode(), part(1).decode())
    schema.validate(dump(record(credentials=credentials, associations=())))


def test_the_schema_would_tell(schema):
    document = dump(record())
    for change in (
        lambda d: d["credentialSubject"].pop("verifiableCredential"),
        lambda d: d["credentialSubject"]["association"][0].update(associationType="isLike"),
        lambda d: d["@context"].pop(1),
    ):
        broken = copy.deepcopy(document)
        change(broken)
        assert not schema.is_valid(broken)


def test_a_larger_award_passes_the_schemas_of_open_badges(shared):
    folder = shared / "standards/schemas/ob-3.0"
    document = json.loads(larger([part(1), part(2)]))
    for name in (
        "formal/achievementcredential.json",
        "json-ld/ob_v3p0_achievementcredential_schema.json",
    ):
        Draft201909Validator(json.loads((folder / name).read_text())).validate(document)
