"""Marks of money beside digits and the ISO 4217 codes they stand for; one table for all languages.

A mark is read only next to a number. A bare "$" is taken as the US dollar, "¥" as the yen, as news pages mean them.
"""

from __future__ import annotations

from types import MappingProxyType

from retold.text.tables import either

BEFORE_DOLLAR = {
    "us": "USD",
    "u.s.": "USD",
    "a": "AUD",
    "au": "AUD",
    "c": "CAD",
    "ca": "CAD",
    "cdn": "CAD",
    "nz": "NZD",
    "hk": "HKD",
    "s": "SGD",
    "sg": "SGD",
    "nt": "TWD",
    "r": "BRL",
    "mx": "MXN",
    "j": "JMD",
    "tt": "TTD",
    "z": "ZWL",
}
SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "₫": "VND",
    "₴": "UAH",
    "₦": "NGN",
    "฿": "THB",
    "₱": "PHP",
    "₡": "CRC",
    "₲": "PYG",
    "₸": "KZT",
}
LETTERS = {
    "PS": "GBP",
    "RM": "MYR",
    "Rs": "INR",
    "Rs.": "INR",
    "Rp": "IDR",
    "RMB": "CNY",
    "NIS": "ILS",
    "Tk": "BDT",
    "Php": "PHP",
    "KSh": "KES",
    "Ksh": "KES",
}
CODES = (
    "USD EUR GBP JPY CNY CNH INR AUD CAD NZD CHF SEK NOK DKK ISK PLN CZK HUF RON BGN HRK RUB UAH TRY ILS AED SAR QAR "
    "KWD EGP ZAR NGN KES GHS TZS UGX ETB BRL MXN ARS CLP COP PEN UYU BOB PYG KRW TWD HKD SGD MYR THB IDR PHP VND PKR "
    "BDT LKR NPR KZT GEL IRR IQD"
).split()
CODE_OF = MappingProxyType({c: c for c in CODES} | LETTERS | SIGNS)


MARK = (
    r"(?-i:(?:(?:" + either([p.upper() for p in BEFORE_DOLLAR]) + r") ?)?\$(?:US|AU|CA|NZ|HK|A|C|S)?"
    r"|[" + "".join(s for s in SIGNS if s != "$") + r"]|(?:" + either([*CODES, *LETTERS]) + r"))"
)


def code_of(mark: str) -> str:
    """The ISO code of a mark of money, or "" when it is none.

    >>> code_of("US$"), code_of("$US"), code_of("RM"), code_of("€")
    ('USD', 'USD', 'MYR', 'EUR')
    """
    mark = mark.strip()
    if "$" in mark:
        beside = mark.replace("$", "").strip().lower()
        return BEFORE_DOLLAR.get(beside, "USD")
    return CODE_OF.get(mark, "")
