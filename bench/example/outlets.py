"""The outlets of the example: each a page template of its own, as different as real sites are.

Takes a Story (title, paragraphs, dates, byline), gives HTML or flattened text. Everything here is invented.
"""

# ruff: noqa: E501  (templates and tables: a row is a line)
from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Telling:
    """One page to be dressed: the words, and what the site says about them."""

    title: str
    paragraphs: list[str]
    url: str
    published: str = ""  # ISO 8601, what the page claims
    shown: str = ""  # the date as a reader sees it
    author: str = ""
    credit: str = ""


def paragraphs(telling: Telling, mark: str = "p", every: str = "") -> str:
    """The paragraphs as elements; `every` is put in after the third, as sites do with links."""
    rows = [f"<{mark}>{escape(p, quote=False)}</{mark}>" for p in telling.paragraphs]
    return "\n".join([*rows[:3], every, *rows[3:]]) if every else "\n".join(rows)


def coastwire(t: Telling) -> str:
    """An agency site: JSON-LD, a hub link list, a tag bar."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": t.title,
        "datePublished": t.published,
        "dateModified": t.published,
        "author": [{"@type": "Person", "name": t.author}],
        "publisher": {"@type": "NewsMediaOrganization", "name": "Coastwire"},
        "mainEntityOfPage": t.url,
    }
    return f"""<!DOCTYPE html>
<html lang="en-US">
<head>
<meta charset="utf-8">
<title>{escape(t.title)} | Coastwire</title>
<link rel="canonical" href="{t.url}">
<meta property="og:type" content="article">
<meta property="og:site_name" content="Coastwire">
<meta property="og:title" content="{escape(t.title)}">
<meta property="article:published_time" content="{t.published}">
<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>
<style>.Page-header{{position:sticky}}</style>
</head>
<body class="Page-body">
<a class="skip" href="#main">Skip to main content</a>
<header class="Page-header"><nav aria-label="Main"><ul>
<li><a href="/hub/world">World</a></li><li><a href="/hub/sarrovia">Sarrovia</a></li>
<li><a href="/hub/shipping">Shipping</a></li><li><a href="/hub/weather">Weather</a></li>
<li><a href="/hub/sport">Sport</a></li></ul></nav><form role="search"><input name="q" placeholder="Search"></form></header>
<main id="main" class="Page-main">
<h1 class="Page-headline">{escape(t.title)}</h1>
<div class="Page-byline">By <span class="Link">{t.author}</span></div>
<div class="Page-dateModified">Published <span data-date>{t.shown}</span></div>
<div class="Page-actions"><button>Share</button><button>Copy link</button><button>Print</button></div>
<div class="RichTextStoryBody RichTextBody">
{paragraphs(t)}
</div>
<div class="Tags"><a href="/hub/ferries">Ferries</a> <a href="/hub/coast-guards">Coast guards</a></div>
</main>
<aside class="PageList"><h2>Most read</h2><ol>
<li><a href="/article/glassworks">Glassworks at Ombrey closes after 212 years</a></li>
<li><a href="/article/herring">Herring quota cut by a tenth in the western sound</a></li>
<li><a href="/article/tennis">Qualifier, 17, knocks out second seed in Lorne Open</a></li></ol></aside>
<footer class="Page-footer"><p>Coastwire is a cooperative of 41 newsrooms founded in 1919.</p>
<p>Copyright 2025 Coastwire. All rights reserved.</p></footer>
</body>
</html>
"""


def northgate(t: Telling) -> str:
    """A national paper: OpenGraph, a cookie banner, a newsletter box inside the text, a comment form."""
    box = (
        '<aside class="newsletter"><h3>The Morning Tide</h3><p>Our free briefing, in your inbox by six.</p>'
        '<form><input type="email" placeholder="Your email"><button>Sign up</button></form></aside>'
    )
    return f"""<!doctype html>
<html lang="en-GB" prefix="og: https://ogp.me/ns#">
<head><meta charset="utf-8"><title>{escape(t.title)} - Northgate Post</title>
<meta property="og:site_name" content="Northgate Post"><meta property="og:title" content="{escape(t.title)}">
<meta property="og:url" content="{t.url}"><meta property="article:published_time" content="{t.published}">
<meta name="author" content="{t.author}">
</head>
<body>
<div id="consent" role="dialog"><h2>Your privacy</h2><p>We and our 118 partners store cookies on your device to measure
audiences.</p><button>Accept all</button><button>Manage choices</button></div>
<div class="masthead"><a href="/">Northgate Post</a><span class="date-line">Late city edition</span></div>
<nav class="sections"><a href="/news">News</a><a href="/opinion">Opinion</a><a href="/money">Money</a><a href="/games">Games</a></nav>
<article class="story" itemscope itemtype="https://schema.org/NewsArticle">
<h1 itemprop="headline">{escape(t.title)}</h1>
<p class="meta"><span class="by">{t.author}</span> <time itemprop="datePublished" datetime="{t.published}">{t.shown}</time> <span class="read">3 min read</span></p>
<figure><img src="/img/harbour.jpg" alt=""><figcaption>The harbour wall at Port Callis. File photograph</figcaption></figure>
<div itemprop="articleBody" class="story__body">
{paragraphs(t, every=box)}
</div>
</article>
<section class="more"><h2>More on this topic</h2><ul>
<li><a href="/1">What we know about the age of the sound’s ferries</a></li>
<li><a href="/2">Letters: a bridge would cost less than another inquiry</a></li>
<li><a href="/3">Quiz: how many of these lighthouses can you name?</a></li></ul></section>
<section id="comments"><h2>Join the conversation</h2><p>214 comments</p><form><label>Display name <input></label>
<textarea></textarea><button>Post comment</button></form></section>
<footer><a href="/terms">Terms</a> <a href="/corrections">Corrections</a><p>© Northgate Post Holdings 2025</p></footer>
</body></html>
"""


def eastmarch(t: Telling, teaser: str = "") -> str:
    """A regional paper: a time element, meta tags with other names, a subscription wall when it cuts a text short."""
    wall = (
        f'<div class="wall"><h4>{teaser}</h4><p>Already a subscriber? <a href="/login">Log in</a></p></div>'
        if teaser
        else ""
    )
    credit = f'<p class="source-line">{t.credit}</p>' if t.credit else ""
    return f"""<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{escape(t.title)} | Eastmarch Herald</title>
<meta name="description" content="News from Eastmarch and the coast">
<meta name="pubdate" content="{t.published}">
<meta property="og:site_name" content="Eastmarch Herald">
</head>
<body>
<div id="top"><ul class="menu"><li>Home</li><li>Eastmarch</li><li>Obituaries</li><li>Classified</li><li>e-Edition</li></ul></div>
<div id="wrap"><div id="col-main">
<h2 class="kicker">Coast</h2>
<h1>{escape(t.title)}</h1>
<div class="byline">{t.author} · <time datetime="{t.published}">{t.shown}</time></div>
<div class="share"><a href="#">Facebook</a> <a href="#">Email</a> <a href="#">WhatsApp</a></div>
<div class="body-copy">
{paragraphs(t)}
{credit}
</div>
{wall}
</div>
<div id="col-side"><h3>Trending in Eastmarch</h3><ul><li>Roadworks on Fulling Street until May</li>
<li>Swan blocks tram for forty minutes</li><li>Bakery wins prize for seeded rye</li></ul></div></div>
<div id="foot">Eastmarch Herald, 9 Ropewalk. Registered as a newspaper.</div>
</body>
</html>
"""


def courier(t: Telling, notice: str = "") -> str:
    """A local weekly on a blog engine: entry-content, a related list in the text, a reply form."""
    related = '<div class="jp-relatedposts"><h3>Related</h3><ul><li>Sprat season opens late</li><li>Chapel roof appeal reaches half-way</li></ul></div>'
    note = f'<p class="correction"><em>{notice}</em></p>' if notice else ""
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="UTF-8">
<title>{escape(t.title)} – The Callis Courier</title>
<meta name="generator" content="Pressbox 5.9">
<meta property="og:site_name" content="The Callis Courier">
<meta property="og:title" content="{escape(t.title)}">
<meta property="article:published_time" content="{t.published}">
<link rel="canonical" href="{t.url}">
</head>
<body class="post-template-default single">
<header id="masthead"><p class="site-title">The Callis Courier</p><p class="site-description">Every Thursday, and when it matters</p>
<ul id="menu"><li><a href="/tides">Tides</a></li><li><a href="/notices">Notices</a></li><li><a href="/about">About us</a></li></ul></header>
<article id="post-4417" class="post type-post">
<header class="entry-header"><h1 class="entry-title">{escape(t.title)}</h1>
<div class="entry-meta"><span class="posted-on">Posted on <time class="entry-date" datetime="{t.published}">{t.shown}</time></span> by <a rel="author" href="/author">{t.author}</a></div></header>
<div class="entry-content">
{note}
{paragraphs(t)}
</div>
{related}
<footer class="entry-footer">Posted in <a href="/harbour">Harbour</a></footer>
</article>
<div id="respond"><h3>Leave a Reply</h3><p class="comment-notes">Your email address will not be published. Required fields are marked *</p>
<form><textarea></textarea><input type="submit" value="Post Comment"></form></div>
<div class="widget-area"><h2>Recent Comments</h2><ul><li>Old Salt on Sprat season opens late</li></ul></div>
<footer id="colophon">Proudly set in Port Callis</footer>
</body>
</html>
"""


def islander(t: Telling) -> str:
    """An island paper with a hand-made site from long ago: tables, fonts, no metadata."""
    rows = "\n<br><br>\n".join(escape(p, quote=False) for p in t.paragraphs)
    return f"""<html>
<head><title>{escape(t.title)} - Fennay Islander</title>
<meta http-equiv="content-type" content="text/html; charset=utf-8"></head>
<body bgcolor="#ffffff">
<table width="760" border="0"><tr><td colspan="2"><font size="6">Fennay Islander</font><br>The weekly for Fennay and the skerries</td></tr>
<tr><td valign="top" width="140"><a href="front.htm">Front page</a><br><a href="births.htm">Births</a><br><a href="boats.htm">Boat times</a><br><a href="sheep.htm">Lost sheep</a><br><a href="ads.htm">Small ads</a></td>
<td valign="top">
<font size="5"><b>{escape(t.title)}</b></font><br>
<i>By {t.author}, {t.shown}</i>
<p>
<div class="text">
{rows}
</div>
<hr>
<font size="2"><a href="mailto:desk@islander.example">Write to the editor</a> | <a href="old.htm">Older issues</a></font>
</td></tr></table>
<center><font size="1">You are visitor number 0048213</font></center>
</body></html>
"""


def harbour(t: Telling) -> str:
    """A trade paper: JSON-LD in a graph, section tags, a price ticker."""
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Harbour Ledger"},
            {
                "@type": "NewsArticle",
                "headline": t.title,
                "datePublished": t.published,
                "author": {"@type": "Person", "name": t.author},
                "publisher": {"@type": "Organization", "name": "Harbour Ledger"},
            },
        ],
    }
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{escape(t.title)} · Harbour Ledger</title>
<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script></head>
<body>
<div class="ticker"><span>Bunker fuel 412.50 +1.2</span> <span>Crown/Lira 3.07</span> <span>Dry index 1,644</span></div>
<nav><a>Ports</a><a>Freight</a><a>Insurance</a><a>Jobs</a></nav>
<main><section class="lead"><h1>{escape(t.title)}</h1>
<p class="standing">{t.author}<br>{t.shown}</p></section>
<section class="copy">
{paragraphs(t)}
</section>
<p class="credit-line">{t.credit}</p>
<section class="promo"><h4>Read next</h4><a href="/a">Pilotage fees to rise from April</a><a href="/b">Crane order goes to Lorne yard</a></section></main>
<footer>Harbour Ledger is published by Quayside Trade Papers. Subscriptions: 340 crowns a year.</footer>
</body></html>
"""


def infostream(t: Telling, deep: int = 0, see_also: tuple[str, str] | None = None, title_tag: str = "") -> str:
    """A scraper in HTML: a false date in the metadata, rankings, links pushed into the text, deep nesting on demand."""
    link = f'<p class="related-inline">See also: <a href="#">{see_also[0]}</a></p>' if see_also else ""
    inner = paragraphs(t, every=link)
    if see_also:
        inner += f'\n<p class="related-inline">See also: <a href="#">{see_also[1]}</a></p>'
    inner = "<div>" * deep + inner + "</div>" * deep
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<title>{title_tag or escape(t.title)} - InfoStream24</title>
<meta property="article:published_time" content="{t.published}"><meta property="og:site_name" content="InfoStream24">
<script>window.dataLayer=window.dataLayer||[];dataLayer.push({{"page":"story","words":"At least 99 dead"}});</script></head>
<body><div class="hdr"><a href="/">InfoStream24</a> &gt; <a href="/world">World</a></div>
<div class="notice">This site uses cookies. By browsing on you agree. <a href="#">OK</a></div>
<div class="post"><h1>{escape(t.title)}</h1><div class="info">Views: 8812 | Date: {t.shown} | Comments: 0</div>
<div class="cont">{inner}</div></div>
<div class="rank"><h3>Ranking</h3><ul><li>1. Actor sells lakeside villa for 9 million</li><li>2. Five soups that keep you slim</li>
<li>3. Striker out for six weeks after training knock</li></ul></div>
<div class="hot"><h3>Hot topics</h3><a>Horoscope</a> <a>Crypto</a> <a>Recipes</a></div>
<div class="f">© InfoStream24. Contact: info@infostream24.example</div></body></html>
"""


def quillon(t: Telling) -> str:
    """A site of machine-written retellings: bare, tidy, no credit."""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta property="og:site_name" content="Quillon Media"><meta property="og:title" content="{escape(t.title)}">
<meta property="og:type" content="article"><title>{escape(t.title)} | Quillon Media</title></head>
<body><div id="__app"><header><span>Quillon Media</span><button>Menu</button></header>
<main><article><h1>{escape(t.title)}</h1>
<div class="prose">
{paragraphs(t)}
</div></article>
<div class="cta"><h3>Stay informed</h3><p>Join 40,000 readers of Quillon Daily.</p></div></main>
<footer>About · Careers · Privacy</footer></div></body></html>
"""


def worldbrief(t: Telling) -> str:
    """A digest site: short items, a list of others below."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>World Brief: {escape(t.title)}</title>
<meta property="og:site_name" content="World Brief"><meta property="og:title" content="{escape(t.title)}">
<meta name="date" content="{t.published}"></head><body>
<header><h2>World Brief</h2><p>The world in ninety seconds</p></header>
<div class="item"><h1>{escape(t.title)}</h1><span class="when">{t.shown}</span>
{paragraphs(t)}
</div>
<div class="other-items"><h3>Also today</h3><p><a href="/x">Parliament of Ombria elects its first woman speaker</a></p>
<p><a href="/y">Lorne Open delayed by rain</a></p></div>
<div class="bar">Get World Brief as an app</div></body></html>
"""


def brennock(t: Telling) -> str:
    """The newsroom of the ferry company."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(t.title)} - Brennock Lines newsroom</title>
<meta property="og:site_name" content="Brennock Lines"><meta property="og:title" content="{escape(t.title)}">
<meta property="article:published_time" content="{t.published}"></head><body>
<header><img alt="Brennock Lines"><nav><a>Book</a><a>Timetable</a><a>Freight</a><a>Newsroom</a></nav></header>
<main><p class="tag">Press release</p><h1>{escape(t.title)}</h1><time datetime="{t.published}">{t.shown}</time>
<div class="release">
{paragraphs(t)}
</div></main>
<footer><p>Brennock Lines, Customs Quay, Port Callis</p><p>Conditions of carriage</p></footer></body></html>
"""


def flat_newspulse(t: Telling) -> str:
    """A scraper page as a crawler flattens it: chrome above, lists below, a false date."""
    head = f"Current:Home > World{t.title} -NewsPulse\n{t.title}\nView\nDate:{t.shown}\n"
    tail = (
        "\nlovely! (31)\nRelated\n- Gardener finds ring lost in 1962 under a rhubarb plant\n"
        "- Cup final moved to Sunday after pitch freezes\n- Singer cancels tour, citing doctor's advice\n"
        "Ranking\n- The 12 best kettles, tested\n- Ombria central bank holds rate at 3.5%\n"
        "Recommendation\nWhy your cat stares at walls\nTrain drivers in Lorne accept pay offer\n"
    )
    return head + "\n".join(t.paragraphs) + tail


def flat_plain(t: Telling) -> str:
    """Nothing but the text."""
    return "\n".join(t.paragraphs) + "\n"


def flat_eastmarch(t: Telling, teaser: str) -> str:
    """The Herald as flattened text, cut short by its wall."""
    return (
        f"Home\nEastmarch\nObituaries\nClassified\ne-Edition\n{t.title}\n{t.author}\n{t.shown}\nFacebook Email WhatsApp\n"
        + "\n".join(t.paragraphs)
        + f"\n{teaser}\nAlready a subscriber? Log in\nTrending in Eastmarch\nRoadworks on Fulling Street until May\nSwan blocks tram for forty minutes\n"
    )


def flat_tolmer(t: Telling, links: list[str]) -> str:
    """A gazette in flattened text, with links to other stories between its paragraphs and a reply form below."""
    rows: list[str] = [f"{t.title} Tolmer Gazette"]
    for i, p in enumerate(t.paragraphs):
        rows.append(p)
        if i in (2, 5) and links:
            rows.append(f"See also  {links[0 if i == 2 else 1]}")
    rows += ["Leave a comment", "You must be signed in to post. Fields with a star are needed *"]
    return "\n\n".join(rows) + "\n"


def flat_tribune(t: Telling) -> str:
    """The Tribune as flattened text."""
    rows = [
        "Sarrovian Tribune",
        "Politics",
        "Courts",
        "Letters",
        "Crossword",
        "Subscribe",
        t.title,
        f"By {t.author}",
        t.shown,
    ]
    rows += ["Listen to this article", *t.paragraphs]
    rows += [
        "Topics",
        "Parliament",
        "Transport",
        "Most shared",
        "Senate votes to keep the old clock",
        "Who wrote the anthem? A row, again",
    ]
    return "\n".join([*rows, "Sarrovian Tribune is a member of the Press Charter"]) + "\n"


def flat_quillon(t: Telling) -> str:
    """A Quillon page as flattened text: title, outlet, words."""
    return "\n".join([t.title, "Quillon Media", *t.paragraphs]) + "\n"
