"""Ctrl-C ends a command that reads within a second, whatever library is at work.

Python raises KeyboardInterrupt when its next instruction comes, which a long query in a library keeps it from. The
system's signal is written into a pipe at once; a thread that waits for it gives the command half a second to clean up.
"""

import os
import signal
import socket
import threading
import time
from typing import Final

INTERRUPTED: Final = "interrupted"
_GRACE: Final = 0.5  # seconds
_flag: Final = threading.Event()
_held: Final[list[socket.socket]] = []  # the pipe's end that the system writes to stays open as long as the process


def stop_within_a_second() -> None:
    """See to it in this process; to be called once, from the main thread."""
    receiver, sender = socket.socketpair()
    sender.setblocking(False)
    signal.set_wakeup_fd(sender.fileno(), warn_on_full_buffer=False)
    threading.Thread(target=_wait, args=(receiver,), daemon=True).start()
    _held.append(sender)


def was_interrupted() -> bool:
    """Whether Ctrl-C was pressed."""
    return _flag.is_set()


def exit_code_of_interrupt() -> int:
    """As a shell has it."""
    return 128 + signal.SIGINT


def _wait(receiver: socket.socket) -> None:
    while receiver.recv(1) != bytes([signal.SIGINT]):
        pass
    _flag.set()
    time.sleep(_GRACE)
    os.write(2, f"newsprism: {INTERRUPTED}\n".encode())
    os._exit(exit_code_of_interrupt())
