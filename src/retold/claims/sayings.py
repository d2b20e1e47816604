"""Words of saying: the closed tables that the rules for quotes, speakers and figures read.

Verbs are base forms. A frame says where the words attributed stand beside the verb: in a clause ("said that"), in an
infinitive ("vowed to"), as an object ("denied the report").
"""

from __future__ import annotations

import re

# Verbs that report speech or writing; they can stand beside a direct quote.
SAY = frozenset(
    "say tell add state note explain argue claim report announce warn declare insist write tweet reply respond answer "
    "ask admit acknowledge concede recall suggest stress emphasize emphasise underline reiterate repeat remark observe "
    "comment confirm conclude continue contend assert maintain caution joke quip shout yell whisper mutter exclaim cry "
    "boast complain lament predict promise pledge vow urge plead demand advise agree object protest point "
    "allege testify "
    "affirm deny reveal disclose disclose indicate estimate post inform clarify counter retort scream declare proclaim "
    "read describe call quote cite sing chant laugh sigh think wonder muse tout begin begin_with offer interject "
    "interrupt elaborate opine thunder implore beg reason sum tease crow snap snarl echo message text retweet "
    "brag rail "
    "rule order lecture preach gush fume deadpan intone grumble vent bellow instruct address".split()
)
# Verbs whose saying vouches for a figure: the one who reports it is its speaker.
VOUCH = frozenset(
    "say tell add state note explain argue claim report announce warn declare insist write tweet reply respond answer "
    "admit acknowledge concede recall suggest stress emphasize emphasise reiterate repeat remark observe "
    "comment confirm "
    "conclude contend assert maintain caution predict estimate reckon calculate allege testify affirm deny reveal "
    "disclose indicate inform show find forecast project record accord believe expect".split()
)
# Nouns that carry words: "in a statement", "the report found", "his claim that".
SAYING_NOUNS = frozenset(
    "statement report claim announcement comment remark warning suggestion assertion allegation argument "
    "promise pledge "
    "vow belief view opinion hope fear idea notion concern conviction admission acknowledgment denial accusation "
    "prediction estimate proposal plan call demand request question answer assessment finding conclusion complaint "
    "suspicion perception impression thought assumption theory expectation insistence assurance rumor rumour doubt "
    "confidence recognition sense feeling reminder message declaration testimony threat commitment decision".split()
)
# Who can be a source though no name: heads of "the ministry", "officials", "a spokesman".
SOURCE_WORDS = re.compile(
    r"\b(official|officer|spokes\w+|ministry|minister|police|government|company|source|witness|resident|report|"
    r"statement|agency|group|army|military|court|prosecutor|lawyer|analyst|expert|study|survey|poll)s?\b",
    re.IGNORECASE,
)
PRONOUNS = {
    "he": "man", "him": "man", "his": "man", "she": "woman", "her": "woman", "it": "body", "its": "body",
    "they": "many", "them": "many", "their": "many", "who": "one", "i": "self", "we": "self",
}  # fmt: skip
# What makes a sentence worth a parser: a number, a mark, or a word of saying, thinking or wanting.
NUMBER_WORD = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|"
    "trillions?|dozens?|half|third|quarter|scores|percent|per cent|couple|several|pair"
)
SAY_FORMS = (
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ells?|old|elling)|according|reportedly|"
    r"(?:report|claim|announc|warn|declar|insist|stat|not|add|argu|explain|suggest|show|find|believ|think|estimat|"
    r"confirm|den[iy]|predict|promis|pledg|vow|urg|accus|blam|critici[sz]|describ|call|ask|question|expect|want|hop|plan|seek|"
    r"propos|support|oppos|endors|prais|agre|acknowledg|admit|conced|conclud|indicat|reveal|expect|intend|fear|worr|"
    r"wonder|discuss|comment|refus|declin|demand|alleg|assert|contend|maintain|reject|condemn|denounc|defend|cit|"
    r"recall|respond|repl|read|know|point|cast|attack|express|appear|seem|tweet|threaten|testif|recommend|advis)"
    r"(?:e|es|ed|s|ing|d|ned|ted|ting|y|ies|ied|ying)?|"
    r"wr(?:o|i)te|writ(?:ten|ing)|thought|knew|found|sought|felt|spoke|quoted?|"
    r"statements?|comments?|opinions?|views?|ideas?|beliefs?|concerns?|polls?|stud(?:y|ies))\b"
)
# Verbs that lead to a level or a change of one: the number is that of their subject.
LEVELS = frozenset(
    "be rise fall reach stand total hit climb drop grow increase decrease decline surge soar jump sink slip gain lose "
    "number amount exceed top pass surpass average remain come go swell edge slide plunge plummet tumble double triple "
    "widen narrow shrink expand advance rally retreat ease dip leap rebound recover cost measure weigh run range vary "
    "approach near equal begin start end close open trade weaken strengthen appreciate depreciate worsen improve slow "
    "accelerate contract firm".split()
)
# Verbs that say little of what is counted: what stands beside the noun tells more.
LIGHT = frozenset(
    "be have there include involve remain leave report say see show bring make come get total number reach exist stand "
    "count record list estimate put contain comprise face find become do keep".split()
)
TALLIES = frozenset("toll number total figure count tally rate amount sum level share proportion percentage".split())
# Little words that end a noun phrase or carry no matter of their own.
LITTLE = frozenset(
    "the a an and or but of to in on at by for from with as is are was were be been being has have had do did "
    "does will "
    "would could should may might can that which who whom whose when where while after before since until than then it "
    "its his her their they he she we you this these those there not no more most about around into over under between "
    "during through against among including also said says according so if because what how why all any each "
    "both".split()
)
# Prepositions that lead to another time or another clause, and those that lead to parts of a whole.
OTHER_TIMES = frozenset("after before since until till following while during despite amid".split())
PARTS = frozenset("including excluding besides except like such plus among".split())
# Levels that are reached or held, not moved through; and verbs that put a number to something.
REACHES = frozenset(
    "be stand total reach hit number amount remain exceed top pass surpass average cost measure weigh run range vary "
    "approach near equal begin start end close open trade come".split()
)
PUTS = frozenset("put place peg estimate value price set assess fix forecast determine reckon calculate".split())
MOVERS = frozenset("raise bring lift lower reduce push take increase decrease cut revise drive".split())
# States, plans and what makes a verb a plan.
STATES = frozenset(
    "hold remain have be live own keep stand miss employ operate serve contain include belong support oppose want "
    "believe think say know need use stay sit lie".split()
)
PLANS = frozenset(
    "plan expect aim intend propose want seek pledge promise hope target vow consider forecast predict project order "
    "offer threaten agree commit schedule prepare".split()
)
MODALS = frozenset("will would shall should must could may might can 'll 'd".split())
