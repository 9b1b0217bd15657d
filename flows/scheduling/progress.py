"""Progress of long work on standard error: one line that is rewritten on a terminal, a line now and then elsewhere."""

import sys
import threading
import time
from typing import Final, TextIO

_TERMINAL_SECONDS: Final = 0.2  # between two rewritings: more often than anybody can read costs and shows nothing
_LOG_SECONDS: Final = 30.0  # between two lines of a log: a run shorter than that needs none


_silent: Final = threading.Event()


def silence() -> None:
    """Show no progress in this process."""
    _silent.set()


class Progress:
    """Says how far a run is, seldom enough to be called for every step.

    Args:
        stream: Where to; standard error by default.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._is_terminal = self._stream.isatty()
        self._started = self._last = time.monotonic()
        self._width = 0

    def __call__(self, text: str, *, is_stage: bool = False) -> None:
        """Show the text, unless another one was shown just now; the start of a stage always shows on a terminal."""
        if _silent.is_set():
            return
        now = time.monotonic()
        if now - self._last < (_TERMINAL_SECONDS if self._is_terminal else _LOG_SECONDS) and not (
            is_stage and self._is_terminal
        ):
            return
        self._last = now
        minutes, seconds = divmod(int(now - self._started), 60)
        line = f"{minutes:d}:{seconds:02d} {text}"
        if self._is_terminal:
            self._stream.write(f"\r{line:<{self._width}}")
            self._width = len(line)
        else:
            self._stream.write(line + "\n")
        self._stream.flush()

    def close(self) -> None:
        """Take the line off the terminal, so that what follows stands alone."""
        if self._width:
            self._stream.write(f"\r{'':<{self._width}}\r")
            self._stream.flush()
            self._width = 0
