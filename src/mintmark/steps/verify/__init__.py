"""verify: is this credential genuine, does it hold now, and who vouches for its issuer?

The checklist, in the order of the report::

     1 read        one credential can be taken out of the file, as strict JSON
     2 form        it is a verifiable credential (VC Data Model 2.0)
     3 terms       every term, type and id means one thing; nothing is lost
     4 proof       it carries proofs of accepted suites, for the right purpose, in time
     5 key         the issuer's own document lists the key for that purpose
     6 signature   the signatures hold over the whole content
     7 period      it is valid at the moment asked about
     8 status      it is neither revoked nor suspended
     9 schema      it fits the schemas it names
    10 content     it keeps the rules of its own format
    11 trust       the trust policy accepts its issuer
    12 parts       no other file stands in the place of a part of a larger award
"""

from mintmark.steps.verify.at_hand import PartsAtHand
from mintmark.steps.verify.checklist import CHECKLIST, verify

__all__ = ["CHECKLIST", "PartsAtHand", "verify"]
