"""What the names in a page's markup mean: tables only.

Tags by their effect on the flow of text, and generic words of class and id attributes by the part of a page they
name. No outlet's own names: a token is here because web pages in general use it so.
"""

from __future__ import annotations

BLOCK = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html iframe label legend li main menu nav ol optgroup option p pre "
    "search section select summary table tbody td tfoot th thead tr ul video audio textarea amp-img amp-ad".split()
)
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
INLINE_BARE = frozenset("b i em strong u s small sup sub mark q cite code abbr font big tt ins del wbr".split())
RAW = frozenset(("script", "style", "noscript", "template", "svg", "title", "textarea", "math", "iframe", "object"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

# A start tag closes these open elements of its own family (HTML Living Standard, optional tags, simplified).
CLOSES = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("tr",),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "option": ("option",),
}
KEEPS = frozenset(("ul", "ol", "dl", "table", "select", "div", "section", "article", "menu"))
CLOSES_P = BLOCK - {"button", "label", "option", "optgroup", "select", "textarea", "iframe", "video", "audio", "body"}

PARTS: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "article": "article story post entry hentry news artikel articulo noticia articolo beitrag nyhet",
        "body": "body content text richtext prose paragraph paragraphs wysiwyg copy fulltext texto inhalt contenu "
        "articlebody storybody postbody entrycontent articletext articlecontent postcontent storytext",
        "title": "title headline heading hed titulo titre titel subtitle",
        "lead": "lead lede intro standfirst summary excerpt deck dek kicker subheadline teaser abstract description",
        "nav": "nav navbar navigation menu breadcrumb breadcrumbs crumbs toc pager pagination submenu topbar tabs tab "
        "hamburger toolbar skip jump",
        "header": "header masthead banner top hero",
        "footer": "footer foot bottom colophon copyright legal",
        "side": "sidebar side aside rail widget widgets secondary column col3 module modules",
        "related": "related recommended recommendation recommendations recommend more readmore seealso also similar "
        "popular trending latest mostread mostpopular most read next previous prev up upnext carousel slider list "
        "listing grid feed card cards tease teasers river promo promos promoted inlinelink crosslink collection",
        "share": "share sharing social shares facebook twitter whatsapp follow addthis sharedaddy buttons",
        "comment": "comment comments disqus respond reply replies discussion commentlist reader",
        "ad": "ad ads advert advertisement advertising sponsor sponsored outbrain taboola affiliate commercial "
        "dfp banner adslot",
        "letter": "newsletter subscribe subscription signup register paywall login signin membership donate donation "
        "account modal popup overlay offer cta",
        "cookie": "cookie cookies consent gdpr privacy",
        "caption": "caption figcaption credit image img photo gallery media video figure picture thumbnail audio "
        "player",
        "byline": "byline author authors bio contributor writer reporter autor auteur profile vcard",
        "date": "date time timestamp published updated datetime dateline pubdate posted",
        "meta": "meta metadata info details tag tags category categories topic topics section label keywords eyebrow",
        "hidden": "hidden hide invisible sr visually screen accessibility offscreen",
        "note": "disclaimer correction note notes footnote source sources references about",
        "table": "table infobox chart data stats score",
        "quote": "quote pullquote blockquote pull",
    }.items()
}
PART_BIT = {name: 1 << i for i, name in enumerate(PARTS)}
TOKEN_BITS: dict[str, int] = {}
for _name, _words in PARTS.items():
    for _word in _words:
        TOKEN_BITS[_word] = TOKEN_BITS.get(_word, 0) | PART_BIT[_name]

AREAS = ("article", "main", "nav", "header", "footer", "aside", "form", "figure", "table", "ul", "ol", "section",
         "blockquote", "button", "a", "dl", "details", "figcaption")  # fmt: skip
AREA_BIT = {name: 1 << i for i, name in enumerate(AREAS)}
