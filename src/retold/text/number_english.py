"""English numbers as data: number words, bounds and hedges, range words.

Vague plurals follow the usual reading in news corpora: "dozens" is 12 to 120, "thousands" 1,000 to 10,000.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType

from retold.records import Change
from retold.text.number_rules import NumberRules

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15, "lakh": 5, "crore": 7}
GLUED_SCALES = {"k": 3, "m": 6, "mn": 6, "mln": 6, "mil": 6, "mio": 6, "b": 9, "bn": 9, "bln": 9, "tn": 12, "trn": 12}
FRACTIONS = {"half": (1, 2), "third": (1, 3), "quarter": (1, 4), "fourth": (1, 4)} | {
    word: (1, n) for n, word in enumerate("fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=5)
}
PLURAL_FRACTIONS = {word + "s": parts for word, parts in FRACTIONS.items() if word != "half"} | {"halves": (1, 2)}
TEN = Decimal(10)
VAGUE = {"dozens": (Decimal(12), Decimal(120)), "scores": (Decimal(20), Decimal(200))} | {
    word: (TEN**power, TEN ** (power + 1))
    for word, power in {"tens": 1, "hundreds": 2, "thousands": 3, "millions": 6, "billions": 9, "trillions": 12}.items()
}

ABOUT = (
    "about around approximately roughly some nearly almost circa ca approx estimated an_estimated around_about "
    "close_to near nearing approaching virtually practically barely something_like in_the_region_of "
    "in_the_order_of on_the_order_of in_the_neighborhood_of in_the_neighbourhood_of what_is_estimated_at "
    "estimated_at put_at_about just_about an_approximate not_quite just_shy_of shy_of a_few_short_of ~ ≈ c."
)
ABOVE = (
    "over more_than at_least above no_fewer_than no_less_than not_fewer_than not_less_than upwards_of upward_of "
    "greater_than higher_than larger_than in_excess_of well_over well_above just_over just_above slightly_over "
    "slightly_more_than just_more_than a_little_over a_little_more_than little_more_than far_more_than "
    "as_few_as as_little_as a_minimum_of minimum_of exceeding exceeded exceeds exceed topping topped surpassing "
    "surpassed beyond north_of better_than longer_than older_than bigger_than much_more_than "
    "many_more_than well_more_than "
    "at_the_very_least a_good not_under no_lower_than nothing_less_than > ≥ >="
)
BELOW = (
    "up_to under fewer_than less_than below at_most no_more_than not_more_than as_many_as as_much_as as_high_as "
    "just_under just_below slightly_under slightly_less_than slightly_fewer_than a_little_under a_little_less_than "
    "a_maximum_of maximum_of lower_than smaller_than shorter_than younger_than within not_exceeding not_over "
    "well_under well_below far_fewer_than far_less_than anything_up_to no_longer_than no_later_than up_to_about "
    "up_to_around at_the_most a_cap_of capped_at sub < ≤ <="
)
AFTER: dict[str, Change] = {
    "or more": ">",
    "or so": "~",
    "or thereabouts": "~",
    "or less": "<",
    "or fewer": "<",
    "or under": "<",
    "or over": ">",
    "or higher": ">",
    "or lower": "<",
    "and up": ">",
    "and over": ">",
    "and above": ">",
    "and more": ">",
    "at least": ">",
    "at most": "<",
    "plus": ">",
    "-plus": ">",
    "+": ">",
    "-odd": "~",
    "odd": "~",
    "or even more": ">",
    "give or take": "~",
}
MOVING_VERBS = (
    "rise rises rose risen rising fall falls fell fallen falling climb climbs climbed climbing drop drops dropped "
    "dropping gain gains gained gaining lose loses lost losing jump jumps jumped jumping slip slips slipped "
    "slipping add adds added adding slide slides slid sliding surge surges surged soar soars soared tumble tumbles "
    "tumbled sink sinks sank plunge plunges plunged dip dips dipped edge edged advance advanced decline declined "
    "increase increased decrease decreased up down higher lower off shed ease eased"
)
SCORE_WORDS = (
    "win wins won victory defeat defeats defeated loss lost lead leads led leading draw drew drawn tie tied record "
    "beat beats beating triumph rout verdict vote votes ruling decision majority scoreline aggregate winners losers "
    "ahead"
)
TIME_UNITS = "days weeks months years hours minutes seconds decades quarters seasons games matches attempts starts"
GLUED_UNITS = (
    "m km cm mm µm μm um nm kg g mg t lb lbs oz l ml cl cc kw mw gw kwh mwh gwh w kv v hp bhp ps nm n hz khz mhz ghz "
    "kb mb gb tb mbps gbps mph kph kmh km/h c f p pc pct pp bp bps bpd h hr hrs min mins sec secs yr yrs mi ft "
    "in yd sq sqm m2 m3 km2 ft2 ha mah db ppm ppb rpm mpg mpa gpa ksi psi x"
)


def phrases(words: str, change: Change) -> dict[str, Change]:
    """The hedges of one kind; an underscore stands for a blank."""
    return {w.replace("_", " "): change for w in words.split()}


ENGLISH = NumberRules(
    language="en",
    group_mark=",",
    decimal_mark=".",
    small=MappingProxyType({w: n for n, w in enumerate(SMALL)}),
    tens=MappingProxyType({w: n for n, w in zip(range(20, 100, 10), TENS, strict=True)}),
    hundreds=frozenset({"hundred"}),
    scales=MappingProxyType(SCALES),
    glued_scales=MappingProxyType(GLUED_SCALES),
    packs=MappingProxyType({"dozen": 12}),
    fractions=MappingProxyType(FRACTIONS | PLURAL_FRACTIONS),
    plural_fractions=frozenset(PLURAL_FRACTIONS),
    not_half_after=frozenset(
        "first second other latter last next better opening closing top bottom third fourth".split()
    ),
    share_followers=frozenset("of the its their his her our your my this that these those all".split()),
    share_leaders=frozenset(
        "by than nearly almost about around roughly over under least most just approximately".split()
    ),
    vague=MappingProxyType(VAGUE),
    few=MappingProxyType({"several": (2, 9), "few": (2, 9), "couple": (2, 2)}),
    articles=frozenset({"a", "an"}),
    and_words=frozenset({"and"}),
    of_words=frozenset({"of"}),
    range_words=frozenset({"to", "-", "–", "—", "‑", "‐", "−", "or"}),
    range_openers=MappingProxyType({"between": frozenset({"and", "to"}), "from": frozenset({"to", "up to"})}),
    out_of=frozenset({"out of", "in", "in every", "of every"}),
    hedges_before=MappingProxyType(phrases(ABOUT, "~") | phrases(ABOVE, ">") | phrases(BELOW, "<")),
    hedges_after=MappingProxyType(AFTER),
    below_zero=frozenset({"minus", "negative"}),
    spread_words=frozenset(
        "ranging range ranges ranged anywhere varying vary varies varied anything aged ages".split()
    ),
    score_words=frozenset(SCORE_WORDS.split()),
    size_words=frozenset(
        "deep wide long high tall thick above below away from by x across in on at and or to apart".split()
    ),
    time_units=frozenset(TIME_UNITS.split()),
    moving_verbs=frozenset(MOVING_VERBS.split()),
    glued_units=frozenset(GLUED_UNITS.split()),
)
