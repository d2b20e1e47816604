"""Invented events, each told in three ways, for the tests of grouping."""

from __future__ import annotations

from retold.records import Article

EVENTS = (
    ("Osprey", "Skarn", "Ana Moss", "ferry ran onto rocks", "14", "212"),
    ("Velmora", "Drozd", "Rosa Quint", "teachers walked out over pay", "460", "75"),
    ("Orsk", "Torvan", "Milos Varda", "dam gave way in the night", "26", "3,400"),
    ("Tamsin", "Hestrand", "Jon Varga", "pipeline burst under the harbour", "31", "9,100"),
)
TELLINGS = (
    "{0}: the {3} near {1} on Monday, said {2}. At least {4} of {5} people were counted by the evening.",
    "Officials led by {2} spoke of {4} cases after the {3} close to {1}; {0} had been a worry to {5} residents.",
    "What happened at {0}? {2} told {1} radio that {4} were on the list, of {5} in all, when the {3}.",
)
PAGES = [
    Article(f"page-{e}{k}", telling.format(*event), title=f"{event[0]}: {event[3]}", published=f"2031-0{e + 1}-1{k}")
    for e, event in enumerate(EVENTS)
    for k, telling in enumerate(TELLINGS)
]
