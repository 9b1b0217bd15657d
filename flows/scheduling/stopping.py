"""Ctrl-C and SIGTERM end a run at once, with a message, and take the processes that it started along.

A run may be killed at any moment without harm, so nothing is unwound: that would wait for workers, or for a Prefect
server that the same Ctrl-C has ended.
"""

import contextlib
import functools
import multiprocessing
import os
import signal
import sys
import threading
from typing import Any, Final

import psutil

_SIGNALS: Final = {signal.SIGINT: "interrupted", signal.SIGTERM: "terminated"}
SCHEDULE: Final = "NEWSPRISM_SERVE_PROCESS"  # variable with the number of the process that serves
_is_ours: list[bool] = []  # not empty where this process belongs to one run, so that its signals are ours


def stop_on_signals() -> None:
    """Handle the signals in this process, which belongs to one run."""
    _is_ours[:] = [True]
    sys.warnoptions.append("ignore:resource_tracker:UserWarning")  # it cleans up after the killed, and says so
    restore_handlers()


@functools.cache  # once a process
def end_with_master() -> None:
    """In a process that multiprocessing started: end when the one that started it is gone, killed or not.

    A worker of a pool waits for orders for ever, for it holds both ends of the pipe that they come through.
    """
    master = multiprocessing.parent_process()
    if master is not None:
        threading.Thread(target=_end_after, args=(master,), daemon=True).start()


def _end_after(master: Any) -> None:
    master.join()
    os._exit(1)


@functools.cache  # once a process
def end_with_schedule() -> None:
    """In a run of ``newsprism serve``: end when that is gone, for its server, to which a run reports, is gone too."""
    number = os.environ.get(SCHEDULE)
    if number is None:
        return
    with contextlib.suppress(psutil.NoSuchProcess):
        schedule = psutil.Process(int(number))
        threading.Thread(target=_stop_after, args=(schedule,), daemon=True).start()
        return
    _stop(signal.SIGTERM, None)


def _stop_after(schedule: psutil.Process) -> None:
    schedule.wait()
    _stop(signal.SIGTERM, None)


def restore_handlers() -> None:
    """Put the handlers back after Prefect has put its own in their place; in a process that is not ours, do nothing."""
    if _is_ours:
        for number in _SIGNALS:
            signal.signal(number, _stop)


def _stop(number: int, _: Any) -> None:
    if threading.current_thread() is threading.main_thread():
        for other in _SIGNALS:
            signal.signal(other, signal.SIG_IGN)
    what = _SIGNALS[signal.Signals(number)]
    message = f"\nnewsprism: {what}; nothing was published, and what is finished is kept for the next run\n"
    os.write(2, message.encode())
    for child in _descendants():
        with contextlib.suppress(psutil.Error):
            child.kill()
    os._exit(128 + number)


def _descendants() -> list[psutil.Process]:
    """Processes below this one, but the tracker that cleans up after them."""
    found = []
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):  # it has just ended
            if not any("multiprocessing.resource_tracker" in part for part in process.cmdline()):
                found.append(process)
    return found
