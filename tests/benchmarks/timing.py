"""A plan of annotators with a clock."""

import time
from collections import Counter
from collections.abc import Collection

from transforms.annotations.annotator import Plan, Rows


class TimedPlan(Plan):
    """Runs annotators as a plan does; ``seconds`` has the processor time that each took."""

    seconds: Counter[str]

    def run(self, rows: Rows, names: Collection[str] | None = None) -> None:
        """Run them one by one."""
        self.seconds = getattr(self, "seconds", Counter())
        for one in self.annotators:
            if names is None or one.name in names:
                started = time.process_time()
                super().run(rows, (one.name,))
                self.seconds[one.name] += time.process_time() - started
