"""Which files a run reads: folders, globs, single files and fsspec URLs, in one order on every machine."""

import os
import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from warehouse.sources.outages import Patience

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

KINDS: Final = {
    ".html": "html",
    ".htm": "html",
    ".txt": "txt",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".parquet": "parquet",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".warc": "warc",
}
LINK: Final = "link"  # the kind of a link that leads out of the folder which was named
SPECIAL: Final = "special"  # the kind of what is no file and may hold news: a pipe, a socket, a closed folder
_GLOB: Final = frozenset("*?[")
_BLOCK: Final = 4_000_000  # bytes of a remote file fetched at a time; the clients' own default goes up to 50 MB
_HIDDEN: Final = " (or no permission to see it)"  # object stores answer both alike
_PACKAGES: Final = {
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "abfs": "adlfs",
    "az": "adlfs",
    "http": "aiohttp",
    "https": "aiohttp",
}


class SourceError(Exception):
    """A source that the user named and that cannot be read at all: said once, before anything runs."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read.

    Attributes:
        uri: As shown to the user and stored in ``source_uri``.
        name: Path below the parent of the source that the user named; the natural key of what the file holds.
        kind: ``html``, ``txt``, ``jsonl``, ``json``, ``csv``, ``parquet``, ``feed``, ``warc``; ``""`` where the ending
            is none of ours, ``SPECIAL``, or ``LINK``.
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
    filesystem: "AbstractFileSystem"
    path: str

    def open(self) -> Any:
        """The file's bytes, as stored; a remote file comes in blocks, never whole."""
        return self.filesystem.open(self.path, "rb", block_size=_BLOCK)

    def can_be_opened(self) -> bool:
        """Whether there is the right to read it."""
        try:
            with self.open():
                return True
        except Exception:  # noqa: BLE001  whatever storage says, each kind in its own words
            return False

    @property
    def stem(self) -> str:
        """The name without its endings: ``a/b.html.gz`` is ``b``."""
        base = posixpath.basename(urlsplit(self.name).path if is_web(self.filesystem) else self.name)
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


def locate(source: str) -> "tuple[AbstractFileSystem, str]":
    """The file system and the path that a source names.

    Raises:
        SourceError: No such protocol, or it needs a package that is not installed; or the source is empty.
    """
    if not source.strip():  # as an unset variable of a script gives it; fsspec takes it for the working directory
        raise SourceError("a SOURCE is empty; for the folder you are in, say .")
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415  takes longer than DuckDB, and commands that read need none

        filesystem, path = url_to_fs(source)
    except ImportError as error:
        raise SourceError(f"{source}: {_advice(source, error)}") from error
    except ValueError as error:
        raise SourceError(f"{source}: {error}") from error
    filesystem.invalidate_cache()  # a scheduled process would see the listing of its first run for ever
    if is_local(filesystem):
        path = posixpath.normpath(path)  # "../news/a.txt" and "news/a.txt" are one file, to a manifest too
    return filesystem, path


def source_file(filesystem: "AbstractFileSystem", info: dict[str, Any], *, name: str, uri: str) -> SourceFile:
    """A file as the file system describes it."""
    path = str(info["name"])
    kind, is_gzipped = kind_of(urlsplit(path).path if is_web(filesystem) else path)
    if info.get("type") == LINK:
        kind = LINK
    elif info.get("type") == "other":  # to open a pipe would wait for somebody to write into it
        kind = SPECIAL
    size = int(info.get("size") or 0)
    return SourceFile(storable(uri), storable(name), kind, is_gzipped, size, _version(info), filesystem, path)


def storable(name: str) -> str:
    """A file's name as text: bytes that are no UTF-8 (Linux allows them) as escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def is_web(filesystem: "AbstractFileSystem") -> bool:
    """Whether the addresses are those of web pages: what stands behind one is one file, never a folder."""
    return bool({"http", "https"} & set(_protocols(filesystem)))


def is_local(filesystem: "AbstractFileSystem") -> bool:
    """Whether the files lie on this machine."""
    return "file" in _protocols(filesystem)


def find_files(
    sources: Sequence[str], *, patience: Patience | None = None, follow_links: bool = False
) -> Iterator[SourceFile]:
    """All files of the sources, sorted by URI, each once.

    Args:
        sources: Folders (searched with all below them; hidden files are passed over), globs, files and URLs of any
            protocol that fsspec knows.
        patience: How long to wait for storage that does not answer; not at all by default.
        follow_links: Whether links that lead out of the folder which was named are followed, and links to folders.

    Raises:
        SourceError: A source does not exist, matches nothing, or its protocol needs a package that is not installed.
    """
    files, missing = find_available(sources, patience=patience, follow_links=follow_links)
    for _, error in missing:
        raise error
    yield from files


def find_available(
    sources: Sequence[str], *, patience: Patience | None = None, follow_links: bool = False
) -> tuple[list[SourceFile], list[tuple[str, SourceError]]]:
    """The files of those sources that are there, sorted by URI, each once; and the sources that are not.

    Args:
        sources: As of :func:`find_files`.
        patience: As there.
        follow_links: As there.

    Returns:
        The files, and each source that does not exist, matches nothing or may not be read, with what is to be said.

    Raises:
        SourceError: A source's protocol is not known, or needs a package that is not installed.
    """
    found: dict[tuple[str, str], SourceFile] = {}
    missing = []
    for source in sources:
        place = locate(source)
        try:
            for file in _files_of(source, *place, patience or Patience(pauses=()), follow_links=follow_links):
                found.setdefault((_protocols(file.filesystem)[0], file.path), file)
        except SourceError as error:
            missing.append((source, error))
    return sorted(found.values(), key=lambda file: file.uri), missing


def _files_of(
    source: str, filesystem: "AbstractFileSystem", path: str, patience: Patience, *, follow_links: bool
) -> Iterator[SourceFile]:
    is_url = "://" in source or "::" in source
    if not is_web(filesystem):
        path = path.rstrip("/") or path
    try:
        root, below, found = patience.call(lambda: _listed(filesystem, path, follow_links=follow_links))
    except Exception as error:  # each protocol's client raises its own kinds
        detail = _advice(source, error) or f"{error.__class__.__name__}: {error}"
        raise SourceError(f"{source}: cannot be listed ({detail})") from error
    if found is None:
        raise SourceError(f"{source}: no such file or folder{_HIDDEN if is_url else ''}")
    if not found and below != path:
        raise SourceError(f"{source}: the pattern matches no file")
    for info in found:
        name = str(info["name"])
        if name != path and _is_hidden(posixpath.relpath(name, below)):
            continue
        if name != path and info.get("islink") and not follow_links and _leads_out(name, below):
            info["type"] = LINK
        if is_url:
            uri = filesystem.unstrip_protocol(name)
        else:  # as the user named it: relative stays relative
            uri = name if posixpath.isabs(source) else posixpath.relpath(name)
        yield source_file(filesystem, info, name=posixpath.relpath(name, root) if root else name, uri=uri)


def _leads_out(link: str, folder: str) -> bool:
    """Whether a link leads somewhere, and that is not in the folder."""
    real = os.path.realpath(link)
    return os.path.exists(real) and not real.startswith(os.path.join(os.path.realpath(folder), ""))  # noqa: PTH110, PTH118


def _listed(
    filesystem: "AbstractFileSystem", path: str, *, follow_links: bool
) -> tuple[str, str, list[dict[str, Any]] | None]:
    """What a path stands for.

    Returns:
        The folder to which names of files are relative, the folder (or the file) that was searched, and the files;
        None for them where there is nothing by this name.
    """
    if is_web(filesystem):
        return posixpath.dirname(path), path, [filesystem.info(path)]
    is_there = filesystem.exists(path)
    if not is_there and any(character in _GLOB for character in path):
        fixed = path[: min(path.index(character) for character in _GLOB if character in path)]
        below = posixpath.dirname(fixed + "x")
        details = filesystem.glob(path, detail=True)
        return posixpath.dirname(below), below, _only_files(filesystem, details)
    root = posixpath.dirname(path)
    if filesystem.isdir(path):
        if is_local(filesystem):
            details = _walked(filesystem, path, follow_links=follow_links)
        else:
            details = filesystem.find(path, detail=True)
        return root, path, _only_files(filesystem, details)
    if is_there:
        return root, path, _only_files(filesystem, {path: filesystem.info(path)})
    return root, path, None


def _walked(filesystem: "AbstractFileSystem", path: str, *, follow_links: bool) -> dict[str, dict[str, Any]]:
    """What lies below a local folder. fsspec passes over folders that are closed to us; here they are listed.

    Raises:
        OSError: The folder itself is closed.
    """
    closed: list[OSError] = []
    found = {}
    entered: set[str] = set()
    for folder, folders, names in os.walk(path, onerror=closed.append, followlinks=follow_links):
        if follow_links:  # a link may lead to a folder that holds it
            real = os.path.realpath(folder)
            if real in entered:
                folders.clear()
                continue
            entered.add(real)
        for name in names:
            file = f"{folder.rstrip('/')}/{name}"
            try:
                found[file] = filesystem.info(file)
            except OSError:  # a link that leads nowhere; to read it says so
                found[file] = {"name": file, "type": "file"}
    for error in closed:
        if error.filename == path:
            raise error
        found[str(error.filename)] = {"name": error.filename, "type": "other"}
    return found


def _only_files(filesystem: "AbstractFileSystem", details: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for name, info in details.items():
        described = _behind_link(filesystem, name, info) if info.get("islink") else info
        if described.get("type", "file") != "directory":
            found.append({**described, "name": name, "islink": bool(info.get("islink"))})
    return found


def _behind_link(filesystem: "AbstractFileSystem", name: str, info: dict[str, Any]) -> dict[str, Any]:
    """What a link stands for, whose size and time of change are the file's; one that leads nowhere is a file too.

    To read that says what is wrong with it.
    """
    try:
        described: dict[str, Any] = filesystem.info(os.path.realpath(name))
    except OSError:  # nothing there, a circle of links, a folder that is closed to us
        return {**info, "type": "file"}
    return described


def _version(info: dict[str, Any]) -> str:
    for name in ("ETag", "etag", "mtime", "LastModified", "last_modified", "updated", "created"):
        if info.get(name) is not None:
            return str(info[name])
    return ""


def _is_hidden(relative: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(relative).parts)


def _protocols(filesystem: "AbstractFileSystem") -> tuple[str, ...]:
    protocol = filesystem.protocol
    return (protocol,) if isinstance(protocol, str) else tuple(protocol)


def _advice(source: str, error: Exception) -> str:
    """What to do about an error of a protocol's client; empty where nothing better is known than the error itself."""
    if isinstance(error, ImportError):
        protocol = source.split("://", maxsplit=1)[0]
        package = "'newsprism[s3]'" if protocol in {"s3", "s3a"} else _PACKAGES.get(protocol, "the package it names")
        return f"{error}. For {protocol}:// pip install {package}"
    if error.__class__.__name__ == "NoCredentialsError":
        return (
            "no credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and its secret; FSSPEC_S3_ANON=true if it is public"
        )
    if isinstance(error, PermissionError):
        return f"access denied: {error}"
    return ""
