"""Words as the ledger compares them: stems, kinds of counted things, kinds of what befell them.

Takes single words or sentences, gives folded stems and classes. The tables hold general news English only; a word
outside them is its own class, so the set of questions stays open.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files

from retold.text.common import page_shares
from retold.text.stems import CLOSED_CLASS, stem_word
from retold.text.tokens import fold_words

# Words of one row answer the same question when they govern or name a figure.
ACTS: dict[str, str] = {
    "die": "kill killed killing killings dead death deaths die died dies dying toll fatality fatalities fatal perish "
    "slain slay slew deadly lives casualty eliminate eliminated massacre massacred murder murdered drown drowned",
    "hurt": "injure injured injury injuries wound wounded hurt wounds maim maimed",
    "treat": "hospital hospitals hospitalise hospitalize hospitalised hospitalized treat treated treating treatment",
    "miss": "missing unaccounted disappear disappeared vanish vanished untraced",
    "hold": "hold held holding captive captives hostage hostages captivity remain remaining detain detained detention "
    "imprison imprisoned jail jailed custody",
    "free": "free freed freeing release released releasing return returned returning liberate liberated swap swapped",
    "seize": "abduct abducted abduction kidnap kidnapped kidnapping seize seized capture captured capturing snatch",
    "arrest": "arrest arrested arrests",
    "displace": "displace displaced displacing displacement evacuate evacuated evacuation flee fled homeless uproot "
    "uprooted homes drive driven",
    "rescue": "rescue rescued rescuing save saved recover recovered",
    "march": "march marched marching demonstrate demonstrated demonstration protest protested protesting rally rallied "
    "marcher marchers demonstrator demonstrators protester protesters protestor protestors",
    "charge": "charge charged charges indict indicted indictment accuse accused",
    "plead": "plead pleaded pled plea pleas guilty",
    "dismiss": "cut cuts layoff layoffs lay laid dismiss dismissed sack sacked redundancy redundancies job jobs axe",
    "earn": "earn earned profit profits earnings income",
    "lose": "lose lost loss losses",
    "lend": "loan loans lend lent loaned bailout",
    "pay": "pay paid payment price priced cost costs retail retailing fee fare",
    "spend": "spend spent spending expense expenses expenditure",
    "raise": "raise raised fundraise fundraising",
    "sell": "sell sold sale sales selling",
    "fall": "fall fell fallen drop dropped decline declined decrease decreased slip slipped plunge plunged shrink",
    "rise": "rise rose risen increase increased grow grew grown climb climbed jump jumped surge surged gain gained",
    "vote": "vote votes voted passed ballot",
    "infect": "infect infected infection infections case cases",
    "destroy": "destroy destroyed destruction level levelled leveled raze razed",
    "damage": "damage damaged damages",
    "last": "last lasted lasting duration length long",
    "late": "late delay delayed behind overdue",
    "age": "age aged old ages",
    "send": "send sent deploy deployed dispatch dispatched mobilise mobilised mobilize mobilized",
    "hire": "hire hired recruit recruited",
    "own": "own owned owns stake",
    "strike": "strike striking walkout struck",
}
# Classes that exclude each other: what befell the people counted.
FATES = frozenset("die hurt treat miss hold free seize arrest displace rescue hire dismiss infect".split())
OPPOSED = (frozenset({"rise", "fall"}), frozenset({"earn", "lose"}))

# Nouns that name people or things in general: they fit any other noun of their row's kind.
GENERIC = frozenset(
    "people person persons individual individuals other others human humans man men woman women victim victims folk "
    "national nationals suspect suspects defendant defendants "
    "citizen citizens civilian civilians resident residents inhabitant inhabitants member members body bodies soul "
    "souls life lives population toll number total figure count thing things item items unit units more rest".split()
)
# Nouns of one row name the same group.
GROUPS: dict[str, str] = {
    "captive": "captive captives hostage hostages prisoner prisoners detainee detainees abductee abductees",
    "soldier": "soldier soldiers troop troops serviceman servicemen",
    "fighter": "fighter fighters militant militants gunman gunmen combatant combatants insurgent insurgents rebel",
    "protester": "protester protesters protestor protestors demonstrator demonstrators marcher marchers crowd",
    "worker": "worker workers employee employees staff staffer staffers job jobs workforce personnel",
    "child": "child children kid kids minor minors youngster youngsters",
    "pupil": "pupil pupils student students schoolchildren",
    "officer": "officer officers official officials",
    "home": "home homes house houses household households dwelling dwellings",
    "migrant": "migrant migrants refugee refugees asylum-seeker",
    "firm": "firm firms company companies business businesses",
    "mail": "email emails e-mail e-mails mail mails message messages",
    "police": "police policeman policemen constable constables",
    "patient": "patient patients case cases infection infections",
    "car": "car cars vehicle vehicles automobile automobiles auto autos",
    "plane": "plane planes aircraft jet jets airplane airplanes",
    "ship": "ship ships boat boats vessel vessels ferry ferries",
    "principle": "principle principles pillar pillars tenet tenets",
    "page": "page pages",
    "injury": "injury injuries injured wounded",
    "death": "death deaths dead fatality fatalities",
}
# Sub-groups of people: a figure of one of these counts a part, or another group, when the other side does not name it.
PEOPLE_PARTS = frozenset(
    "child children woman women man men civilian civilians soldier soldiers officer officers police student students "
    "pupil pupils elderly passenger passengers crew tourist tourists foreigner foreigners minor minors girl girls boy "
    "boys teacher teachers worker workers patient patients firefighter firefighters medic medics journalist "
    "journalists driver drivers pilot pilots baby babies infant infants teenager teenagers".split()
)
RAREST = 12.0  # bits; what is missing from the table of common words
PLAIN = re.compile(r"[^\W\d_]")
KEPT = 8192  # sentences, numbers and figures of which is kept what was found out about them


def inverted(table: dict[str, str]) -> dict[str, str]:
    """Each word of a table with the name of its row."""
    return {word: name for name, row in table.items() for word in row.split()}


ACT_OF = inverted(ACTS)
GROUP_OF = inverted(GROUPS)


@lru_cache(maxsize=1 << 16)
def act_class(word: str) -> str:
    """The class of a governing word, or its stem when it is in no class."""
    word = word.casefold()
    return ACT_OF.get(word) or stem_word(word)


@lru_cache(maxsize=1 << 16)
def group_class(word: str) -> str:
    """The class of a counted noun, or its stem; "" for a noun that names anything."""
    word = word.casefold()
    return "" if word in GENERIC else GROUP_OF.get(word) or stem_word(word)


@lru_cache(maxsize=1 << 16)
def concept(word: str) -> str:
    """What a folded word stands for wherever it stands: its class, or its stem."""
    return ACT_OF.get(word) or GROUP_OF.get(word) or stem_word(word)


@cache
def stem_shares() -> dict[str, float]:
    """The share of pages that hold each common stem."""
    shares: dict[str, float] = {}
    for word, part in page_shares().items():
        stem = stem_word(word)
        shares[stem] = max(part, shares.get(stem, 0.0))
    return shares


@lru_cache(maxsize=1 << 16)
def weight(stem: str) -> int:
    """How much a shared stem tells: the surprise of meeting it on a page, in thousandths of a bit, at most 12 bits.

    Whole numbers, so that a sum is the same in any order.
    """
    return round(1000 * min(RAREST, -math.log2(stem_shares().get(stem, 2**-RAREST))))


@cache
def kin() -> dict[str, frozenset[str]]:
    """Words that can name one thing or one act, both ways (`kin.tsv`, made by `bench/reconcile/make_kin.py`)."""
    both: dict[str, set[str]] = defaultdict(set)
    text = (files("retold.reconcile") / "kin.tsv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        word, *others = line.split("\t")
        both[word].update(others)
        for other in others:
            both[other].add(word)
    return {word: frozenset(others) for word, others in both.items()}


def are_kin(one: str, other: str) -> bool:
    """Whether two base forms can name one thing or one act.

    >>> are_kin("captive", "prisoner"), are_kin("captive", "ship")
    (True, False)
    """
    return other in kin().get(one, frozenset())


SCALES = frozenset(
    "hundred hundreds thousand thousands million millions billion billions trillion dozen dozens".split()
)


@lru_cache(maxsize=KEPT)
def content_words(text: str) -> tuple[str, ...]:
    """The folded words of a text that carry meaning, numbers left out.

    >>> content_words("The 12 ferries were late")
    ('ferries', 'late')
    """
    return tuple(filter(tells, fold_words(text)))


@lru_cache(maxsize=1 << 16)
def tells(word: str) -> bool:
    """Whether a folded word carries meaning and is no number."""
    return word not in CLOSED_CLASS and word not in SCALES and len(word) > 1 and bool(PLAIN.match(word))


@lru_cache(maxsize=KEPT)
def concepts(text: str) -> frozenset[str]:
    """What the words of a text stand for."""
    return frozenset(map(concept, content_words(text)))
