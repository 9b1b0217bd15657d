"""Which snapshots stay: the newest, and ever fewer the older they are.

An hourly run would leave 72 snapshots in three days, each with files of its own for the days that it touched. Nobody
goes back to all of them. So ages are cut where they double (one hour, two, four …), and of the snapshots between two
cuts the oldest stays: it is the one that grows into the next. Their number follows the logarithm of the age.
"""

import math
from collections.abc import Mapping
from typing import Final

KEPT_AT_LEAST: Final = 2  # the published one and the one that readers may still hold
_HOUR: Final = 3_600.0  # seconds up to the first cut


def kept_runs(ages: Mapping[str, float], *, keep_days: float) -> frozenset[str]:
    """The runs whose snapshots stay.

    Args:
        ages: Seconds since each run was published.
        keep_days: Age at which a snapshot goes, but for the newest.
    """
    newest_first = sorted(ages, key=lambda run: (ages[run], run))
    oldest = {_interval(ages[run]): run for run in newest_first if ages[run] <= keep_days * 86_400}
    return frozenset(newest_first[:KEPT_AT_LEAST]) | frozenset(oldest.values())


def _interval(age: float) -> int:
    """The place of an age among the cuts."""
    return 0 if age < _HOUR else 1 + int(math.log2(age / _HOUR))
