"""The packaged example: a fictional ferry accident, told by pages of invented outlets.

Gives the folder of its pages, and beside it `expected.json`, what a careful reader finds in them. Reads nothing.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def example_folder() -> Path:
    """The folder with the pages of the example, ready to be read.

    >>> (example_folder().parent / "expected.json").is_file()
    True
    """
    return Path(str(files(__name__))) / "pages"
