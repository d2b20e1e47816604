"""Languages other than English, as far as grouping needs them: little words, number words, days and months.

Takes the words of a text, gives its language, and the common form of what can be compared across languages. Closed
classes only: a word of content is never translated.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

ENGLISH = "en"
OWN_SHARE = 0.04  # of a text's words that are little words of English; other languages stay under .03
LITTLE: dict[str, frozenset[str]] = {
    ENGLISH: frozenset("the and of to that was said with for from by were is has had are be".split()),
    "fr": frozenset(
        "le la les de des du un une et à au aux en dans sur par pour avec sans sous que qui quoi dont où ce cet cette "
        "ces se sa son ses leur leurs il elle ils elles on nous vous ne pas plus est sont était étaient a ont avait "
        "avaient été être avoir selon après avant lors mais ou si comme aussi entre vers chez tout tous toute toutes "
        "très moins encore déjà ainsi deux trois quatre cinq six sept huit neuf".split()
    ),
    "es": frozenset(
        "el la los las de del un una unos unas y e o u a al en con por para sin sobre bajo entre hasta desde que "
        "quien quienes cual donde cuando como se su sus lo le les ella ellos ellas nos no más menos muy también ya "
        "es son era eran fue fueron ser ha han había habían hay está están según tras ante durante pero si este esta "
        "estos estas ese esa dos tres cuatro cinco seis siete ocho nueve".split()
    ),
    "pt": frozenset(
        "o a os as de do da dos das um uma e em no na nos nas ao à com por pelo pela para sem sob sobre entre até que "
        "quem onde quando como se seu sua seus suas ele ela eles elas não mais menos muito também já é são era eram "
        "foi foram ser tem têm havia há está estão segundo após mas ou este esta dois três quatro cinco".split()
    ),
    "it": frozenset(
        "il lo la i gli le di del della dei delle dal dalla al alla ai un una uno e ed o in nel nella nei con per su "
        "sul sulla tra fra da che chi cui dove quando come si suo sua suoi loro non più meno anche già è sono era "
        "erano stato stata essere ha hanno aveva secondo dopo ma se questo questa due tre quattro cinque".split()
    ),
    "de": frozenset(
        "der die das den dem des ein eine einer eines einem und oder in im am an auf aus bei mit nach seit von vom zu "
        "zum zur für über unter um durch gegen dass daß wer wo wie als wenn sich sein seine ihr ihre er sie es wir "
        "nicht auch noch schon nur sehr ist sind war waren wurde wurden worden werden hat haben hatte".split()
    ),
    "nl": frozenset(
        "de het een en of in op aan bij met naar van voor over onder door tegen uit om te dat die wie waar hoe als "
        "zich zijn haar hun hij zij ze wij niet ook nog al maar is was waren werd werden heeft hebben had".split()
    ),
}
PLACE_WORDS: dict[str, frozenset[str]] = {
    ENGLISH: frozenset("in at near off from outside across around to inside of".split()),
    "fr": frozenset("à au aux en dans près de depuis vers".split()),
    "es": frozenset("en de desde cerca hacia".split()),
    "pt": frozenset("em no na de desde para".split()),
    "it": frozenset("a in di da presso".split()),
    "de": frozenset("in im bei aus nahe von nach".split()),
    "nl": frozenset("in bij uit nabij van naar".split()),
}


def number_row(first: int, words: str) -> dict[str, int]:
    """Number words in their order, from `first` on."""
    return {word: n for n, word in enumerate(words.split(), first)}


def tens_row(words: str) -> dict[str, int]:
    """The words for twenty, thirty and so on."""
    return {word: 10 * n for n, word in enumerate(words.split(), 2)}


SPELT: dict[str, dict[str, int]] = {
    "fr": number_row(10, "dix onze douze treize quatorze quinze seize") | tens_row("vingt trente quarante cinquante"),
    "es": number_row(
        10, "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós"
    )
    | tens_row("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
    "pt": number_row(10, "dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove")
    | tens_row("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa"),
    "it": number_row(
        10, "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti"
    )
    | tens_row("venti trenta quaranta cinquanta sessanta settanta ottanta novanta"),
}
CALENDAR = (  # English first; what is also another English word is left out
    "monday lundi lunes segunda-feira lunedì montag maandag",
    "tuesday mardi martes martedì dienstag dinsdag",
    "wednesday mercredi miércoles mercoledì mittwoch woensdag",
    "thursday jeudi jueves giovedì donnerstag donderdag",
    "friday vendredi viernes venerdì freitag vrijdag",
    "saturday samedi sábado sabato samstag zaterdag",
    "sunday dimanche domingo domenica sonntag zondag",
    "january janvier enero janeiro gennaio januar januari",
    "february février febrero fevereiro febbraio februar februari",
    "march marzo março märz maart",
    "april avril abril aprile",
    "may mayo maio maggio",
    "june juin junio junho giugno juni",
    "july juillet julio julho luglio juli",
    "august août agosto augustus",
    "september septembre septiembre setembro settembre",
    "october octobre octubre outubro ottobre oktober",
    "november novembre noviembre novembro",
    "december décembre diciembre dezembro dicembre dezember",
)
DAYS_AND_MONTHS = frozenset(row.split()[0] for row in CALENDAR)
COMMON_FORM = {word: row.split()[0] for row in CALENDAR for word in row.split()[1:]}


def find_language(words: Mapping[str, int]) -> str:
    """The language whose little words a text uses most; English when it has enough of those, or none of any.

    >>> find_language({"le": 3, "ferry": 1, "a": 1, "coulé": 1}), find_language({"the": 1, "ferry": 1, "sank": 1})
    ('fr', 'en')
    """
    if count_of(words, LITTLE[ENGLISH]) >= OWN_SHARE * sum(words.values()):
        return ENGLISH
    return max(LITTLE, key=lambda name: (count_of(words, LITTLE[name]), name == ENGLISH))


def count_of(words: Mapping[str, int], wanted: Collection[str]) -> int:
    """How often words of a set are used."""
    return sum(words[w] for w in wanted if w in words)
