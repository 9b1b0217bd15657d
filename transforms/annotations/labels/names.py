"""Names of actors as an article writes them: capitalised runs, their titles, and the word that heads them.

A sentence's first word, and a word of a headline, must stand as a name elsewhere in the article too. Of a name's words
that one is the head which the article also uses alone, else the last; the names of places and bodies are whole.

All runs of a batch are read as columns: a run's words by what is known of each distinct word, and which words an
article uses as names, or alone, by counting.
"""

import re
from functools import cache
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.resources import read_toml
from transforms.text.columns import Numbers, order_by, rows_between, run_starts
from transforms.text.folding import IN_WORD
from transforms.text.inflection import plural
from transforms.text.matching import SentenceIndex, TermMatcher

Flags: TypeAlias = npt.NDArray[np.bool_]

_CAPITALISED: Final = r"[A-ZÀ-Þ](?:(?:\.[A-Z])+\.?|(?:rs?|s|en|ep|ov|ol|gt|apt|dm|ev)\.(?= )|[\w’'-]*)"
_PARTICLE: Final = r"(?:(?:al|bin|ibn|de|del|van|von|der|la|el)[ -])"
_NAME: Final = re.compile(rf"{_CAPITALISED}(?: {_PARTICLE}{{0,2}}{_CAPITALISED})*")  # starts with a set: a fast search
_ROLE_REACH: Final = 5  # words of a title before a name ("former deputy prime minister"): more is a clause
_CLAUSE_MARKS: Final = np.array([ord(mark) for mark in ".:?!"], dtype=np.uint32)
_QUOTES: Final = np.array([ord(mark) for mark in '“"‘'], dtype=np.uint32)
_SPACE: Final = ord(" ")
_TITLE_LENGTH: Final = 60  # characters before a name in which its title stands


class Words(NamedTuple):
    """The word classes of ``labels_roles.toml``.

    ``heads`` gives the singular of each form that the matcher knows; it is empty for a phrase that names no actor.
    """

    matcher: TermMatcher
    heads: list[str]
    roles: frozenset[str]
    groups: frozenset[str]
    before: frozenset[str]
    titles: frozenset[str]
    not_names: frozenset[str]
    places: frozenset[str]
    bodies: frozenset[str]
    peoples: frozenset[str]
    aliases: dict[str, str]


@cache
def role_words() -> Words:
    """The bundled word classes."""
    data = read_toml("labels_roles.toml")
    sets = {name: frozenset(words.split()) for name, words in data.items() if isinstance(words, str)}
    listed = sorted(sets["roles"] | sets["groups"])
    heads = {plural(role): role for role in listed} | {role: role for role in listed}  # "authorities" is its own head
    heads |= {member: member for member in sets["members"]}
    phrases = dict.fromkeys(data["no_actors"], "")
    for written in data["compounds"]:
        compound = written.split(", ")
        phrases |= dict.fromkeys(compound, compound[0])
    forms = sorted(heads | phrases)
    return Words(
        TermMatcher(forms),
        [(heads | phrases)[form] for form in forms],
        frozenset(heads),
        frozenset(form for form, head in heads.items() if head in sets["groups"]),
        sets["before"],
        sets["titles"],
        sets["not_names"],
        sets["places"],
        sets["bodies"],
        sets["peoples"],
        data["aliases"],
    )


class Names(NamedTuple):
    """Names as columns; offsets count in the running words of the index.

    Attributes:
        begins: Where the name begins, with its title.
        names: Where it begins without.
        ends: Where it ends.
        heads: Its head: a number in ``forms``.
        forms: What heads there are.
    """

    begins: Numbers
    names: Numbers
    ends: Numbers
    heads: Numbers
    forms: list[str]


class _Runs(NamedTuple):
    """The distinct capitalised runs of a batch: run i has the words from ``first[i]`` to ``first[i + 1]``."""

    first: Numbers
    named_from: Numbers  # of each run, the first word that may belong to a name; behind the last where none does
    plain: Numbers  # of each word: number of its form in lower case, without possessive and stop
    forms: list[str]  # by that number
    offsets: Numbers  # of each word, in its run
    lengths: Numbers
    endings: Numbers  # letters of its possessive
    is_lead: Flags  # a title, a role or a possessive: what follows is the name
    is_title: Flags
    is_role: Flags
    is_group: Flags
    is_place: Flags
    is_body: Flags
    is_people: Flags


class _Candidates(NamedTuple):
    """Runs that may be names: their words, without those before a name, where these begin, and in what sentence."""

    low: Numbers
    high: Numbers
    starts: Numbers
    sentences: Numbers
    is_doubtful: Flags  # first words of sentences, and words of headlines
    may_be_titled: Flags  # what stands before is no space, so that a title may hide behind it


class _Read(NamedTuple):
    """Stretches of runs, read: row of the word after title and qualifiers, whether all after it is the head."""

    lead: Numbers
    is_whole: Flags
    is_role: Flags


def find_names(index: SentenceIndex, noun_ends: Numbers) -> Names:
    """The names of a batch in order; one that a role noun precedes, which ends at ``noun_ends``, with its title."""
    runs, candidates = _candidates(index)
    low, high, starts, numbers, is_doubtful, may_be_titled = candidates
    read = _read(runs, low, high)
    owners, rows = rows_between(low, high)
    groups = _groups(index.article_numbers[numbers][owners], runs.plain[rows])
    # what the article uses as a name where it is no doubt, and what it uses alone
    is_sure = (rows >= read.lead[owners]) & ~is_doubtful[owners]
    is_known = np.bincount(groups[is_sure], minlength=groups.size) > 0
    is_alone = is_sure & (read.lead == high - 1)[owners]
    alone = np.bincount(groups[is_alone], minlength=groups.size)

    is_kept, part, high = _known_parts(
        low, high, is_doubtful=is_doubtful, owners=owners, rows=rows, is_known=is_known[groups]
    )
    starts = starts + runs.offsets[part] - runs.offsets[low]
    low = part
    read = _read(runs, low, high)
    is_kept &= ~read.is_role  # "North Korean Leader": left to the role nouns
    in_name = (rows >= read.lead[owners]) & (rows < high[owners])
    head_rows = _most_alone(rows[in_name], owners[in_name], alone[groups[in_name]])
    heads, forms = _heads(runs, read, high, head_rows)
    last = high - 1
    ends = starts + runs.offsets[last] + runs.lengths[last] - runs.endings[last] - runs.offsets[low]
    names = starts + runs.offsets[read.lead] - runs.offsets[low]
    may_be_titled |= ~is_doubtful & np.isin(starts - 1, noun_ends)
    begins = starts.copy()
    for place in np.flatnonzero(may_be_titled & is_kept & (read.lead == low)).tolist():
        number = int(numbers[place])
        first = int(index.starts[number])
        begins[place] = first + _title_start(index.texts[number], int(starts[place]) - first)
    return Names(begins[is_kept], names[is_kept], ends[is_kept], heads[is_kept], forms)


def _candidates(index: SentenceIndex) -> tuple[_Runs, _Candidates]:
    """The distinct capitalised runs, and where they stand; those that are no name are left out."""
    seen: dict[str, int] = {}
    numbers, starts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    before, earlier = [np.empty(0, np.uint32)], [np.empty(0, np.uint32)]
    for begin, text in index.words.joined():
        matches = list(_NAME.finditer(text))
        places = np.fromiter([match.start() for match in matches], np.int64, len(matches))
        written = [match.group() for match in matches]
        for run in dict.fromkeys(written):
            seen.setdefault(run, len(seen))
        number = np.fromiter(map(seen.__getitem__, written), np.int64, len(written))
        is_whole = ~IN_WORD[index.words.codes[begin + places - 1]]
        places = places[is_whole]
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        numbers.append(number[is_whole])
        starts.append(places + begin)
        before.append(codes[places - 1])
        earlier.append(codes[places - 2])
    runs = _runs(list(seen))
    number, start = np.concatenate(numbers), np.concatenate(starts)
    mark, mark_before = np.concatenate(before), np.concatenate(earlier)
    sentence = np.searchsorted(index.starts, start, side="right") - 1
    first, high = runs.first[number], runs.first[number + 1]
    low = runs.named_from[number]
    opens = start == index.starts[sentence]
    is_after_space = mark == _SPACE
    is_alone = (low == first) & (high - low == 1)
    opens_clause = opens | (is_after_space & np.isin(mark_before, _CLAUSE_MARKS)) | np.isin(mark, _QUOTES)
    is_doubtful = index.is_title[sentence] | (is_alone & opens_clause)
    may_be_titled = ~is_doubtful & ~is_after_space & (low == first) & ~opens
    last = high - 1
    is_name = (low < high) & ~runs.is_people[last] & ~runs.is_title[last]
    start = start + runs.offsets[np.minimum(low, last)]
    return runs, _Candidates(
        low[is_name], high[is_name], start[is_name], sentence[is_name], is_doubtful[is_name], may_be_titled[is_name]
    )


def _runs(written: list[str]) -> _Runs:
    """What is known of each word of the distinct runs."""
    words = role_words()
    seen: dict[str, int] = {}
    parts = [run.split(" ") for run in written]
    each = np.array([seen.setdefault(word, len(seen)) for run in parts for word in run], dtype=np.int64)
    first = np.cumsum([0, *map(len, parts)])
    known = pl.DataFrame({"word": list(seen)}, schema={"word": pl.String}).with_columns(
        plain=pl.col("word").str.replace("['’]s?$", "").str.strip_chars_end(".").str.to_lowercase(),
        length=pl.col("word").str.len_chars().cast(pl.Int64),
        ending=pl.col("word").str.extract("(['’]s?)$").str.len_chars().fill_null(0).cast(pl.Int64),
    )
    forms = known["plain"].unique(maintain_order=True)
    plain = known["plain"].replace_strict(forms, pl.int_range(forms.len(), eager=True), return_dtype=pl.Int64)
    lengths = known["length"].to_numpy()[each]
    ends = np.cumsum(lengths + 1)
    offsets = ends - lengths - 1

    def among(listed: frozenset[str]) -> Flags:
        return known["plain"].is_in(list(listed)).to_numpy()[each]

    endings = known["ending"].to_numpy()[each]
    named = np.where(among(words.not_names), each.size, np.arange(each.size))
    named_from = np.minimum.reduceat(named, first[:-1]) if each.size else named
    return _Runs(
        first=first,
        named_from=np.minimum(named_from, first[1:]),
        plain=plain.to_numpy().astype(np.int64)[each],
        forms=forms.to_list(),
        offsets=offsets - np.repeat(offsets[first[:-1]], np.diff(first)),
        lengths=lengths,
        endings=endings,
        is_lead=among(words.titles | words.roles) | (endings == len("'s")),
        is_title=among(words.titles),
        is_role=among(words.roles),
        is_group=among(words.groups),
        is_place=among(words.places),
        is_body=among(words.bodies),
        is_people=among(words.peoples),
    )


def _read(runs: _Runs, low: Numbers, high: Numbers) -> _Read:
    """Stretches of runs, from ``low`` to before ``high``."""
    last = high - 1
    owners, rows = rows_between(low, last)  # the last word is never a title of itself
    lead = low.copy()
    is_lead = runs.is_lead[rows]
    lead[owners[is_lead]] = rows[is_lead] + 1  # the last one stays
    is_body = runs.is_group[last] | (runs.is_body[last] & (low < last))
    lead = np.where(is_body, low, lead)
    is_single = lead == last
    return _Read(
        lead,
        is_whole=is_single | is_body | runs.is_place[lead],
        is_role=runs.is_role[last] & (is_single | ~runs.is_group[last]),
    )


def _groups(articles: Numbers, forms: Numbers) -> Numbers:
    """The same number for the same word of the same article."""
    order = order_by(articles, forms)
    sizes = np.diff(run_starts(articles[order], forms[order]))
    groups = np.empty(order.size, dtype=np.int64)
    groups[order] = np.repeat(np.arange(sizes.size), sizes)
    return groups


def _known_parts(
    low: Numbers, high: Numbers, *, is_doubtful: Flags, owners: Numbers, rows: Numbers, is_known: Flags
) -> tuple[Flags, Numbers, Numbers]:
    """Which runs are kept, and from where to where: a doubtful one's known words, if nothing stands between them."""
    is_known = is_known & is_doubtful[owners]
    owners, rows = owners[is_known], rows[is_known]
    starts = run_starts(owners)
    found, firsts, lasts = owners[starts[:-1]], rows[starts[:-1]], rows[starts[1:] - 1]
    low, high, is_kept = low.copy(), high.copy(), ~is_doubtful
    is_kept[found] = lasts - firsts < np.diff(starts)
    low[found], high[found] = firsts, lasts + 1
    return is_kept, low, high


def _most_alone(rows: Numbers, owners: Numbers, alone: Numbers) -> Numbers:
    """Of each owner's words the row of the one that the article uses alone most often; the last of those."""
    starts = run_starts(owners)
    size = int(rows.max(initial=0)) + 1
    return np.maximum.reduceat(alone * size + rows, starts[:-1]) % size if rows.size else rows


def _heads(runs: _Runs, read: _Read, high: Numbers, head_rows: Numbers) -> tuple[Numbers, list[str]]:
    """The head of each name, as a number, and what the numbers say."""
    aliases = role_words().aliases
    seen = {form: number for number, form in enumerate(runs.forms)}
    heads = runs.plain[head_rows]
    alias = np.arange(len(runs.forms))
    for form, name in aliases.items():
        if form in seen:
            alias[seen[form]] = seen.setdefault(name, len(seen))
    is_long = read.is_whole & (high - read.lead > 1)
    heads[read.is_whole] = alias[runs.plain[read.lead[read.is_whole]]]
    first, last = read.lead[is_long], high[is_long]
    order = order_by(first, last)
    starts = run_starts(first[order], last[order])
    spans = zip(first[order[starts[:-1]]].tolist(), last[order[starts[:-1]]].tolist(), strict=True)
    names = [" ".join([runs.forms[form] for form in runs.plain[low:high].tolist()]) for low, high in spans]
    numbers = [seen.setdefault(aliases.get(name, name), len(seen)) for name in names]
    long_heads = np.empty(order.size, dtype=np.int64)
    long_heads[order] = np.repeat(np.array(numbers, dtype=np.int64), np.diff(starts))
    heads[is_long] = long_heads
    return heads, list(seen)


def _title_start(text: str, start: int) -> int:
    """Where the lower-case title before a name begins ("former prime minister"); the name's start if none."""
    words = role_words()
    before = text[max(0, start - _TITLE_LENGTH) : start].split(" ")
    if len(before) < 2 or before[-2].lower() not in words.roles:
        return start
    begin = start
    for word in reversed(before[1:-1][-_ROLE_REACH:]):
        low = word.lower()
        if not (low in words.roles or low in words.before or low in words.peoples):
            break
        begin -= len(word) + 1
    return begin
