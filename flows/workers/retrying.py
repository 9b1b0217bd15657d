"""Which failures are worth another try, and when: those of storage and network; a rule that fails would fail again."""

from typing import Final

RETRY_SECONDS: Final = (2.0, 10.0, 30.0)  # before each further try: storage that hiccups is back within a minute
_PERMANENT: Final = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)
_DISK_FULL: Final = 28  # ENOSPC: another try would meet the same disk


def is_transient(error: object) -> bool:
    """Whether another try may go through."""
    return (
        isinstance(error, OSError | TimeoutError | ConnectionError)
        and not isinstance(error, _PERMANENT)
        and getattr(error, "errno", None) != _DISK_FULL
    )
