"""The time that one run may lose to documents which get stuck, shared by all its tasks wherever they run."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds to lose; what is lost is written down in a file, for tasks may be processes apart.

    Attributes:
        file: A line a loss.
        seconds: What may be lost in all.
    """

    file: Path
    seconds: float

    def spend(self, seconds: float) -> None:
        """Write a loss down."""
        with self.file.open("a", encoding="utf-8") as file:
            file.write(f"{seconds}\n")

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left."""
        if not self.file.is_file():
            return self.seconds <= 0
        return sum(map(float, self.file.read_text(encoding="utf-8").split())) >= self.seconds
