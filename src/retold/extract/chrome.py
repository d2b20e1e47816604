"""Chrome rules as rows: lines whose own words say that they are no part of an article.

Takes one line, gives the kind of chrome and the rule's name, or None. The words are those of page furniture in
general (English); nothing here knows an outlet. Lines of unknown kind are left to the scores of `select`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LEAD_IN = (
    r"(?:see|read|watch|listen|learn|view|check out|find out|don['’]t miss|hear)\s+"
    r"(?:also|more|next|too|this|related|now|the full story|our full coverage|it here|here)"
    r"|also\s+(?:read|see|watch|on|in|check)\b(?:\s+(?:also|this|on))?"
    r"|(?:more|also|further)\s+(?:on|from|in|about|reading|coverage|stories|to read|like this|news)\b"
    r"|related(?:\s+(?:article|articles|story|stories|news|content|coverage|post|posts|link|links|reading|video|topics?))?"
    r"|recommended(?:\s+(?:for you|reading|stories|articles|read))?|recommendations?|suggested(?:\s+(?:reading|articles))?"
    r"|(?:most|must)[\s-]+(?:read|popular|viewed|watched|shared|see)|trending(?:\s+(?:now|stories|news))?"
    r"|(?:you|readers)\s+(?:may|might|could|will)?\s*(?:also\s+)?(?:like|love|enjoy|be interested in|missed)"
    r"|in case you missed it|icymi|up next|next up|coming up|editor['’]?s['’]?\s+(?:picks?|choice)|top stories"
    r"|popular(?:\s+(?:now|stories|articles|posts))?|latest(?:\s+(?:news|stories|posts|articles|updates))?"
    r"|other (?:stories|news|articles)|(?:previous|next|earlier)(?:\s+(?:article|post|story|page|news))?"
    r"|ranking|hot news|background|explainer|breaking|exclusive|story continues(?: below)?|featured(?: stories)?"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of chrome and the words that give it away."""

    kind: str
    name: str
    pattern: re.Pattern[str]


def rule(kind: str, name: str, words: str) -> Rule:
    """A rule over a whole line, blind to case."""
    return Rule(kind, name, re.compile(words, re.IGNORECASE))


MAX_LINE = 400  # characters: a longer line is never chrome by its words alone
RULES: tuple[Rule, ...] = (
    rule("related", "a lead-in to another story", rf"^\W{{0,4}}(?:{LEAD_IN})\s*(?:[:|»›>–—-]|\u00a0|\s{{2,}})\s*\S"),
    rule("related", "the title of a list of other stories", rf"^\W{{0,4}}(?:{LEAD_IN})\W{{0,4}}$"),
    rule("related", "a step to another page", r"^\W{0,3}(?:previous|next|older|newer)\s+(?:article|post|story|page)s?\b.{0,160}$"),
    rule("navigation", "a trail of sections", r"^(?:current\s*:\s*)?(?:home|you are here)\s*(?:[>»›/|:]|\u2192).{0,200}$|^current\s*:\s*\S.{0,200}$"),
    rule("navigation", "a way through the page", r"^(?:skip to (?:main )?content|back to top|menu|search|home|close|toggle navigation|jump to .{1,30}|go to .{1,30}|table of contents)\W*$"),
    rule("navigation", "a count of views or reactions", r"^(?:views?|likes?|shares?|comments?|hits|reads?)\W{0,3}[\d.,kKmM]*\W{0,3}$|^[\d.,kKmM]+\s+(?:views?|likes?|shares?|comments?|reads?|followers)\W*$"),
    rule("navigation", "a reaction button", r"^[A-Za-z]{2,20}!?\s?[A-Za-z]{0,12}!?\s*\(\d{1,7}\)$"),
    rule("navigation", "a share button", r"^(?:share|tweet|pin|email|print|save|copy link|follow(?: us)?|share (?:this|on|via|with).{0,60})\W*$|^(?:facebook|twitter|x|whatsapp|linkedin|reddit|telegram|pinterest|email)(?:[\s,|·/]+(?:facebook|twitter|x|whatsapp|linkedin|reddit|telegram|pinterest|email|print|copy link))*$"),
    rule("comments", "a comment form", r"^(?:leave a (?:reply|comment)|post a comment|add a comment|your email address will not be published.{0,120}|required fields are marked.{0,40}|comments? (?:are )?(?:closed|off|disabled).{0,60}|\d* ?comments?|log in to (?:comment|reply|leave).{0,60}|save my name.{0,160}|cancel reply|notify me of .{0,80}|be the first to comment.{0,40}|join the (?:discussion|conversation).{0,60})\W*$"),
    rule("newsletter", "an invitation to subscribe", r"^(?:sign up|subscribe|get (?:our|the|your)|register|join)\b.{0,60}\b(?:newsletters?|inbox|alerts?|updates|mailing list|daily|emails?|briefing|channel)\b.{0,160}$|^.{0,80}\b(?:delivered|straight|sent) (?:straight |directly |right )?to your inbox\b.{0,80}$|^(?:subscribe|sign up|sign in|log in|register|subscribe now|become a member)(?: (?:now|today|here|for free))?\W*$"),
    rule("promotion", "an invitation to the outlet's other offers", r"^(?:download|get|install) (?:our|the) .{0,40}\bapp\b.{0,120}$|^follow (?:us|our|me|@?\w{2,30}) .{0,40}\b(?:on|at)\b .{0,100}$|^(?:support|donate|become a (?:member|subscriber|patron))\b.{0,60}(?:journalism|newsroom|today|now|us)\W*$|^click here\b.{0,160}$|^(?:read|find|see|follow) (?:more|all|the rest) of\b.{0,120}\b(?:at|on|here)\b.{0,120}$"),
    rule("promotion", "an advertisement", r"^(?:advertisement|advertising|ad|sponsored(?: content)?|promoted|story continues below advertisement|continue reading below|scroll to continue.{0,40}|paid (?:post|content))\W*$|^article continues (?:after|below).{0,40}$"),
    rule("cookie", "a notice about cookies or privacy", r"^.{0,80}\b(?:we use cookies|this (?:web)?site uses cookies|cookie (?:policy|settings|preferences)|accept (?:all )?cookies|by (?:continuing|using) (?:to use )?(?:this|our) (?:web)?site)\b.{0,300}$"),
    rule("legal", "a notice of rights", r"^(?:copyright|©|\(c\)).{0,200}$|^.{0,120}\ball rights reserved\b.{0,160}$|^.{0,60}\bmay not be (?:published|reproduced)\b.{0,120}$|^(?:terms|privacy|contact|about)(?: (?:of (?:use|service)|policy|us|& conditions|and conditions))?(?:\s*[|·•]\s*.{0,80})?$"),
    rule("separator", "a rule between parts", r"^[\W_]{1,40}$"),
)  # fmt: skip
GLUED = re.compile(
    rf"(?<=[.!?…\"”’»)])[\s\u00a0]+((?:{LEAD_IN})\s?(?:[:|»›>]|[–—-]\s|\u00a0)[\s\u00a0]*\S.*)$", re.IGNORECASE
)


def find_chrome(line: str) -> Rule | None:
    """The first rule that a line breaks.

    >>> find_chrome("See also: Harbour crane collapses in storm").kind
    'related'
    >>> find_chrome("See also the annex of the report, which lists every vessel.") is None
    True
    """
    if len(line) > MAX_LINE:
        return None
    return next((r for r in RULES if r.pattern.search(line)), None)


def find_glued(line: str) -> int | None:
    """Where a link to another story begins at the end of a paragraph's line.

    >>> "The ship sank. Read more: Crew saved"[find_glued("The ship sank. Read more: Crew saved") :]
    'Read more: Crew saved'
    """
    found = GLUED.search(line, max(0, len(line) - MAX_LINE))
    return found.start(1) if found else None
