"""What every mark of a page leads to: the sentence in its article, with the rule that marked it and where it stands.

Articles are numbered as the page shows them; ``a3s12`` is the thirteenth sentence of article 3, ``a3q5`` its sixth
quote. Whole articles stand on the page, the most telling first, until their texts are as long as a page may carry.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from warehouse.reports.reader import Reader, Row

_MOST_TEXT: Final = 250_000  # characters of articles on a page: with marks and CSV about six bytes each, under 2 MB
_LETTERS: Final = {"quote": "q", "word": "w", "name": "n", "act": "a"}  # kinds of marks, in the ids of a page


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a sentence in one voice."""

    text: str
    voice: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with all that was found in it."""

    anchor: str
    row: Row
    stretches: tuple[Stretch, ...]
    marks: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the page shows it.

    Attributes:
        number: From 1, in the order of the page.
        row: Its row of the headlines.
        sentences: All its sentences; none where the page has no room for its text.
    """

    number: int
    row: Row
    sentences: tuple[Sentence, ...]


class Evidence:
    """The articles of a page and where on it everything stands."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = tuple(articles)
        self.by_id: Mapping[str, Article] = {article.row["article_id"]: article for article in articles}
        self._anchors: dict[str, str] = {}
        self._marks: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for article in articles:
            for sentence in article.sentences:
                self._anchors[sentence.row["sentence_id"]] = sentence.anchor
                for mark in sentence.marks:
                    if mark["kind"] == "quote":
                        self._anchors[mark["mark_id"]] = mark["anchor"]
                    if mark["item"] is not None and (mark["kind"] == "quote" or sentence.row["role"] != "caption"):
                        self._marks[mark["kind"], mark["item"], article.row["outlet_id"]].append(mark)

    def anchor(self, identity: str | None) -> str | None:
        """Where a sentence or quote stands on the page; None where the page has no room for its article."""
        return None if identity is None else self._anchors.get(identity)

    def anchor_at(self, article_id: str, position: int) -> str | None:
        """Where on the page the sentence stands that holds a position of an article's text."""
        for sentence in self.by_id[article_id].sentences if article_id in self.by_id else ():
            start, end = sentence.row["char_start"], sentence.row["char_end"]
            if start is not None and start <= position < end:
                return sentence.anchor
        return None

    def marks(self, kind: str, item: str, outlet_id: str) -> Sequence[Row]:
        """The marks of a kind and item in an outlet, in the order of the page."""
        return self._marks.get((kind, item, outlet_id), ())

    def quotes(self, outlet_id: str, column: str, value: str) -> list[Row]:
        """Quotes of an outlet's originals whose column has a value."""
        return [
            mark
            for article in self.articles
            if article.row["outlet_id"] == outlet_id and article.row["origin"] != "copy"
            for sentence in article.sentences
            for mark in sentence.marks
            if mark["kind"] == "quote" and mark[column] == value
        ]


def gather_evidence(reader: Reader, headlines: Sequence[Row], parameters: Mapping[str, str]) -> Evidence:
    """The sentences and marks of a story's articles.

    Args:
        reader: Where to read.
        headlines: Articles of the story, in the order of the page.
        parameters: The story.
    """
    sentences = _by_article(reader.rows("sentences", parameters))
    voices = _by_article(reader.rows("voices", parameters))
    marks = _by_article(reader.rows("marks", parameters))
    room = _MOST_TEXT
    articles = []
    for number, row in enumerate(headlines, start=1):
        identity = row["article_id"]
        length = sum(len(sentence["text"]) for sentence in sentences[identity])
        whole: tuple[Sentence, ...] = ()
        if length <= room:
            room -= length
            whole = tuple(_sentences(number, sentences[identity], voices[identity], marks[identity]))
        articles.append(Article(number, row, whole))
    return Evidence(articles)


def _by_article(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["article_id"]].append(row)
    return found


def _sentences(number: int, rows: Sequence[Row], voices: Sequence[Row], marks: Sequence[Row]) -> Iterable[Sentence]:
    counts: dict[str, int] = defaultdict(int)
    found: dict[str, list[Row]] = defaultdict(list)
    for mark in marks:
        letter = _LETTERS[mark["kind"]]
        found[mark["sentence_id"]].append({**mark, "anchor": f"a{number}{letter}{counts[letter]}"})
        counts[letter] += 1
    for row in rows:
        anchor = f"a{number}s{row['sentence_index']}"
        yield Sentence(anchor, row, tuple(_stretches(row, voices)), tuple(found[row["sentence_id"]]))


def _stretches(sentence: Row, voices: Sequence[Row]) -> Iterable[Stretch]:
    """A sentence cut where the voice changes; whole where it stands nowhere in the text, as a given title."""
    text, start = sentence["text"], sentence["char_start"]
    if start is None or len(text) != sentence["char_end"] - start:
        yield Stretch(text, "outlet")
        return
    done = 0
    for span in voices:
        first, last = max(span["char_start"] - start, done), min(span["char_end"] - start, len(text))
        if first < last:
            if done < first:
                yield Stretch(text[done:first], "outlet")
            yield Stretch(text[first:last], span["voice"])
            done = last
    if done < len(text):
        yield Stretch(text[done:], "outlet")
