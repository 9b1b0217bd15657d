"""Bytes of a page to text: byte order mark, HTTP header, the page's own declaration, then what the bytes look like.

The order is that of the WHATWG encoding standard, with one liberty: bytes that are valid UTF-8 are UTF-8 whatever a
header says. Text in another encoding almost never is valid UTF-8 by chance, while wrong headers are common.
"""

import codecs
import re
from typing import Final, NamedTuple

from charset_normalizer import from_bytes

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META: Final = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:\-]{2,40})", re.IGNORECASE)
_XML: Final = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:\-]{2,40})[\"']")
_HEAD_BYTES: Final = 8192  # browsers look through 1024 bytes; scripts before the declaration are common in news pages
_SAMPLE_BYTES: Final = 16384  # enough for the detector, whose cost grows with the length
_ZERO_BYTES: Final = 64  # of the head that are looked at for UTF-16 without a mark
_SMALL_PART: Final = 0.1  # of the bytes beyond ASCII: with fewer unreadable, the charset is right and the page damaged
_ASCII: Final = bytes(range(128))
_WEB_CHARSETS: Final = [
    # what browsers can read (WHATWG), as the detector names it; left alone, it finds codecs that no page is written in
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "cp866",
    "koi8_r", "koi8_u", "iso8859_2", "iso8859_5", "iso8859_7", "cp932", "euc_jp", "iso2022_jp", "gb18030", "big5",
    "cp949",
]  # fmt: skip
_NO_CHARSETS: Final = frozenset({"utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})
_WINDOWS: Final = {
    # WHATWG: pages that declare these are written in the Windows superset
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}


class DecodedPage(NamedTuple):
    """Text of a page, the codec that read it, where the codec was named, and how many bytes could not be read."""

    text: str
    encoding: str
    method: str  # bom, utf8, http, meta, detected, fallback
    replaced_count: int


def _codec(name: str | None) -> str | None:
    """Python's name of the codec that browsers use for this label; None for an unknown one or one that is no text."""
    if not name:
        return None
    try:
        info = codecs.lookup(name.strip().strip("\"'").lower())
    except (LookupError, ValueError):
        return None
    if not info._is_text_encoding or info.name in _NO_CHARSETS:  # noqa: SLF001 - the only way to ask
        return None
    return _WINDOWS.get(info.name, info.name)


def _declared(data: bytes) -> str | None:
    head = data[:_HEAD_BYTES]
    match = _META.search(head) or _XML.search(head)
    codec = _codec(match[1].decode("ascii")) if match else None
    # a declaration readable as ASCII cannot stand in UTF-16: the standard reads it as UTF-8
    return "utf-8" if codec and codec.startswith(("utf-16", "utf-32")) else codec


def _marked(data: bytes) -> tuple[str, int, str] | None:
    """Codec, length of the mark and method, where the first bytes say it."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec, len(mark), "bom"
    head = data[:_ZERO_BYTES]
    if len(head) >= 4 and head.count(0) >= len(head) // 3:  # Latin letters in UTF-16: every other byte is zero
        return ("utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"), 0, "detected"
    return None


def _decode(data: bytes, codec: str) -> tuple[str, int]:
    try:
        return data.decode(codec), 0
    except UnicodeError:
        text = data.decode(codec, "replace")
        return text, max(1, text.count("\N{REPLACEMENT CHARACTER}"))


def read_page(data: bytes, *, content_type_charset: str | None = None) -> DecodedPage:
    """Decode the bytes of a page and say how.

    Args:
        data: The page as it came, already decompressed.
        content_type_charset: ``charset`` of the HTTP header, if there was one.

    Returns:
        The text without a byte order mark; characters that could not be read are U+FFFD and counted. Never raises.
    """
    if marked := _marked(data):
        name, length, method = marked
        text, replaced = _decode(data[length:], name)
        return DecodedPage(text, name, method, replaced)
    try:
        return DecodedPage(data.decode("utf-8"), "utf-8", "utf8", 0)
    except UnicodeDecodeError:
        pass
    beyond_ascii = len(data.translate(None, _ASCII))
    candidates = [(_codec(content_type_charset), "http"), (_declared(data), "meta")]
    damaged: DecodedPage | None = None
    for codec, method in candidates:
        if codec is None:
            continue
        try:
            text, replaced = _decode(data, codec)
        except UnicodeError:  # a codec of Python that knows no "replace"
            continue
        if replaced <= beyond_ascii * _SMALL_PART:
            return DecodedPage(text, codec, method, replaced)
        if damaged is None or replaced < damaged.replaced_count:
            damaged = DecodedPage(text, codec, method, replaced)
    text, replaced = _decode(data, "utf-8")
    if replaced <= beyond_ascii * _SMALL_PART:
        return DecodedPage(text, "utf-8", "fallback", replaced)
    half = _SAMPLE_BYTES // 2
    sample = data if len(data) <= _SAMPLE_BYTES else data[:half] + data[-half:]
    best = from_bytes(sample, cp_isolation=_WEB_CHARSETS, enable_fallback=False).best()
    detected = _codec(best.encoding) if best else None
    if detected:
        text, replaced = _decode(data, detected)
        if not replaced or damaged is None or replaced < damaged.replaced_count:
            return DecodedPage(text, detected, "detected", replaced)
    if damaged is not None:
        return damaged
    text, replaced = _decode(data, "cp1252")
    return DecodedPage(text, "cp1252", "fallback", replaced)


def decode_page(data: bytes, *, content_type_charset: str | None = None) -> str:
    """The text of a page's bytes; see ``read_page`` for how, and for the report of what could not be read."""
    return read_page(data, content_type_charset=content_type_charset).text
