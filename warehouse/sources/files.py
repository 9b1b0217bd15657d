"""Which files a run reads: folders, globs, single files and fsspec URLs, in one order on every machine."""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

import fsspec
from fsspec.core import url_to_fs

KINDS: Final = {
    ".html": "html",
    ".htm": "html",
    ".txt": "txt",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
}
_GLOB: Final = frozenset("*?[")


class SourceError(Exception):
    """A source that the user named and that cannot be read at all: said once, before anything runs."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read.

    Attributes:
        uri: As shown to the user and stored in ``source_uri``.
        name: Path below the parent of the source that the user named; the natural key of what the file holds.
        kind: ``html``, ``txt``, ``jsonl``, ``csv``, ``parquet``, ``warc``, or ``""`` where the ending is none of ours.
        is_gzipped: Whether the name ends in ``.gz``.
        size: Bytes, as stored.
        version: What changes when the file changes (time of change, ETag).
    """

    uri: str
    name: str
    kind: str
    is_gzipped: bool
    size: int
    version: str
    filesystem: fsspec.AbstractFileSystem
    path: str

    def open(self) -> Any:
        """The file's bytes, as stored."""
        return self.filesystem.open(self.path, "rb")

    @property
    def stem(self) -> str:
        """The name without its endings: ``a/b.html.gz`` is ``b``."""
        base = posixpath.basename(self.name)
        for ending in (".gz", *KINDS):
            if base.lower().endswith(ending) and len(base) > len(ending):
                base = base[: -len(ending)]
        return base


def kind_of(name: str) -> tuple[str, bool]:
    """Kind by the name's ending, and whether it is gzipped."""
    lower = name.lower()
    is_gzipped = lower.endswith(".gz")
    if is_gzipped:
        lower = lower[:-3]
    return KINDS.get(posixpath.splitext(lower)[1], ""), is_gzipped


def _version(info: dict[str, Any]) -> str:
    for name in ("ETag", "etag", "mtime", "LastModified", "last_modified", "updated", "created"):
        if info.get(name) is not None:
            return str(info[name])
    return ""


def _is_hidden(relative: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(relative).parts)


def find_files(sources: Sequence[str]) -> Iterator[SourceFile]:
    """All files of the sources, sorted by URI, each once.

    Args:
        sources: Folders (searched with all below them; hidden files are passed over), globs, files and URLs of any
            protocol that fsspec knows.

    Raises:
        SourceError: A source does not exist, matches nothing, or its protocol needs a package that is not installed.
    """
    found: dict[str, SourceFile] = {}
    for source in sources:
        for file in _files_of(source):
            found.setdefault(file.uri, file)
    yield from (found[uri] for uri in sorted(found))


def _files_of(source: str) -> Iterator[SourceFile]:
    is_url = "://" in source or "::" in source
    try:
        filesystem, path = url_to_fs(source)
    except ImportError as error:
        raise SourceError(f"{source}: {error}. For s3:// install the extra: pip install 'newsprism[s3]'") from error
    except ValueError as error:
        raise SourceError(f"{source}: {error}") from error
    path = path.rstrip("/") or path
    if not is_url:
        path = posixpath.normpath(path)
    try:
        is_glob = not filesystem.exists(path) and any(c in _GLOB for c in path)
        if is_glob:
            fixed = path[: min(path.index(c) for c in _GLOB if c in path)]
            root = posixpath.dirname(posixpath.dirname(fixed + "x"))
            details = filesystem.glob(path, detail=True)
        elif filesystem.isdir(path):
            root = posixpath.dirname(path)
            details = filesystem.find(path, detail=True)
        elif filesystem.exists(path):
            root = posixpath.dirname(path)
            details = {path: filesystem.info(path)}
        else:
            raise SourceError(f"{source}: no such file or folder")
    except SourceError:
        raise
    except Exception as error:  # each protocol's client raises its own kinds
        raise SourceError(f"{source}: cannot be listed ({error.__class__.__name__}: {error})") from error
    below = path if not is_glob else posixpath.dirname(fixed + "x")
    files = {name: info for name, info in details.items() if info.get("type", "file") == "file"}
    if is_glob and not files:
        raise SourceError(f"{source}: the pattern matches no file")
    for name, info in files.items():
        relative = posixpath.relpath(name, root) if root else name
        if name != path and _is_hidden(posixpath.relpath(name, below)):
            continue
        kind, is_gzipped = kind_of(name)
        if is_url:
            uri = filesystem.unstrip_protocol(name)
        else:  # as the user named it: relative stays relative
            uri = name if posixpath.isabs(source) else posixpath.relpath(name)
        yield SourceFile(uri, relative, kind, is_gzipped, int(info.get("size") or 0), _version(info), filesystem, name)
