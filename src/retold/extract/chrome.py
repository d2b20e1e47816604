"""Chrome rules as rows: lines whose own words say that they are no part of an article.

Takes one line, gives the kind of chrome and the rule's name, or None. The words are those of page furniture in
general (English); nothing here knows an outlet. Lines of unknown kind are left to the scores of `select`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

LEAD_IN = "|".join(
    (
        r"(?:see|read|watch|listen|learn|view|check out|find out|hear|explore|discover)"
        r"\s+(?:also|more|next|too|this|related|now|here)(?:\s+(?:on|about)\s+(?:this|these|the|our)\s+\w+)?",
        r"(?:read|see|watch)\s+(?:the\s+)?(?:full|original|related|previous)\s+(?:story|article|report|coverage|post)",
        r"also\s+(?:read|see|watch|on|in|check|like)\b(?:\s+(?:also|this|on))?",
        r"(?:more|also|further)\s+(?:on this|from|in|about this|reading|coverage|stories|to read|like this|news"
        r"|here)\b",
        r"related(?:\s+(?:articles?|stor(?:y|ies)|news|content|coverage|posts?|links?|reading|videos?|topics?))?",
        r"recommended(?:\s+(?:for you|reading|stories|articles|read))?|recommendations?",
        r"suggested(?:\s+(?:reading|articles|for you|stories|posts))?",
        r"(?:most|must)[\s-]+(?:read|popular|viewed|watched|shared|see|commented)|trending(?:\s+(?:now|stories|news|in\s+\w+))?",
        r"(?:you|readers)\s+(?:may|might|could|will|would|should)?\s*(?:also\s+)?(?:like|love|enjoy|read|be "
        r"interested in)",
        r"(?:don['’]t miss|in case you missed it|icymi|up next|next up|coming up|also of interest|elsewhere|from "
        r"the web)",
        r"editor['’]?s['’]?\s+(?:picks?|choice)|top (?:stories|news|posts)|best of|staff picks?|we recommend",
        r"popular(?:\s+(?:now|stories|articles|posts))?|hot (?:news|articles|topics?|posts)|similar (?:articles"
        r"|stories|posts)",
        r"(?:the )?latest(?:\s+(?:news|stories|posts|articles|updates|headlines))?|recent (?:news|posts|articles"
        r"|stories)",
        r"other (?:stories|news|articles|posts)|(?:previous|next|earlier|prev)(?:\s+(?:article|post|story|page|news))?",
        r"rank(?:ing|ings)|background|explainer|breaking|exclusive|story continues(?: below)?|featured(?: stories)?"
        r"|more",
        r"(?:also|next|elsewhere|more)\s+in\s+(?:this|the|our|today['’]s)\s+\w+",
        r"from (?:the|our) (?:shop|store|archives?)",
        r"read|watch|see|friendly links?|random (?:articles?|posts)|news in brief|headlines",
    )
)
STRONG = (
    r"(?:see|read|watch)\s+(?:also|more|next)|also\s+(?:read|see|watch|check)|read also|don['’]t miss"
    r"|related\s+(?:article|story|post|news|coverage|reading|content)s?|more (?:on this|coverage|like this|reading)"
    r"|further reading|recommended(?: reading| for you)?|(?:explore|discover) more"
    r"|you (?:may|might) also (?:like|enjoy)|up next|must[ -]read"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of chrome and the words that give it away; `needs` are bits of which a line must hold one."""

    kind: str
    name: str
    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    firsts: tuple[str, ...] = ()  # the words with which such a line begins; none when it may begin with any


def rule(kind: str, name: str, *words: str, needs: str = "", firsts: str = "") -> Rule:
    """A rule over a whole line, blind to case; the forms in `words` are alternatives."""
    pattern = re.compile("|".join(words), re.IGNORECASE)
    return Rule(kind, name, pattern, tuple(needs.split("|")) if needs else (), tuple(firsts.split()))


# The words with which a lead-in may begin; a line that begins with none of them is not compared with all forms.
LED = (
    "see read watch listen learn view check find hear explore discover also more further related recommended "
    "recommendation recommendations suggested most must trending you readers don in icymi up next coming elsewhere "
    "from editor editors top best staff we popular hot similar the latest recent other previous earlier prev rank "
    "ranking rankings background explainer breaking exclusive story featured friendly random news headlines"
)
NUMBER = "0"  # stands for any first word that begins with a digit
SIGNS = "-"  # stands for a line without words

SITES = (
    "facebook|twitter|x|whatsapp|linkedin|reddit|telegram|pinterest|email|instagram|youtube|print|copy link|messenger"
)
# A banner asks for consent: it speaks as "we" or to "you", names what is stored, and nobody in it "said" anything.
WE = r"\b(?:we|our|us|you|your)\b"
CONSENT = (
    r"\b(?:stores?|storing|access(?:ing)?|process(?:ing)?|accept|agree|consent\w*|clicking|browsing|continuing"
    r"|opt[ -]out|manage|personali[sz]\w+|preferences|settings|let)\b"
)
TRACES = (
    r"(?:cookies?|(?:selected |certain |and )third[ -]part(?:y|ies)|(?:\d+|selected|trusted) (?:\w+ )?partners"
    r"|information on (?:a|your) device|tracking technolog\w+)\b"
)
SAID = r"\b(?:said|says|told|asked|added|wrote|according)\b"
MAX_LINE = 500  # characters: a longer line is never chrome by its words alone
RULES: tuple[Rule, ...] = (
    rule(
        "related",
        "a lead-in to another story",
        rf"^[^\w“\"‘]{{0,4}}(?:{LEAD_IN})\s?(?:[:|»›>]|[–—-]\s|\u00a0|\s{{2,}})\s*\S(?!.*[a-z]\s+[a-z]+,?[”\"]\s+(?:he|she"
        rf"|they)\b)",
        firsts=LED,
    ),
    rule("related", "the title of a list of other stories", rf"^\W{{0,4}}(?:{LEAD_IN})\W{{0,4}}$", firsts=LED),
    rule(
        "related",
        "a lead-in to another story",
        rf"^\W{{0,4}}(?i:{STRONG})\s+(?-i:[A-Z0-9“\"‘'À-Þ]).*[^.\s]\s*$",
        firsts=LED,
    ),
    rule(
        "related",
        "a step to another page",
        r"^\W{0,3}(?:previous|next|older|newer)\s+(?:article|post|story|page)s?\b.{0,160}$",
        r"^more (?:from|in) (?:\w+\W{1,3}){0,3}\w+$",
        firsts="previous next older newer more",
    ),
    rule(
        "navigation",
        "a trail of sections",
        r"^(?:(?:current|your)\s*(?:location|position|page)?\s*:\s*)?(?:home|you are here)\s*(?:page)?\s*(?:[>»›/|:]"
        r"|\u2192).{0,220}$",
        r"^(?:current|your) ?(?:location|position|page)?\s*:\s*\S.{0,220}$",
        r"^posted (?:by|in) .{1,60}\b(?:comments?|links to this post|permalink).{0,60}$",
        firsts="current your home you posted",
    ),
    rule(
        "navigation",
        "a way through the page",
        r"^(?:skip to (?:main )?content|(?:scroll |back )?to (?:the )?top(?: of (?:the )?page)?|menu|search|home|close"
        r"|toggle navigation|jump to .{1,30}|go to "
        r".{1,30}"
        r"|table of contents|font size.{0,20}|text size.{0,20}|site ?map|view(?:s)?|more|loading)\W*$",
        r"^(?:tags?|topics?|categor(?:y|ies)|filed under|sections?|keywords?|labels?)\s*:\s*\S.{0,200}$",
        firsts="skip scroll back to menu search home close toggle jump go table font text site view more loading tag "
        "topic category filed section keyword label",
    ),
    rule(
        "navigation",
        "a count of views or reactions",
        r"^(?:views?|likes?|shares?|comments?|hits|reads?)\W{0,3}[\d.,kKmM]*\W{0,3}$",
        r"^\W{0,3}[\d.,kKmM]+\s+(?:\W\s+)?(?:view\s+)?(?:views?|likes?|shares?|comments?|reads?|followers|hits)\W*$",
        r"^\d{1,3}\s?(?:min(?:ute)?s?|mins)\.?\s+(?:read|listen|watch)\W*$|^(?:like\s+)?loading\W*$",
        firsts="view like share comment hits read 0 k m loading",
    ),
    rule("navigation", "a reaction button", r"^[a-z]{2,20}!?\s?[a-z]{0,12}!?\s*\(\d{1,7}\)$", needs="("),
    rule(
        "navigation",
        "share buttons",
        r"^(?:share|tweet|pin|email|print|save|copy link|follow(?: us)?|share (?:this|on|via|with).{0,60}"
        r"|click to (?:share|print|email)\b.{0,80})\W*$",
        rf"^(?:share\W+)?(?:{SITES}|tweet|pin)(?:[\s,|·/]+(?:{SITES}|tweet|pin|share))*$",
        firsts="share tweet pin email print save copy follow click facebook twitter x whatsapp linkedin reddit "
        "telegram pinterest instagram youtube messenger",
    ),
    rule(
        "comments",
        "a comment form",
        r"^(?:(?:leave|post|add|write|submit) (?:a|your) (?:reply|comment)(?:\s*[(,\[–—-].{0,60})?|view \d* ?comments"
        r"|share what you think|type (?:here|your comment)\W{0,4}|(?:name\W{1,3}email|name\W{1,3}website).{0,40}"
        r"|(?:the )?comments? below (?:have|has) not been moderated|comments? \d+"
        r"|your email address will not be published.{0,120}"
        r"|required fields are marked.{0,40}|comments? (?:are )?(?:closed|off|disabled).{0,60}|\d* ?comments?"
        r"|log ?in to (?:comment|reply|leave).{0,60}|save my name.{0,160}|cancel reply|notify me of .{0,80}"
        r"|be the first to (?:comment|reply).{0,40}|comments? \([^()]{1,40}\)"
        r"|join the (?:discussion|conversation).{0,60}|no comments(?: yet)?)\W*$",
        firsts="leave post add write submit view share type name the comment your required log login save cancel "
        "notify be join no 0",
    ),
    rule(
        "newsletter",
        "an invitation to subscribe",
        r"^(?:sign up|subscribe|get (?:our|the|your)|register|join)\b.{0,60}\b(?:newsletters?|inbox|alerts?|updates"
        r"|mailing list|daily|emails?|briefing|channel)\b.{0,160}$",
        r"^(?:subscribe|sign up|sign in|log in|register|become a member)(?: (?:now|today|here|for free))?\W*$",
        r"^(?:subscribe|register|sign up|sign in|log in) (?:to|and) (?:continue|read|keep|unlock|get|enjoy)\b.{0,80}$",
        r"^already (?:a |an )?(?:registered|subscribe[dr]|member|have an account|signed up)\b.{0,60}$",
        r"^unsubscribe\b.{0,60}$|^by (?:signing up|subscribing|registering)\b.{0,160}$|^no spam\b.{0,60}$",
        r"^you(?:['’]ve| have)? (?:read|used|reached|viewed|have)\b.{0,30}\b(?:free (?:articles?|stor(?:y|ies))|limit"
        r"|articles? (?:left|this month|remaining))\b.{0,60}$"
        r"|^\d+ (?:free )?articles? (?:left|remaining)\b.{0,40}$",
        r"^subscribe (?:from|for (?:just |only )?)\W?\d.{0,60}$",
        firsts="sign subscribe get register join become log already unsubscribe by no you 0",
    ),
    rule(
        "newsletter",
        "an invitation to subscribe",
        r"^.{0,80}\b(?:delivered|straight|sent|right|directly) (?:straight |directly |right )?(?:in)?to your "
        r"inbox\b.{0,80}$",
        r"^(?:\w+\W+){0,8}no spam\W.{0,40}$",
        needs="inbox|no spam",
    ),
    rule(
        "promotion",
        "an invitation to what else the outlet offers",
        r"^(?:download|get|install) (?:our|the) .{0,40}\bapp\b.{0,120}$",
        r"^follow (?:us|our|me|@?\w{2,30}) .{0,40}\b(?:on|at)\b .{0,100}$",
        r"^(?:support|donate|become a (?:member|subscriber|patron))\b.{0,60}(?:journalism|newsroom|today|now|us)\W*$",
        r"^click here\b.{0,160}$|^powered by\b.{0,60}$|^friendly links?\b.{0,200}$",
        firsts="download get install follow support donate become click powered friendly",
    ),
    rule(
        "promotion",
        "an advertisement",
        r"^(?:advertisement|advertising|ad|sponsored(?: content)?|promoted|story continues below(?: advertisement)?"
        r"|continue reading(?: below)?|scroll to continue.{0,40}|paid (?:post|content))\W*$",
        r"^article continues (?:after|below).{0,40}$",
        firsts="advertisement advertising ad sponsored promoted story continue scroll paid article",
    ),
    rule(
        "cookie",
        "a notice about cookies or privacy",
        r"^.{0,80}\b(?:we use cookies|this (?:web)?site uses cookies|cookie (?:policy|settings|preferences)"
        r"|accept (?:all )?cookies|by (?:continuing|using) (?:to use )?(?:this|our) (?:web)?site)\b.{0,300}$",
        rf"^(?!.*{SAID})(?=.*{WE})(?=.*{CONSENT}).{{0,160}}\b{TRACES}",
        rf"^(?!.*{SAID})(?=.*\b{TRACES}).{{0,160}}{CONSENT}.{{0,200}}{WE}",
        r"^do not sell (?:or share )?my (?:personal )?(?:information|data)\W*$"
        r"|^(?:accept|reject|allow) all(?: cookies)?\W*$"
        r"|^manage (?:my )?(?:choices|preferences|consent|cookies|options)\W*$|^cookies?\W*$",
        needs="cookie|partners|third part|third-part|device|tracking tech|our site|our web|this site|this web|not sell|"
        "accept all|reject all|allow all|manage ",
    ),
    rule(
        "legal",
        "a notice of rights",
        r"^(?:copyright\b|©|\(c\)).{0,200}$",
        r"^.{0,120}\ball rights reserved\b.{0,160}$|^.{0,60}\bmay not be (?:published|reproduced)\b.{0,120}$",
        needs="copyright|©|(c)|rights res|may not be",
    ),
    rule(
        "legal",
        "a notice of rights",
        r"^(?:terms|privacy|contact|about)(?: (?:of (?:use|service)|policy|us|& conditions|and conditions))?"
        r"(?:\s*[|·•]\s*.{0,80})?$",
        firsts="terms privacy contact about",
    ),
    rule(
        "caption",
        "a caption with the credit of its picture",
        r"^\W{0,2}(?-i:FILE|File)\s*(?:photo|image|picture)?\s*[-–—:]\s*\S.*$",
        r"\b(?:photo|picture|image|photograph)s?(?:\s+(?:by|courtesy|credit)\b|\s*[:/]).{1,60}$",
        r"(?:/\s?|\bvia )(?:getty images?|afp|ap|reuters|shutterstock|epa|alamy|istock|pool)\W{0,3}$"
        r"|\((?:ap|afp) photo.{0,60}$"
        r"|^(?:ap|afp|reuters) photo\b.{0,80}$|\bhandout(?: photo)?\W{0,3}$",
        needs="file|photo|picture|image|handout|/|via ",
    ),
    rule("separator", "a rule between parts", r"^[\W_]{1,40}$", firsts=SIGNS),
)
GLUED = re.compile(
    rf"(?<=[.!?…\"”’»)])[\s\u00a0]+((?:(?i:{LEAD_IN})\s?(?:[:|»›>]|[–—-]\s|\u00a0)[\s\u00a0]*\S.*"
    rf"|(?i:{STRONG})\s+[A-Z0-9“\"‘'À-Þ].*[^.\s]\s*)$)"
    rf"|(?<=\S)[\s\u00a0]+((?i:{STRONG})\s?[:|»]\s*[A-Z0-9“\"‘'À-Þ].*)$"
)


FIRST = re.compile(r"[\W_]*+([^\W_]{1,3})")
ANY_FIRST = tuple(r for r in RULES if not r.firsts)
FIRSTS = sorted({first[:3] for r in RULES for first in r.firsts})
BY_FIRST = {key: tuple(r for r in RULES if not r.firsts or key in {f[:3] for f in r.firsts}) for key in FIRSTS}


@lru_cache(maxsize=1 << 13)
def find_chrome(line: str) -> Rule | None:
    """The first rule that a line breaks.

    >>> find_chrome("See also: Harbour crane collapses in storm").kind
    'related'
    >>> find_chrome("See also the annex of the report, which lists every vessel.") is None
    True
    """
    if len(line) > MAX_LINE and not line.startswith("FILE"):
        return None
    low = line.lower()
    for one in rules_for(low):
        if has_need(one.needs, low) and one.pattern.search(line):
            return one
    return None


def rules_for(low: str) -> tuple[Rule, ...]:
    """The rules that a line can break by the first letters of its first word."""
    key = first_letters(low)
    return BY_FIRST.get(NUMBER if key[:1].isdigit() else key, ANY_FIRST)


def first_letters(low: str) -> str:
    """The first three letters of the first word of a line in lower case, SIGNS when there is no word.

    >>> first_letters("» read also"), first_letters("***")
    ('rea', '-')
    """
    first = FIRST.match(low)
    return first.group(1) if first else SIGNS


def has_need(needs: tuple[str, ...], low: str) -> bool:
    """Whether a line holds one of the bits that a rule needs."""
    for bit in needs:
        if bit in low:
            return True
    return not needs


SHORTEST_GLUED = 30  # characters of a paragraph with a link at its end
GLUE = re.compile(r"[.!?…\"”’»)]\s+([^\W_]{1,3})")
LED_FIRSTS = frozenset(first[:3] for first in LED.split())


def find_glued(line: str) -> int | None:
    """Where a link to another story begins at the end of a paragraph's line.

    >>> "The ship sank. Read more: Crew saved"[find_glued("The ship sank. Read more: Crew saved") :]
    'Read more: Crew saved'
    """
    if len(line) < SHORTEST_GLUED:
        return None
    start = max(0, len(line) - MAX_LINE)
    marked = ":" in line or "|" in line or "»" in line
    if not marked and not any(first.lower() in LED_FIRSTS for first in GLUE.findall(line, start)):
        return None
    found = GLUED.search(line, start)
    return max(found.start(1), found.start(2)) if found else None
