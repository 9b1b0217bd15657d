"""``python -m newsprism`` and the console script."""

from newsprism.rooms import keep_ours


def entry() -> None:
    """The command line."""
    keep_ours()
    from flows.cli import entry as of_the_rooms  # noqa: PLC0415  ours, now that they are

    of_the_rooms()


if __name__ == "__main__":
    entry()
