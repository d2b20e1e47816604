"""Pages of invented outlets in seven languages and four layouts, each with markup and flattened: the floors stand on them.

Stories and furniture were written for this file; nobody and no place in them exists.
"""

from __future__ import annotations

import html
from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """What one page tells, and the words that its outlet puts around it."""

    language: str
    title: str
    author: str
    by: str  # the byline as the outlet writes it
    day: str
    written: str  # the day as the outlet writes it
    outlet: str
    paragraphs: tuple[str, ...]
    menu: tuple[str, ...]
    related: str
    others: tuple[str, ...]
    footer: tuple[str, ...]


STORIES = (
    Story(
        "en", "Dam at Orrin opens its gates after a week of rain", "Ida Fenwick", "By Ida Fenwick", "2031-05-06",
        "May 6, 2031", "Vell Tribune",
        (
            "ORRIN — The gates of the dam above Orrin were opened on Tuesday after a week of rain had filled the lake to 97 percent of what it can hold, the water board said.",
            "About 340 people in the lower town were told to leave their houses by noon. Buses took them to the sports hall in Tolmer, where beds had been set up overnight.",
            "“We have practised this twice, and nobody panicked,” said Mara Lindqvist, who runs the hall. “The children think it is a camp.”",
            "The board expects the level to fall by two metres before Friday. Farmers along the river had moved their cattle to higher ground at the weekend.",
        ),
        ("Home", "World", "Business", "Sport", "Weather", "Subscribe", "Log in"), "More stories",
        ("Tolmer gets a second bridge in spring", "Choir of Vell sings for the last time", "Why oats cost twice as much this year"),
        ("About us", "Terms of use", "© 2031 Vell Tribune. All rights reserved."),
    ),
    Story(
        "es", "El puerto de Vallina reabre tras el temporal", "Lucía Bermejo", "Por Lucía Bermejo", "2031-03-11",
        "11 de marzo de 2031", "Diario de Vallina",
        (
            "El puerto de Vallina volvió a abrir el martes después de cuatro días de temporal que hundieron doce barcas y dañaron el muelle norte, informó la autoridad portuaria.",
            "Unas 1.200 personas trabajan en la lonja, y muchas no habían cobrado desde el viernes. El ayuntamiento prometió una ayuda de 300 euros por familia.",
            "«Hemos perdido las redes, pero no a nadie», dijo Rosa Tejada, patrona de un barco de diecisiete metros. «Eso es lo que cuenta».",
            "Los técnicos calculan que la reparación del muelle costará 2,4 millones de euros y durará hasta el verano.",
        ),
        ("Portada", "Local", "Economía", "Deportes", "Cultura", "Suscríbete", "Entrar"), "Te puede interesar",
        ("La biblioteca presta cañas de pescar", "Un coro busca tenores para mayo", "Cierra la última mina de sal"),
        ("Quiénes somos", "Aviso legal", "© 2031 Diario de Vallina"),
    ),
    Story(
        "de", "Brücke von Altmoor bleibt bis zum Herbst gesperrt", "Jonas Reuter", "Von Jonas Reuter", "2031-06-18",
        "18. Juni 2031", "Altmoorer Zeitung",
        (
            "Die Brücke von Altmoor bleibt nach dem Fund eines Risses im dritten Pfeiler bis zum Herbst gesperrt, teilte das Bauamt am Mittwoch mit.",
            "Täglich überquerten zuletzt 8.400 Fahrzeuge den Fluss an dieser Stelle. Der Umweg über Sandlohe dauert eine halbe Stunde länger.",
            "„Wir haben den Riss bei einer gewöhnlichen Prüfung gefunden, nicht durch Zufall“, sagte die Amtsleiterin Britta Hansen. „Gefahr bestand zu keiner Zeit.“",
            "Das Land will die Kosten von 3,1 Millionen Euro übernehmen. Händler in der Altstadt fordern eine Fähre für Fußgänger.",
        ),
        ("Startseite", "Lokales", "Wirtschaft", "Sport", "Kultur", "Abo", "Anmelden"), "Mehr zum Thema",
        ("Chor sucht Sänger für den Sommer", "Neue Halle für die Feuerwehr", "Warum der Hafer so teuer ist"),
        ("Impressum", "Datenschutz", "© 2031 Altmoorer Zeitung"),
    ),
    Story(
        "fr", "À Sainte-Orme, la grève des bacs entre dans son dixième jour", "Claire Vasseur", "Par Claire Vasseur",
        "2031-09-22", "22 septembre 2031", "Le Courrier d’Orme",
        (
            "La grève des bacs de Sainte-Orme est entrée lundi dans son dixième jour, sans qu’une date de négociation ait été fixée, a indiqué le syndicat des marins.",
            "Les 5 600 habitants de l’île ne sont plus ravitaillés que par deux barges militaires. Les écoles sont restées fermées pour la seconde semaine.",
            "« Nous ne demandons pas la lune », a déclaré Yves Kermeur, capitaine depuis vingt ans. « Nous demandons de dormir une nuit sur deux. »",
            "La région a proposé vendredi une hausse des salaires de 4 %, que le syndicat juge insuffisante.",
        ),
        ("Accueil", "Région", "Économie", "Sports", "Culture", "S’abonner", "Se connecter"), "À lire aussi",
        ("La chorale cherche des ténors", "Une seconde halle pour le marché", "Le prix de l’avoine a doublé"),
        ("Qui sommes-nous", "Mentions légales", "© 2031 Le Courrier d’Orme"),
    ),
    Story(
        "pt", "Chuvas deixam três aldeias de Monforte sem luz", "Inês Quental", "Por Inês Quental", "2031-01-15",
        "15 de janeiro de 2031", "Folha de Monforte",
        (
            "Três aldeias do concelho de Monforte estão sem luz desde terça-feira, depois de um deslizamento ter derrubado uma linha de alta tensão, disse a proteção civil.",
            "Cerca de 900 pessoas foram afetadas, e 40 passaram a noite no quartel dos bombeiros. A escola só deve reabrir na segunda-feira.",
            "“Ouvimos um estrondo e depois ficou tudo escuro”, contou Amélia Rosado, de 71 anos. “Os vizinhos trouxeram velas.”",
            "A empresa de eletricidade enviou quatro equipas e espera repor a corrente até sexta-feira à noite.",
        ),
        ("Início", "Concelho", "Economia", "Desporto", "Cultura", "Assinar", "Entrar"), "Leia também",
        ("Coro procura tenores para maio", "Biblioteca empresta canas de pesca", "Preço da aveia duplicou num ano"),
        ("Quem somos", "Termos de uso", "© 2031 Folha de Monforte"),
    ),
    Story(
        "ru", "В Озёрске открыли новый мост через Тавду", "Анна Лескова", "Автор: Анна Лескова", "2031-10-02",
        "2 октября 2031", "Озёрский вестник",
        (
            "В Озёрске в четверг открыли новый мост через Тавду, который строили четыре года, сообщила администрация города.",
            "По мосту длиной 620 метров каждый день смогут проезжать до 15 тысяч машин. Старый мост оставят пешеходам.",
            "«Раньше мы стояли на переправе по часу», — рассказал водитель автобуса Пётр Савин. «Теперь дорога занимает семь минут».",
            "Строительство обошлось в 2,8 миллиарда рублей. Подрядчик обещал закончить освещение до конца месяца.",
        ),
        ("Главная", "Город", "Экономика", "Спорт", "Культура", "Подписка", "Войти"), "Читайте также",
        ("Хор ищет теноров", "Библиотека выдаёт удочки", "Почему подорожал овёс"),
        ("О нас", "Правила", "© 2031 Озёрский вестник"),
    ),
    Story(
        "zh", "白石镇水库泄洪，三百多名居民转移", "陈立文", "作者：陈立文", "2031-07-08", "2031年7月8日", "白石日报",
        (
            "白石镇水库周二上午开闸泄洪，下游三百四十名居民在中午前转移到镇中学，镇政府在一份通报中说。",
            "连续一周的大雨使水位升至警戒线以上两米。公路有四处塌方，前往邻县的班车全部停运。",
            "“我们演练过两次，没有人慌张。”负责安置点的林秀兰说，“孩子们以为是夏令营。”",
            "水务部门预计水位将在周五以前下降两米。沿河的农户上周末已经把牛羊赶到高处。",
        ),
        ("首页", "国内", "国际", "财经", "体育", "订阅", "登录"), "相关新闻",
        ("图书馆出借钓鱼竿", "合唱团招募男高音", "燕麦价格一年翻番"), ("关于我们", "使用条款", "© 2031 白石日报"),
    ),
)  # fmt: skip


def esc(text: str) -> str:
    return html.escape(text, quote=False)


def links(names: tuple[str, ...], tag: str) -> str:
    return "".join(f'<{tag}><a href="/{n}">{esc(name)}</a></{tag}>' for n, name in enumerate(names))


def article_of_today(s: Story) -> str:
    """Article, aside and footer elements, JSON-LD in the head."""
    data = f'{{"@type":"NewsArticle","headline":"{s.title}","datePublished":"{s.day}","author":{{"@type":"Person","name":"{s.author}"}}}}'
    body = "".join(f"<p>{esc(p)}</p>" for p in s.paragraphs)
    return f"""<!doctype html><html lang="{s.language}"><head><title>{esc(s.title)} | {esc(s.outlet)}</title>
<meta property="og:site_name" content="{s.outlet}"><script type="application/ld+json">{data}</script></head><body>
<header><nav><ul>{links(s.menu, "li")}</ul></nav></header><main><article><h1>{esc(s.title)}</h1>
<p class="byline">{esc(s.by)}</p><time datetime="{s.day}">{s.written}</time>{body}</article>
<aside class="related"><h3>{esc(s.related)}</h3><ul>{links(s.others, "li")}</ul></aside></main>
<footer>{links(s.footer, "p")}</footer></body></html>"""


def boxes(s: Story) -> str:
    """Nothing but div elements, a link to another story between the paragraphs, facts in meta tags."""
    inside = f'<div class="inline-promo"><a href="/7">{esc(s.others[0])}</a></div>'
    body = "".join(f"<div class='c4'>{esc(p)}</div>{inside if n == 1 else ''}" for n, p in enumerate(s.paragraphs))
    return f"""<html><head><title>{esc(s.title)} - {esc(s.outlet)}</title><meta property="og:title" content="{s.title}">
<meta property="article:published_time" content="{s.day}"><meta name="author" content="{s.author}"></head><body>
<div class="topbar">{links(s.menu, "div")}</div><div class="wrap"><div class="hd"><h1>{esc(s.title)}</h1></div>
<div class="meta">{s.written}</div><div class="story-body">{body}</div>
<div class="side"><div>{esc(s.related)}</div>{links(s.others, "div")}</div></div>
<div class="foot">{links(s.footer, "div")}</div></body></html>"""


def old_tables(s: Story) -> str:
    """Tables and line breaks, upper-case tags, nothing in the head but the title."""
    body = "<BR><BR>".join(esc(p) for p in s.paragraphs)
    return f"""<HTML><HEAD><TITLE>{esc(s.title)}</TITLE></HEAD><BODY><TABLE><TR><TD WIDTH=120>
{"<BR>".join(f'<A HREF="{n}.html">{esc(m)}</A>' for n, m in enumerate(s.menu))}</TD><TD><H1>{esc(s.title)}</H1>
{esc(s.by)}, {s.written}<P>{body}</TD><TD>{"<BR>".join(f'<A HREF="x{n}.html">{esc(o)}</A>' for n, o in enumerate(s.others))}
</TD></TR></TABLE><FONT SIZE=1>{" | ".join(map(esc, s.footer))}</FONT></BODY></HTML>"""


def blog(s: Story) -> str:
    """A theme of a blog: post, widgets, comments, share buttons."""
    body = "".join(f"<p>{esc(p)}</p>" for p in s.paragraphs)
    return f"""<html lang="{s.language}"><head><title>{esc(s.title)} &#8211; {esc(s.outlet)}</title></head><body>
<div id="page"><div id="masthead"><a href="/">{esc(s.outlet)}</a></div><ul id="menu">{links(s.menu, "li")}</ul>
<div class="post hentry"><h1 class="entry-title">{esc(s.title)}</h1><div class="entry-meta">
<span class="author vcard">{esc(s.author)}</span> <span class="date">{s.written}</span></div>
<div class="entry-content">{body}<div class="sharedaddy"><a href="#">Facebook</a> <a href="#">WhatsApp</a></div></div>
</div><div id="comments"><h3>2</h3><div class="comment"><p>Kim: {esc(s.related)}</p></div></div>
<div id="sidebar"><div class="widget"><h4>{esc(s.related)}</h4><ul>{links(s.others, "li")}</ul></div></div>
<div id="footer">{links(s.footer, "p")}</div></div></body></html>"""


LAYOUTS = (article_of_today, boxes, old_tables, blog)


def flattened(s: Story) -> str:
    """The same page as a crawler's text file has it."""
    parts = (*s.menu, s.title, s.by, s.written, *s.paragraphs, s.related, *s.others, *s.footer)
    return "\n".join(parts)


def clean(s: Story) -> str:
    """The article alone, as a careful hand copies it."""
    return "\n".join(s.paragraphs)
