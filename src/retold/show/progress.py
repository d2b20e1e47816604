"""Progress of a run on a terminal: count, rate, time left. In a pipe it says nothing."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars
from rich.text import Text


class RateColumn(ProgressColumn):
    """Items a second."""

    def render(self, task: Task) -> Text:
        """The rate of a step, once there is one."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "", style="dim")


class TerminalProgress:
    """Shows each step of a run as a line on standard error."""

    def __init__(self) -> None:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description:<16}"),
            BarColumn(24),
            MofNCompleteColumn(),
            RateColumn(),
        )
        console = Console(stderr=True)
        self.bars = Bars(
            *columns, TimeElapsedColumn(), TimeRemainingColumn(), console=console, disable=not console.is_terminal
        )
        self.task = self.bars.add_task("", visible=False)

    def __enter__(self) -> TerminalProgress:
        self.bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bars.stop()

    def begin(self, step: str, total: int | None) -> None:
        """Add a line for a step."""
        self.task = self.bars.add_task(step, total=total)

    def advance(self, count: int = 1) -> None:
        """Move the line on."""
        self.bars.advance(self.task, count)

    def end(self) -> None:
        """Fill the line."""
        done = self.bars.tasks[self.task].completed
        self.bars.update(self.task, total=max(done, 1), completed=max(done, 1))
