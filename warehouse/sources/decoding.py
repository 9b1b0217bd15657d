"""Bytes to text: byte-order marks, declared charsets, UTF-8, and what old systems left behind."""

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC: Final = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"SQLite format",
    b"PAR1",
    b"\x7fELF",
)
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE: Final = 65_536  # bytes looked at to tell text from data: a page's head and first screens
_CONTROL_SHARE: Final = 0.01  # of the sample; text in any encoding has next to none
_BROKEN_SHARE: Final = 0.01  # of the characters; UTF-8 with more is another encoding, with fewer is damaged UTF-8
_META_CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_UNKNOWN_8_BIT: Final = "cp1252"  # what browsers take Latin-1 to be (WHATWG Encoding Standard)


class NotTextError(ValueError):
    """The bytes are no text."""


def _is_utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of mostly Western text is zero."""
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _normalized(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "")


def _try(data: bytes, encoding: str) -> str | None:
    """The text, None where the encoding is unknown or does not fit (a few damaged characters aside)."""
    try:
        return data.decode(encoding)
    except LookupError:
        return None
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return text if text.count("\ufffd") <= _BROKEN_SHARE * len(text) else None


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Text of the bytes, with ``\\r\\n`` as ``\\n`` and nothing else changed.

    Tried in order: byte-order mark, the declared charset, UTF-8, UTF-16 without a mark, what charset-normalizer
    finds, Windows-1252. Damaged characters of an otherwise fitting encoding become U+FFFD.

    Args:
        data: A whole file or body.
        declared: Charset that a protocol or page declares; a wrong one is passed over.

    Raises:
        NotTextError: The bytes are a picture, an archive, a database or the like.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _normalized(data.decode(encoding, "replace").lstrip("\ufeff"))
    sample = data[:_SAMPLE]
    if sample.startswith(_MAGIC):
        raise NotTextError(f"begins with the bytes {sample[:8]!r}")
    utf16 = _is_utf16(sample)
    if utf16 is not None:
        return _normalized(data.decode(utf16, "replace"))
    control = len(_CONTROL.findall(sample))
    if control > _CONTROL_SHARE * len(sample):
        raise NotTextError(f"{control} control bytes among the first {len(sample)}")
    for encoding in filter(None, ("utf-8" if declared is None else declared, "utf-8")):
        text = _try(data, encoding)
        if text is not None:
            return _normalized(text)
    guess = from_bytes(sample).best()
    text = _try(data, guess.encoding) if guess is not None else None
    return _normalized(text if text is not None else data.decode(_UNKNOWN_8_BIT, "replace"))


def decode_page(data: bytes, *, declared: str | None = None) -> str:
    """Like :func:`decode`, for HTML: without a charset from the protocol, the page's own ``<meta charset>`` counts."""
    if declared is None:
        found = _META_CHARSET.search(data[:4096])  # the HTML standard wants it within the first 1024 bytes
        declared = found.group(1).decode("ascii") if found else None
    if declared is not None and declared.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}:
        declared = None if _try(data, "utf-8") is not None else _UNKNOWN_8_BIT  # as browsers do
    return decode(data, declared=declared)
