"""Storage that does not answer: waited for a while, then left alone, so that one source's outage is not every source's.

What a run could not read is a reject that says so, and no part of what the ledger takes for read: the next run tries
again.
"""

import errno
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

from warehouse.sources.records import Record, reject

UNAVAILABLE: Final = "source_unavailable"
_PAUSES: Final = (2.0, 10.0, 30.0)  # seconds between tries: storage that hiccups is back within a minute, or is down
_MOST: Final = 120.0  # seconds that a run waits in all: of a bucket that is down every file fails
_CLIENTS: Final = frozenset(
    {"botocore", "aiobotocore", "aiohttp", "s3fs", "gcsfs", "adlfs", "azure", "google", "fsspec"}
)
_PERMANENT: Final = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError, FileExistsError)
_NUMBERS: Final = frozenset({errno.ENOSPC, errno.ELOOP, errno.ENXIO, errno.ENODEV, errno.EINVAL, errno.ENAMETOOLONG})

Result = TypeVar("Result")


def is_outage(error: BaseException) -> bool:
    """Whether an error is the storage's or the network's, and another try may do better."""
    if isinstance(error, OSError):
        return not isinstance(error, _PERMANENT) and error.errno not in _NUMBERS
    name = error.__class__.__name__
    return error.__class__.__module__.partition(".")[0] in _CLIENTS and "Credentials" not in name


class Patience:
    """How long a run waits for storage.

    Args:
        pauses: Seconds between tries.
        most: Seconds in all.
        sleep: What waits.
    """

    def __init__(
        self, pauses: Sequence[float] = _PAUSES, most: float = _MOST, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._pauses, self._left, self._sleep = pauses, most, sleep

    def call(self, work: Callable[[], Result]) -> Result:
        """What the work gives, tried again where the storage does not answer.

        Raises:
            Exception: What the last try met.
        """
        for pause in self._pauses:
            try:
                return work()
            except Exception as error:
                if not self._waits(error, pause):
                    raise
        return work()

    def records(self, read: Callable[[], Iterator[Record]], *, source_id: str, uri: str) -> Iterator[Record]:
        """A file's records. Where the storage fails, it is read again from the record that was under way.

        Args:
            read: Reads the file from its beginning, the same records in the same order.
            source_id: Id of the reject that stands for what could not be read.
            uri: The file.

        Yields:
            Its records; at last a reject with the reason ``source_unavailable`` where the storage does not come back.
        """
        count = 0
        for pause in (*self._pauses, None):
            try:
                for place, record in enumerate(read()):
                    if place >= count:
                        count += 1
                        yield record
            except Exception as error:
                if not is_outage(error):
                    raise
                if pause is None or not self._waits(error, pause):
                    detail = f"{said(error)}; {count} records were read before; the next run tries again"
                    yield reject(source_id, uri, UNAVAILABLE, detail)
                    return
            else:
                return

    def _waits(self, error: Exception, pause: float) -> bool:
        if not is_outage(error) or pause > self._left:
            return False
        self._left -= pause
        self._sleep(pause)
        return True


def said(error: BaseException) -> str:
    """An error in a line."""
    first = str(error).strip().partition("\n")[0]
    return f"{error.__class__.__name__}: {first}" if first else error.__class__.__name__
