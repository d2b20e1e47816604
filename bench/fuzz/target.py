"""One target under the fuzzer: `target.py NAME [OPTION OF LIBFUZZER...]`; a broken promise ends it with a traceback."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["retold", "fuzz"]):
    from fuzz.properties import TARGETS


def main() -> None:
    """Fuzz until the time is over, or a promise is broken."""
    name, *options = sys.argv[1:]
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
