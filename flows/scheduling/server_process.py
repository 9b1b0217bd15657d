"""A Prefect server on loopback that ends when its standard input does: see :mod:`flows.scheduling.servers`."""

import os
import signal
import socket
import sys
import threading
import time
from typing import Final

import uvicorn

_GRACE: Final = 5.0  # seconds to end in good order


def main() -> None:
    """Serve on the listening socket whose number the command line names.

    It comes from who starts us: a port that is only looked up may be another server's by the time this one is ready.
    """
    threading.Thread(target=_end_with_master, daemon=True).start()
    app = "prefect.server.api.server:create_app"
    server = uvicorn.Server(uvicorn.Config(app, factory=True, log_level="error", lifespan="on"))
    server.run(sockets=[socket.socket(fileno=int(sys.argv[1]))])


def _end_with_master() -> None:
    sys.stdin.buffer.read()  # nothing is written to it: this returns when nobody holds its other end any more
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os._exit(1)


if __name__ == "__main__":
    main()
