"""A Prefect server on loopback that ends when its standard input does: see :mod:`flows.scheduling.servers`."""

import os
import signal
import sys
import threading
import time
from typing import Final

import uvicorn

_GRACE: Final = 5.0  # seconds to end in good order


def main() -> None:
    """Serve on the port that the command line names."""
    threading.Thread(target=_end_with_master, daemon=True).start()
    uvicorn.run(
        "prefect.server.api.server:create_app",
        factory=True,
        host="127.0.0.1",
        port=int(sys.argv[1]),
        log_level="error",
        lifespan="on",
    )


def _end_with_master() -> None:
    sys.stdin.buffer.read()  # nothing is written to it: this returns when nobody holds its other end any more
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os._exit(1)


if __name__ == "__main__":
    main()
