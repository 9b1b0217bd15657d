"""Read capitalised runs: which are people, with which title, given name, surname and gender.

One regular expression finds the runs; each different run is read once per process. A run is a person because a title
or a known given name says so; without either it is only a possible person, until the article gives it away.
"""

import functools
import re
from typing import Final, NamedTuple

from transforms.speakers.lexicon import Title, fold, lexicon

_UPPER: Final = "".join(c for c in map(chr, range(0x250)) if c.isupper())
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_MAX_NAME_TOKENS: Final = 5  # "Luiz Inácio Lula da Silva"; longer runs are headlines and titles of works
_UNTITLED: Final = Title("", "", "", "")
_CACHE_SIZE: Final = 65536  # different runs kept in memory, about 20 MB when full


class NameRun(NamedTuple):
    """A capitalised run, read.

    ``kind`` is person (a title or a given name), weak (two words or more that could be a person), single (one word),
    office (titles only), or thing (organization, place, work). ``tokens`` are the words of the name without titles;
    ``title`` the words before it; ``first`` and ``last`` are folded for look-up.
    """

    kind: str
    tokens: tuple[str, ...]
    first: str
    last: str
    suffix: str
    gender: str
    title: str

    @property
    def name(self) -> str:
        """The name as written, without titles."""
        return " ".join(self.tokens)


@functools.cache
def run_pattern() -> re.Pattern[str]:
    """Pattern of a capitalised run: words, initials, titles with a full stop, small words between capitals.

    It begins with a character class, so that the search jumps from capital to capital.
    """
    words = lexicon()
    abbreviations = "|".join(sorted((abbreviation[1:] for abbreviation in words.abbreviations), key=len, reverse=True))
    longest = max(map(len, words.abbreviations)) - 1  # few words have a stop behind them: the others try none
    particles = "|".join(words.particles)
    # "Secretary of State": an office with a small word inside belongs to the run
    objects = "|".join(
        sorted(
            {
                " ".join(map(str.capitalize, office.split(" of ")[1].split()))
                for office in words.offices_of
                if " of " in office
            }
        )
    )
    token = (
        rf"[{_UPPER}](?:(?=\w{{1,{longest}}}+\.)(?:{abbreviations})\.|\.(?:-?[{_UPPER}]\.)*|\w*+(?:[-'’](?!s\b)\w+)*)"
    )
    small = rf"(?:(?:{particles})[ \u00a0](?:(?:{particles})[ \u00a0])?|of (?=(?:{objects})\b))"
    return re.compile(rf"{token}(?:[ \u00a0]{small}?(?:[ae]l-)?{token})*(?:,[ ][JS]r\b\.?)?")


def surname_key(token: str) -> str:
    """A surname folded for look-up: without accents, the article of Arabic names, a plural or possessive ending."""
    key = fold(token).rstrip(".")
    if key[:3] in ("al-", "el-", "ad-", "an-", "ar-", "as-", "at-") and len(key) > 5:  # "al-X" is no name
        key = key[3:]
    return key


def _is_given(token: str) -> bool:
    names = lexicon().given_gender
    key = fold(token)
    return key in names or ("-" in key and key.split("-", 1)[0] in names)


def _given_gender(token: str) -> str:
    names = lexicon().given_gender
    key = fold(token)
    gender = names.get(key) or names.get(key.split("-", 1)[0], "")
    return "" if gender == "u" else gender


def _is_initial(token: str) -> bool:
    return len(token) <= 6 and token.endswith(".") and token[0].isupper() and (len(token) == 2 or "." in token[:-1])


@functools.lru_cache(maxsize=_CACHE_SIZE)
def read_run(run: str) -> NameRun | None:
    """Read a capitalised run as it stands in the text; None where nothing of it can be a name."""
    words = lexicon()
    run = run.replace(",", "")
    if " " not in run and "\u00a0" not in run and "_" not in run:
        return _read_word(run)
    if " of " in run:
        lowered_run = run.lower()
        for office in words.offices_of:
            at = lowered_run.find(office) if " of " in office else -1
            if at >= 0:
                run = run[:at] + run[at : at + len(office)].replace(" ", "_") + run[at + len(office) :]
                break
    tokens = run.split()
    start = 0
    while start < len(tokens) and fold(tokens[start]) in words.function_words and not tokens[start].endswith("."):
        start += 1
    end = len(tokens)
    while end > start + 1 and fold(tokens[end - 1]) in words.function_words:
        end -= 1
    tokens = tokens[start:end]
    if not tokens:
        return None
    whole = " ".join(tokens)
    if whole in words.places and len(tokens) > 1:
        return NameRun("thing", tuple(tokens), "", surname_key(tokens[-1]), "", "", "")
    suffix = ""
    if len(tokens) > 1 and fold(tokens[-1]).rstrip(".") in _SUFFIXES:
        suffix = tokens.pop()
        if suffix in ("Jr", "Sr"):
            suffix += "."
    # titles: the name stands after the last of them
    title_end, gender = 0, ""
    lowered = [fold(token).rstrip(".") for token in tokens]
    has_office = False
    for index, word in enumerate(lowered):
        title = words.titles.get(word.split("_", 1)[0])
        if title is None:
            continue
        if index == len(tokens) - 1 and index > 0 and index > title_end:
            break
        if title.kind != "adjective":
            title_end = index + 1
            has_office = True
            gender = title.gender or gender
    if len(tokens) == 2 and title_end == 2 and words.titles[lowered[0]].kind == "honorific":
        title_end = 1  # "Mr. Justice", "Ms. Judge": a surname that is also a title
        gender = words.titles[lowered[0]].gender
    if has_office and title_end == len(tokens):
        if not (len(tokens) > 1 and _is_given(tokens[0])):
            return NameRun("office", tuple(tokens), "", lowered[-1], "", gender, whole.replace("_", " "))
        title_end, has_office, gender = 0, False, ""
    title_text = " ".join(tokens[:title_end]).replace("_", " ")
    rest = tokens[title_end:]
    if not has_office:
        rest = _without_lead(rest)
        title_text = " ".join(tokens[: len(tokens) - len(rest)])
    if not rest or len(rest) > _MAX_NAME_TOKENS:
        return None
    first, last = fold(rest[0]).rstrip("."), surname_key(rest[-1])
    if (
        len(rest) > 1
        and all(len(token) > 1 and token.isupper() and "." not in token for token in rest)
        and _is_given(rest[0])
    ):
        rest = [token.capitalize() for token in rest]
    named = tuple(rest + ([suffix] if suffix else []))
    bare_suffix = fold(suffix).rstrip(".")
    is_honored = has_office and words.titles.get(lowered[0], _UNTITLED).kind == "honorific"
    is_named = len(rest) == 2 and _is_given(rest[0])  # "Mayor Ann Guardian"
    if (
        has_office and not is_honored and not is_named and fold(rest[-1]) in words.organization_words
    ):  # "Republican Party"
        return NameRun("thing", tuple(tokens), lowered[0], last, "", "", "")
    if len(rest) > 1 and len(set(rest)) == 1:  # a word that a page repeats
        return None
    if len(rest) == 1:
        if has_office:
            return NameRun("person", named, "", last, bare_suffix, gender, title_text)
        return NameRun("single", named, "", last, bare_suffix, "", title_text)
    # two capitals may be initials: "JD"; a transcript writes whole names in capitals
    is_acronym = rest[0].isupper() and len(rest[0]) > 2 and "." not in rest[0] and not _is_given(rest[0])
    if is_acronym or (fold(rest[-1]) in words.organization_words and not (has_office and is_named)):
        return NameRun("thing", named, first, last, "", "", title_text)
    if " ".join(rest) in words.aliases:
        return NameRun("thing", named, first, last, "", "", title_text)
    if has_office or _is_given(rest[0]):
        return NameRun("person", named, first, last, bare_suffix, gender or _given_gender(rest[0]), title_text)
    if _is_initial(rest[0]) and rest[0] not in words.places:
        return NameRun(
            "person", named, first, last, bare_suffix, _given_gender(rest[1]) if len(rest) > 2 else "", title_text
        )
    if rest[0] in words.places or any(
        fold(token) in words.organization_words or fold(token) in words.titles for token in rest
    ):
        return NameRun("thing", named, first, last, "", "", title_text)
    return NameRun("weak", named, first, last, bare_suffix, "", title_text)


def _read_word(word: str) -> NameRun | None:
    """Read a run of one word: nearly half of them are."""
    words = lexicon()
    key = fold(word)
    if key in words.function_words and not word.endswith("."):
        return None
    bare = key.rstrip(".")
    title = words.titles.get(bare)
    if title is not None and title.kind != "adjective":
        return NameRun("office", (word,), "", bare, "", title.gender, word)
    return NameRun("single", (word,), "", surname_key(word), "", "", "")


def _without_lead(tokens: list[str]) -> list[str]:
    """Drop what stands before a given name: a country, a party, an organization ("Iranian Republican Ann Fox")."""
    words = lexicon()
    if len(tokens) < 3 or _is_given(tokens[0]):  # a name of two words has nothing to drop
        return tokens
    for index in range(1, len(tokens) - 1):
        if _is_given(tokens[index]):
            lead = tokens[:index]
            if " ".join(lead) in words.places or all(
                token in words.places
                or fold(token) in words.organization_words
                or fold(token).rstrip(".") in words.titles
                or token in words.aliases
                or token.isupper()
                for token in lead
            ):
                return tokens[index:]
            break
    # "Eastholm Board Member Ann Fox": a known given name before the last word begins the name
    if _is_given(tokens[-2]) and tokens[-2] not in words.places and fold(tokens[-1]) not in words.organization_words:
        known = [fold(token) in words.organization_words or fold(token) in words.nouns for token in tokens[:-2]]
        if any(known) or len(known) > 1:
            return tokens[-2:]
    return tokens
