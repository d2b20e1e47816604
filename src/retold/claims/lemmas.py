"""Base forms of words, and the few derivations that news uses for one act: deaths, died, dead, killed.

With a model its own tables of exceptions, rules and known words decide; without one, endings alone. The base form of an
act is that of its verb, so that "the release of 40 hostages" and "40 hostages freed" can meet.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

KINDS = {"N": "noun", "V": "verb", "J": "adj", "R": "adv"}

# One act under many words: each row is the verb that stands for it, then the words that say the same.
ACTS = {
    "kill": "death die dead fatality killing toll casualty slay murder perish deadly fatal massacre drown "
    "execution execute assassinate assassination slaughter slaying homicide",
    "injure": "injury wound hurt injured wounded maim",
    "release": "free freeing freed liberate liberation",
    "hold": "captivity detain detention imprison imprisonment jail custody captive",
    "seize": "seizure abduct abduction kidnap kidnapping capture",
    "arrest": "apprehend apprehension",
    "displace": "displacement displaced uproot homeless evacuee",
    "evacuate": "evacuation",
    "miss": "missing unaccounted disappearance disappear",
    "infect": "infection infected",
    "destroy": "destruction demolish demolition flatten raze level",
    "damage": "damaged",
    "lay": "layoff redundancy",
    "employ": "employment job",
    "vote": "ballot",
    "accuse": "accusation",
    "charge": "indict indictment",
    "convict": "conviction",
    "sentence": "",
    "rescue": "",
    "hospitalize": "hospitalise hospitalization hospitalisation",
    "vaccinate": "vaccination",
    "donate": "donation",
    "invest": "investment",
    "sell": "sale",
    "buy": "purchase acquisition acquire",
    "grow": "growth",
    "lose": "loss",
    "arrive": "arrival",
    "flee": "flight",
    "rise": "increase climb surge jump soar spike",
    "fall": "drop decrease plunge slump tumble plummet",
    "resign": "quit",
}
# Acts whose verbs say the same of what they befall, so that one of them can stand for all in the words of a question.
ALIKE = frozenset("release seize injure".split())
ACT_OF = {word: act for act, words in ACTS.items() for word in (act, *words.split())}

IRREGULAR = {
    "was": "be", "were": "be", "is": "be", "are": "be", "been": "be", "being": "be", "am": "be", "'s": "be",
    "'re": "be",
    "has": "have", "had": "have", "having": "have", "'ve": "have", "did": "do", "does": "do", "done": "do",
    "said": "say", "told": "tell", "held": "hold", "lost": "lose", "left": "leave", "fled": "flee", "sold": "sell",
    "bought": "buy", "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "went": "go", "gone": "go",
    "made": "make", "took": "take", "taken": "take", "got": "get", "gave": "give", "given": "give", "saw": "see",
    "seen": "see", "sank": "sink", "sunk": "sink", "drove": "drive", "driven": "drive", "shot": "shoot", "won": "win",
    "paid": "pay", "spent": "spend", "struck": "strike", "hit": "hit", "cut": "cut", "grew": "grow", "grown": "grow",
    "found": "find", "brought": "bring", "built": "build", "dead": "die", "died": "die", "dying": "die", "sent": "send",
    "kept": "keep", "met": "meet", "began": "begin", "begun": "begin", "wrote": "write", "written": "write",
    "people": "people", "men": "man", "women": "woman", "children": "child", "lives": "life", "police": "police",
    "thought": "think", "felt": "feel", "knew": "know", "known": "know", "stood": "stand", "hurt": "hurt", "n't": "not",
}  # fmt: skip
PARTICIPLES = {
    "hold": "held", "take": "taken", "drive": "driven", "see": "seen", "give": "given", "write": "written",
    "sell": "sold", "tell": "told", "say": "said", "find": "found", "bring": "brought", "buy": "bought",
    "build": "built",
    "shoot": "shot", "lose": "lost", "leave": "left", "make": "made", "pay": "paid", "spend": "spent", "win": "won",
    "send": "sent", "keep": "kept", "hit": "hit", "cut": "cut", "strike": "struck", "know": "known", "get": "got",
    "have": "had", "meet": "met", "lead": "led", "feed": "fed", "hurt": "hurt", "put": "put", "set": "set",
    "begin": "begun",
    "catch": "caught", "teach": "taught", "steal": "stolen", "break": "broken", "choose": "chosen", "speak": "spoken",
    "raise": "raised", "lend": "lent", "lay": "laid", "grow": "grown", "throw": "thrown", "draw": "drawn", "do": "done",
    "seek": "sought", "rebuild": "rebuilt", "bind": "bound", "sink": "sunk", "tear": "torn", "beat": "beaten",
    "withdraw": "withdrawn", "overthrow": "overthrown", "forbid": "forbidden", "forgive": "forgiven", "wear": "worn",
    "undertake": "undertaken", "overtake": "overtaken", "withhold": "withheld", "uphold": "upheld", "mislead": "misled",
    "think": "thought", "feel": "felt", "fight": "fought", "sweep": "swept", "fall": "fallen", "eat": "eaten",
    "ride": "ridden", "rise": "risen", "run": "run", "come": "come", "become": "become",
    "swear": "sworn", "fly": "flown",
    "shake": "shaken", "hide": "hidden", "freeze": "frozen", "bite": "bitten", "go": "gone", "split": "split",
    "spread": "spread", "cast": "cast", "shed": "shed", "bid": "bid", "broadcast": "broadcast", "stick": "stuck",
    "stand": "stood", "deal": "dealt", "flee": "fled", "shrink": "shrunk", "hang": "hung", "dig": "dug",
    "mean": "meant",
    "read": "read", "shut": "shut", "let": "let", "cost": "cost", "bear": "born", "hear": "heard", "show": "shown",
}  # fmt: skip
ENDINGS = ("tion", "sion", "ment", "ing", "ance", "ence", "al", "ure")
# What stood before an ending of nouns, and what its verb has in that place.
TAILS = (
    ("ication", ("y",)), ("ation", ("", "e", "ate")), ("ition", ("e", "", "ish")), ("ution", ("ute",)),
    ("tion", ("t", "te")),
    ("sion", ("de", "d", "s", "se", "t")), ("ment", ("", "e")), ("ing", ("", "e")), ("ance", ("", "e")),
    ("ence", ("", "e")), ("al", ("", "e")), ("ure", ("", "e")),
)  # fmt: skip
DOUBLED = re.compile(r"([bdgklmnprt])\1$")


@lru_cache(maxsize=1 << 16)
def lemma(word: str, tag: str) -> str:
    """The base form of a word under a tag of the Penn Treebank.

    >>> lemma("children", "NNS"), lemma("driven", "VBN")
    ('child', 'drive')
    """
    low = word.lower().replace("’", "'")
    kind = KINDS.get(tag[:1], "") if not tag.startswith("RP") else ""
    if low in IRREGULAR and (kind in ("verb", "noun") or tag == "MD"):
        return IRREGULAR[low] if kind != "noun" or low not in VERB_ONLY else low
    if tag == "NNP" or not kind:
        return low
    if tag == "NNPS":
        return lemma_by_ending(low, kind)
    if tag in ("VB", "VBP") and low in known_words("verb"):
        return low
    return lemma_by_table(low, kind) or lemma_by_ending(low, kind)


VERB_ONLY = frozenset("left found cut hit felt thought saw shot dead hurt".split())


@lru_cache(maxsize=1 << 16)
def act_of(word: str, tag: str) -> str:
    """The base form of an act: one verb for all words that name it.

    >>> act_of("deaths", "NNS"), act_of("freed", "VBN"), act_of("sank", "VBD")
    ('kill', 'release', 'sink')
    """
    base = lemma(word, tag)
    if base in ACT_OF:
        return ACT_OF[base]
    if word.lower() in ACT_OF:
        return ACT_OF[word.lower()]
    if tag in ("NN", "NNS") and base.endswith(ENDINGS):
        return min(verbs_behind(base), key=lambda v: (-len(v), v), default=base)
    return base


@lru_cache(maxsize=1 << 14)
def verbs_behind(noun: str) -> frozenset[str]:
    """The known verbs that a noun may come from by its ending: "arrival" from "arrive", "injection" from "inject"."""
    out: set[str] = set()
    for ending, tails in TAILS:
        if noun.endswith(ending) and len(noun) > len(ending) + 2:
            stem = noun[: -len(ending)]
            out |= {stem + tail for tail in tails}
            if ending == "ing" and stem[-1] == stem[-2]:
                out.add(stem[:-1])
    return frozenset(out & known_words("verb"))


def names_act(word: str) -> bool:
    """Whether a noun in its base form names an act: "release", "destruction", "bombing"."""
    if word in ACT_OF:
        return True
    if word.endswith(("tion", "sion", "ment", "ing", "ance", "al")) and len(word) > 6:
        return True
    return word in known_words("verb") and word not in PASSED_OVER


# Nouns that are also verbs, but that count or name a group where news uses them before "of".
PASSED_OVER = frozenset(
    "number total group team range host crowd handful majority minority part share fraction half lot class kind sort "
    "type piece set pair line head face hand man people state house head bank fund stock value price cost rate level "
    "board side end place area sum mark figure estimate average record amount budget".split()
)


@lru_cache(maxsize=8)
def known_words(kind: str) -> frozenset[str]:
    """The words that the model's tables know as a verb, a noun or an adjective."""
    table = tables().get("lemma_index")
    return frozenset(table.get(kind, ())) if table is not None else frozenset()


@lru_cache(maxsize=1)
def tables() -> dict[str, Any]:
    """The model's tables of base forms; empty without a model."""
    from retold.claims.language import load_model

    model = load_model()
    if model is None or "lemmatizer" not in model.component_names:
        return {}
    found = model.get_pipe("lemmatizer").lookups
    return {name: {k: found.get_table(name).get(k) for k in KINDS.values()} for name in found.tables}


def lemma_by_table(low: str, kind: str) -> str | None:
    """What the model's tables say: exceptions first, then rules that lead to a known word."""
    known = tables()
    exceptions = (known.get("lemma_exc", {}).get(kind) or {}).get(low)
    if exceptions:
        return str(exceptions[0])
    words = known_words(kind)
    if not words or (low in words and not low.endswith("s")):
        return low if words else None
    for old, new in known.get("lemma_rules", {}).get(kind) or ():
        if low.endswith(old) and (form := low[: len(low) - len(old)] + str(new)) in words:
            return form
    return low if low in words else None


def lemma_by_ending(low: str, kind: str) -> str:
    """The base form by its ending alone."""
    if kind == "noun" or (kind == "verb" and low.endswith("s")):
        if low.endswith("ies") and len(low) > 4:
            return low[:-3] + "y"
        if low.endswith(("sses", "shes", "ches", "xes")):
            return low[:-2]
        return low[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3 else low
    if kind == "verb":
        for ending in ("ing", "ed"):
            if low.endswith(ending) and len(low) > len(ending) + 2:
                return mend_stem(low[: -len(ending)])
    return low


def mend_stem(stem: str) -> str:
    """The stem of a verb with what its ending took: "releas" to "release", "carri" to "carry"."""
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if DOUBLED.search(stem) and not (stem.endswith("ll") and len(stem) <= 4):
        return stem[:-1]
    if re.search(r"([aeiou]s|[cgvuz]|[^aeiou][aiou][tk]|[aeiou][lr]at|[^aeioul]l|i[rdn]|[^aeio]ur)$", stem):
        return stem + "e"
    return stem


def participle(base: str) -> str:
    """The past participle of a verb.

    >>> participle("hold"), participle("release"), participle("carry"), participle("scrap")
    ('held', 'released', 'carried', 'scrapped')
    """
    if base in PARTICIPLES:
        return PARTICIPLES[base]
    if base.endswith("e"):
        return base + "d"
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ied"
    doubles = re.fullmatch(
        r"[^aeiou]*[aeiou][bdgklmnpt]|.*(?:mit|(?:re|de|in|pre|trans|con)fer|cur|pel|bel|trol|cel)", base
    )
    return base + (base[-1] if doubles else "") + "ed"
