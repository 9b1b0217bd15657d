"""Headlines in a row: what each says, with the words that decide how it reads, when it came, own or wire."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from warehouse.reports.evidence import Evidence
from warehouse.reports.precision import measured
from warehouse.reports.reader import Figure, Row
from warehouse.reports.section import Section, count


@dataclass(frozen=True, slots=True)
class Headline:
    """One article's headline: its pieces, each with whether it decides, and where its sentence stands."""

    row: Row
    number: int
    pieces: tuple[tuple[str, bool], ...]
    anchor: str | None


def headlines(figure: Figure, evidence: Evidence) -> Section:
    """The section of headlines.

    Args:
        figure: Rows of ``story-headlines``.
        evidence: The story's articles.
    """
    shown = [
        Headline(
            row=article.row,
            number=article.number,
            pieces=tuple(_pieces(article.row["title"] or "", (article.row["deciding_words"] or "").split("; "))),
            anchor=next((s.anchor for s in article.sentences if s.row["role"] == "title"), None),
        )
        for article in evidence.articles
    ]
    readings = [row["reading"] for row in figure.rows if row["origin"] != "copy"]
    return Section(
        anchor="headlines",
        title="Headlines in a row",
        lead="Marked: the words that decide how a headline reads, open (cooperation) or closed (conflict).",
        figure=figure,
        counted=f"{count(len(figure.rows), 'headline')}, {count(len(readings), 'original')}",
        verdict=", ".join(f"{number} {reading}" for reading, number in sorted(Counter(readings).items()))
        + " of the originals; not tested, these are all the headlines there are",
        measured=measured("headline_act", "headline_reading", "story"),
        content=shown,
        nothing="The story has no article.",
    )


def _pieces(title: str, words: list[str]) -> Iterator[tuple[str, bool]]:
    """A headline cut into what decides and what does not."""
    forms = [r"\W+".join(map(re.escape, re.findall(r"\w+", word))) for word in sorted(words, key=len, reverse=True)]
    forms = [form for form in forms if form]
    if not forms:
        yield title, False
        return
    done = 0
    for found in re.finditer(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", title, re.IGNORECASE):
        yield title[done : found.start()], False
        yield found[0], True
        done = found.end()
    yield title[done:], False


def moment(row: Mapping[str, Any]) -> str:
    """When an article was published, as exactly as is known, UTC."""
    if row["published_at"] is None:
        return "date unknown"
    day = f"{row['published_date']:%-d %B %Y}"
    return f"{day}, {row['published_at']:%H:%M} UTC" if row["date_precision"] in ("second", "minute") else day
