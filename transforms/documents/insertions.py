"""What a site sets into the middle of a line: headlines of other stories, links in brackets, prompts.

Copies of pages often carry them inside sentences: *Senator Ilse Brandt Ilse Maria BrandtCouncil votes on quay Harbour
tax to rise MORE said on Monday*. They are no words of the article: whatever reads it sees blanks there. The text itself
keeps them.
"""

import re
from typing import Final, NamedTuple

import polars as pl

INSERTIONS: Final = pl.Schema(
    {"article_id": pl.String(), "char_start": pl.Int64(), "char_end": pl.Int64(), "rule": pl.String()}
)
_MORE: Final = "MORE"
_REACH: Final = 1_200  # characters of the longest run of inserted headlines
_NAME_REACH: Final = 90  # characters between the name in the sentence and its repeat with the headline stuck to it
# a surname with the first word of a headline stuck to it, and the places where they may meet
_STUCK: Final = re.compile(r"(?<![\w-])[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ](?:[A-Z0-9]|['‘\"“][A-Z])")
_SEAM: Final = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z0-9]|['‘\"“][A-Z])")
_PARTICLES: Final = frozenset(
    ("al", "bin", "da", "de", "del", "della", "der", "di", "du", "el", "ibn", "la", "le", "van", "von")
)
_AFTER_MORE: Final = re.compile(r"[\s)(,.;:!?’'\"”\]—–-]|$")
_LABELS: Final = (
    r"related(?: (?:story|stories|articles?|video|coverage))?|see also|also see|also read|read(?: more| also| next)?"
    r"|watch(?: now| live)?|listen|videos?|photos|photo gallery|pictures|slideshow|gallery|interactive|graphic|poll"
    r"|quiz|more(?: on this| from [^:()\[\]]{2,30})?|also on [^:()\[\]]{2,30}|click here[^:()\[\]]{0,30}"
)
# (RELATED: Mayor Opens Quay [VIDEO]), ( PHOTOS: The storm ), [Read more: ...]
_BRACKETS: Final = re.compile(
    rf"[(\[]\s?(?:{_LABELS})\s?[:—–|]\s?(?:[^()\[\]\n]|[(\[][^()\[\]\n]{{1,40}}[)\]]){{2,220}}[)\]]", re.IGNORECASE
)
_PROMPT: Final = re.compile(r"\bCLICK HERE(?:[ ,]+[A-Z0-9'’&-]+\b)+[.:!]?")
_PICTURE: Final = re.compile(
    r"(?:\b(?:Enlarge this image\s+)?(?:[Tt]oggle|[Hh]ide) caption\b|\bEnlarge this image\b)"
    r"(?:[^\S\n]+(?P<credit>[^\n]{2,60}?)[^\S\n]+(?P=credit)(?![^\s]))?"
    r"|\bMedia playback is (?:un|not )supported on (?:your|this) device(?: Media caption\b)?"
)
# a text without any of these holds nothing of the kind; two searches, for each of them is a fast one
_HINTS: Final = (
    rf"{_MORE}|CLICK HERE| caption|this image",
    r"(?i)[(\[]\s?(?:re|se|al|wa|li|vi|ph|pi|po|sl|ga|gr|in|qu|mo|cl)",
)


class Insertion(NamedTuple):
    """A stretch of the text that the site set into a line, and the rule that knows it."""

    char_start: int
    char_end: int
    rule: str


def find_insertions(text: str) -> list[Insertion]:
    """Stretches inside lines that are the site's and not the article's.

    Args:
        text: The article's text.

    Returns:
        The stretches in order, without overlap. ``inserted_headlines``: a name in full with headlines of other stories
        stuck to it, up to *MORE*; ``inserted_link``: a bracket that a label such as *RELATED:* opens;
        ``inserted_prompt``: *CLICK HERE TO ...* in capitals; ``inserted_picture``: a picture's buttons, with its credit
        where that stands twice.
    """
    found: list[Insertion] = []
    if _MORE in text:
        found += _headlines(text)
    if ":" in text or "|" in text or "—" in text or "–" in text:
        found += [Insertion(match.start(), match.end(), "inserted_link") for match in _BRACKETS.finditer(text)]
    if "CLICK HERE" in text:
        found += [Insertion(match.start(), match.end(), "inserted_prompt") for match in _PROMPT.finditer(text)]
    if " caption" in text or "this image" in text:
        found += [Insertion(match.start(), match.end(), "inserted_picture") for match in _PICTURE.finditer(text)]
    found.sort()
    kept: list[Insertion] = []
    for insertion in found:
        if not kept or insertion.char_start >= kept[-1].char_end:
            kept.append(insertion)
    return kept


def is_link(line: str) -> bool:
    """Whether a line is a link in brackets and nothing else: *( PHOTOS: The storm )*."""
    return _BRACKETS.fullmatch(line) is not None


def insertions_of(articles: pl.DataFrame) -> pl.DataFrame:
    """Insertions of each article.

    Args:
        articles: One row per article, with ``article_id`` and ``text``.

    Returns:
        One row per insertion (`INSERTIONS`), in the order of the articles and of the text.
    """
    hinted = articles.filter(_is_hinted(articles["text"]))
    rows = [
        (article_id, *insertion)
        for article_id, text in hinted.select("article_id", "text").iter_rows()
        for insertion in find_insertions(text)
    ]
    return pl.DataFrame(rows, schema=INSERTIONS, orient="row")


def blank_insertions(articles: pl.DataFrame, insertions: pl.DataFrame) -> pl.DataFrame:
    """The articles as they are to be read: blanks where the site set something into a line, so that every offset stays.

    Args:
        articles: One row per article, with ``article_id`` and ``text``.
        insertions: Theirs, from `insertions_of`.

    Returns:
        The same rows and columns; ``restore_texts`` gives what was read in them its own characters back.
    """
    if insertions.is_empty():
        return articles
    spans = insertions.group_by("article_id").agg("char_start", "char_end").rows_by_key("article_id", unique=True)
    texts = [
        _blanked(text, *spans[article_id]) if article_id in spans else text
        for article_id, text in articles.select("article_id", "text").iter_rows()
    ]
    return articles.with_columns(pl.Series("text", texts, pl.String))


def _is_hinted(texts: pl.Series) -> pl.Series:
    """Which texts are worth a reading in full: most hold no insertion."""
    names, brackets = (texts.str.contains(hint) for hint in _HINTS)
    return names | brackets


def _blanked(text: str, starts: list[int], ends: list[int]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in zip(starts, ends, strict=True):
        if not _is_line(text, start, end):
            parts += (text[at:start], " " * (end - start))
            at = end
    return "".join((*parts, text[at:]))


def _is_line(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the stretch's line: a line stays, whatever it is."""
    before = start - 1
    while before >= 0 and text[before] != "\n" and text[before].isspace():
        before -= 1
    after = end
    while after < len(text) and text[after] != "\n" and text[after].isspace():
        after += 1
    return (before < 0 or text[before] == "\n") and (after == len(text) or text[after] == "\n")


def restore_texts(
    frame: pl.DataFrame, articles: pl.DataFrame, *, start: str = "char_start", end: str = "char_end", text: str = "text"
) -> pl.DataFrame:
    """Give spans that were read in blanked articles the characters that stand in the articles.

    Args:
        frame: One row per span, with ``article_id`` and the three columns named by the other arguments.
        articles: The articles that were blanked somewhere, as they are: ``article_id`` and ``text``.
        start: Column of the span's first character; null where it has no place.
        end: Column of the character behind it.
        text: Column of its characters.

    Returns:
        The same rows; only the column of characters may differ.
    """
    if articles.is_empty() or frame.is_empty():
        return frame
    is_blanked = frame["article_id"].is_in(articles["article_id"].implode()) & frame[start].is_not_null()
    rows = is_blanked.arg_true()
    if rows.is_empty():
        return frame
    texts: dict[str, str] = dict(articles.select("article_id", "text").iter_rows())
    given = frame.select("article_id", start, end)[rows]
    own = [texts[article_id][low:high] for article_id, low, high in given.iter_rows()]
    return frame.with_columns(frame[text].scatter(rows, pl.Series(own, dtype=pl.String)))


def _headlines(text: str) -> list[Insertion]:
    """Names in full with headlines stuck to them, each up to its closing word."""
    found: list[Insertion] = []
    floor = 0
    at = text.find(_MORE)
    while at >= 0:
        end = at + len(_MORE)
        if _AFTER_MORE.match(text, end):
            low = max(floor, at - _REACH)
            low = max(low, text.rfind("\n", low, at) + 1)
            start = _where_stuck(text, low, end)
            if start >= 0:
                found.append(Insertion(start, end, "inserted_headlines"))
            floor = end
        at = text.find(_MORE, end)
    return found


def _where_stuck(text: str, low: int, high: int) -> int:
    """Where a name ends that comes again, in full and with a headline stuck to it; -1 where none does."""
    for match in _STUCK.finditer(text, low, high):
        seams = [seam.start() for seam in _SEAM.finditer(text, match.start(), match.end())]
        for seam in reversed(seams):  # "McConnellGOP" has two
            name = text[match.start() : seam]
            before = text.rfind(name, max(low, match.start() - _NAME_REACH), match.start())
            end = before + len(name)
            # only names stand between: a sentence would have a word in small letters
            if before >= 0 and not text[end].isalnum() and _are_names(text[end : match.start()]):
                return end
    return -1


def _are_names(between: str) -> bool:
    return not any(word[0].islower() and word not in _PARTICLES for word in between.split())
