"""Compile the rooms that read language word by word, where a C compiler is at hand.

mypyc makes extensions of the typed modules as they stand. Without a compiler, or with ``NEWSPRISM_PURE=1``, the same
modules run as Python, with the same rows; an article then takes about a third as much CPU again. Everything else about
the build stands in pyproject.toml.
"""

import os
import sys
from pathlib import Path
from typing import Final

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

# What reads words and lines one by one. What counts columns of a batch gains nothing; nor do credits, facets and voice.
_LANGUAGE: Final = ("acts", "attribution", "labels", "names", "numbers", "sentences", "speakers")
_ROOMS: Final = (
    *(f"annotations/{room}/*" for room in _LANGUAGE),
    *("documents/dumps/*", "documents/plain/*"),
    *("text/nicknames", "text/words"),
)


class _AllOrNone(build_ext):
    """Builds every extension or leaves none behind: half of them would not import each other."""

    def run(self) -> None:
        """Build, after what an earlier build left is out of the way."""
        self._clear()
        try:
            super().run()
        except Exception as problem:  # noqa: BLE001 - whatever the compiler lacks, the modules run without it
            print(f"newsprism: not compiled, the modules run as Python ({problem})", file=sys.stderr)
            self._clear()
            self.extensions = []

    def _clear(self) -> None:
        for ending in ("*.so", "*.pyd"):
            for built in Path(self.build_lib).rglob(ending):
                built.unlink()


def _extensions() -> list[Extension]:
    # only a wheel is compiled: in an editable install a compiled copy would hide the changes to its module
    if "bdist_wheel" not in sys.argv or os.environ.get("NEWSPRISM_PURE"):
        return []
    try:
        from mypyc.build import mypycify  # noqa: PLC0415 - needs seconds to import, and only here

        modules = [str(path) for room in _ROOMS for path in sorted(Path("transforms").glob(f"{room}.py"))]
        # types are checked elsewhere; here what is installed beside must not make a difference
        options = ["--config-file=", "--no-site-packages", "--ignore-missing-imports"]
        return mypycify([*options, *modules], opt_level="1", debug_level="0")  # 2 builds twice as long for 4 % speed
    except (Exception, SystemExit) as problem:  # noqa: BLE001 - mypyc exits where it meets what it cannot compile
        print(f"newsprism: not compiled, the modules run as Python ({problem})", file=sys.stderr)
        return []


setup(ext_modules=_extensions(), cmdclass={"build_ext": _AllOrNone})
