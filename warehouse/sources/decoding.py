"""Bytes to text: byte-order marks, declared charsets, UTF-8, and what old systems left behind."""

import codecs
import re
from typing import Final

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
_CUT: Final = 4  # bytes at the end of a sample that may be half a character
_META_CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# the characters that bytes of UTF-8 become in Windows-1252 and Latin-1: a lead byte and one that goes on
_CONTINUED: Final = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_DECODED_TWICE: Final = re.compile(f"[ÂÃÄÅÐÑ][{_CONTINUED}]|â€")
_LOST_CLOSE: Final = re.compile(f"â€(?![{_CONTINUED}])")
_ASCII: Final = bytes(range(128))
_SHORT: Final = 64  # bytes; shorter texts fit any code page
_FEW_SHARE: Final = (
    0.02  # of the bytes; Polish, Czech or Turkish text has 5 % or more beyond ASCII, German 1.5, English 0
)
_UNKNOWN_8_BIT: Final = "cp1252"  # what browsers take Latin-1 to be (WHATWG Encoding Standard)
_LATIN_1: Final = frozenset({"iso8859-1", "ascii"})
# the encodings that the WHATWG Encoding Standard knows, under Python's names: others that Python knows are no charsets
# of pages (idna, punycode, unicode_escape), and a hostile page may name them
_CHARSETS: Final = frozenset({
    *("ascii", "big5", "big5hkscs", "cp866", "cp874", "cp932", "cp949", "euc_jp", "euc_kr", "gb18030", "gb2312", "gbk"),
    *("iso2022_jp", "koi8-r", "koi8-u", "mac-cyrillic", "mac-roman", "shift_jis", "utf-8", "utf-8-sig"),
    *("utf-16", "utf-16-be", "utf-16-le", *(f"cp{number}" for number in range(1250, 1259))),
    *(f"iso8859-{number}" for number in range(1, 17)),
})  # fmt: skip


class NotTextError(ValueError):
    """The bytes are no text."""


def charset(name: str | None) -> str | None:
    """Python's name of a declared charset; None where it is none that pages use."""
    if name is None:
        return None
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return None
    return found if found in _CHARSETS else None


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32, by the mark at the beginning or by the zeros of mostly Western text; None for others."""
    for mark, encoding in _BOMS[1:]:
        if head.startswith(mark):
            return encoding
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def normalized(text: str) -> str:
    r"""Text that every later stage can store: ``\r\n`` is ``\n``, NUL is gone, halves of surrogate pairs are U+FFFD.

    UTF-8 that was decoded as Windows-1252 or Latin-1 before it came here is decoded anew, line by line.
    """
    text = text.replace("\r\n", "\n").replace("\x00", "")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        # a pair that JSON wrote as two escapes and a lenient parser left apart becomes its character again
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _decoded_once(text) if _DECODED_TWICE.search(text) else text


def _decoded_once(text: str) -> str:
    """A text without UTF-8 that somebody read as Windows-1252: its quotation marks would be none (*â€œYesâ€*)."""
    from ftfy import fix_encoding  # noqa: PLC0415  seldom needed

    # the closing mark's last byte has no character there, so that exporters drop it
    whole = _LOST_CLOSE.sub("â€\x9d", text)
    return "\n".join(fix_encoding(line) if _DECODED_TWICE.search(line) else line for line in whole.split("\n"))


def _try(data: bytes, encoding: str) -> str | None:
    """The text, None where the encoding does not fit (a few damaged characters aside)."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return text if text.count("\ufffd") <= _BROKEN_SHARE * len(text) else None


def check_text(data: bytes) -> None:
    """Look whether bytes can be text.

    Raises:
        NotTextError: They are a picture, an archive, a database or the like.
    """
    sample = data[:_SAMPLE]
    if sample.startswith(_MAGIC):
        raise NotTextError(f"begins with the bytes {sample[:8]!r}")
    if sample.startswith(tuple(mark for mark, _ in _BOMS)) or wide_encoding(sample) is not None:
        return
    control = len(_CONTROL.findall(sample))
    if control > _CONTROL_SHARE * len(sample):
        raise NotTextError(f"{control} control bytes among the first {len(sample)}")


def decode(data: bytes, *, declared: str | None = None) -> str:
    r"""Text of the bytes, with ``\r\n`` as ``\n``, without NUL, and nothing else changed.

    Tried in order: byte-order mark, the declared charset, UTF-8, UTF-16 without a mark, what charset-normalizer
    finds, Windows-1252. Damaged characters of an otherwise fitting encoding become U+FFFD.

    Args:
        data: A whole file or body.
        declared: Charset that a protocol or page declares; a wrong one is passed over.

    Raises:
        NotTextError: The bytes are a picture, an archive, a database or the like.
    """
    check_text(data)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return normalized(data.decode(encoding, "replace").removeprefix("\ufeff"))
    wide = wide_encoding(data[:_SAMPLE])
    if wide is not None:
        return normalized(data.decode(wide, "replace"))
    for name in filter(None, (charset(declared), "utf-8")):
        text = _try(data, name)
        if text is not None:
            return normalized(text)
    return normalized(data.decode(eight_bit(data), "replace"))


def eight_bit(data: bytes) -> str:
    """The encoding of bytes that are no UTF-8, as far as can be told.

    Few of them say little: a handful of accents in English text fits any Western or Baltic code page.
    """
    sample = data[:_SAMPLE]
    if len(sample) < _SHORT or len(sample.translate(None, _ASCII)) < _FEW_SHARE * len(sample):
        return _UNKNOWN_8_BIT
    from charset_normalizer import from_bytes  # noqa: PLC0415  seldom needed

    guess = from_bytes(data[:_SAMPLE]).best()
    name = charset(guess.encoding) if guess is not None else None
    return name if name is not None and _try(data, name) is not None else _UNKNOWN_8_BIT


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decode_page(data: bytes, *, declared: str | None = None) -> str:
    """Like :func:`decode`, for HTML: what is UTF-8 is read as that, whatever a server or template claims.

    Else the protocol's charset counts, else the page's own ``<meta charset>``. A page that was found by reading ASCII
    is no UTF-16, as the HTML standard says.
    """
    name = charset(declared)
    if _is_utf8(data) and not (data.isascii() and name is not None):
        return decode(data, declared="utf-8")
    if name is None:
        found = _META_CHARSET.search(data[:4096])  # the HTML standard wants it within the first 1024 bytes
        name = charset(found.group(1).decode("ascii")) if found else None
        name = None if name is not None and name.startswith(("utf-16", "utf_16", "utf-32", "utf_32")) else name
    if name in _LATIN_1:
        name = None if _try(data, "utf-8") is not None else _UNKNOWN_8_BIT  # as browsers do
    return decode(data, declared=name)


class LineDecoder:
    """Lines of one file to text: UTF-8, and where a line is none, the encoding that the file's beginning speaks for."""

    def __init__(self, head: bytes) -> None:
        """Look at the file's beginning.

        Args:
            head: The first bytes of the file; the last character may be cut.
        """
        self._fallback = _UNKNOWN_8_BIT
        self._is_utf8 = not head.isascii()
        try:
            head.decode()
        except UnicodeDecodeError as error:
            if error.start < len(head) - _CUT:
                self._is_utf8 = _try(head, "utf-8") is not None
                self._fallback = eight_bit(head)

    def __call__(self, line: bytes) -> str:
        """The line's text; what is damaged in a file of UTF-8 becomes U+FFFD."""
        try:
            return line.decode()
        except UnicodeDecodeError:
            return line.decode("utf-8" if self._is_utf8 else self._fallback, "replace")
