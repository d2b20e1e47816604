"""Pages that are poison for one step each, and what makes them so: a hook that processes of workers load, and no others.

The hook is a `sitecustomize` module, which Python loads at its start from the folder that PYTHONPATH names.
"""

from __future__ import annotations

from pathlib import Path

HOOK = """
import os, signal, sys
import retold.claims, retold.extract, retold.reconcile, retold.trace

def deadly(module, name, word, number, texts):
    real = getattr(module, name)
    def work(*given, **named):
        if any(word in text for text in texts(*given)):
            os.kill(os.getpid(), number)
        return real(*given, **named)
    setattr(module, name, work)

deadly(retold.extract, "extract_article", "hemlock", signal.SIGSEGV, lambda p, *_: [p.body.decode(errors="replace")])
deadly(retold.trace, "trace_family", "nightshade", signal.SIGBUS, lambda family, *_: [a.text for a in family])
deadly(retold.claims, "read_claims", "oleander", signal.SIGKILL, lambda a, *_: [a.text])
deadly(retold.reconcile, "build_ledger", "wolfsbane", signal.SIGABRT, lambda s, a, *_: [x.text for x in a.values()])
"""
SAID = "The garden of {town} will not plant {plant} again before May, its keeper said on Tuesday{n}."
WORDS = {"hemlock": "Arn", "nightshade": "Lund", "oleander": "Osk", "wolfsbane": "Varn"}
REASONS = {  # what is listed of each, wherever it was met
    "RuntimeError: its worker ended: SIGSEGV",
    "its family of 2 pages could not be traced: its worker ended: SIGBUS",
    "its claims could not be read: its worker ended: SIGKILL, perhaps for want of memory",
    "its ledger could not be made: its worker ended: SIGABRT",
}


def write_hook(folder: Path) -> Path:
    """A folder for PYTHONPATH."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    return folder


def poison_pages() -> list[dict[str, str]]:
    """Two copies of a page for each kind of poison."""
    return [
        {"url": f"https://garden{n}.example/{plant}", "text": SAID.format(town=town, plant=plant, n=n * "!")}
        for plant, town in WORDS.items()
        for n in (0, 1)
    ]
