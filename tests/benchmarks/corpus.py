"""A corpus of invented news of any size: ``python -m tests.benchmarks.corpus ARTICLES OUT.jsonl.gz [OPTIONS]``.

For measuring what a run costs: no sentence is anybody's, but what the stages find in it is as frequent as in news. The
days grow with the number of articles (400 a day unless told otherwise), so that what surrounds a day stays what it is.
An event is covered by one outlet or by many, in words of their own, with the same facts and with quotes that are cut,
changed or told instead of quoted; agencies' texts are printed by several; some pages come again, changed; some have no
date. People in the news follow a power law, so that ever fewer of them are new. Articles of different events are hardly
more alike than in news: an event has rare words of its own, and most plain words of a sentence are others each time.

Every article follows from the seed and its place alone. Nothing but the day under way is in memory.
"""

import argparse
import bisect
import csv
import datetime as dt
import functools
import gzip
import io
import itertools
import json
import math
import random
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_WORDS: Final = tomllib.loads(Path(__file__).with_name("corpus_words.toml").read_text(encoding="utf-8"))
_NEWS_WORDS: Final = Path(__file__).parents[2] / "transforms/data/story_terms.csv"  # single words and how rare they are
_FIRST_DAY: Final = dt.date(2030, 1, 7)
_PER_DAY: Final = 400  # articles, as some forty outlets print them: ten each
_LENGTH: Final = 3_750  # characters of the median article: 4.6 KB in the mean
_SPREAD: Final = 0.55  # sigma of the length's logarithm, as in news
_SHORTEST: Final = 500
_LONGEST: Final = 60_000
_COVERED_ONCE: Final = 0.75  # of events, by one outlet alone; the others by two and more, with a heavy tail
_MOST_OUTLETS: Final = 25
_FOLLOWED: Final = 0.15  # of events that go on from one of the days before
_WIRE: Final = 0.3  # of events with several outlets, that an agency tells too
_PRINTED: Final = 0.4  # of their outlets, that print the agency's text
_UNDATED: Final = 0.04
_AGAIN: Final = 0.01  # of pages, that come again on the next day with another headline and an added paragraph
_QUOTED: Final = 0.25  # of paragraphs, that hold what somebody says
_RARE: Final = 0.35  # exponent of people in the news: n mentions are of some n ** 0.74 of them
_ALWAYS: Final = 40  # people of a subject who are in the news all the time
_OWN_WORDS: Final = 30  # words of an event, beside those that stand anywhere
_OWN: Final = 0.6  # of such words in its articles
_RARITY: Final = 0.6  # exponent of the frequency of an event's own words: they are rarer than those of any text
_LOOSE: Final = 0.97  # of the plain words of a sentence, that another one stands for: no two outlets write alike
_EVERYWHERE: Final = 2.0  # weight of words that a tenth of all articles has
_TAILS: Final = 0.6  # of sentences that go on: some twenty words each in the mean
_SLOT: Final = re.compile(r"\{(\w+)\}")
_PLAIN: Final = re.compile(r"(?<![{\w])[a-z]{4,}(?![}\w])")
_DOMAINS: Final = tuple(_WORDS["domains"].values())

Article = dict[str, str]
Chance = random.Random


def articles(
    count: int, *, seed: int = 1, per_day: int = _PER_DAY, kind: str = "text", first: int = 0
) -> Iterator[Article]:
    """Articles in the order of their days.

    Args:
        count: How many.
        seed: Another seed gives another corpus.
        per_day: Articles of a day.
        kind: Under which field each has its text: text, raw_text (a dump of the page) or html.
        first: How many to leave out before the first: what comes after a corpus of that size.
    """
    made = itertools.chain.from_iterable(_day(seed, day, per_day) for day in itertools.count(first // per_day))
    for article in itertools.islice(made, first % per_day, first % per_day + count):
        yield article if kind == "text" else _as_page(article, kind)


@dataclass(frozen=True, slots=True)
class _Person:
    first: str
    last: str
    is_female: bool
    office: str
    party: str

    @property
    def full(self) -> str:
        return f"{self.first} {self.last}"


@dataclass(frozen=True, slots=True)
class _Event:
    """What happened: who speaks, what is said, which facts there are; the same for every outlet.

    Attributes:
        words: What stands for the slots of sentences.
        speakers: People who say something.
        utterances: Of each speaker: clauses as (said, told).
        facts: Sentences with figures, in two wordings each.
        lists: Lists of words: of its subject, and its own.
    """

    number: int
    day: int
    lists: dict[str, list[str]]
    words: dict[str, str]
    speakers: list[_Person]
    utterances: list[tuple[int, list[tuple[str, str]]]]
    facts: list[str]
    outlets: list[int]
    is_wire: bool


# words


@functools.cache
def _template(text: str) -> tuple[str, ...]:
    """A sentence as text and slots in turn."""
    return tuple(_SLOT.split(text))


@functools.cache
def _news_words() -> tuple[list[str], list[float], list[float]]:
    """Words, the running sum of how frequent they are, and the same with the rare ones less rare."""
    with _NEWS_WORDS.open(encoding="utf-8") as file:
        rows = [(row["term"], math.exp(-float(row["weight"]))) for row in csv.DictReader(file) if row["term"].isalpha()]
    rows = [(term, share) for term, share in rows if share < 0.02]  # those that stand everywhere are in the sentences
    shares = [share for _, share in rows]
    rarer = list(itertools.accumulate(share**_RARITY for share in shares))
    return [term for term, _ in rows], list(itertools.accumulate(shares)), rarer


def _word(chance: Chance) -> str:
    terms, sums, _ = _news_words()
    return terms[min(bisect.bisect(sums, chance.random() * sums[-1]), len(terms) - 1)]


def _own_word(chance: Chance) -> str:
    terms, _, sums = _news_words()
    return terms[min(bisect.bisect(sums, chance.random() * sums[-1]), len(terms) - 1)]


@functools.cache
def _building_words() -> frozenset[str]:
    """Words that sentences are built with, and others that stand everywhere."""
    with _NEWS_WORDS.open(encoding="utf-8") as file:
        return frozenset(row["term"] for row in csv.DictReader(file) if float(row["weight"]) < _EVERYWHERE)


def _loosened(text: str, chance: Chance) -> str:
    """A sentence with slots in the place of most of its plain words."""
    return _PLAIN.sub(lambda m: "{word}" if m[0] not in _building_words() and chance.random() < _LOOSE else m[0], text)


def _number(chance: Chance) -> str:
    return f"{int(10 ** chance.uniform(1, 5)):,}"


def _money(chance: Chance) -> str:
    return f"${chance.randint(2, 900)} {chance.choice(['million', 'million', 'billion'])}"


_MADE: Final[dict[str, Callable[[Chance], str]]] = {
    "word": _word,
    "n": _number,
    "small": lambda chance: str(chance.randint(3, 29)),
    "share": lambda chance: str(chance.randint(4, 91)),
    "money": _money,
    "day": lambda chance: chance.choice(_WORDS["weekdays"]),
    "months_before": lambda chance: chance.choice(_WORDS["months_before"]),
}


def _filled(text: str, words: dict[str, str], lists: dict[str, list[str]], chance: Chance) -> str:
    """A sentence with its slots filled: by the event, by its own words and those of its subject, or from all lists."""
    parts = list(_template(text))
    for place in range(1, len(parts), 2):
        name = parts[place]
        if name in words:
            parts[place] = words[name]
        elif name == "word" and chance.random() < _OWN:
            parts[place] = chance.choice(lists["own_words"])
        elif name in _MADE:
            parts[place] = _MADE[name](chance)
        elif name in lists:
            parts[place] = chance.choice(lists[name])
        else:
            parts[place] = _filled(chance.choice(_WORDS[name]), words, lists, chance)
    return "".join(parts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# the world


@functools.lru_cache(maxsize=20_000)  # those who are in the news again and again
def _person(seed: int, number: int, domain: int) -> _Person:
    chance = random.Random(f"{seed}/person/{domain}/{number}")
    is_female = chance.random() < 0.4
    last = (
        chance.choice(_WORDS["name_starts"])
        + chance.choice(_WORDS["name_middles"])
        + chance.choice(_WORDS["name_ends"])
    )
    return _Person(
        chance.choice(_WORDS["first_female" if is_female else "first_male"]),
        last,
        is_female,
        chance.choice(_DOMAINS[domain]["offices"]),
        chance.choice(_WORDS["parties"]),
    )


def _somebody(seed: int, domain: int, chance: Chance) -> _Person:
    """Somebody who is in the news: a few are always there, most once."""
    return _person(seed, int(_ALWAYS * ((1.0 - chance.random()) ** (-1.0 / _RARE) - 1.0) % 1e12), domain)


@functools.lru_cache(maxsize=4_000)  # of some days, for those that go on
def _event(seed: int, day: int, number: int) -> _Event:
    chance = random.Random(f"{seed}/event/{day}/{number}")
    if day and chance.random() < _FOLLOWED:
        back = _event(seed, day - chance.randint(1, min(day, 5)), chance.randint(0, 400))
        return _told(back.lists, back.words, back.speakers, chance, day=day, number=number)
    subject = chance.randrange(len(_DOMAINS))
    domain = _DOMAINS[subject]
    speakers = [_somebody(seed, subject, chance) for _ in range(chance.randint(2, 5))]
    body = chance.choice(domain["bodies"])
    things = chance.sample(domain["things"], 2)
    own = [_own_word(chance) for _ in range(_OWN_WORDS)]
    lists = {
        **domain,
        "own_words": own,
        "body": [body, body, *(f"{_place(chance)} {chance.choice(_WORDS['institutions'])}" for _ in range(3))],
        "thing": [things[0], things[0], *chance.sample(_WORDS["nouns"], 2), *own[:3]],
        "other_thing": [things[1], *chance.sample(_WORDS["nouns"], 2), *own[3:6]],
        "other_place": [_place(chance) for _ in range(3)],
        "group": [*chance.sample(domain["groups"], 2), *chance.sample(_WORDS["others"], 2)],
        "people": [*chance.sample(domain["people"], 2), *chance.sample(_WORDS["others"], 2)],
    }
    words = {
        "place": _place(chance),
        "capital": _place(chance),
        "body_short": _capital(body),
        "speaker_body": f"the {body}",
        "main_thing": things[0],
        "term": _own_word(chance),
        "speaker_last": speakers[0].last,
        "speaker_full": f"{speakers[0].office} {speakers[0].full}",
        "speaker_title": speakers[0].office,
    }
    return _told(lists, words, speakers, chance, day=day, number=number)


def _place(chance: Chance) -> str:
    return (
        chance.choice(_WORDS["name_starts"])
        + chance.choice(_WORDS["name_middles"])
        + chance.choice(_WORDS["place_ends"])
    )


def _told(
    lists: dict[str, list[str]],
    words: dict[str, str],
    speakers: list[_Person],
    chance: Chance,
    *,
    day: int,
    number: int,
) -> _Event:
    """What is said and counted in an event, and which outlets tell it."""

    def clause() -> tuple[str, str]:
        said, _, told = chance.choice(_WORDS["clauses"]).partition(" | ")
        return _filled(said, words, lists, chance), _filled(told, words, lists, chance)

    utterances = [
        (chance.randrange(len(speakers)), [clause() for _ in range(chance.choice((1, 1, 2, 2, 3)))])
        for _ in range(chance.randint(3, 8))
    ]
    facts = [_filled(chance.choice(_WORDS["facts"]), words, lists, chance) for _ in range(chance.randint(2, 5))]
    size = 1 if chance.random() < _COVERED_ONCE else min(_MOST_OUTLETS, 2 + int(chance.paretovariate(1.3)) - 1)
    names = _WORDS["outlets"]
    ranked = sorted(range(len(names)), key=lambda index: chance.random() ** (1.0 + 0.12 * index), reverse=True)
    return _Event(
        number, day, lists, words, speakers, utterances, facts, ranked[:size], size > 2 and chance.random() < _WIRE
    )


def _day(seed: int, day: int, size: int) -> Iterator[Article]:
    """The articles of a day: those of its events, and pages of the day before that come again."""
    made = 0
    for number in itertools.count():
        event = _event(seed, day, number)
        for place in range(len(event.outlets)):
            chance = random.Random(f"{seed}/page/{day}/{number}/{place}")
            yield _article(seed, event, place)
            made += 1
            if made == size:
                return
            if day and chance.random() < _AGAIN:
                before = _event(seed, day - 1, number)
                yield _article(seed, before, place % len(before.outlets), is_again=True)
                made += 1
                if made == size:
                    return


# an outlet's article


class _Teller:
    """One outlet's words for an event."""

    def __init__(self, event: _Event, outlet: int, chance: Chance) -> None:
        self.event, self.chance = event, chance
        self.marks = ("“", "”") if outlet % 3 else ('"', '"')
        self.is_formal = outlet % 4 == 1
        self._met: set[str] = set()

    def fill(self, text: str, **more: str) -> str:
        return _filled(text, self.event.words | more, self.event.lists, self.chance)

    def sentence(self) -> str:
        """Something that is nobody's word but the outlet's."""
        chance = self.chance
        text = chance.choice(_WORDS["background"])
        if chance.random() < _TAILS:
            text = f"{text[:-1]}{chance.choice(_WORDS['tails'])}."
        return _capital(self.fill(_loosened(text, chance)))

    def mention(self, person: _Person) -> str:
        """A person as a paper writes it: in full at first, by the last name, the office or a pronoun later."""
        body, seat = self.event.lists["body"][0], self.chance.random()
        if person.full not in self._met:
            self._met.add(person.full)
            if person.office in {"Sen.", "Rep."}:
                return f"{person.office} {person.full} ({person.party}-{self.event.words['place'][:3]}.)"
            if seat < 0.6:
                return f"{person.office} {person.full}"
            return f"{person.full}, {self.fill('who speaks for the {group}' if seat < 0.8 else f'of the {body}')},"
        if seat < 0.25:
            return "she" if person.is_female else "he"
        if seat < 0.35:
            return self.fill("the spokeswoman" if person.is_female else "the official")
        return f"{'Ms.' if person.is_female else 'Mr.'} {person.last}" if self.is_formal else person.last

    def quote(self, speaker: _Person | None, clauses: Sequence[tuple[str, str]]) -> str:
        """What somebody says, as this outlet prints it."""
        chance, (left, right) = self.chance, self.marks
        who = self.mention(speaker) if speaker else self.fill(chance.choice(_WORDS["anonymous"]))
        kept = list(clauses)
        if len(kept) > 1 and chance.random() < 0.35:  # cut at the end, or at the start
            kept = kept[:-1] if chance.random() < 0.7 else kept[1:]
        said = [self._changed(one) for one, _ in kept]
        told, cue, that = kept[0][1], chance.choice(_WORDS["said"]), chance.choice(_WORDS["that"])
        way = chance.random()
        if way < 0.3:
            text = _capital(self._joined(said))
            return f"{left}{text},{right} {who} {cue}."
        if way < 0.4 and len(said) > 1:
            return f"{left}{_capital(said[0])},{right} {who} {cue}. {left}{_capital(self._joined(said[1:]))}.{right}"
        if way < 0.48:
            text = _capital(self._joined(said))
            return f"{_capital(who)} {cue.removesuffix(' reporters')} on {self.fill('{day}')}: {left}{text}.{right}"
        if way < 0.58:
            judged = chance.choice(_WORDS["judged"])
            return self.fill(f"{_capital(who)} called the {{thing}} {left}{judged},{right} adding that {told}.")
        if way < 0.66:
            return f"{_capital(who)} {that} that {left}{said[0]}{right} and that {kept[-1][1]}."
        if way < 0.74:
            return f"According to {who.rstrip(',')}, {told}."
        return f"{_capital(who)} {that} that {' and that '.join(one for _, one in kept)}."

    def _joined(self, clauses: Sequence[str]) -> str:
        join: str = _WORDS["joins"][len(clauses[0]) % len(_WORDS["joins"])]
        return join.join(clauses)

    def _changed(self, clause: str) -> str:
        """A clause, now and then with a word changed."""
        if self.chance.random() < 0.12:
            for word, other in _WORDS["changed"].items():
                if f" {word} " in clause:
                    return clause.replace(f" {word} ", f" {other} ", 1)
        return clause

    def paragraphs(self, length: int) -> Iterator[str]:
        """Paragraphs of an article of about so many characters."""
        chance, event = self.chance, self.event
        first = _capital(self.fill(_loosened(chance.choice(_WORDS["leads"]), chance)))
        self._met.add(event.speakers[0].full)
        yield first
        size = len(first)
        shared = chance.sample(event.utterances, max(1, round(len(event.utterances) * chance.uniform(0.4, 1.0))))
        facts = chance.sample(event.facts, max(1, round(len(event.facts) * chance.uniform(0.5, 1.0))))
        while size < length:
            if chance.random() < _QUOTED:
                text = self._said(shared)
            elif facts and chance.random() < 0.3:
                text = f"{facts.pop()} {self.sentence()}"
            else:
                text = " ".join(self.sentence() for _ in range(chance.choice((1, 2, 2, 3))))
            yield text
            size += len(text) + 2

    def _said(self, shared: list[tuple[int, list[tuple[str, str]]]]) -> str:
        """A paragraph with a quote: of what all were told as long as there is any, else of what this outlet asked."""
        if shared:
            number, clauses = shared.pop()
            text = self.quote(self.event.speakers[number], clauses)
        else:
            said, _, told = self.chance.choice(_WORDS["clauses"]).partition(" | ")
            somebody = self.chance.choice((None, *self.event.speakers))
            text = self.quote(somebody, [(self.fill(said), self.fill(told))])
        if self.chance.random() < 0.6:
            text += " " + self.sentence()
        return text


def _article(seed: int, event: _Event, place: int, *, is_again: bool = False) -> Article:
    key = f"{seed}/article/{event.day}/{event.number}/{place}"
    chance, outlet = random.Random(key), event.outlets[place]
    is_wire = event.is_wire and chance.random() < _PRINTED
    name = _WORDS["outlets"][outlet]
    if is_wire:
        paragraphs, agency = _wire(seed, event)
        kept = len(paragraphs) if chance.random() < 0.6 else max(3, int(len(paragraphs) * chance.uniform(0.5, 1)))
        paragraphs = [*paragraphs[:kept], f"({agency})"]
        paragraphs[0] = f"{event.words['place'].upper()} ({agency}) - {paragraphs[0]}"
    else:
        paragraphs = list(_Teller(event, outlet, chance).paragraphs(_length(chance)))
    title = _capital(_filled(_loosened(chance.choice(_WORDS["titles"]), chance), event.words, event.lists, chance))
    if is_again:
        title, paragraphs = f"Update: {title}", [*paragraphs, _Teller(event, outlet, chance).sentence()]
    host, slug = re.sub(r"\W", "", name.lower()), re.sub(r"\W+", "-", key)
    article = {"id": slug, "url": f"https://www.{host}.example/{slug}", "outlet": name, "title": title}
    if chance.random() >= _UNDATED:
        at = dt.datetime.combine(_FIRST_DAY, dt.time(5)) + dt.timedelta(days=event.day + is_again)
        article["published_at"] = f"{at + dt.timedelta(minutes=chance.randint(0, 18 * 60)):%Y-%m-%dT%H:%M:00}Z"
    if chance.random() < 0.85:
        author = _somebody(seed, outlet % len(_DOMAINS), random.Random(f"{key}/author"))
        article["authors"] = author.full
    return article | {"text": "\n\n".join(paragraphs)}


def _wire(seed: int, event: _Event) -> tuple[list[str], str]:
    """An agency's text for an event."""
    chance = random.Random(f"{seed}/wire/{event.day}/{event.number}")
    agency = chance.choice(_WORDS["agencies"])
    return list(_Teller(event, 1, chance).paragraphs(_length(chance))), agency


def _length(chance: Chance) -> int:
    return int(min(max(chance.lognormvariate(math.log(_LENGTH), _SPREAD), _SHORTEST), _LONGEST))


# other kinds of sources


def _as_page(article: Article, kind: str) -> Article:
    """The article as a page, or as the text of a whole page."""
    paragraphs, name = article["text"].split("\n\n"), article["outlet"]
    author, date = article.get("authors", "Staff"), article.get("published_at", "")
    rest = {field: value for field, value in article.items() if field in {"id", "url"}}
    if kind == "raw_text":
        menu = "Skip to content\nHome\nWorld\nPolitics\nSport\nSubscribe"
        tail = f"Share\nTweet\nMore from {name}\nShow comments\n© 2030 {name}. All rights reserved."
        body = "\n\n".join(paragraphs)
        page = f"{menu}\n\n{article['title']}\n\nBy {author}\n\n{date[:10]}\n\n{body}\n\n{tail}"
        return rest | {"outlet": name, "raw_text": page}
    links = "".join(
        f'<li><a href="/{word}">{_capital(word)}</a></li>' for word in ("world", "politics", "sport", "culture")
    )
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    meta = f'<meta property="article:published_time" content="{date}">' if date else ""
    page = (
        f'<!DOCTYPE html><html lang="en"><head><title>{article["title"]} | {name}</title>'
        f'<meta property="og:title" content="{article["title"]}"><meta property="og:site_name" content="{name}">{meta}'
        f'<meta name="author" content="{author}"><link rel="canonical" href="{article["url"]}"></head>'
        f"<body><header><nav><ul>{links}</ul></nav></header><main><article><h1>{article['title']}</h1>"
        f'<p class="byline">By {author}</p>{body}</article><aside><h2>Most read</h2><ul>{links}</ul></aside></main>'
        f"<footer><p>© 2030 {name}. All rights reserved.</p></footer></body></html>"
    )
    return rest | {"html": page}


def write(path: Path, made: Iterator[Article]) -> tuple[int, int]:
    """Write articles as JSON lines, compressed where the name ends so; number and characters of text."""
    count = size = 0
    opened: Any = gzip.GzipFile(path, "wb", compresslevel=1, mtime=0) if path.suffix == ".gz" else path.open("wb")
    with opened, io.TextIOWrapper(opened, encoding="utf-8") as file:
        for article in made:
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
            count += 1
            size += len(article.get("text") or article.get("raw_text") or article["html"])
    return count, size


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description="Write invented news as JSON lines.")
    parser.add_argument("count", type=int, help="articles")
    parser.add_argument("out", type=Path, help="file, .jsonl or .jsonl.gz")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-day", type=int, default=_PER_DAY, help="articles of a day")
    parser.add_argument("--kind", choices=("text", "raw_text", "html"), default="text")
    parser.add_argument(
        "--first", type=int, default=0, help="leave out so many: what comes after a corpus of that size"
    )
    given = parser.parse_args(arguments)
    made = articles(given.count, seed=given.seed, per_day=given.per_day, kind=given.kind, first=given.first)
    count, size = write(given.out, made)
    print(f"{given.out}: {count:,} articles of {size / max(count, 1):,.0f} characters", file=sys.stderr)


if __name__ == "__main__":
    main()
