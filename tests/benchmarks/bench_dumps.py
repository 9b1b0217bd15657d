"""Time the cleaning of page dumps on invented pages: ``python tests/benchmarks/bench_dumps.py``.

Prints milliseconds of CPU per dump of 6 KB, for a page with little and one with much furniture, and seconds for
hostile dumps of 1 MB. Not collected by pytest: a time depends on the machine.
"""

import time
from collections.abc import Callable

from transforms.documents.dumps import read_dump
from transforms.documents.plain.marking import mark_text

HEAD = """Skip to content
  • Home
  • News
  • Sport
Council backs ferry to Port Alder despite cost warning

Two more votes are needed before work on the pier can begin

By Mara Ellison and Tom Okafor

June 3, 2031 4:10 PM EDT

Share
Tweet

"""
PARAGRAPHS = """The council voted on Tuesday to buy a second ferry, although its auditor had warned of the cost of it.

"We are buying time as much as a boat," said Mayor Lena Brandt, who has pushed for the line since she took office.

The plan now goes to the state, which pays for half of the pier and has asked for a second estimate of its cost.

"""
MENU = "\n".join(f"  • Section {letter}{digit}" for letter in "ABCDEFGH" for digit in range(10)) + "\n"
TAIL = """More from Harbor Nine

Storm closes coastal road for a third day

3 hours ago

Bakery wins prize for its rye bread

Show comments (12)

© 2031 Harbor Nine Media. All rights reserved.
"""
HOSTILE = {
    "1 MB without a space": "x" * 1_000_000,
    "1 MB in one line": "word " * 200_000,
    "200,000 labels": "Home\n" * 200_000,
    "100,000 marks": "“" * 100_000,
}


def _cpu(run: Callable[[], object], times: int) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for _ in range(times):
            run()
        best = min(best, (time.process_time() - start) / times)
    return best


def main() -> None:
    """Print the best of three for each kind of text."""
    texts = {
        "article": HEAD + PARAGRAPHS * 15 + TAIL,
        "article with menus": MENU * 2 + HEAD + PARAGRAPHS * 8 + TAIL + MENU,
    }
    for name, text in texts.items():
        scale = 6_000 / len(text) * 1e3
        print(f"{name}: read_dump {_cpu(lambda text=text: read_dump(text), 100) * scale:.3f} ms per 6 KB, "
              f"mark_text {_cpu(lambda text=text: mark_text(text), 100) * scale:.3f} ms")  # fmt: skip
    for name, text in HOSTILE.items():
        print(f"{name}: {_cpu(lambda text=text: read_dump(text), 1):.2f} s")


if __name__ == "__main__":
    main()
