"""The terms by which a recognition statement says what was decided, as an inline context.

It stands second in ``@context``, after VC 2.0. No published vocabulary has them: the European
Learning Model has entitlements and no decisions, CTDL's ``recognizes`` is an organisation's general
opinion of a credential, and Open Badges endorse and do not decide.

The object is frozen by use, as those of ``mintmark_terms`` are.
"""

from __future__ import annotations

from typing import Any, Final

from mintmark.encoding.contexts.mintmark_terms import node, nodes, own, value, values

RECOGNITION: Final[dict[str, Any]] = {
    "@protected": True,
    "RecognitionCredential": {"@id": own("RecognitionCredential")},
    "RecognitionSubject": {"@id": own("RecognitionSubject")},
    "Recognition": {"@id": own("Recognition")},
    "RecognisedCredential": {"@id": own("RecognisedCredential")},
    "RecognitionTarget": {"@id": own("RecognitionTarget")},
    "SubstantialDifference": {"@id": own("SubstantialDifference")},
    "AssessedOutcome": {"@id": own("AssessedOutcome")},
    "recognition": node(own("recognition")),
    "recognised": nodes(own("recognised")),
    "recognitionTarget": node(own("recognitionTarget")),
    "recognitionKind": value(own("recognitionKind")),
    "recognitionOutcome": value(own("recognitionOutcome")),
    "targetVersion": value(own("targetVersion")),
    "decidedBy": value(own("decidedBy")),
    "decidedByRole": value(own("decidedByRole")),
    "decidedOn": value(own("decidedOn"), "date"),
    "onAppeal": value(own("onAppeal"), "boolean"),
    "reason": values(own("reason")),
    "condition": values(own("condition")),
    "measure": values(own("measure")),
    "despite": value(own("despite")),
    "substantialDifference": nodes(own("substantialDifference")),
    "element": value(own("element")),
    "aboutOutcome": node(own("aboutOutcome")),
    "assessedOutcome": nodes(own("assessedOutcome")),
    "shown": value(own("shown"), "boolean"),
    "assessedBy": values(own("assessedBy")),
    "assessedOn": value(own("assessedOn"), "date"),
    "method": value(own("method")),
    "appealUntil": value(own("appealUntil"), "date"),
    "appealTo": value(own("appealTo")),
    "replaces": nodes("http://purl.org/dc/terms/replaces"),
}
"""The context object of a recognition statement, compared by value."""
