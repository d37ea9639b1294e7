"""The words that stand on every certificate, by language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The fixed words of a certificate. ``language`` is theirs (BCP 47)."""

    language: str = "en"
    kicker: str = "Certificate"
    awarded_to: str = "This is to certify that"
    has_achieved: str = "has achieved"
    outcomes: str = "Learning outcomes shown"
    facts: str = "Facts at a glance"
    fact: str = "What"
    value: str = "Details"
    awarding_body: str = "Awarding body"
    issuer: str = "Issuer"
    country: str = "Country"
    awarded_on: str = "Date of award"
    expires_on: str = "Valid until"
    result: str = "Result"
    workload: str = "Workload"
    level: str = "Level"
    assessment: str = "Assessment"
    participation: str = "Participation"
    quality_assurance: str = "Quality assurance"
    assessed: str = "Assessed"
    not_assessed: str = "Not assessed"
    verify: str = "Check this certificate"
    attached: str = (
        "The signed credential is attached to this file as credential.json."
        " Anyone can check it; the paper alone proves nothing."
    )
    credential_id: str = "Credential"
    qr: str = "QR code that leads to:"
    seal: str = "Seal"
    page: str = "Page"
    missing: str = (
        "Characters shown as □ are in the attached credential,"
        " but in none of the fonts this page was made with."
    )


ENGLISH = Words()

_FRENCH = Words(
    language="fr",
    kicker="Certificat",
    awarded_to="Le présent certificat atteste que",
    has_achieved="a obtenu",
    outcomes="Acquis d’apprentissage démontrés",
    facts="L’essentiel",
    fact="Élément",
    value="Détail",
    awarding_body="Organisme certificateur",
    issuer="Émetteur",
    country="Pays",
    awarded_on="Date de délivrance",
    expires_on="Valable jusqu’au",
    result="Résultat",
    workload="Charge de travail",
    level="Niveau",
    assessment="Évaluation",
    participation="Participation",
    quality_assurance="Assurance qualité",
    assessed="Évalué",
    not_assessed="Non évalué",
    verify="Vérifier ce certificat",
    attached=(
        "Le titre signé est joint à ce fichier sous le nom credential.json."
        " Chacun peut le vérifier ; le papier seul ne prouve rien."
    ),
    credential_id="Titre",
    qr="Code QR menant à :",
    seal="Sceau",
    page="Page",
    missing=(
        "Les caractères remplacés par □ figurent dans le titre joint,"
        " mais dans aucune des polices disponibles ici."
    ),
)

_GERMAN = Words(
    language="de",
    kicker="Zertifikat",
    awarded_to="Hiermit wird bescheinigt, dass",
    has_achieved="Folgendes erreicht hat",
    outcomes="Nachgewiesene Lernergebnisse",
    facts="Auf einen Blick",
    fact="Angabe",
    value="Einzelheiten",
    awarding_body="Verleihende Stelle",
    issuer="Aussteller",
    country="Land",
    awarded_on="Verliehen am",
    expires_on="Gültig bis",
    result="Ergebnis",
    workload="Arbeitsaufwand",
    level="Niveau",
    assessment="Prüfung",
    participation="Teilnahmeform",
    quality_assurance="Qualitätssicherung",
    assessed="Geprüft",
    not_assessed="Nicht geprüft",
    verify="Dieses Zertifikat prüfen",
    attached=(
        "Der signierte Nachweis ist dieser Datei als credential.json beigefügt."
        " Jeder kann ihn prüfen; das Papier allein beweist nichts."
    ),
    credential_id="Nachweis",
    qr="QR-Code, er führt zu:",
    seal="Siegel",
    page="Seite",
    missing=(
        "Zeichen, an deren Stelle □ steht, enthält der beigefügte Nachweis,"
        " aber keine der hier vorhandenen Schriften."
    ),
)

_SPANISH = Words(
    language="es",
    kicker="Certificado",
    awarded_to="Se certifica que",
    has_achieved="ha obtenido",
    outcomes="Resultados de aprendizaje demostrados",
    facts="Datos esenciales",
    fact="Dato",
    value="Detalle",
    awarding_body="Organismo otorgante",
    issuer="Emisor",
    country="País",
    awarded_on="Fecha de concesión",
    expires_on="Válido hasta",
    result="Resultado",
    workload="Carga de trabajo",
    level="Nivel",
    assessment="Evaluación",
    participation="Participación",
    quality_assurance="Garantía de calidad",
    assessed="Evaluado",
    not_assessed="No evaluado",
    verify="Comprobar este certificado",
    attached=(
        "La credencial firmada va adjunta a este archivo como credential.json."
        " Cualquiera puede comprobarla; el papel por sí solo no prueba nada."
    ),
    credential_id="Credencial",
    qr="Código QR que lleva a:",
    seal="Sello",
    page="Página",
    missing=(
        "Los caracteres sustituidos por □ están en la credencial adjunta,"
        " pero en ninguna de las fuentes disponibles aquí."
    ),
)

_BY_LANGUAGE = {words.language: words for words in (ENGLISH, _FRENCH, _GERMAN, _SPANISH)}


def words_for(language: str) -> Words:
    """Return the words in ``language`` (BCP 47), or the English ones where there are none."""
    return _BY_LANGUAGE.get(language.split("-")[0].lower(), ENGLISH)
