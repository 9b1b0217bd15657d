"""Bytes of a stored file as a stream: bounded, unpacked, recoded to UTF-8, cut into lines. Nothing is held whole."""

import codecs
import errno
import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any, Final

from warehouse.sources.decoding import wide_encoding
from warehouse.sources.files import SourceFile
from warehouse.sources.records import Limits

_BLOCK: Final = 65_536  # bytes taken at a time
_BUFFER: Final = 1 << 20
SMALL: Final = 4096  # bytes; a smaller file may unpack to as much as one of this size
_FORMAT_ERRORS: Final = (EOFError, zlib.error, gzip.BadGzipFile)


class TooLargeError(Exception):
    """A file, a line or a row passes the limit on a document's size."""


class BombError(Exception):
    """A file's unpacked size is out of all proportion to its stored one."""


class Stored(io.RawIOBase):
    """A stored file. Whatever its storage raises becomes an OSError: worth another try, unlike a broken format."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.taken = 0  # bytes read so far

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """As the storage allows."""
        return bool(self._stream.seekable())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As of any file."""
        return int(self._stream.seek(offset, whence))

    def tell(self) -> int:
        """As of any file."""
        return int(self._stream.tell())

    def readinto(self, buffer: Any) -> int:
        """Read up to the buffer's length.

        Raises:
            OSError: The storage failed.
        """
        try:
            data = self._stream.read(len(buffer))
        except OSError:
            raise
        except Exception as error:  # each protocol's client raises its own kinds
            raise OSError(errno.EIO, f"{error.__class__.__name__}: {error}") from error
        buffer[: len(data)] = data
        self.taken += len(data)
        return len(data)


class Unpacked(io.RawIOBase):
    """The content of a gzip stream, which refuses to grow out of all proportion to what is stored."""

    def __init__(self, stored: Stored, *, ratio: int) -> None:
        self._stored, self._ratio = stored, ratio
        self._stream = gzip.GzipFile(fileobj=io.BufferedReader(stored, _BUFFER))
        self._given = 0
        self._break: Exception | None = None

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read a block.

        Raises:
            BombError: More than allowed came out.
            EOFError: The file ends too early; all that came before the break has been read. Also zlib.error and
                gzip.BadGzipFile.
        """
        if self._break is not None:
            raise self._break
        wanted, filled = min(len(buffer), _BLOCK), 0
        while filled < wanted:
            try:
                data = self._stream.read1(wanted - filled)
            except _FORMAT_ERRORS as error:
                self._break = error  # what precedes a break is not lost with it
                break
            if not data:
                break
            buffer[filled : filled + len(data)] = data
            filled += len(data)
        self._given += filled
        if self._given > self._ratio * max(self._stored.taken, SMALL):
            raise BombError
        if not filled and self._break is not None:
            raise self._break
        return filled


class _Recoded(io.RawIOBase):
    """A stream of another encoding as UTF-8, block by block."""

    def __init__(self, stream: Any, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._pending = b""
        self._is_at_end = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._pending and not self._is_at_end:
            data = self._stream.read(_BLOCK)
            self._is_at_end = not data
            self._pending = self._decoder.decode(data, self._is_at_end).encode("utf-8", "replace")
        size = min(len(buffer), len(self._pending))
        buffer[:size] = self._pending[:size]
        self._pending = self._pending[size:]
        return size


def unpacked(file: SourceFile, stored: Any, limits: Limits) -> io.BufferedReader:
    """The file's content, out of gzip where the name says so."""
    raw = Stored(stored)
    return io.BufferedReader(Unpacked(raw, ratio=limits.compression_ratio) if file.is_gzipped else raw, _BUFFER)


def as_utf8(stream: io.BufferedReader) -> io.BufferedReader:
    """The stream in UTF-8 where it is UTF-16 or UTF-32, by its mark or its look; else as it is, without its mark.

    Encodings of one byte a character go through as they are: their lines are ASCII's.
    """
    head = stream.peek(_BLOCK)[:_BLOCK]
    if head.startswith(codecs.BOM_UTF8):
        stream.read(len(codecs.BOM_UTF8))
        return stream
    encoding = wide_encoding(head)
    if encoding is None:
        return stream
    recoded: io.BufferedReader = io.BufferedReader(_Recoded(stream, encoding), _BUFFER)
    if recoded.peek(4)[:3] == codecs.BOM_UTF8:  # the mark of an encoding named with its byte order
        recoded.read(3)
    return recoded


def lines(stream: io.BufferedReader, limits: Limits) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one that is longer than a document may be, of which no more than that is held."""
    number = 0
    while line := stream.readline(limits.document_bytes + 1):
        number += 1
        if len(line) > limits.document_bytes and not line.endswith(b"\n"):
            skip_line(stream)
            yield number, None
        else:
            yield number, line


def skip_line(stream: io.BufferedReader) -> None:
    """Pass over the rest of a line."""
    while (rest := stream.readline(_BUFFER)) and not rest.endswith(b"\n"):
        pass
