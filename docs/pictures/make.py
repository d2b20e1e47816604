"""Make the pictures of the documents from the packaged example.

usage: .venv/bin/python docs/pictures/make.py     (needs Debian's chromium: apt-get install chromium)
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from retold.cli import app

HERE = Path(__file__).parent
QUIET = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --hide-scrollbars"
).split()
# name, width, height, the only section shown
PICTURES = (("report", 1200, 1500, None), ("ledger", 1200, 1500, "ledger"), ("phone", 420, 1400, None))


def main() -> int:
    """Run the demo in a folder of its own and take the pictures."""
    browser = shutil.which("chromium")
    if browser is None:
        print("there is no chromium here: apt-get install chromium", file=sys.stderr)
        return 1
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.html"
        app(["demo", "--store", f"{folder}/demo.sqlite", "-o", str(report)], standalone_mode=False)
        for name, width, height, section in PICTURES:
            subprocess.run(
                [
                    browser,
                    *QUIET,
                    f"--user-data-dir={folder}/{name}",
                    f"--window-size={width},{height}",
                    f"--screenshot={HERE / name}.png",
                    show_only(report, section).as_uri(),
                ],
                check=True,
                capture_output=True,
            )
    return 0


def show_only(report: Path, section: str | None) -> Path:
    """The report, or a copy of it that holds one section."""
    if section is None:
        return report
    page = report.read_text(encoding="utf-8")
    before, after = page[: page.index("<main>")], page[page.index("</main>") :]
    kept = page[page.index(f'<section id="{section}"') :]
    copy = report.with_name(f"{section}.html")
    copy.write_text(before + "<main>" + kept[: kept.index("</section>")] + "</section>" + after, encoding="utf-8")
    return copy


if __name__ == "__main__":
    sys.exit(main())
