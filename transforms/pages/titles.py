"""The headline of a page, without what the site adds to it.

A page names its headline up to five times: ``<h1>``, JSON-LD, OpenGraph, Twitter, ``<title>``. They differ by the
site's suffix, by a kicker, or because search engines get another wording. What two of them agree on wins; the suffix is
known by the site's own names, or because another of the five is the same text without it.
"""

import re
from collections.abc import Collection
from typing import Final, NamedTuple

from transforms.resources import read_toml

_WORD: Final = re.compile(r"\w+")
_SEPARATOR: Final = re.compile(r"\s+(?:[|·•»›»–—]|-{1,2}|::?|//|<<|>>)\s+|\s*\|\s*")
_LABELS: Final = frozenset(read_toml("pages_titles.toml")["labels"])
_MIN_TITLE: Final = 8  # folded characters: shorter "headlines" are section names and logos
_MAX_TITLE: Final = 400  # characters: longer ones are paragraphs in a wrong element
_MAX_SUFFIX_WORDS: Final = 6
_DATE_PART: Final = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}")


class TitleCandidates(NamedTuple):
    """Headlines as the page gives them; the empty string where it does not."""

    h1: str
    linked_data: str
    open_graph: str
    twitter: str
    title_element: str


def fold(text: str) -> str:
    """Words of a text in lower case, joined by single spaces: what makes two headlines the same."""
    return " ".join(_WORD.findall(text.lower()))


def strip_site_suffix(title: str, *, site_names: Collection[str], others: Collection[str] = ()) -> str:
    """Cut what the site adds after (or before) a headline.

    Args:
        title: A headline as found.
        site_names: Folded names of the site: publication, publisher, words of its domain.
        others: Folded other forms of the headline: what equals one of them after a cut is the headline.

    Returns:
        The headline; unchanged where nothing says that a part of it is the site's.
    """
    for _ in range(3):  # " - National | Example.com": one part at a time
        matches = list(_SEPARATOR.finditer(title))
        if not matches:
            return title
        last, first = matches[-1], matches[0]
        head, tail = title[: last.start()].rstrip(), title[last.end() :]
        if any(fold(title[: match.start()]) in others for match in matches):
            return title[: next(match.start() for match in matches if fold(title[: match.start()]) in others)].rstrip()
        if len(fold(head)) >= _MIN_TITLE and "|" in last[0] and fold(tail) in _LABELS:
            title = head
            continue
        if len(fold(head)) >= _MIN_TITLE and (_is_site(tail, site_names) or _DATE_PART.fullmatch(tail.strip())):
            title = head
            continue
        if _is_site(title[: first.start()], site_names) and len(fold(title[first.end() :])) >= _MIN_TITLE:
            title = title[first.end() :].lstrip()
            continue
        return title
    return title


def _is_site(part: str, site_names: Collection[str]) -> bool:
    folded = fold(part)
    words = folded.split()
    if not words or len(words) > _MAX_SUFFIX_WORDS:
        return False
    squeezed = "".join(words)
    return any(
        folded == name or squeezed == name.replace(" ", "") or (len(name) >= 4 and (f" {name} " in f" {folded} "))
        for name in site_names
    )


def choose_title(candidates: TitleCandidates, *, site_names: Collection[str]) -> str | None:
    """The headline that the page's own sources agree on best.

    Args:
        candidates: The five sources.
        site_names: Folded names of the site.

    Returns:
        The headline, or None where no source has one.
    """
    raw = [one if len(one) <= _MAX_TITLE else "" for one in candidates]
    folded_raw = [fold(one) for one in raw]
    cleaned = []
    for index, one in enumerate(raw):
        others = {other for place, other in enumerate(folded_raw) if place != index and len(other) >= _MIN_TITLE}
        cleaned.append(strip_site_suffix(one, site_names=site_names, others=others) if one else "")
    folded = [fold(one) for one in cleaned]
    best, best_votes = None, 0.0
    for index, one in enumerate(cleaned):
        key = folded[index]
        if not key or key in site_names:
            continue
        votes = sum(_WEIGHTS[place] for place, other in enumerate(folded) if other == key)
        if len(key) < _MIN_TITLE:
            votes /= 4
        if votes > best_votes + 1e-9:  # on a tie the earlier source, the one that readers see
            best, best_votes = one, votes
    return best


# the page's headline, the publisher's data, the shared one, its copy (which repeats it, hence little), the search one
_WEIGHTS: Final = (1.0, 0.95, 1.0, 0.2, 0.4)
