"""Numbers in Spanish: marks of both conventions, words, ranges, hedges, shares, money."""

from __future__ import annotations

import pytest

from retold.text.numbers import NumberSeen, find_numbers

ROWS = [
    # cifras
    ("Murieron 1.234 personas.", "1.234=1234"),
    ("El fondo gestiona 3,5 millones de euros.", "3,5 millones=3500000"),
    ("Cuesta 1,250.75 pesos.", "1,250.75=1250.75"),
    ("Pagó US$2,500.50 y luego 300 más.", "US$2,500.50=2500.50 USD; 300=300"),
    ("El índice cerró en 9.876,5 puntos.", "9.876,5=9876.5"),
    ("una deuda de 1.234.567 euros", "1.234.567=1234567"),
    ("una inversión de 12.5 millones", "12.5 millones=12500000"),
    ("0,5 grados", "0,5=0.5"),
    # palabras
    ("treinta y cinco heridos", "treinta y cinco=35"),
    ("veintiún barcos y veintidós lanchas", "veintiún=21; veintidós=22"),
    ("ciento cinco viviendas", "ciento cinco=105"),
    ("doscientas trece mujeres", "doscientas trece=213"),
    ("mil quinientos soldados", "mil quinientos=1500"),
    ("dos mil treinta y uno", "dos mil treinta y uno=2031"),
    ("dos millones trescientos mil votantes", "dos millones trescientos mil=2300000"),
    ("mil millones de pesos", "mil millones=1000000000"),
    ("dos mil trescientos millones", "dos mil trescientos millones=2300000000"),
    ("un millón y medio de personas", "un millón y medio=1500000"),
    ("medio millón de firmas", "medio millón=500000"),
    ("media docena de pueblos", "media docena=6"),
    ("una docena de casas", "una docena=12"),
    ("cuatro docenas de ovejas", "cuatro docenas=48"),
    ("medio centenar de vecinos", "medio centenar=50"),
    ("un billón de pesos", "un billón=1000000000000"),
    ("cien policías", "cien=100"),
    ("noventa y nueve votos", "noventa y nueve=99"),
    ("un hombre y una mujer", ""),
    # vagos
    ("decenas de barcos", "decenas=10..100"),
    ("cientos de vecinos", "cientos=100..1000"),
    ("miles de personas", "miles=1000..10000"),
    ("decenas de miles de firmas", "decenas de miles=10000..100000"),
    ("cientos de miles de votos", "cientos de miles=100000..1000000"),
    ("millones de niños", "millones=1000000..10000000"),
    ("varios miles de plazas", "varios miles=2000..9000"),
    ("un par de cientos", "par de cientos=200"),
    # partes
    ("la mitad de los votos", "la mitad=0.5 share"),
    ("un tercio de los pozos", "un tercio=0.3333 share"),
    ("dos tercios de los alumnos", "dos tercios=0.6667 share"),
    ("tres cuartas partes del agua", "tres cuartas partes=0.75 share"),
    ("la tercera parte de la cosecha", "la tercera parte=0.3333 share"),
    ("una de cada cinco mujeres", "una de cada cinco=0.2 share"),
    ("3 de cada 10 hogares", "3 de cada 10=0.3 share"),
    ("un cuarto de millón", "un cuarto de millón=250000"),
    ("por medio de un juez", ""),
    # rangos
    ("entre 30 y 40 presos", "entre 30 y 40=30..40"),
    ("de 5 a 10 millones", "de 5 a 10 millones=5000000..10000000"),
    ("12-15 casos", "12-15=12..15"),
    ("dos o tres días", "dos o tres=2..3"),
    ("desde 30 hasta 45 camas", "desde 30 hasta 45=30..45"),
    ("del 5 al 7 por ciento", "del 5 al 7=5..7"),
    ("entre dos y tres docenas", "entre dos y tres docenas=24..36"),
    ("subió de 30 a 45 camas", "de 30 a 45=30..45"),
    # límites
    ("al menos 41 muertos", "al menos 41=41 >"),
    ("más de 23.400 vecinos", "más de 23.400=23400 >"),
    ("casi 18.000 firmas", "casi 18.000=18000 ~"),
    ("cerca de 90 casas", "cerca de 90=90 ~"),
    ("unos 300 soldados", "unos 300=300 ~"),
    ("unas 120 familias", "unas 120=120 ~"),
    ("alrededor de mil vacas", "alrededor de mil=1000 ~"),
    ("hasta 80 barcos", "hasta 80=80 <"),
    ("menos de 12 votos", "menos de 12=12 <"),
    ("no menos de 60", "no menos de 60=60 >"),
    ("como máximo seis", "como máximo seis=6 <"),
    ("por lo menos 25", "por lo menos 25=25 >"),
    ("20 o más", "20 o más=20 >"),
    ("más o menos 50", "más o menos 50=50 ~"),
    ("por encima de 40 grados", "por encima de 40=40 >"),
    ("en torno a 7.000", "en torno a 7.000=7000 ~"),
    ("al menos un muerto", "al menos un=1 >"),
    ("menos 12 grados", "menos 12=-12"),
    # dinero
    ("40 millones de dólares, unos 36 millones", "40 millones=40000000; unos 36 millones=36000000 ~"),
    ("€5 y 300€", "€5=5 EUR; 300=300 EUR"),
    ("US$1.300 millones", "US$1.300 millones=1300000000 USD"),
    ("USD 40 millones", "USD 40 millones=40000000 USD"),
    ("R$ 20", "R$ 20=20 BRL"),
    # otros
    ("ganaron 3-1", "3-1=3..1 score"),
    ("el 5.º puesto y la 1ª fila", ""),
    ("la covid-19 y el A320", ""),
    ("a las 10:35", ""),
    ("el artículo 1.2.3", ""),
]  # fmt: skip


def said(number: NumberSeen, text: str) -> str:
    """A number as a row tells it; shares to four digits."""
    share = number.shape == "share"
    low, high = (f"{v:.4g}" if share else str(v) for v in (number.low, number.high))
    shape = number.shape if number.shape in ("share", "score") else ""
    extra = "".join(f" {w}" for w in (number.change.strip("="), number.currency, shape) if w)
    return f"{number.span.of(text)}={low if low == high else f'{low}..{high}'}{extra}"


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_spanish_numbers_are_read(text: str, expected: str) -> None:
    assert "; ".join(said(n, text) for n in find_numbers(text, "es")) == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Costó 3,5 euros; murieron 1.200 vacas.", ["3.5", "1200"]),
        ("Costó 3.5 pesos; ganó 2,500.75 y perdió 1,200 vacas.", ["3.5", "2500.75", "1200"]),
        ("La fiebre subió a 38.5 y murieron 1.200 vacas.", ["38.5", "1200"]),
        ("Salió a las 10.30 y llevaba 1.200 cajas.", ["10.30", "1200"]),
    ],
)
def test_the_text_itself_tells_which_mark_groups(text: str, values: list[str]) -> None:
    assert [str(n.low) for n in find_numbers(text, "es")] == values
