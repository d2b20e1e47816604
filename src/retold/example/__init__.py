"""The packaged example: a fictional ferry accident, told by pages of invented outlets.

Gives the folder of its pages, and the file that says what a careful reader finds in them (file names in it are
relative to its own folder). Reads nothing.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def example_folder() -> Path:
    """The folder with the pages of the example, ready to be read.

    >>> (example_folder() / "01_coastwire.html").is_file()
    True
    """
    return Path(str(files(__name__))) / "pages"


def expected_file() -> Path:
    """What a careful reader finds in the example.

    >>> expected_file().name
    'expected.json'
    """
    return Path(str(files(__name__))) / "expected.json"
