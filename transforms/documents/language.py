"""The language of a text, by a bundled model: CLD2 (Compact Language Detector 2), which reads byte n-grams.

It answers only where it can tell: a text that is too short, mixed, or of no language that it knows gives null, and
later stages say "unknown language" rather than treat it as English.
"""

import re
from typing import Final

import polars as pl
import pycld2

_SAMPLE: Final = 1000  # characters; more changed no answer on news, and costs in proportion
_HEAD: Final = 300  # of them from the start; the rest from the middle, because a dump's menu may be in another language
_MIN_LETTERS: Final = 24  # fewer letters are a name or a label, which reads the same in many languages
_MIN_PERCENT: Final = 55  # of the text's letters in one language; below that it is a mixture
_LETTERS: Final = re.compile(r"[^\W\d_]")
_ADDRESSES: Final = re.compile(r"https?://\S{1,200}|\S{1,80}@\S{1,80}")  # would count as English
# control characters, surrogates and non-characters, which the model's library refuses as invalid
_UNREADABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]"
)
# names that the library still uses, and scripts that are no language of their own here
_ISO_CODES: Final = {
    "iw": "he",
    "jw": "jv",
    "in": "id",
    "ji": "yi",
    "mo": "ro",
    "sh": "sr",
    "sr-ME": "sr",
    "zh-Hant": "zh",
}
# Bokmål is what "Norwegian" means in practice, and what the model calls "no"; Filipino is Tagalog by another name
_SAME_LANGUAGE: Final = {"nb": "no", "fil": "tl"}


def iso_code(tag: str | None) -> str | None:
    """ISO 639-1 code of a language tag such as ``en-US`` or ``pt_BR``; None where it is not one of two letters."""
    if not tag:
        return None
    code = re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]
    code = _SAME_LANGUAGE.get(code, _ISO_CODES.get(code, code))
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    middle = max(_HEAD, (len(text) - _SAMPLE + _HEAD) // 2)
    return f"{text[:_HEAD]}\n{text[middle : middle + _SAMPLE - _HEAD]}"


def language_of(text: str | None) -> str | None:
    """ISO 639-1 code of the language of a text; None where it is too short, mixed or unknown to the model."""
    if not text:
        return None
    sample = _sample(text)
    if "://" in sample or "@" in sample:
        sample = _ADDRESSES.sub(" ", sample)
    if len(sample) < 4 * _MIN_LETTERS and len(_LETTERS.findall(sample)) < _MIN_LETTERS and sample.isascii():
        return None
    try:
        is_reliable, _, found = pycld2.detect(sample)
    except (pycld2.error, UnicodeError):
        try:
            is_reliable, _, found = pycld2.detect(_UNREADABLE.sub(" ", sample))
        except (pycld2.error, UnicodeError):  # not text
            return None
    _, code, percent, _ = found[0]
    if not is_reliable or percent < _MIN_PERCENT or code == "un":
        return None
    return iso_code(_ISO_CODES.get(code, code))


def detect_language(texts: pl.Series) -> pl.Series:
    """ISO 639-1 codes of texts, null where a text is null, too short, mixed or unknown to the model.

    Args:
        texts: A series of strings; some 1,000 characters of each are read, from its start and its middle.

    Returns:
        A series of strings of the same name and length.
    """
    return pl.Series(texts.name, [language_of(text) for text in texts.to_list()], dtype=pl.String)


def article_languages(texts: pl.Series, *, given: pl.Series, declared: pl.Series) -> pl.Series:
    """The language of each article: what the source gives, else what the text is, else what the page declares.

    The page's own declaration comes last because templates declare the language of the site's software often enough.

    Args:
        texts: The articles' text.
        given: Language tags from the source's record or manifest (nullable).
        declared: Language tags from the page, such as ``<html lang>`` (nullable).

    Returns:
        ISO 639-1 codes, named ``language``; null where nothing tells.
    """
    found = [
        iso_code(tag) or language_of(text) or iso_code(page)
        for text, tag, page in zip(texts.to_list(), given.to_list(), declared.to_list(), strict=True)
    ]
    return pl.Series("language", found, dtype=pl.String)
