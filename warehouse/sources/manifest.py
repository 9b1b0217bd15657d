"""A manifest: a CSV that says of each file what the file itself does not (outlet, date, address, title, authors)."""

import csv
import io
import posixpath
from dataclasses import dataclass
from typing import Any, Final

from fsspec.core import url_to_fs

from warehouse.sources.decoding import NotTextError, decode
from warehouse.sources.files import SourceError, SourceFile
from warehouse.sources.records import FIELDS, Reject

_FILE_COLUMN: Final = "file"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Fields by file path, the files in the manifest's order, and the lines that could not be used."""

    uri: str
    path: str
    fields: dict[str, dict[str, Any]]
    rejects: tuple[Reject, ...]

    def fields_of(self, file: SourceFile) -> dict[str, Any] | None:
        """What the manifest says of a file; None where it does not name it."""
        return self.fields.get(file.path)

    @property
    def paths(self) -> list[str]:
        """Paths of the files that the manifest names."""
        return list(self.fields)


def read_manifest(uri: str) -> Manifest:
    """The manifest at a path or URL. Its ``file`` column names files below the manifest's own folder.

    Raises:
        SourceError: It cannot be read, or has no ``file`` column.
    """
    try:
        filesystem, path = url_to_fs(uri)
        path = posixpath.normpath(path) if "://" not in uri else path
        text = decode(filesystem.cat_file(path))
    except (OSError, ImportError, ValueError) as error:
        reason = "is no text" if isinstance(error, NotTextError) else f"cannot be read ({error})"
        raise SourceError(f"manifest {uri}: {reason}") from error
    reader = csv.DictReader(io.StringIO(text))
    names = [name.strip() for name in reader.fieldnames or []]
    reader.fieldnames = names
    if _FILE_COLUMN not in names:
        raise SourceError(f"manifest {uri}: needs a column named 'file'; it has {', '.join(names) or 'no columns'}")
    folder = posixpath.dirname(path)
    fields: dict[str, dict[str, Any]] = {}
    rejects = []
    for row in reader:
        file = (row.get(_FILE_COLUMN) or "").strip()
        if not file:
            continue
        full = posixpath.normpath(posixpath.join(folder, file))
        if posixpath.isabs(file) or posixpath.relpath(full, folder or ".").startswith(".."):
            rejects.append(Reject(None, uri, "outside_manifest_folder", f"line {reader.line_num}: {file}"))
        elif full in fields:
            rejects.append(Reject(None, uri, "duplicate_id", f"line {reader.line_num}: {file} is named twice"))
        else:
            fields[full] = {name: value.strip() for name in FIELDS if (value := row.get(name)) and value.strip()}
    return Manifest(uri, path, fields, tuple(rejects))


def is_manifest(file: SourceFile) -> bool:
    """Whether a CSV file among the sources is a manifest by its header: it has ``file`` and no content column."""
    with file.open() as stream:
        head = stream.read(4096)
    try:
        header = decode(head).partition("\n")[0]
    except NotTextError:
        return False
    names = {name.strip().strip('"') for name in header.split(",")}
    return _FILE_COLUMN in names and not names & {"html", "raw_text", "text"}
