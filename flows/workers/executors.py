"""What carries a run out: the order of its stages is written once, an executor says where and how each step is done."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from flows.workers.workers import ThisProcess, Workplace

Result = TypeVar("Result")
Paths = Sequence[Path]


class Executor(Protocol):
    """Carries out the steps of a run."""

    @property
    def workplace(self) -> Workplace:
        """Where chunks are worked on."""

    def call(self, name: str, step: Callable[[], Result]) -> Result:
        """Do one step that is not shared out."""

    def map(self, name: str, step: Callable[[Paths], Paths], groups: Sequence[Paths]) -> list[Path]:
        """Do a step for each group of files, several at a time where possible.

        Args:
            name: What is done, for people.
            step: A picklable function: it may run in another process, on another machine.
            groups: Its arguments.

        Returns:
            The results in the order of the groups, one after the other.
        """

    def report(self, text: str) -> None:
        """Say how far the run is; may be called for every step."""


class InProcess:
    """Does one thing after another in this process, without Prefect: for tests and benchmarks."""

    def __init__(self, workplace: Workplace | None = None) -> None:
        """Work in this process.

        Args:
            workplace: Where chunks are worked on; in this process, too, by default.
        """
        self.workplace = workplace or ThisProcess()

    def call(self, name: str, step: Callable[[], Result]) -> Result:  # noqa: ARG002  the name is for others
        """Do it."""
        return step()

    def map(self, name: str, step: Callable[[Paths], Paths], groups: Iterable[Paths]) -> list[Path]:  # noqa: ARG002  as above
        """Do it for one group after another."""
        return [path for group in groups for path in step(group)]

    def report(self, text: str) -> None:
        """Nobody listens."""
