"""Figures on the bundled sample against what a reader finds in it: none may fall under its floor.

The gold is ``gold/sample.yaml``; its hash and the floors stand in ``sample_floors.toml``. Changing the gold, or
lowering a floor, is an edit there, with its reason in the commit. A figure that rises well above its floor asks for a
higher one.
"""

import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import yaml

from flows.sample import sample_sources
from warehouse.query import run_query

HERE: Final = Path(__file__).parent
GOLD: Final = HERE / "gold" / "sample.yaml"
PINNED: Final[dict[str, Any]] = tomllib.loads((HERE / "sample_floors.toml").read_text(encoding="utf-8"))
OVERLAP: Final = 0.8  # of the characters of both together, as in the scorers of the reported-speech corpora
KINDS: Final = {"d": "direct", "m": "mixed", "i": "indirect", "o": "optional"}
VOICES: Final = ("outlet", "indirect", "direct")
_MARKS: Final = str.maketrans("“”‘’", "\"\"''")
_ARTICLE: Final = re.compile(r"^(?:the|a|an|so-called) ")


class Quote(NamedTuple):
    """An attribution: whose, of what kind, and the characters of its content."""

    speakers: frozenset[str]
    kind: str
    text: str
    characters: frozenset[int]


def plain(name: str) -> str:
    return _ARTICLE.sub("", name.translate(_MARKS).casefold().strip())


def gold() -> dict[str, dict[str, Any]]:
    content: dict[str, dict[str, Any]] = yaml.safe_load(GOLD.read_text(encoding="utf-8"))
    return content


def placed(content: str, text: str, after: int) -> frozenset[int]:
    """Characters of the text that the content's pieces cover; search begins behind the quote before where it can."""
    characters: set[int] = set()
    for piece in content.split(" … "):
        wanted, within = piece.translate(_MARKS), text.translate(_MARKS)
        start = within.find(wanted, after)
        start = start if start >= 0 else within.find(wanted)
        if start >= 0:
            characters.update(range(start, start + len(piece)))
            after = start + 1
    return frozenset(characters)


def annotated(article: dict[str, Any], text: str) -> list[Quote]:
    quotes, after = [], 0
    for line in article["quotes"].splitlines():
        kind, speakers, content = line.split("|", 2)
        characters = placed(content, text, after)
        assert characters, f"not in the text: {content}"
        after = min(characters)
        quotes.append(Quote(frozenset(map(plain, speakers.split("/"))), KINDS[kind], content, characters))
    return quotes


@pytest.fixture(scope="session")
def database(run_stages_once: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    sources = sample_sources()
    warehouse = tmp_path_factory.mktemp("sample") / "w"
    run_stages_once(*sources.pop("sources"), warehouse=warehouse, **sources)
    return warehouse / "newsprism.duckdb"


@pytest.fixture(scope="session")
def articles(database: Path) -> dict[str, dict[str, Any]]:
    sql = (
        "select articles.source_id, articles.outlet_name, articles.title, originals.source_id as duplicate_of, "
        "articles.text, articles.article_id from articles "
        "left join articles originals on articles.duplicate_of = originals.article_id"
    )
    found = run_query(database, sql, {})
    return {row[0]: dict(zip(found.columns, row, strict=True)) for row in found.rows}


@pytest.fixture(scope="session")
def kept(database: Path) -> dict[str, list[str]]:
    sql = "select source_id, sentences.text from sentences join articles using (article_id)"
    lines: dict[str, list[str]] = defaultdict(list)
    for source_id, text in run_query(database, sql, {}).rows:
        lines[source_id].append(text)
    return lines


@pytest.fixture(scope="session")
def found(database: Path) -> dict[str, list[Quote]]:
    sql = (
        "select source_id, quote_details.kind, coalesce(speaker, ''), quote_details.text, "
        "list([char_start, char_end]) from quote_details join articles using (article_id) "
        "join quote_pieces using (quote_id) group by quote_id, 1, 2, 3, 4 order by quote_id"
    )
    quotes: dict[str, list[Quote]] = defaultdict(list)
    for source_id, kind, speaker, text, pieces in run_query(database, sql, {}).rows:
        characters = frozenset(position for start, end in pieces for position in range(start, end))
        quotes[source_id].append(Quote(frozenset({plain(speaker)}), kind, text, characters))
    return quotes


def overlap(one: Quote, other: Quote) -> float:
    return len(one.characters & other.characters) / len(one.characters | other.characters)


@pytest.fixture(scope="session")
def figures(
    articles: dict[str, dict[str, Any]], kept: dict[str, list[str]], found: dict[str, list[Quote]], database: Path
) -> dict[str, float]:
    """All figures by name, and every miss on the standard output."""
    count: dict[str, list[int]] = defaultdict(lambda: [0, 0])

    def tally(name: str, source_id: str, *, right: bool, what: object = "") -> None:
        count[name][0] += right
        count[name][1] += 1
        if not right:
            print(f"{name}: {source_id}: {what}")

    labels = label_uses(database)
    for source_id, wanted in gold().items():
        article = articles[source_id]
        tally("outlets", source_id, right=article["outlet_name"] == wanted["outlet"], what=article["outlet_name"])
        tally("titles", source_id, right=article["title"] == wanted["title"], what=article["title"])
        copied = article["duplicate_of"]
        tally("copies", source_id, right=copied == wanted.get("duplicate_of"), what=copied)
        for line in wanted.get("furniture", ()):
            is_kept = any(line == text or (len(line) > 20 and line in text) for text in kept[source_id])
            tally("furniture_removed", source_id, right=not is_kept, what=line)
        if "quotes" not in wanted:
            continue
        for term, uses in wanted["labels"].items():
            for voice, number in zip(VOICES, uses, strict=True):
                got = labels.get((source_id, term, voice), 0)
                tally("labels_by_voice", source_id, right=got == number, what=(term, voice, got, number))
        compare(source_id, annotated(wanted, article["text"]), found[source_id], tally)
    return {name: right / total for name, (right, total) in count.items()}


def label_uses(database: Path) -> dict[tuple[str, str, str], int]:
    sql = (
        "select source_id, term, voice, count(*) from label_mentions join labels using (label_id) "
        "join articles using (article_id) where concept = 'armed_group' group by all"
    )
    return {(source_id, term, voice): count for source_id, term, voice, count in run_query(database, sql, {}).rows}


def compare(source_id: str, wanted: list[Quote], got: list[Quote], tally: Callable[..., None]) -> None:
    """Recall of what must be found, precision of what was found, and speakers of the pairs."""
    for quote in wanted:
        if quote.kind == "optional":
            continue
        best = max(got, key=lambda other: overlap(quote, other), default=None)
        is_found = best is not None and overlap(quote, best) >= OVERLAP
        name = "indirect" if quote.kind == "indirect" else "quoted"
        tally(f"{name}_recall", source_id, right=is_found, what=quote.text)
        if is_found and best is not None:
            tally("speakers", source_id, right=bool(quote.speakers & best.speakers), what=(*best.speakers, quote.text))
            tally("kinds", source_id, right=quote.kind == best.kind, what=(best.kind, quote.text))
    for quote in got:
        is_right = any(overlap(quote, other) >= (0.5 if other.kind == "optional" else OVERLAP) for other in wanted)
        name = "indirect" if quote.kind == "indirect" else "quoted"
        tally(f"{name}_precision", source_id, right=is_right, what=quote.text)


def test_the_gold_is_the_pinned_one() -> None:
    digest = hashlib.sha256(GOLD.read_bytes()).hexdigest()
    assert digest == PINNED["gold_sha256"], f"the gold changed; if that is meant, pin {digest} in sample_floors.toml"


def test_every_article_is_annotated(articles: dict[str, dict[str, Any]]) -> None:
    assert set(articles) == set(gold())


def test_every_figure_has_a_floor(figures: dict[str, float]) -> None:
    print({name: round(value, 3) for name, value in figures.items()})
    assert set(figures) == set(PINNED["floors"])


@pytest.mark.parametrize("name", list(PINNED["floors"]))
def test_no_figure_falls_under_its_floor(figures: dict[str, float], name: str) -> None:
    print(f"{name}: {figures[name]:.3f}")
    assert figures[name] >= PINNED["floors"][name] - 1e-9


@pytest.mark.parametrize("name", list(PINNED["floors"]))
def test_no_floor_lies_far_under_its_figure(figures: dict[str, float], name: str) -> None:
    slack = PINNED["slack"]
    assert figures[name] <= PINNED["floors"][name] + slack, f"raise the floor of {name} to {figures[name]:.3f}"


def test_the_measure_sees_a_miss_a_wrong_speaker_a_wrong_kind_and_a_find_too_many() -> None:
    def quote(kind: str, speaker: str, start: int, end: int) -> Quote:
        return Quote(frozenset({speaker}), kind, f"{start}-{end}", frozenset(range(start, end)))

    wanted = [
        quote("direct", "ruiz", 0, 100),  # found by another's name and as another kind
        quote("direct", "ruiz", 200, 300),  # found by three quarters alone
        quote("optional", "ruiz", 400, 500),  # not found, and no miss
        quote("indirect", "ruiz", 600, 700),  # found
    ]
    got = [
        quote("mixed", "bell", 0, 90),
        quote("direct", "ruiz", 200, 275),
        quote("indirect", "ruiz", 600, 700),
        quote("indirect", "ruiz", 800, 900),
    ]
    count: dict[str, list[bool]] = defaultdict(list)
    compare("a", wanted, got, lambda name, *_, right, **_others: count[name].append(right))
    assert count == {
        "quoted_recall": [True, False],
        "indirect_recall": [True],
        "speakers": [False, True],
        "kinds": [False, True],
        "quoted_precision": [True, False],
        "indirect_precision": [True, False],
    }
