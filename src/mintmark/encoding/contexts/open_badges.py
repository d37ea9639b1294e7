"""The terms of Open Badges 3.0, in each version of its context (Open Badges 3.0, appendix B).

The newest context is the table; the older ones are told by what was different in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from mintmark.encoding.contexts import tables

_TERMS = """
    OpenBadgeCredential    ob:OpenBadgeCredential
    AchievementCredential  ob:OpenBadgeCredential
    EndorsementCredential  ob:EndorsementCredential
    Criteria               ob:Criteria

    alignment       ob:alignment       -             @set
    awardedDate     ob:awardedDate     xsd:dateTime
    description     schema:description text
    endorsement     ob:endorsement     -             @set
    endorsementJwt  ob:endorsementJwt  -             @set
    image           ob:image           @id
    inLanguage      schema:inLanguage  text
    jti             jwt:jti            @id
    name            schema:name        text
    narrative       ob:narrative       text
    url             schema:url         xs:anyURI

    Achievement                    ob:Achievement
    Achievement.achievementType    ob:achievementType    text
    Achievement.alignment          ob:alignment          -         @set
    Achievement.creator            ob:creator
    Achievement.creditsAvailable   ob:creditsAvailable   xs:float
    Achievement.criteria           ob:Criteria           @id
    Achievement.fieldOfStudy       ob:fieldOfStudy       text
    Achievement.humanCode          ob:humanCode          text
    Achievement.image              ob:image              @id
    Achievement.inLanguage         schema:inLanguage     text
    Achievement.otherIdentifier    ob:otherIdentifier    -         @set
    Achievement.related            ob:related            -         @set
    Achievement.resultDescription  ob:resultDescription  -         @set
    Achievement.specialization     ob:specialization     text
    Achievement.tag                schema:keywords       text      @set
    Achievement.version            ob:version            text

    AchievementSubject                    ob:AchievementSubject
    AchievementSubject.achievement        ob:achievement
    AchievementSubject.activityEndDate    ob:activityEndDate    xs:date
    AchievementSubject.activityStartDate  ob:activityStartDate  xs:date
    AchievementSubject.creditsEarned      ob:creditsEarned      xs:float
    AchievementSubject.identifier         ob:identifier         -         @set
    AchievementSubject.image              ob:image              @id
    AchievementSubject.licenseNumber      ob:licenseNumber      text
    AchievementSubject.result             ob:result             -         @set
    AchievementSubject.role               ob:role               text
    AchievementSubject.source             ob:source             @id
    AchievementSubject.term               ob:term               text

    Address                      ob:Address
    Address.addressCountry       schema:addressCountry       text
    Address.addressCountryCode   ob:CountryCode              text
    Address.addressLocality      schema:addressLocality      text
    Address.addressRegion        schema:addressRegion        text
    Address.geo                  ob:GeoCoordinates
    Address.postOfficeBoxNumber  schema:postOfficeBoxNumber  text
    Address.postalCode           schema:postalCode           text
    Address.streetAddress        schema:streetAddress        text

    Alignment                    schema:AlignmentObject
    Alignment.targetCode         ob:targetCode             text
    Alignment.targetDescription  schema:targetDescription  text
    Alignment.targetFramework    schema:targetFramework    text
    Alignment.targetName         schema:targetName         text
    Alignment.targetType         ob:targetType             text
    Alignment.targetUrl          schema:targetUrl          xs:anyURI

    EndorsementSubject                     ob:EndorsementSubject
    EndorsementSubject.endorsementComment  ob:endorsementComment  text

    Evidence           ob:Evidence
    Evidence.audience  schema:audience  text
    Evidence.genre     schema:genre     text

    GeoCoordinates            ob:GeoCoordinates
    GeoCoordinates.latitude   schema:latitude   text
    GeoCoordinates.longitude  schema:longitude  text

    IdentifierEntry                 ob:IdentifierEntry
    IdentifierEntry.identifier      ob:identifier      text
    IdentifierEntry.identifierType  ob:identifierType  text

    IdentityObject               ob:IdentityObject
    IdentityObject.hashed        ob:hashed        xs:boolean
    IdentityObject.identityHash  ob:identityHash  text
    IdentityObject.identityType  ob:identityType  text
    IdentityObject.salt          ob:salt          text

    Image          ob:Image
    Image.caption  schema:caption  text

    Profile                   ob:Profile
    Profile.additionalName    schema:additionalName   text
    Profile.address           ob:address              @id
    Profile.dateOfBirth       ob:dateOfBirth          xs:date
    Profile.email             schema:email            text
    Profile.familyName        schema:familyName       text
    Profile.familyNamePrefix  ob:familyNamePrefix     text
    Profile.givenName         schema:givenName        text
    Profile.honorificPrefix   schema:honorificPrefix  text
    Profile.honorificSuffix   schema:honorificSuffix  text
    Profile.image             ob:image                @id
    Profile.official          ob:official             text
    Profile.otherIdentifier   ob:otherIdentifier      -        @set
    Profile.parentOrg         ob:parentOrg            @id
    Profile.patronymicName    ob:patronymicName       text
    Profile.phone             ob:phone                text

    Related             ob:Related
    Related.inLanguage  schema:inLanguage  text
    Related.version     ob:version         text

    Result                    ob:Result
    Result.achievedLevel      ob:achievedLevel      xs:anyURI
    Result.resultDescription  ob:resultDescription  xs:anyURI
    Result.status             ob:status             text
    Result.value              schema:value          text

    ResultDescription                       ob:ResultDescription
    ResultDescription.allowedValue          ob:allowedValue          text       @list
    ResultDescription.requiredLevel         ob:requiredLevel         xs:anyURI
    ResultDescription.requiredValue         ob:requiredValue         text
    ResultDescription.resultType            ob:resultType            text
    ResultDescription.rubricCriterionLevel  ob:rubricCriterionLevel  -          @set
    ResultDescription.valueMax              ob:valueMax              text
    ResultDescription.valueMin              ob:valueMin              text

    RubricCriterionLevel         ob:RubricCriterionLevel
    RubricCriterionLevel.level   ob:level   text
    RubricCriterionLevel.points  ob:points  text
"""

_NOT_IN_3_0_2 = {
    "Achievement.inLanguage",
    "Related.inLanguage",
    "awardedDate",
    "endorsementJwt",
    "inLanguage",
    "jti",
}
_IN_3_0_2 = """
    image                           ob:Image          @id
    Achievement.image               ob:Image          @id
    AchievementSubject.achievement  ob:achievement-0
    AchievementSubject.image        ob:Image          @id
    Profile.image                   ob:Image          @id
"""

_NOT_IN_3_0_1 = _NOT_IN_3_0_2 - {"awardedDate"}
_IN_3_0_1 = """
    Achievement.image               ob:Image          @id
    AchievementSubject.achievement  ob:achievement-0
    AchievementSubject.image        ob:Image          @id
    Profile.image                   ob:Image          @id
    ResultDescription.allowedValue  ob:allowedValue   text   @set
"""

_NOT_IN_3_0 = _NOT_IN_3_0_2 | {"Achievement.image", "AchievementSubject.image", "Profile.image"}
_IN_3_0 = """
    alignment                               ob:alignment             ob:Alignment              @set
    endorsement                             ob:endorsement           ob:EndorsementCredential  @set
    image                                   ob:image                 ob:Image
    Achievement.alignment                   ob:alignment             ob:Alignment              @set
    Achievement.creator                     ob:Profile
    Achievement.otherIdentifier             ob:otherIdentifier       ob:IdentifierEntry        @set
    Achievement.related                     ob:related               ob:Related                @set
    Achievement.resultDescription           ob:resultDescription     ob:ResultDescription      @set
    AchievementSubject.achievement          ob:Achievement
    AchievementSubject.identifier           ob:identifier            ob:IdentityObject         @set
    AchievementSubject.result               ob:result                ob:Result                 @set
    AchievementSubject.source               ob:source                ob:Profile
    Alignment                               schema:Alignment
    Profile.address                         ob:Address
    Profile.otherIdentifier                 ob:otherIdentifier       ob:IdentifierEntry        @set
    Profile.parentOrg                       ob:parentOrg             text
    Profile.phone                           ob:PhoneNumber           text
    ResultDescription.allowedValue          ob:allowedValue          text                      @set
    ResultDescription.rubricCriterionLevel  ob:rubricCriterionLevel  ob:RubricCriterionLevel   @set
"""

_XSD: Final = "https://www.w3.org/2001/XMLSchema#"
_COMMON = {
    "ob": "https://purl.imsglobal.org/spec/vc/ob/vocab.html#",
    "schema": "https://schema.org/",
    "jwt": "https://www.iana.org/assignments/jwt#",
    "xs": _XSD,
}
# From 3.0.2 on, text has no type, and there is no prefix xsd: the newest context says xsd:dateTime
# all the same, which is thus an IRI by itself. It is signed that way.
_NEWER = _COMMON
_OLDER = _COMMON | {"text": _XSD + "string", "xsd": _XSD}


def documents() -> Mapping[str, dict[str, Any]]:
    """Return the context documents, by URL."""
    base = "https://purl.imsglobal.org/spec/ob/v3p0/"
    return {
        base + "context-3.0.3.json": tables.document(_terms(_NEWER)),
        base + "context-3.0.2.json": tables.document(_terms(_NEWER, _IN_3_0_2, _NOT_IN_3_0_2)),
        base + "context-3.0.1.json": _older(_IN_3_0_1, _NOT_IN_3_0_1),
        base + "context.json": _older(_IN_3_0, _NOT_IN_3_0),
        base + "extensions.json": _extensions(),
    }


def _terms(
    prefixes: Mapping[str, str], changed: str = "", absent: Iterable[str] = ()
) -> tables.Terms:
    terms = tables.read(_TERMS, prefixes) | tables.read(changed, prefixes)
    return {path: terms[path] for path in terms if path not in absent}


def _older(changed: str, absent: Iterable[str]) -> dict[str, Any]:
    document = tables.document(
        _terms(_OLDER, changed, absent), protected=False, scoped_aliases=False
    )
    # The prefix that documents may use: only the short form of a definition makes one.
    document["@context"]["xsd"] = _XSD
    return document


def _extensions() -> dict[str, Any]:
    """Return 1EdTech's own kinds of schema, revocation and refresh."""
    names = {
        "1EdTechJsonSchemaValidator2019": "vccs",
        "1EdTechRevocationList": "vcrl",
        "1EdTechCredentialRefresh": "vccr",
    }
    iri = "https://purl.imsglobal.org/spec/{}/v1p0/context.json#{}"
    terms = {name: {"@id": iri.format(home, name)} for name, home in names.items()}
    return tables.document(terms, protected=False)
