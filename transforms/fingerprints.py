"""What the code of a function says, as a hash: comments, docstrings and layout say nothing.

A function's code is its own definition and every definition that it reaches: names of its module, names imported from
the rooms, and what these reach. Bundled lists count where a name of a file in ``transforms/data`` stands among them.
All is found by reading the source, so that nobody keeps a list. What this cannot see: a name that is put together or
looked up while running, and libraries.
"""

import ast
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

_HOME: Final = Path(__file__).parents[1]
_DATA: Final = ("transforms", "data")
_ROOMS: Final = ("flows", "transforms", "warehouse")  # whose code is followed
_LOOSE: Final = ""  # the name of statements that define none
_SILENT: Final = frozenset(("ctx", "kind", "type_comment"))  # fields that say again what others say
_WITH_DOCSTRING: Final = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
_SIZE: Final = 8  # bytes: a change that is not seen is less likely than a disk that errs


class Definition(NamedTuple):
    """A name at the top of a module; None: the whole module."""

    module: str
    name: str | None


class _Module(NamedTuple):
    """A module's statements by the names that they define, and what is imported under which name."""

    defined: dict[str, list[ast.stmt]]
    imported: dict[str, Definition]
    loose: list[ast.stmt]  # that define nothing: they always count


class _Read(NamedTuple):
    """What a definition uses, which texts stand in it, and a hash of what it says."""

    uses: list[Definition]
    strings: frozenset[str]
    digest: bytes


def source_hash(home: Path = _HOME) -> str:
    """Hash over all that fingerprints can hang on: every file of code in the rooms, and every list."""
    digest = hashlib.blake2b(digest_size=_SIZE)
    files = [file for room in _ROOMS for file in home.joinpath(room).rglob("*.py")]
    for file in sorted([*files, *(path for path in home.joinpath(*_DATA).iterdir() if path.is_file())]):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(home).as_posix()}={len(content)}:".encode() + content)
    return digest.hexdigest()


class Code:
    """The source of the rooms, read as far as it is asked for; it takes some 100 MB while it lives.

    Args:
        home: Folder that holds the rooms.
    """

    def __init__(self, home: Path = _HOME) -> None:
        self._home = home
        self._data = home.joinpath(*_DATA)
        self._files: Final = frozenset(path.name for path in self._data.iterdir() if path.is_file())
        self._paths: dict[str, Path | None] = {}
        self._modules: dict[str, _Module] = {}
        self._definitions: dict[Definition, _Read] = {}

    def fingerprint(self, definitions: Iterable[tuple[str, str | None]]) -> str:
        """Hash over definitions and all that they reach, lists included.

        Args:
            definitions: Pairs of a module and a name in it; None for the whole module.
        """
        reached = self.reach(definitions)
        digest = hashlib.blake2b(digest_size=_SIZE)
        for one in sorted(reached, key=str):
            digest.update(f"{one.module}:{one.name}=".encode() + self._read(one).digest)
        for name in self.lists(reached):
            digest.update(name.encode() + b"=" + hashlib.blake2b((self._data / name).read_bytes()).digest())
        return digest.hexdigest()

    def reach(self, definitions: Iterable[tuple[str, str | None]]) -> frozenset[Definition]:
        """All definitions that these reach, themselves included."""
        waiting = [found for module, name in definitions for found in self._resolved(Definition(module, name))]
        reached: set[Definition] = set()
        while waiting:
            one = waiting.pop()
            if one not in reached:
                reached.add(one)
                waiting += self._read(one).uses
        return frozenset(reached)

    def lists(self, reached: Iterable[Definition]) -> list[str]:
        """Bundled lists whose names stand in definitions, sorted."""
        return sorted({name for one in reached for name in self._read(one).strings & self._files})

    def _path(self, module: str) -> Path | None:
        if module not in self._paths:
            path = self._home.joinpath(*module.split("."))
            files = (path.with_suffix(".py"), path / "__init__.py")
            self._paths[module] = next((file for file in files if file.is_file()), None)
        return self._paths[module]

    def _module(self, name: str) -> _Module:
        if name not in self._modules:
            path = self._path(name)
            if path is None:
                raise ModuleNotFoundError(f"{name}: no module of {', '.join(_ROOMS)}")
            self._modules[name] = _parsed(path)
        return self._modules[name]

    def _resolved(self, one: Definition) -> list[Definition]:
        """Where a name is defined, past modules that only pass it on; nothing where it comes from a library."""
        if one.name is None:
            return [one]
        if self._path(f"{one.module}.{one.name}") is not None:
            return [Definition(f"{one.module}.{one.name}", None)]
        module = self._module(one.module)
        if one.name in module.defined:
            return [one]
        return self._resolved(module.imported[one.name]) if one.name in module.imported else []

    def _read(self, one: Definition) -> _Read:
        if one not in self._definitions:
            module = self._module(one.module)
            if one.name is None:
                every = [*module.loose, *(statement for group in module.defined.values() for statement in group)]
                statements = list(dict.fromkeys(every))
            else:
                statements = module.loose if one.name == _LOOSE else module.defined[one.name]
            nodes: list[ast.AST] = []
            said = "\n".join(_said(statement, nodes) for statement in statements)
            strings = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
            self._definitions[one] = _Read(
                [Definition(one.module, _LOOSE), *self._uses(module, one, nodes)],
                frozenset(strings),
                hashlib.blake2b(said.encode()).digest(),
            )
        return self._definitions[one]

    def _uses(self, module: _Module, one: Definition, nodes: Iterable[ast.AST]) -> Iterator[Definition]:
        if one.name is None:
            for imported in module.imported.values():
                yield from self._resolved(imported)
        for node in nodes:
            if isinstance(node, ast.Import | ast.ImportFrom):
                for _, imported in _imports(node):
                    yield from self._resolved(imported)
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                for used in self._resolved(module.imported.get(node.value.id, _NOTHING)):
                    if used.name is None:
                        yield from self._resolved(Definition(used.module, node.attr))
            elif isinstance(node, ast.Name) and node.id in module.defined:
                yield Definition(one.module, node.id)
            elif isinstance(node, ast.Name) and node.id in module.imported:
                # of a module that is named, only the attributes count
                yield from (use for use in self._resolved(module.imported[node.id]) if use.name is not None)


_NOTHING: Final = Definition("transforms", "no such name")


def _parsed(path: Path) -> _Module:
    module = _Module({}, {}, [])
    for statement in _without_docstring(ast.parse(path.read_bytes()).body):
        if isinstance(statement, ast.Import | ast.ImportFrom):
            module.imported.update(_imports(statement))
            continue
        names = list(_targets(statement))
        for name in names:
            module.defined.setdefault(name, []).append(statement)
        if not names:
            module.loose.append(statement)
    return module


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    first = body[0] if body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and type(first.value.value) is str:
        return body[1:]
    return body


def _imports(statement: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, Definition]]:
    """Names under which a statement imports something of the rooms."""
    if isinstance(statement, ast.ImportFrom):
        if (statement.module or "").partition(".")[0] in _ROOMS:
            for alias in statement.names:
                yield alias.asname or alias.name, Definition(str(statement.module), alias.name)
        return
    for alias in statement.names:
        if alias.name.partition(".")[0] in _ROOMS:
            yield alias.asname or alias.name.partition(".")[0], Definition(alias.name, None)


def _targets(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        yield statement.name
    elif isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id


def _said(value: object, met: list[ast.AST]) -> str:
    """The statement without what only says where it stands, alike in every version of Python.

    Args:
        value: A node, or what stands in one.
        met: Gets all nodes that are met.
    """
    if isinstance(value, ast.AST):
        met.append(value)
        parts = []
        for name in value._fields:
            part = None if name in _SILENT else getattr(value, name, None)
            if name == "body" and isinstance(value, _WITH_DOCSTRING):
                part = _without_docstring(value.body)
            if part is not None and part != []:
                parts.append(f"{name}={_said(part, met)}")
        return f"{type(value).__name__}({','.join(parts)})"
    return f"[{','.join([_said(part, met) for part in value])}]" if isinstance(value, list) else repr(value)
