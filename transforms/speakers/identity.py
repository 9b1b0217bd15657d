"""One speaker id across articles: spellings of one name are joined, namesakes stay apart.

Speakers are compared only inside a block (the folded surname, for people), never all with all. Rules, in order:

1. An alias of the bundled or the user's list stands for its name.
2. People with the same surname, suffix and given name are one; given names are the same when they are equal without
   accents, spellings of one name (Nouri, Nuri), or a name and its short form (Michael, Mike). A middle name or initial
   parts two people only where both have one and they differ.
3. Same name, but another country *and* another affiliation class in the articles' own words: namesakes, kept apart.
4. A surname alone ("Mr Fox" in an article that never gives the first name) is the person of that surname in the
   corpus, if there is only one, or one whom at least ten times as many articles quote as any other, and gender and
   country agree; otherwise it stays a speaker of its own.
5. An unnamed source, a document and a group or institution called by a common noun ("residents", "the company") are
   speakers of their article only.
6. A single word that articles take for a surname here and for an institution there is what more of them take it for.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

import polars as pl

from transforms.ids import stable_id
from transforms.speakers.lexicon import fold, lexicon
from transforms.speakers.names import surname_key

SPEAKER_TABLE: Final = {
    "speaker_id": pl.String,
    "name": pl.String,
    "kind": pl.String,
    "affiliation": pl.String,
    "affiliation_class": pl.String,
    "role": pl.String,
    "title": pl.String,
    "country": pl.String,
    "gender": pl.String,
}
ALIAS_TABLE: Final = {"speaker_id": pl.String, "alias": pl.String, "alias_kind": pl.String}

_DOMINANT: Final = 10  # below this ratio of articles a surname alone is too often somebody else
_TELLING: Final = {"representative": -3, "decision_maker": -2, "informational": -1}  # of equally common roles
_FEW: Final = 3  # articles: up to here one of them is support enough
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SOUNDS: Final = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ai", "i"), ("ay", "i"), ("iy", "i"), ("yy", "i"), ("y", "i"),
    ("kh", "h"), ("gh", "g"), ("dh", "d"), ("q", "k"), ("ck", "k"), ("ph", "f"), ("ii", "i"), ("w", "v"),
)  # fmt: skip


class _Fact(NamedTuple):
    """One distinct speaker as an article gives it; ``quote_count`` quotes."""

    article_id: str
    name: str
    kind: str
    affiliation: str
    affiliation_class: str
    role: str
    title: str
    country: str
    gender: str
    quote_count: int


class Linked(NamedTuple):
    """``quotes`` with ``speaker_id``; ``speakers``: one row per speaker; ``speaker_aliases``: one row per alias."""

    quotes: pl.DataFrame
    speakers: pl.DataFrame
    speaker_aliases: pl.DataFrame


def link_speakers(quotes: pl.DataFrame, *, aliases: pl.DataFrame | None = None) -> Linked:
    """Give each quote the id of its speaker across articles.

    Args:
        quotes: Rows of ``resolve_speakers``; of its columns, those that say more than name and kind may be missing.
        aliases: The user's own aliases: ``alias`` and ``name``; they go before the bundled ones.

    Returns:
        The quotes in the same order with ``speaker_id`` (null where ``speaker_name`` is), one row per speaker, and one
        row per alias of a speaker. The result does not depend on the order of the rows.
    """
    known = {alias: entry.name for alias, entry in lexicon().aliases.items()}
    own: dict[str, str] = {}
    if aliases is not None:
        own = {fold(alias): name for alias, name in aliases.select("alias", "name").iter_rows() if alias and name}
    facts = _facts(quotes)
    key_of: dict[tuple[str, str, str], str] = {}
    members: dict[str, list[_Fact]] = {}
    people: list[_Fact] = []
    named = [fact._replace(name=own.get(fold(fact.name), known.get(fact.name, fact.name))) for fact in facts]
    institutions = _institutions(named)
    for fact, renamed in zip(facts, named, strict=True):
        if fact.kind == "person" and renamed.name not in institutions:
            people.append(fact)
            continue
        key = _group_key(fact, renamed.name)
        key_of[fact.article_id, fact.name, fact.kind] = key
        members.setdefault(key, []).append(fact)
    for fact, key in _people_keys(people, own):
        key_of[fact.article_id, fact.name, fact.kind] = key
        members.setdefault(key, []).append(fact)
    ids = {key: stable_id("spk", key) for key in members}
    speaker_ids = [
        ids[key_of[article_id, name, kind]] if name is not None else None
        for article_id, name, kind in quotes.select(
            "article_id", "speaker_name", pl.col("speaker_kind").fill_null("person")
        ).iter_rows()
    ]
    canonical = {fact.name: renamed.name for fact, renamed in zip(facts, named, strict=True)}
    speakers, alias_rows = _tables(members, ids, canonical, own)
    linked = quotes.drop("speaker_id", strict=False).with_columns(pl.Series("speaker_id", speaker_ids, pl.String))
    return Linked(linked, speakers, alias_rows)


def _group_key(fact: _Fact, name: str) -> str:
    """What parts speakers who are no persons: for names the name, for common nouns the article too."""
    if fact.kind in ("anonymous", "document") or name == name.lower():
        return f"{fact.kind}|{fact.article_id}|{fold(name)}"
    if fact.kind == "office":
        return f"office|{fact.country}|{fold(name)}"
    return f"group|{fold(name)}"


def _institutions(named: list[_Fact]) -> set[str]:
    """Single words that some articles take for a surname, but as many or more for an institution."""
    counts: dict[str, Counter[bool]] = {}
    for fact in named:
        if " " not in fact.name and fact.kind in ("person", "organization", "metonym") and not fact.gender:
            counts.setdefault(fact.name, Counter())[fact.kind == "person"] += 1
    return {name for name, count in counts.items() if count[False] >= count[True]}


def _facts(quotes: pl.DataFrame) -> list[_Fact]:
    """Distinct speakers per article, in an order that does not depend on the rows'."""
    if quotes.is_empty():
        return []
    text = [
        "speaker_affiliation",
        "speaker_affiliation_class",
        "speaker_role",
        "speaker_title",
        "speaker_country",
        "speaker_gender",
    ]
    grouped = (
        quotes.filter(pl.col("speaker_name").is_not_null())
        .select(
            "article_id",
            "speaker_name",
            pl.col("speaker_kind").fill_null("person"),
            *(pl.col(name).fill_null("") if name in quotes.columns else pl.lit("").alias(name) for name in text),
        )
        .group_by("article_id", "speaker_name", "speaker_kind")
        .agg(*(pl.col(name).filter(pl.col(name) != "").mode().sort().first().fill_null("") for name in text), pl.len())
        .sort("article_id", "speaker_name", "speaker_kind")
    )
    return [_Fact(*row) for row in grouped.iter_rows()]


# -- people ------------------------------------------------------------------------------------------------------


class _Name(NamedTuple):
    """``block`` is the surname by its sound; ``surname`` the same where the name is transliterated, else as spelled."""

    given: str
    middle: tuple[str, ...]
    surname: str
    block: str
    suffix: str


def _read_name(name: str) -> _Name:
    tokens = [fold(token).strip(".,") for token in name.split()]
    suffix = tokens.pop() if len(tokens) > 1 and tokens[-1] in _SUFFIXES else ""
    written = name.split()
    if len(tokens) > 1 and written[0] in lexicon().family_first and _is_east_asian(tokens[1:]):
        tokens = ["-".join(tokens[1:]), tokens[0]]  # the family's name stands first
    surname = surname_key(tokens[-1])
    block = _sound(surname)
    if len(tokens) == 1:
        return _Name("", (), surname, block, suffix)
    words = lexicon()
    is_spelled_out = tokens[0] in words.given_gender and tokens[0] not in words.given_transliterated
    return _Name(tokens[0], tuple(tokens[1:-1]), surname if is_spelled_out else block, block, suffix)


def _is_east_asian(given: list[str]) -> bool:
    """Whether words after a family's name read as a Chinese or Korean given name: "Jinping", "Jong-un", "Ki Moon"."""
    known = lexicon().given_east_asian
    return "-".join(given) in known or "-" in given[0] or (len(given) == 2 and all(len(word) < 6 for word in given))


def _sound(word: str) -> str:
    """A surname by its sound: spellings of one foreign name meet, double letters count once."""
    word = word.replace("-", "").replace("'", "")
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return "".join(letter for at, letter in enumerate(word) if at == 0 or letter != word[at - 1])


def _given_key(given: str) -> str:
    return lexicon().given_variant.get(given, given)


def _people_keys(people: list[_Fact], own: dict[str, str]) -> Iterable[tuple[_Fact, str]]:
    blocks: dict[tuple[str, str], list[tuple[_Fact, _Name]]] = {}
    for fact in people:
        read = _read_name(own.get(fold(fact.name), fact.name))
        blocks.setdefault((read.block, read.suffix), []).append((fact, read))
    for (_, suffix), block in sorted(blocks.items()):
        by_given: dict[tuple[str, str], list[tuple[_Fact, _Name]]] = {}
        bare: list[tuple[_Fact, _Name]] = []
        for fact, read in block:
            if read.given:
                by_given.setdefault((_given_key(read.given), read.surname), []).append((fact, read))
            else:
                bare.append((fact, read))
        # an initial is the one given name that begins with it
        for initial in [key for key in by_given if len(key[0]) == 1]:
            full = [key for key in by_given if len(key[0]) > 1 and key[0][0] == initial[0] and key[1] == initial[1]]
            if len(full) == 1:
                by_given[full[0]].extend(by_given.pop(initial))
        groups: list[tuple[str, list[_Fact]]] = []
        spellings: dict[str, set[str]] = {}
        for (given, surname), listed in sorted(by_given.items()):
            for middle, facts in _by_middle(listed):
                base = f"person|{given}|{middle}|{surname}|{suffix}"
                for mark, part in _namesakes(facts):
                    groups.append((base + mark, part))
                    spellings[base + mark] = {read.surname for _, read in listed} | {
                        surname_key(read_fact.name.split()[-1]) for read_fact, _ in listed
                    }
        for key, facts in groups:
            for fact in facts:
                yield fact, key
        bearers = [_Bearer(key, spellings[key], facts) for key, facts in groups]
        found: dict[tuple[str, str, str], str] = {}  # one look a surname and what is said of it, not one a mention
        for fact, read in bare:
            sought = (read.surname, fact.gender, fact.country)
            if sought not in found:
                fitting = [bearer for bearer in bearers if bearer.fits(*sought)]
                found[sought] = _the_one(fitting) or f"person|||{read.surname}|{suffix}"
            yield fact, found[sought]


class _Bearer:
    """What is known of one person of a surname block, summed up once."""

    def __init__(self, key: str, surnames: set[str], facts: list[_Fact]) -> None:
        self.key, self.surnames = key, surnames
        self.genders = {fact.gender for fact in facts} - {""}
        self.countries = {fact.country for fact in facts} - {""}
        self.article_count = len({fact.article_id for fact in facts})

    def fits(self, surname: str, gender: str, country: str) -> bool:
        """Whether nothing that an article says of the bare surname speaks against the person."""
        return (
            surname in self.surnames
            and not (gender and self.genders and gender not in self.genders)
            and not (country and self.countries and country not in self.countries)
        )


def _the_one(fitting: list[_Bearer]) -> str | None:
    """The only bearer of a surname, or the one whom ten times as many articles quote as any other."""
    if len(fitting) == 1:
        return fitting[0].key
    counts = sorted(((bearer.article_count, bearer.key) for bearer in fitting), reverse=True)
    if len(counts) > 1 and counts[0][0] >= _DOMINANT * counts[1][0]:
        return counts[0][1]
    return None


def _by_middle(listed: list[tuple[_Fact, _Name]]) -> list[tuple[str, list[_Fact]]]:
    """Part people of one name by middle names that exclude each other; a name without one goes to the only one."""
    letters = sorted({read.middle[0][0] for _, read in listed if read.middle})
    if len(letters) < 2:  # nothing excludes anything
        return [("", [fact for fact, _ in listed])]
    parts: dict[str, list[_Fact]] = {}
    for fact, read in listed:
        parts.setdefault(read.middle[0][0] if read.middle else "", []).append(fact)
    return sorted(parts.items())


def _namesakes(facts: list[_Fact]) -> list[tuple[str, list[_Fact]]]:
    """Part the bearers of one name whose country and affiliation class both differ."""
    sorts = Counter[tuple[str, str]]()
    for fact in facts:
        if fact.country and fact.affiliation_class:
            sorts[fact.country, fact.affiliation_class] += fact.quote_count
    if len({country for country, _ in sorts}) < 2 or len({class_ for _, class_ in sorts}) < 2:
        return [("", facts)]
    # the commonest sort first; a later one stands apart only if it shares neither country nor class with an earlier
    apart: list[set[tuple[str, str]]] = []
    for sort, _ in sorted(sorts.items(), key=lambda item: (-item[1], item[0])):
        for group in apart:
            if any(sort[0] == other[0] or sort[1] == other[1] for other in group):
                group.add(sort)
                break
        else:
            apart.append({sort})
    if len(apart) == 1:
        return [("", facts)]
    parts: list[list[_Fact]] = [[] for _ in apart]
    for fact in facts:
        scores = [
            sum((fact.country == country) + (fact.affiliation_class == class_) for country, class_ in group)
            for group in apart
        ]
        parts[scores.index(max(scores))].append(fact)
    return [
        ("" if number == 0 else "|" + "|".join(min(group)), part)
        for number, (group, part) in enumerate(zip(apart, parts, strict=True))
        if part
    ]


# -- tables ------------------------------------------------------------------------------------------------------


def _tables(
    members: dict[str, list[_Fact]], ids: dict[str, str], canonical: dict[str, str], own: dict[str, str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    bundled: dict[str, list[tuple[str, str]]] = {}
    for alias, entry in lexicon().aliases.items():
        bundled.setdefault(entry.name, []).append((alias, entry.alias_kind))
    speaker_rows: list[tuple[str | None, ...]] = []
    alias_rows: list[tuple[str, str, str]] = []
    for key, facts in sorted(members.items(), key=lambda item: ids[item[0]]):
        name = _best_name(facts, canonical)
        speaker_rows.append(
            (
                ids[key],
                name,
                _commonest((fact.kind, fact.quote_count) for fact in facts),
                *(
                    _supported(facts, field)
                    for field in ("affiliation", "affiliation_class", "role", "title", "country", "gender")
                ),
            )
        )
        kinds: dict[str, str] = {name: "name"}
        for fact in facts:
            kinds.setdefault(fact.name, "user" if fold(fact.name) in own else "variant")
        for alias, kind in bundled.get(name, ()):
            if facts[0].kind not in ("person", "anonymous", "document"):
                kinds.setdefault(alias, kind)
        for alias, target in own.items():
            if fold(target) == fold(name):
                kinds.setdefault(alias, "user")
        alias_rows.extend((ids[key], alias, kind) for alias, kind in sorted(kinds.items()))
    return (
        pl.DataFrame(speaker_rows, schema=SPEAKER_TABLE, orient="row"),
        pl.DataFrame(alias_rows, schema=ALIAS_TABLE, orient="row"),
    )


def _supported(facts: list[_Fact], field: str) -> str | None:
    """The commonest value; one that a single article of many gives is too weak to describe the speaker everywhere."""
    counts = Counter(getattr(fact, field) for fact in facts)
    counts.pop("", None)
    if not counts:
        return None
    value = min(counts, key=lambda one: (-counts[one], _TELLING.get(one, 0), one))
    support = sum(getattr(fact, field) == value for fact in facts)
    return value if (support > 1 or len(facts) <= _FEW) else None


def _best_name(facts: list[_Fact], canonical: dict[str, str]) -> str:
    """The commonest form of those with a given name; of equally common ones the longest, then the first by alphabet."""
    counts = Counter[str]()
    for fact in facts:
        counts[canonical.get(fact.name, fact.name)] += fact.quote_count
    full = {name: count for name, count in counts.items() if " " in name} or counts
    return min(full, key=lambda name: (-full[name], -len(name), name))


def _commonest(values: Iterable[tuple[str, int]]) -> str:
    counts = Counter[str]()
    for value, count in values:
        if value:
            counts[value] += count
    return min(counts, key=lambda value: (-counts[value], value)) if counts else ""
