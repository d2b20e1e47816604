"""Makes scraper mirrors of articles, so that the line selector sees more wordings of chrome than it was given.

Takes articles and headlines of other pages, gives flattened pages with furniture around and inside them, and clean ones
with nothing put in. Seeded: the same input gives the same pages.
"""

from __future__ import annotations

import random
from typing import Any

LEADS = (
    "More: ", "Watch: ", "Don't miss: ", "You may also like: ", "Related story: ", "Related News | ", "ALSO READ: ",
    "Read next: ", "Further reading: ", "In case you missed it: ", "Up next: ", "See more: ", "Must read: ",
    "Read also: ",
    "» ", "► ", "Trending: ", "MORE: ", "Recommended: ", "Also see: ", "Read the full story: ", "Explainer: ",
    "Related ",
)  # fmt: skip
ABOVE = (
    ("Home", "News", "About us", "Contact"), ("Skip to content", "Menu", "Sections", "Search", "Log in"),
    ("Home > News > Article",), ("Login / Register", "Business | World | Sport | Culture"), ("Breaking news",
    "Live", "Video"), (),
    ("Toggle navigation", "Home", "Markets", "Technology", "Science", "Health"), ("Advertisement",), ("Subscribe",
    "Sign in"),
)  # fmt: skip
DATES = ("Published: {y}-{m:02}-{d:02}", "{d}/{m}/{y} {h}:15", "Posted on {y}/{m}/{d} by editor",
"{y}-{m:02}-{d:02} {h:02}:11:42",
         "Time: {y}-{m:02}-{d:02} {h:02}:07 Views: 1{m}2", "Updated {h} hours ago",
         "By staff writer | {y}.{m:02}.{d:02}")  # fmt: skip
LISTS = (("Latest news",), ("Popular posts", "You might like"), ("More stories", "Trending now"),
("Recommended for you",),
         ("Previous article", "Next article"), ("Top stories", "Editor's picks", "Most viewed"),
         ("Related articles",), ("",))  # fmt: skip
BELOW = (
    ("Leave a comment", "Name", "Email", "Website", "Post comment"), ("Tags: news, report, world",), ("About",
    "Terms", "Privacy"),
    ("Share this:", "Facebook", "Twitter", "WhatsApp"), ("Copyright 2031 All rights reserved",
    "Powered by BlogPress"), ("good(12)", "bad(3)"),
    ("Sign up to get the latest news in your inbox", "Your email", "Subscribe"), ("Back to top",), (),
)  # fmt: skip


def make_mirrors(articles: list[tuple[str, str]], headlines: list[str], seed: int = 7) -> list[dict[str, Any]]:
    """Flattened pages of these (title, text) articles: two in three mirrored, one clean."""
    dice = random.Random(seed)
    out = []
    for number, (title, text) in enumerate(articles):
        body = [line.strip() for line in text.split("\n") if line.strip()]
        lines = (
            mirror(title, body, headlines, dice) if number % 3 else [*([title] if dice.random() < 0.5 else []), *body]
        )
        out.append({"id": f"mirror-{number}", "text": "\n".join(lines), "truth": "\n".join(body)})
    return out


def mirror(title: str, body: list[str], headlines: list[str], dice: random.Random) -> list[str]:
    """The lines of one mirrored page."""
    day = {"y": dice.randint(2019, 2031), "m": dice.randint(1, 12), "d": dice.randint(1, 28), "h": dice.randint(1, 23)}
    out = [*dice.choice(ABOVE), title]
    if dice.random() < 0.3:
        out.append(title)
    if dice.random() < 0.7:
        out.append(dice.choice(DATES).format(**day))
    for line in body:
        other = dice.choice(LEADS) + dice.choice(headlines)
        chance = dice.random()
        out += [line + " " + other] if chance < 0.04 and len(line) > 60 else [line, other] if chance < 0.14 else [line]
    for head in dice.choice(LISTS) + dice.choice(LISTS):
        mark = dice.choice(("", "", "- ", "• "))
        out += [h for h in [head] if h] + [mark + h for h in dice.sample(headlines, dice.randint(3, 9))]
    return out + list(dice.choice(BELOW)) + list(dice.choice(BELOW))
