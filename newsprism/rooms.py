"""Which packages our plain names mean: ours, also where a project has packages of the same names."""

import contextlib
import os
import runpy
import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Final

ROOMS: Final = ("flows", "transforms", "warehouse", "sql")
_ROOT: Final = Path(__file__).resolve().parents[1]
_RUN: Final = "PREFECT__FLOW_RUN_ID"  # Prefect sets it in the process of a scheduled run


class _Finder:
    """Finds the rooms beside this package; their modules are then found in them."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """As the import system asks for it."""
        del path, target  # a room lies in no package
        return PathFinder.find_spec(name, [str(_ROOT)]) if name in ROOMS else None


_FINDER: Final = _Finder()


def keep_ours() -> None:
    """Let the rooms be ours from here on, in a process that does nothing but our work."""
    _take_out(_foreign())
    if _FINDER not in sys.meta_path:
        sys.meta_path.insert(0, _FINDER)


@contextlib.contextmanager
def ours_first() -> Iterator[None]:
    """Let the rooms be ours within the block.

    In the process of a scheduled run they stay so. In another one, such as that of ``prefect deploy``, a project's own
    packages have their names back afterwards; where there are none, ours stay imported.
    """
    if _RUN in os.environ or _FINDER in sys.meta_path:
        keep_ours()
        yield
        return
    theirs = _take_out(_foreign())
    sys.meta_path.insert(0, _FINDER)
    try:
        yield
    finally:
        sys.meta_path.remove(_FINDER)
        if theirs or _are_hidden():
            _take_out([name for name in sys.modules if name.partition(".")[0] in ROOMS])
            sys.modules.update(theirs)


def command(module: str, *arguments: str) -> tuple[str, ...]:
    """Command that runs a module of ours as a program, wherever it is started."""
    code = f"from newsprism.rooms import run_ours; run_ours({module!r})"
    return (sys.executable, "-P", "-c", code, *arguments)  # -P: no module of the working directory


def run_ours(module: str) -> None:
    """Run a module of ours as the program that this process is."""
    keep_ours()
    runpy.run_module(module, run_name="__main__")


def _foreign() -> list[str]:
    """Imported modules that have a name of ours and are another's."""
    others = {room for room in ROOMS if room in sys.modules and not _is_ours(sys.modules[room])}
    return [name for name in sys.modules if name.partition(".")[0] in others]


def _is_ours(module: ModuleType) -> bool:
    return any(Path(place).resolve().parent == _ROOT for place in getattr(module, "__path__", ()))


def _are_hidden() -> bool:
    """Whether a project's packages are found before ours."""
    places = [Path(place or Path.cwd()).resolve() for place in [os.curdir, *sys.path]]
    before = places[: places.index(_ROOT)] if _ROOT in places else places
    return any((place / room / "__init__.py").is_file() for place in before for room in ROOMS)


def _take_out(names: list[str]) -> dict[str, ModuleType]:
    return {name: sys.modules.pop(name) for name in names}
