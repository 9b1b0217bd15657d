"""The headline of a page, without what the site adds to it.

A page names its headline up to five times: on the page, JSON-LD, OpenGraph, Twitter, ``<title>``. They differ by the
site's suffix, by a kicker, or because search engines get another wording. What two of them agree on wins; the suffix is
known by the site's own names, or because another of the five is the same text without it.
"""

import re
from collections.abc import Collection
from typing import Final, NamedTuple
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from transforms.resources import read_rows, read_toml
from transforms.text.words import bare_words

_WORD: Final = re.compile(r"\w+")
_SEPARATOR: Final = re.compile(r"\s+(?:[·•»›–—]|-{1,2}|::?|//|<<|>>)\s+|\s*[|｜]\s*")
# Chinese, Japanese and Korean titles set no blanks around what parts the site's name from the headline
_DENSE_SEPARATOR: Final = re.compile(r"\s*(?:[|｜_·•»›：]|[-–—]{1,2})\s*")
_BEHIND_SECTIONS: Final = frozenset({"|", "»", "›", ">>", "//", "•", "·"})  # in no headline
_WORDS: Final = read_toml("pages_titles.toml")
_LABELS: Final = frozenset(_WORDS["labels"])
# an opinion's label stays in front: the headline is all that says so on many pages, and all that readers see
_KINDS: Final = frozenset(row["label"] for row in read_rows("article_kinds.csv") if row["place"] == "title")
_SECTIONS: Final = _LABELS - _KINDS
_SITE_WORDS: Final = frozenset(_WORDS["site_words"])
_MEDIA_ENDS: Final = tuple(_WORDS["media_ends"])
_MAX_DENSE_NAME: Final = 12  # characters of a medium's name in Chinese, Japanese or Korean
_MIN_CONTAINED: Final = 4  # characters of a name that a longer suffix holds: shorter ones stand in other words
_MAX_CUTS: Final = 3  # " - National | Example.com": one part at a time
_MARK: Final = re.compile(r"[:/|–—.,;!?()«»„“”\"'’‘-]")
_MIN_TITLE: Final = 8  # folded characters: shorter "headlines" are section names and logos
_DENSE: Final = re.compile("[\u2e80-\uffff]")
_MAX_TITLE: Final = 400  # characters: longer ones are paragraphs in a wrong element
_MIN_TITLE_WORDS: Final = 3
_SAME_WORDS: Final = 0.7
_MAX_SUFFIX_WORDS: Final = 6
_OPEN_GRAPH: Final = 2  # place among the candidates
# the headline on the page, the publisher's data, the shared one, its copy (which repeats it, hence little), the search
# one; fitted on half of the outlets and tried on the other, anything near these does as well
_WEIGHTS: Final = (1.4, 0.95, 1.0, 0.2, 0.4)
_SECOND_RANK_WEIGHT: Final = 1.0  # of a visible headline that is no <h1>: some sites keep that for search engines
_SLUG_WEIGHT: Final = 0.5
_MIN_SLUG_WORDS: Final = 4  # fewer do not tell two headlines about the same thing apart
_SAME_AS_SLUG: Final = 0.75  # of all words: addresses leave out small ones
_SLUG_BREAK: Final = re.compile(r"[-_.,+ ]")
_UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe"}
)
_UMLAUTS_BARE: Final = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "ł": "l", "đ": "d"})
_DATE_PART: Final = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}")


class TitleCandidates(NamedTuple):
    """Headlines as the page gives them, ``visible`` the heading that readers see; empty strings where it does not."""

    visible: str
    linked_data: str
    open_graph: str
    twitter: str
    title_element: str


def resembles(folded: str, title: str) -> bool:
    """Whether a folded heading is the folded headline in other words: most of its words are the headline's."""
    words, known = folded.split(), set(title.split())
    return len(words) >= _MIN_TITLE_WORDS and sum(word in known for word in words) >= len(words) * _SAME_WORDS


def _length(folded: str) -> int:
    """Characters, those of Chinese, Japanese and Korean counted double: they say as much in half."""
    return len(folded) if folded.isascii() else len(folded) + len(_DENSE.findall(folded))


def strip_site_suffix(title: str, *, site_names: Collection[str], others: Collection[str] = ()) -> str:
    """Cut what the site adds after (or before) a headline.

    Args:
        title: A headline as found.
        site_names: Folded names of the site: publication, publisher, words of its domain.
        others: Folded other forms of the headline: what equals one of them after a cut is the headline.

    Returns:
        The headline; unchanged where nothing says that a part of it is the site's.
    """
    for _ in range(_MAX_CUTS):
        shorter = _cut_once(title, site_names=site_names, others=others)
        if shorter == title:
            break
        title = shorter
    return title


def _cut_once(title: str, *, site_names: Collection[str], others: Collection[str]) -> str:
    is_dense = _DENSE.search(title) is not None
    matches = list((_DENSE_SEPARATOR if is_dense else _SEPARATOR).finditer(title))
    for match in matches:
        if bare_words(title[: match.start()]) in others:
            return title[: match.start()].rstrip()
    if not matches:
        return title
    first, last = matches[0], matches[-1]
    head, tail = title[: last.start()].rstrip(), title[last.end() :].strip()
    is_label = bare_words(tail) in _LABELS and (is_dense or "|" in last[0])
    # a colon parts a speaker from the speech as often as a site from its headline
    is_medium = is_dense and "：" not in last[0] and len(tail) <= _MAX_DENSE_NAME and tail.endswith(_MEDIA_ENDS)
    if _length(bare_words(head)) >= _MIN_TITLE and (
        is_label or is_medium or _is_site(tail, site_names) or _DATE_PART.fullmatch(tail)
    ):
        return head
    before, rest = title[: first.start()], title[first.end() :].lstrip()
    if first[0].strip() in _BEHIND_SECTIONS and _length(bare_words(rest)) >= _MIN_TITLE:
        label = bare_words(before)
        if label in _SECTIONS or (label in _LABELS and bare_words(rest) in others):
            return rest
    if _is_site(before, site_names) and _length(bare_words(rest)) >= _MIN_TITLE:
        return rest
    return title


def _is_site(part: str, site_names: Collection[str]) -> bool:
    folded = bare_words(part)
    words = folded.split()
    if not words or len(words) > _MAX_SUFFIX_WORDS:
        return False
    squeezed = "".join(words)
    bare = " ".join(word for word in words if word not in _SITE_WORDS)  # "NRK Nyheter" of "NRK"
    return any(
        name in (folded, bare)
        or squeezed == name.replace(" ", "")
        or (len(name) >= _MIN_CONTAINED and f" {name} " in f" {folded} ")
        for name in site_names
    )


def _without_site(raw: list[str], site_names: Collection[str]) -> list[str]:
    folded = [bare_words(one) for one in raw]
    cleaned = []
    for index, one in enumerate(raw):
        others = {other for place, other in enumerate(folded) if place != index and _length(other) >= _MIN_TITLE}
        cleaned.append(strip_site_suffix(one, site_names=site_names, others=others) if one else "")
    return cleaned


def slug_words(url: str | None) -> frozenset[str]:
    """Words of the headline in a page's address, numbers and ids aside; empty where it holds fewer than four."""
    try:
        path = unquote(urlsplit(url or "").path)
    except ValueError:
        return frozenset()
    segments = [_SLUG_BREAK.split(segment.lower()) for segment in path.rsplit(".htm", 1)[0].split("/")]
    words = {word for word in max(segments, key=len) if word.isalpha() and len(word) > 1}
    return frozenset(words) if len(words) >= _MIN_SLUG_WORDS else frozenset()


def _likeness(folded: str, slug: Collection[str]) -> float:
    """Share of common words among all words of a headline and a slug, umlauts written in either way."""
    best = 0.0
    for spelling in (_UMLAUTS, _UMLAUTS_BARE):
        text = normalize("NFKD", folded.translate(spelling)).encode("ascii", "ignore").decode()
        words = {word for word in text.split() if word.isalpha() and len(word) > 1}
        if words:
            best = max(best, len(words & set(slug)) / len(words | set(slug)))
    return best


def _slug_choice(folded: list[str], slug: Collection[str]) -> str:
    """The headline that the page's address repeats; empty where none does, or several do as well."""
    different = set(filter(None, folded))
    if not slug or len(different) < 2:
        return ""
    likeness = {key: _likeness(key, slug) for key in different}
    second, best = sorted(likeness, key=lambda key: likeness[key])[-2:]
    return best if likeness[best] >= _SAME_AS_SLUG and likeness[best] > likeness[second] else ""


def choose_title(
    candidates: TitleCandidates,
    *,
    site_names: Collection[str],
    behind_kicker: str = "",
    is_second_rank: bool = False,
    slug: Collection[str] = (),
) -> str | None:
    """The headline that the page's own sources agree on best.

    Args:
        candidates: The page's sources.
        site_names: Folded names of the site.
        behind_kicker: The visible headline without its kicker, where the page marks one. The headline then comes
            without it if another source has it so (or has another kicker), and with it if the shared title has.
        is_second_rank: Whether the visible headline is no ``<h1>``.
        slug: Words of the headline in the page's address.

    Returns:
        The headline, or None where no source has one.
    """
    cleaned = _without_site([one if len(one) <= _MAX_TITLE else "" for one in candidates], site_names)
    folded = [bare_words(one) for one in cleaned]
    bare = bare_words(behind_kicker)
    if bare and folded[0] != folded[_OPEN_GRAPH] and (bare in folded[1:] or folded[0] not in folded[1:]):
        with_kicker = [place for place, key in enumerate(folded) if key.endswith(f" {bare}")]
        if len(with_kicker) > 1 or bare in folded:
            for place in with_kicker:
                cleaned[place], folded[place] = behind_kicker, bare
    weights = (_SECOND_RANK_WEIGHT if is_second_rank else _WEIGHTS[0], *_WEIGHTS[1:])
    in_address = _slug_choice(folded, slug)
    best, best_votes = "", 0.0
    for key in dict.fromkeys(folded):  # on a tie the earlier source, the one that readers see
        if not key or key in site_names:
            continue
        votes = sum(weights[place] for place, other in enumerate(folded) if other == key)
        votes += _SLUG_WEIGHT * (key == in_address)
        if _length(key) < _MIN_TITLE:
            votes /= 4
        if votes > best_votes + 1e-9:
            best, best_votes = key, votes
    if not best:
        return None
    # on the page only the style parts a kicker from the rest: the wording with the most marks says it all
    return max((one for one, key in zip(cleaned, folded, strict=True) if key == best), key=_count_marks)


def _count_marks(text: str) -> int:
    return len(_MARK.findall(text))
