"""A manifest: a CSV that says of each file what the file itself does not (outlet, date, address, title, authors)."""

import csv
import io
import os
import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from warehouse.sources.csv_rows import delimiter_of
from warehouse.sources.decoding import NotTextError, decode
from warehouse.sources.files import LINK, SPECIAL, SourceError, SourceFile, is_local, locate, source_file, storable
from warehouse.sources.records import CONTENT_FIELDS, FIELDS, Limits, Reject, reject
from warehouse.sources.streams import BombError, unpacked

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_FILE_COLUMN: Final = "file"
_NAMES: Final = ("manifest.csv", "manifest.csv.gz")  # how a file ends that may be one without being named as such
_BYTES: Final = 200_000_000  # a line a file: more than a million of them
_HEAD: Final = 65_536


@dataclass(frozen=True, slots=True)
class Manifest:
    """Fields by file path, the files in the manifest's order, and the lines that could not be used."""

    uri: str
    path: str
    fields: dict[str, dict[str, Any]]
    rejects: tuple[Reject, ...]
    filesystem: "AbstractFileSystem"

    def fields_of(self, file: SourceFile) -> dict[str, Any] | None:
        """What the manifest says of a file; None where it does not name it."""
        return self.fields.get(file.path)

    def files(self) -> list[SourceFile]:
        """The files that it names and that are there, sorted; their names are relative to its folder."""
        folder = posixpath.dirname(self.path)
        found = []
        for path in sorted(self.fields):
            if self.filesystem.isfile(path):
                info = {**self.filesystem.info(path), "name": path}
                name = posixpath.relpath(path, folder)
                found.append(source_file(self.filesystem, info, name=name, uri=self.uri_of(path)))
        return found

    def uri_of(self, path: str) -> str:
        """A file's address in the form in which the user named the manifest: as a URL, absolute or relative."""
        if "://" in self.uri:
            return str(self.filesystem.unstrip_protocol(path))
        return path if posixpath.isabs(self.uri) else posixpath.relpath(path)


def read_manifest(uri: str) -> Manifest:
    """The manifest at a path or URL. Its ``file`` column names files below the manifest's own folder.

    Raises:
        SourceError: It cannot be read, or has no ``file`` column.
    """
    filesystem, path = locate(uri)
    try:
        info = filesystem.info(path)
    except Exception as error:  # each protocol's client raises its own kinds
        raise SourceError(f"manifest {uri}: cannot be read ({error})") from error
    return _parsed(source_file(filesystem, {**info, "name": path}, name=posixpath.basename(path), uri=uri), uri)


def manifest_among(files: Sequence[SourceFile]) -> tuple[Manifest | None, list[SourceFile]]:
    """The manifest that lies among the files of a run, and the other files.

    Every folder may have its own, named ``manifest.csv`` or ``…manifest.csv``; together they are one.

    Raises:
        SourceError: One of them cannot be read.
    """
    found = [file for file in files if is_manifest(file)]
    if not found:
        return None, list(files)
    manifests = [_parsed(file, file.uri) for file in found]
    fields: dict[str, dict[str, Any]] = {}
    for manifest in manifests:
        fields |= manifest.fields
    rejects = tuple(line for manifest in manifests for line in manifest.rejects)
    first = manifests[0]
    paths = {file.path for file in found}
    return Manifest(first.uri, first.path, fields, rejects, first.filesystem), [f for f in files if f.path not in paths]


def is_manifest(file: SourceFile) -> bool:
    """Whether a file is a manifest by its name and its header: that has ``file`` and no content column."""
    if file.kind in {LINK, SPECIAL} or not file.name.lower().endswith(_NAMES):
        return False
    try:
        with file.open() as stored:
            head = decode(unpacked(file, stored, Limits()).peek(_HEAD)[:_HEAD])
    except (NotTextError, OSError, EOFError, BombError):  # a file like any other: reading it says what is wrong with it
        return False
    names = _header(head.partition("\n")[0])
    return _FILE_COLUMN in names and not set(names) & set(CONTENT_FIELDS)


def _header(line: str) -> list[str]:
    try:
        row = next(csv.reader([line], delimiter=delimiter_of(line)), [])
    except csv.Error:
        return []
    return [name.strip().lower() for name in row]


def _parsed(file: SourceFile, uri: str) -> Manifest:
    text = _text(file, uri)
    header, _, rest = text.partition("\n")
    names = _header(header)
    if _FILE_COLUMN not in names:
        raise SourceError(
            f"manifest {uri}: needs a column named 'file'; it has {', '.join(filter(None, names)) or 'no columns'}"
        )
    folder = posixpath.dirname(file.path)
    fields: dict[str, dict[str, Any]] = {}
    rejects = []
    reader = csv.reader(io.StringIO(rest), delimiter=delimiter_of(header))
    try:
        for cells in reader:
            row = dict(zip(names, (cell.strip() for cell in cells), strict=False))
            named = row.get(_FILE_COLUMN)
            if not named:
                continue
            where = f"line {reader.line_num + 1}: {named}"
            path = _below(folder, named, file.filesystem)
            if path is None:
                rejects.append(reject(None, storable(uri), "outside_manifest_folder", where))
            elif path in fields:
                rejects.append(reject(None, storable(uri), "duplicate_id", f"{where} is named twice"))
            else:
                fields[path] = {name: row[name] for name in FIELDS if row.get(name)}
    except csv.Error as error:
        raise SourceError(f"manifest {uri}: line {reader.line_num + 1}: {error}") from error
    return Manifest(uri, file.path, fields, tuple(rejects), file.filesystem)


def _text(file: SourceFile, uri: str) -> str:
    try:
        with file.open() as stored:
            data = unpacked(file, stored, Limits()).read(_BYTES + 1)
        if len(data) > _BYTES:
            raise SourceError(f"manifest {uri}: larger than {_BYTES:,} bytes; give the fields as JSON lines instead")
        return decode(data)
    except NotTextError as error:
        raise SourceError(f"manifest {uri}: is no text") from error
    except (OSError, EOFError, BombError) as error:
        raise SourceError(f"manifest {uri}: cannot be read ({error or error.__class__.__name__})") from error


def _below(folder: str, named: str, filesystem: "AbstractFileSystem") -> str | None:
    """Path of a file that a manifest names; None where it leaves the manifest's folder (dots, a URL, a link)."""
    named = named.replace("\\", "/")
    relative = posixpath.normpath(named)
    is_elsewhere = "://" in named or "::" in named or "\x00" in named or relative[1:2] == ":"
    if is_elsewhere or posixpath.isabs(relative) or relative == ".." or relative.startswith("../"):
        return None
    path = f"{folder}/{relative}" if folder else relative
    if is_local(filesystem):
        real = os.path.realpath(path)
        if not real.startswith(os.path.join(os.path.realpath(folder), "")):  # noqa: PTH118  strings throughout
            return None
    return path
