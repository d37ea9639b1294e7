"""What a paper certificate says: the signed credential, in words for people."""

from __future__ import annotations

from mintmark.carriers.certificate import CertificateContent
from mintmark.encoding import strict_json
from mintmark.formats.open_badges_3 import describe
from mintmark.model import Achievement
from mintmark.vocabularies import vocabulary


def content_of(signed: bytes, achievement: Achievement) -> CertificateContent:
    """Return the certificate's content, taken from the signed credential itself.

    Only the language to say it in is the achievement's: the draft and the award list may have
    been changed since the credential was signed.
    """
    language = achievement.language
    said = describe(strict_json.loads_object(signed), language)
    told = said.achievement
    body = told.awarding_body.name if told and told.awarding_body else None
    return CertificateContent(
        learner=said.learner.name or "",
        title=(told.name if told else said.name) or "",
        issuer=said.issuer.name or "",
        credential_id=said.id or "",
        awarded_on=(said.awarded or "")[:10],
        awarding_body=body or "",
        country=vocabulary("country").label(said.issuer.country or "", language),
        expires_on=(said.valid_until or "")[:10],
        outcomes=told.outcomes if told else (),
        workload=", ".join(filter(None, (told.workload, *told.credits))) if told else "",
        level=", ".join(told.level) if told else "",
        assessment="; ".join(told.assessment) if told else "",
        participation=vocabulary("participation").label(
            (told.participation or "") if told else "", language
        ),
        quality_assurance="; ".join(told.quality_assurance) if told else "",
        result="; ".join(f"{r.name}: {r.value}" for r in said.results if r.value),
        language=language,
    )
