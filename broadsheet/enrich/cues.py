"""What the words of a name, and those beside it, say about its type."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from broadsheet.enrich import gazetteer
from broadsheet.enrich.tables import wordset
from broadsheet.enrich.tokens import is_initialism
from broadsheet.model import EntityType

LEGAL = wordset(
    "inc inc. corp corp. corporation co co. ltd ltd. limited plc llc llp lp ag sa s.a. nv n.v. gmbh"
    " se spa s.p.a. ab asa oyj pty pte bhd sdn holdings incorporated company kk oy"
)
LEGAL_DROPPED = (LEGAL - {"holdings", "company", "limited", "co"}) | {"co."}
ORGANIZATION_HEADS = wordset(
    "daily times herald gazette journal"
    " agency administration alliance army navy association authority bank board brigade bureau"
    " cabinet center centre chamber church club coalition college commission committee congress"
    " consortium consulate cooperative council court department directorate embassy exchange"
    " federation fleet force forces foundation front fund group guard guards hospital inspectorate"
    " institute institution intelligence laboratory laboratories league library legislature"
    " ministry mission museum network office operator orchestra organisation organization panel"
    " parliament party partners patrol police prosecutors registry regiment school secretariat"
    " security senate service services society squad staff studios syndicate team tribunal trust"
    " union united university watchdog airlines airways electronics entertainment industries"
    " solutions systems technologies technology motors pharmaceuticals pharma energy petroleum"
    " steel media motor insurance capital securities ventures brothers associates"
    " semiconductor semiconductors communications telecom academy assembly politburo"
    " treasury command corps rangers fc cf afc rovers wanderers athletic"
)
ORGANIZATION_OPENERS = wordset(
    "ministry department university bank institute council house office bureau court centre center"
    " academy association federation church college board school society national international"
    " federal royal centers chamber committee commission union league organization organisation"
    " party directorate embassy supreme high state authority museum fund confederation"
)
PLACE_HEADS = wordset(
    "airport archipelago avenue bay beach border bridge canal canyon cape city coast county desert"
    " district falls forest gulf harbor harbour heights highway hill hills island islands isles"
    " kingdom lake mountain mountains ocean park peninsula plain plateau port prefecture province"
    " region republic ridge river road sea square stadium state states strait street territory"
    " township town valley village volcano wells springs falls creek oblast governorate"
)
PLACE_OPENERS = wordset(
    "mount mt lake cape fort port san santa los las el st saint gulf north south east west northern"
    " southern eastern western central new upper lower republic strait isle sea"
)
PRODUCT_HEADS = wordset(
    "act bill law treaty agreement accord accords convention war wars day cup games olympics award"
    " awards prize championship championships open festival amendment protocol code week series"
    " conference summit rule rules plan pact deal resolution tour prix trophy medal revolution"
    " constitution tournament election elections season index era hurricane typhoon storm edition"
    " agenda initiative project program programme report scandal expo worlds classic derby"
)
TITLES = wordset(
    "mr mrs ms miss dr sir dame lord lady president vice-president premier minister chancellor "
    "king queen prince princess pope bishop archbishop cardinal imam sheikh rabbi general "
    "colonel major captain lieutenant sergeant admiral commander senator congressman "
    "congresswoman representative governor mayor judge justice attorney secretary chairman "
    "chairwoman chairperson director ambassador professor coach detective inspector officer "
    "chief sen rep gov gen lt col capt sgt prof rev deputy prime vice former ex-president "
    "spokesman spokeswoman spokesperson lawyer analyst economist manager activist journalist "
    "actor actress singer striker midfielder goalkeeper defender forward founder ceo mp "
    "councillor commissioner superintendent constable sultan emir crown ayatollah doctor "
    "brother sister father "
)
SPEECH = wordset(
    "said says told added tweeted wrote testified argued insisted explained admitted recalled"
    " joked quipped resigned died"
)
_FORUMS = wordset(
    "forum app platform website company firm chat group groups channel channels post posts user"
    " users spokesperson spokesman spokeswoman executive executives employee employees shares"
    " stock customers factory"
)
_INTO = wordset("in near at across outside from inside to into throughout around")


def by_words(words: Sequence[str]) -> tuple[EntityType | None, float]:
    """Return the type that the words of a name themselves speak for, and how strongly."""
    lower = [word.lower().rstrip(".") for word in words]
    if lower[-1] in LEGAL and len(words) > 1:
        return "organization", 3.0
    if lower[0] in ORGANIZATION_OPENERS and "of" in lower[1:3]:
        return "organization", 3.0
    if lower[-1] in ORGANIZATION_HEADS and len(words) > 1:
        return "organization", 2.5
    if any(word in ORGANIZATION_HEADS for word in lower[:-1]) and "of" in lower:
        return "organization", 2.5
    if lower[-1] in PLACE_HEADS and len(words) > 1:
        return "place", 2.5
    if len(words) > 1 and lower[0] in gazetteer.given_names() and len(words) <= 4:
        return "person", 2.0
    if lower[0] in PLACE_OPENERS and len(words) == 2:
        return "place", 1.0
    if len(words) == 1 and (is_initialism(words[0]) or is_camel(words[0]) or "&" in words[0]):
        return "organization", 1.5
    return None, 0.0


def by_context(words: Sequence[str], before: str, after: str) -> tuple[EntityType | None, float]:
    """Return the type that the words next to a name speak for, and how strongly."""
    before, after = before.lower().rstrip("."), after.lower()
    if before in TITLES and len(words) <= 4 and before not in ("justice", "state", "general"):
        return "person", 2.0
    if (after in SPEECH or before in ("said", "says")) and 1 < len(words) <= 4:
        return "person", 1.5
    if after in _FORUMS:
        return "organization", 1.5
    if before in _INTO and len(words) <= 2:
        return "place", 1.0
    if len(after) == 2 and "18" <= after <= "99" and 1 < len(words) <= 4:
        return "person", 1.5
    return None, 0.0


def is_camel(word: str) -> bool:
    """Tell whether a word has a capital after a small letter, like `TikTok` (not `McKay`)."""
    if word.startswith(("Mc", "Mac", "De", "La", "Di", "Van", "Fitz", "O'")):
        return False
    return any(a.islower() and b.isupper() for a, b in pairwise(word))
