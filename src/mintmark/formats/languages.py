"""Languages: the codes of the EU's language list, and language tags (BCP 47).

The EU Publications Office's authority table for languages
(http://publications.europa.eu/resource/authority/language) has ISO 639-3 codes in capitals; a tag
takes the two-letter code of ISO 639-1 where there is one (RFC 5646, section 2.2.1).
"""

from __future__ import annotations

from typing import Final

_CODES: Final = """
AAR:aa ABK:ab AFR:af AKA:ak AMH:am ARA:ar ARG:an ASM:as AVA:av AVE:ae AYM:ay AZE:az BAK:ba
BAM:bm BEL:be BEN:bn BIS:bi BOD:bo BOS:bs BRE:br BUL:bg CAT:ca CES:cs CHA:ch CHE:ce CHU:cu
CHV:cv COR:kw COS:co CRE:cr CYM:cy DAN:da DEU:de DIV:dv DZO:dz ELL:el ENG:en EPO:eo EST:et
EUS:eu EWE:ee FAO:fo FAS:fa FIJ:fj FIN:fi FRA:fr FRY:fy FUL:ff GLA:gd GLE:ga GLG:gl GLV:gv
GRN:gn GUJ:gu HAT:ht HAU:ha HEB:he HER:hz HIN:hi HMO:ho HRV:hr HUN:hu HYE:hy IBO:ig IDO:io
III:ii IKU:iu ILE:ie INA:ia IND:id IPK:ik ISL:is ITA:it JAV:jv JPN:ja KAL:kl KAN:kn KAS:ks
KAT:ka KAU:kr KAZ:kk KHM:km KIK:ki KIN:rw KIR:ky KOM:kv KON:kg KOR:ko KUA:kj KUR:ku LAO:lo
LAT:la LAV:lv LIM:li LIN:ln LIT:lt LTZ:lb LUB:lu LUG:lg MAH:mh MAL:ml MAR:mr MKD:mk MLG:mg
MLT:mt MON:mn MRI:mi MSA:ms MYA:my NAU:na NAV:nv NBL:nr NDE:nd NDO:ng NEP:ne NLD:nl NNO:nn
NOB:nb NOR:no NYA:ny OCI:oc OJI:oj ORI:or ORM:om OSS:os PAN:pa PLI:pi POL:pl POR:pt PUS:ps
QUE:qu ROH:rm RON:ro RUN:rn RUS:ru SAG:sg SAN:sa SIN:si SLK:sk SLV:sl SME:se SMO:sm SNA:sn
SND:sd SOM:so SOT:st SPA:es SQI:sq SRD:sc SRP:sr SSW:ss SUN:su SWA:sw SWE:sv TAH:ty TAM:ta
TAT:tt TEL:te TGK:tg TGL:tl THA:th TIR:ti TON:to TSN:tn TSO:ts TUK:tk TUR:tr TWI:tw UIG:ug
UKR:uk URD:ur UZB:uz VEN:ve VIE:vi VOL:vo WLN:wa WOL:wo XHO:xh YID:yi YOR:yo ZHA:za ZHO:zh
ZUL:zu
"""

_TWO_LETTERS: Final[dict[str, str]] = dict(pair.split(":") for pair in _CODES.split())


def tag(code: str) -> str | None:
    """Return the language tag for a code of the EU's list, or None for no code of a language."""
    known = _TWO_LETTERS.get(code)
    if known is not None:
        return known
    return code.lower() if len(code) == 3 and code.isascii() and code.isalpha() else None
