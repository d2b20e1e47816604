"""Times in Spanish, seen from Thursday, 15 May 2031: rows of (text, what is read)."""

from __future__ import annotations

from datetime import date

import pytest

from retold.records import TimeSeen
from retold.text.times import find_times

ANCHOR = date(2031, 5, 15)

ROWS = [
    # días
    ("El dique se rompió el lunes.", "lunes=2031-05-12"),
    ("El juez decidirá el viernes.", "viernes=2031-05-16"),
    ("Votarán el domingo 18 de mayo.", "domingo 18 de mayo=2031-05-18"),
    ("Murió el martes pasado.", "el martes pasado=2031-05-13"),
    ("La final es el próximo sábado.", "el próximo sábado=2031-05-17"),
    ("Ayer llovió y hoy también.", "Ayer=2031-05-14; hoy=2031-05-15"),
    ("Abrirá mañana.", "mañana=2031-05-16"),
    ("La mañana fue fría.", ""),
    ("Se reunirán pasado mañana.", "pasado mañana=2031-05-17"),
    ("Lo vieron anteayer.", "anteayer=2031-05-13"),
    ("Anoche hubo un incendio.", "Anoche=2031-05-14TNI/TIME"),
    ("Esta tarde habrá misa.", "Esta tarde=2031-05-15TAF/TIME"),
    ("El miércoles por la noche cayó el puente.", "miércoles por la noche=2031-05-14TNI/TIME"),
    ("La noche del jueves fue larga.", "La noche del jueves=2031-05-15TNI/TIME"),
    ("Ayer por la mañana lo detuvieron.", "Ayer por la mañana=2031-05-14TMO/TIME"),
    ("Cierra los lunes.", "los lunes=XXXX-WXX-1/SET"),
    ("Entrenan todos los martes.", "todos los martes=XXXX-WXX-2/SET"),
    # fechas
    ("El 3 de mayo el río creció.", "3 de mayo=2031-05-03"),
    ("El 3 de mayo de 2029 el río creció.", "3 de mayo de 2029=2029-05-03"),
    ("Nació el 1.º de enero de 2001.", "1.º de enero de 2001=2001-01-01"),
    ("el primero de mayo de 2030", "primero de mayo de 2030=2030-05-01"),
    ("del 24 al 31 de diciembre", "24=2030-12-24; 31 de diciembre=2030-12-31"),
    ("el 5 y el 6 de junio", "5=2031-06-05; 6 de junio=2031-06-06"),
    ("desde el 7 de octubre", "7 de octubre=2030-10-07"),
    ("el viernes, 9 de mayo", "viernes, 9 de mayo=2031-05-09"),
    ("24/12/2030", "24/12/2030=2030-12-24"),
    ("12/5/2031", "12/5/2031=2031-05-12"),
    ("2030-11-04", "2030-11-04=2030-11-04"),
    ("el 31 de junio de 2030", "31 de junio de 2030=2030-06-31 no such day"),
    ("el 30 de febrero", "30 de febrero=2031-02-30 no such day"),
    # meses y años
    ("La huelga empezó en marzo.", "marzo=2031-03"),
    ("Terminó en noviembre pasado.", "noviembre pasado=2030-11"),
    ("Abrirá en julio.", "julio=2031-07"),
    ("Empezó en marzo de 2029.", "marzo de 2029=2029-03"),
    ("El alcalde, de 38 años, dimitió.", ""),
    ("en mayo de 2028", "mayo de 2028=2028-05"),
    ("el pasado mes de abril", "el pasado mes de abril=2031-04"),
    ("octubre próximo", "octubre próximo=2031-10"),
    ("a mediados de junio", "a mediados de junio=2031-06"),
    ("a finales de 2030", "a finales de 2030=2030"),
    ("a principios de año", ""),
    ("en 1987", "1987=1987"),
    ("desde 2019", "2019=2019"),
    ("el año 2000", "el año 2000=2000"),
    ("los años 90", "los años 90=199X"),
    ("la década de 1980", "la década de 1980=198X"),
    ("el siglo XIX", "el siglo XIX=18XX"),
    ("1900 personas", ""),
    # unidades
    ("la semana pasada", "la semana pasada=2031-W19"),
    ("el mes pasado", "el mes pasado=2031-04"),
    ("el año que viene", "el año que viene=2032"),
    ("la próxima semana", "la próxima semana=2031-W21"),
    ("este mes", "este mes=2031-05"),
    ("ese año", "ese año=2031"),
    ("al día siguiente", "al día siguiente=2031-05-16"),
    ("el mismo día", "el mismo día=2031-05-15"),
    ("el fin de semana", "el fin de semana=2031-W19-WE"),
    ("el pasado fin de semana", "el pasado fin de semana=2031-W19-WE"),
    ("el verano pasado", "el verano pasado=2030-SU"),
    ("el invierno de 2027", "el invierno de 2027=2027-WI"),
    ("esta primavera", "esta primavera=2031-SP"),
    ("el primer trimestre", "el primer trimestre=2031-Q1"),
    ("el segundo trimestre de 2029", "el segundo trimestre de 2029=2029-Q2"),
    ("el tercer trimestre del año pasado", "el tercer trimestre del año pasado=2030-Q3"),
    ("el primer semestre de 2030", "el primer semestre de 2030=2030-H1"),
    # distancias
    ("hace tres días", "hace tres días=2031-05-12"),
    ("hace dos semanas", "hace dos semanas=2031-W18"),
    ("hace un año", "hace un año=2030"),
    ("hace diez años", "hace diez años=2021"),
    ("hace años", "hace años=PAST_REF"),
    ("dos días después", "dos días después=2031-05-17"),
    ("tres días antes", "tres días antes=2031-05-12"),
    ("un año más tarde", "un año más tarde=2032"),
    ("dentro de dos semanas", "dentro de dos semanas=2031-W22"),
    ("Se hundió el 3 de mayo de 2030. Dos días después lo hallaron.", "3 de mayo de 2030=2030-05-03; Dos días después=2030-05-05"),
    ("La votación fue el 3 de mayo. Un día después de la votación dimitió.", "3 de mayo=2031-05-03; Un día después=2031-05-04"),
    # duración
    ("durante seis semanas", "seis semanas=P6W/DURATION"),
    ("casi dos años", "casi dos años=P2Y/DURATION"),
    ("más de cuatro horas", "más de cuatro horas=PT4H/DURATION"),
    ("varios meses", "varios meses=PXM/DURATION"),
    ("media hora", "media hora=PT30M/DURATION"),
    ("una hora y media", "una hora y media=PT1H30M/DURATION"),
    ("dos años y medio", "dos años y medio=P2Y6M/DURATION"),
    ("los últimos dos meses", "los últimos dos meses=P2M/DURATION"),
    ("los próximos 14 meses", "los próximos 14 meses=P14M/DURATION"),
    ("los primeros nueve meses", "los primeros nueve meses=P9M/DURATION"),
    ("unas semanas", "unas semanas=PXW/DURATION"),
    ("veinte minutos", "veinte minutos=PT20M/DURATION"),
    ("desde hace tres años", "desde hace tres años=P3Y/DURATION"),
    ("tres décadas", "tres décadas=P30Y/DURATION"),
    # conjuntos
    ("cada día", "cada día=P1D/SET"),
    ("todos los días", "todos los días=P1D/SET"),
    ("cada dos años", "cada dos años=P2Y/SET"),
    ("dos veces por semana", "por semana=P1W/SET"),
    ("un informe anual", "anual=P1Y/SET"),
    ("cuarenta euros al mes", "al mes=P1M/SET"),
    # reloj
    ("a las 10:35", "10:35=2031-05-15T10:35/TIME"),
    ("a las 10.30 horas", "10.30 horas=2031-05-15T10:30/TIME"),
    ("a las 5 de la tarde del martes", "5 de la tarde del martes=2031-05-13T17:00/TIME"),
    ("a las nueve de la noche", "nueve de la noche=2031-05-15T21:00/TIME"),
    ("a las 17 horas", "17 horas=2031-05-15T17:00/TIME"),
    ("al mediodía", "mediodía=2031-05-15T12:00/TIME"),
    ("a medianoche", "medianoche=2031-05-15T24:00/TIME"),
    ("a las 14:30 GMT", "14:30 GMT=2031-05-15T14:30/TIME"),
    # otros
    ("en Navidad", "Navidad=2030-12-25"),
    ("el Viernes Santo", "Viernes Santo=2031-04-11"),
    ("Nochevieja de 2030", "Nochevieja de 2030=2030-12-31"),
    ("ahora", "ahora=PRESENT_REF"),
    ("actualmente", "actualmente=PRESENT_REF"),
    ("recientemente", "recientemente=PAST_REF"),
    ("pronto", "pronto=FUTURE_REF"),
    ("en los últimos días", "los últimos días=PAST_REF"),
    ("un hombre de 45 años de edad", ""),
    ("el segundo barco", ""),
]  # fmt: skip


def said(seen: TimeSeen, text: str) -> str:
    """An expression as a row tells it."""
    kind = "" if seen.type == "DATE" else f"/{seen.type}"
    return f"{seen.span.of(text)}={seen.value}{kind}{'' if seen.exists else ' no such day'}"


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_spanish_times_are_read(text: str, expected: str) -> None:
    assert "; ".join(said(t, text) for t in find_times(text, ANCHOR, "es")) == expected
