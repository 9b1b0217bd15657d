"""Objects below an address of an S3-compatible store: whole reads and writes, and writes under a condition.

A write under a condition (``If-None-Match``, ``If-Match``) is the one thing that makes two machines agree: it goes
through only if the object is still what the writer has seen.
"""

import contextlib
import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from warehouse.sources.files import SourceError, locate
from warehouse.store.layout import MisuseError, WarehouseError

_PROTOCOLS: Final = frozenset({"s3", "s3a"})
_CONDITIONS: Final = frozenset(
    {"PreconditionFailed", "ConditionalRequestConflict", "412", "409"}
)  # answers to a refusal
_AT_ONCE: Final = 16  # files under way: more do not make one machine's line faster


class ChangedError(WarehouseError):
    """An object is not what the writer has seen: somebody else was faster."""


class Tagged(NamedTuple):
    """An object as it was read, with what tells this state of it from others."""

    content: bytes
    tag: str


class Objects:
    """Objects by their names below an address.

    Args:
        url: ``s3://bucket/folder``.

    Raises:
        WarehouseError: Not an address of such a store, or the package for it is not installed.
    """

    def __init__(self, url: str) -> None:
        if url.partition("://")[0] not in _PROTOCOLS:
            raise MisuseError(f"{url}: a warehouse lies in a folder, or on s3://bucket/folder")
        try:
            self._files, place = locate(url)
        except SourceError as error:
            raise MisuseError(str(error)) from error
        self.url = url.rstrip("/")
        self._bucket, _, self._prefix = place.strip("/").partition("/")
        if not self._bucket:
            raise MisuseError(f"{url}: names no bucket; say s3://bucket/folder")

    def read(self, name: str) -> Tagged | None:
        """An object; None where there is none. Its tag is never newer than its content."""
        with self._spoken(name):
            try:
                self._files.invalidate_cache()
                tag = str(self._files.call_s3("head_object", Bucket=self._bucket, Key=self._key(name))["ETag"])
                return Tagged(self._files.cat_file(self._path(name)), tag)
            except FileNotFoundError:
                return None

    def write(self, name: str, content: bytes, *, instead_of: str | None) -> str:
        """Write an object if it is still as it was read.

        Args:
            name: The object.
            content: Its content, unlike that of every other write to it.
            instead_of: Tag of what was read; None where there was none.

        Returns:
            Its tag now.

        Raises:
            ChangedError: It is not; nothing was written.
        """
        condition = {"IfNoneMatch": "*"} if instead_of is None else {"IfMatch": instead_of}
        try:
            with self._spoken(name):
                answer = self._files.call_s3(
                    "put_object", Bucket=self._bucket, Key=self._key(name), Body=content, **condition
                )
            return str(answer["ETag"])
        except ChangedError:
            now = self.read(name)
            if now is not None and now.content == content:  # the answer to an earlier try was lost on the way
                return now.tag
            raise

    def age(self, name: str) -> float:
        """Seconds since an object was written, by the store's own clock."""
        with self._spoken(name):
            answer = self._files.call_s3("head_object", Bucket=self._bucket, Key=self._key(name))
        now = parsedate_to_datetime(answer["ResponseMetadata"]["HTTPHeaders"]["date"])
        return float((now - answer["LastModified"]).total_seconds())

    def sizes(self, below: str) -> dict[str, int]:
        """Objects below a name, with their bytes."""
        with self._spoken(below):
            self._files.invalidate_cache()
            found: Mapping[str, Any] = self._files.find(self._path(below), detail=True)
        start = len(self._path("")) + 1
        return {path[start:]: int(info["size"]) for path, info in found.items()}

    def fetch(self, files: Mapping[str, Path]) -> None:
        """Read objects into files, each whole or not at all."""
        drafts = {name: path.with_name(f".{path.name}.{os.getpid()}.fetched") for name, path in files.items()}
        for path in drafts.values():
            path.parent.mkdir(parents=True, exist_ok=True)
        names = list(drafts)
        with self._spoken(names[0] if names else ""):
            self._files.get([self._path(name) for name in names], [str(drafts[n]) for n in names], batch_size=_AT_ONCE)
        for name, path in files.items():
            os.replace(drafts[name], path)  # noqa: PTH105  whole or not at all

    def put(self, files: Mapping[str, Path]) -> None:
        """Write files as objects, whatever was there."""
        names = list(files)
        with self._spoken(names[0] if names else ""):
            self._files.put([str(files[n]) for n in names], [self._path(n) for n in names], batch_size=_AT_ONCE)

    def put_parts(self, file: Path, parts: Mapping[str, tuple[int, int]]) -> None:
        """Write parts of a file as objects, whatever was there.

        Args:
            file: The file.
            parts: For each object where its part begins and how long it may be, in bytes.
        """
        names = list(parts)
        with file.open("rb") as stream:
            for start in range(0, len(names), _AT_ONCE):
                some: dict[str, bytes] = {}
                for name in names[start : start + _AT_ONCE]:
                    place, length = parts[name]
                    stream.seek(place)
                    some[self._path(name)] = stream.read(length)
                with self._spoken(names[start]):
                    self._files.pipe(some)

    def parts(self, names: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Objects with their contents, as many at once as may be under way."""
        for start in range(0, len(names), _AT_ONCE):
            paths = {self._path(name): name for name in names[start : start + _AT_ONCE]}
            with self._spoken(names[start]):
                found: Mapping[str, bytes] = self._files.cat(list(paths))
            yield from ((paths[path], content) for path, content in found.items())

    def delete(self, names: Iterable[str]) -> None:
        """Delete objects."""
        if paths := [self._path(name) for name in names]:
            with self._spoken(""):
                self._files.rm(paths)

    def _key(self, name: str) -> str:
        return "/".join(filter(None, (self._prefix, name)))

    def _path(self, name: str) -> str:
        return "/".join(filter(None, (self._bucket, self._prefix, name)))

    @contextlib.contextmanager
    def _spoken(self, name: str) -> Iterator[None]:
        """Errors of the store's client as ours.

        Raises:
            ChangedError: A condition was not met.
            OSError: The store failed; worth another try, but where it says that something is not there.
        """
        try:
            yield
        except (WarehouseError, FileNotFoundError, PermissionError):
            raise
        except Exception as error:  # the client raises kinds of four packages
            if _codes(error) & _CONDITIONS:
                raise ChangedError(f"{self.url}/{name}: somebody else has written it meanwhile") from error
            first = str(error).strip().partition("\n")[0]
            raise OSError(errno.EIO, f"{error.__class__.__name__}: {first}", f"{self.url}/{name}") from error


def _codes(error: BaseException | None) -> set[str]:
    """Codes of the store's answers in a chain of errors."""
    found = set()
    while error is not None:
        response = getattr(error, "response", None)
        if isinstance(response, Mapping):
            found.add(str(response.get("Error", {}).get("Code")))
        error = error.__cause__
    return found


def below(folder: Path, files: Sequence[Path], name: str) -> dict[str, Path]:
    """Files of a folder by the names that they have below another name."""
    return {f"{name}/{file.relative_to(folder).as_posix()}": file for file in files}
