"""Read capitalised runs: which are people, with which title, given name, surname and gender.

One regular expression finds the runs; each different run, and each different word of them, is read once per process. A
run is a person because a title or a known given name says so; without either it is only a possible person, until the
article gives it away.
"""

import functools
import re
from typing import Final, final

from transforms.annotations.speakers.lexicon import lexicon, plain_word
from transforms.annotations.speakers.name_words import Word, surname_key, word_of
from transforms.text.memo import keep
from transforms.text.nicknames import NICKNAME, without_nickname

_UPPER: Final = "".join(c for c in map(chr, range(0x250)) if c.isupper())
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_INSIDE_NAMES: Final = frozenset(
    {
        "of",
        "the",
        "and",
        "for",
        "in",
        "on",
        "a",
        "an",
        "do",
        "will",
        "may",
        "march",
        "june",
        "you",
        "so",
        "sun",
        "said",
        "van",
    }
)
_CLAUSE: Final = 4  # words; with a function word inside they are a headline: "Fox Has Never Lost"
_MAX_NAME_TOKENS: Final = 5  # "Luiz Inácio Lula da Silva"; longer runs are headlines and titles of works
_FEWEST_GLUED: Final = 2  # words of a run before a name can stand in it again


@final
class NameRun:
    """A capitalised run, read.

    ``kind`` is person (a title or a given name), weak (two words or more that could be a person), single (one word),
    office (titles only), thing (organization, place, work), or empty where nothing of the run can be a name.
    ``tokens`` are the words of the name without titles, ``name`` the same as written; ``title`` the words before it;
    ``first`` and ``last`` are folded for look-up.
    """

    __slots__ = ("first", "gender", "kind", "last", "name", "suffix", "title", "tokens")

    def __init__(  # noqa: PLR0913 - one parameter for each thing that a run says
        self,
        kind: str,
        tokens: list[str],
        first: str = "",
        last: str = "",
        suffix: str = "",
        gender: str = "",
        title: str = "",
    ) -> None:
        self.kind = kind
        self.tokens = tokens
        self.name = tokens[0] if len(tokens) == 1 else " ".join(tokens)
        self.first = first
        self.last = last
        self.suffix = suffix
        self.gender = gender
        self.title = title


NO_NAME: Final = NameRun("", [])


_EAST_ASIAN: Final = re.compile(r"[A-Z][a-z]{1,5}-[a-z]{1,6}$")  # a given name: "Jae-in"
_RUNS: Final[dict[str, NameRun]] = {}


@functools.cache
def run_pattern() -> re.Pattern[str]:
    """Pattern of a capitalised run: words, initials, titles with a full stop, small words between capitals.

    It begins with a character class, so that the search jumps from capital to capital.
    """
    words = lexicon()
    written = {abbreviation[1:] for abbreviation in words.abbreviations}
    written |= {abbreviation.upper() for abbreviation in written}  # a transcript's "REP. ANN FOX"
    abbreviations = "|".join(sorted(written, key=lambda abbreviation: (-len(abbreviation), abbreviation)))
    longest = max(map(len, words.abbreviations)) - 1  # few words have a stop behind them: the others try none
    particles = "|".join(words.particles)
    # "Secretary of State": an office with a small word inside belongs to the run
    objects = "|".join(
        sorted({_capitalized(office.split(" of ")[1]) for office in words.offices_of if " of " in office})
    )
    holders = "|".join(rf"(?<={_capitalized(holder)} )" for holder in words.remit_holders)
    remits = "|".join(sorted(map(_capitalized, words.remits), key=len, reverse=True))
    token = (
        rf"[{_UPPER}](?:(?=\w{{1,{longest}}}+\.)(?:{abbreviations})\.|\.(?:-?[{_UPPER}]\.)*|\w*+(?:[-'’](?!s\b)\w+)*)"
    )
    small = rf"(?:(?:{particles})[ \u00a0](?:(?:{particles})[ \u00a0])?|of (?=(?:{objects})\b)"
    small += rf"|(?:{holders})(?:of|for) (?:the )?(?:(?:{remits})(?:,|,? and| &) (?:the )?){{0,3}}(?=(?:{remits})\b))"
    return re.compile(
        rf"{token}(?:[ \u00a0](?:{NICKNAME})?{small}?(?:(?:[aeu][lnrstdz]|[ae]sh)-)?{token})*(?:,[ ][JS]r\b\.?)?"
    )


@functools.cache
def run_splitter() -> re.Pattern[str]:
    """The same pattern as a group: ``split`` gives what stands between the runs and the runs in turn."""
    return re.compile(f"({run_pattern().pattern})")


def known_runs() -> dict[str, NameRun]:
    """The runs read so far, by their text: to be looked up before :func:`read_run` is called."""
    return _RUNS


def read_run(run: str) -> NameRun:
    """Read a capitalised run as it stands in the text; its kind is empty where nothing of it can be a name."""
    found = _RUNS.get(run)
    if found is None:
        bare = without_nickname(run)
        found = _read_words(bare) if " " in bare or "\u00a0" in bare or "_" in bare else _read_word(bare)
        keep(_RUNS, run, found)
    return found


def _written(words: list[Word]) -> list[str]:
    return [word.written for word in words]


def _read_word(written: str) -> NameRun:
    """Read a run of one word: nearly half of them are."""
    word = word_of(written)
    if word.is_function and written != "May":  # "May said"
        return NO_NAME
    title = word.title
    if title is not None and title.kind != "adjective":
        return NameRun("office", [written], "", word.bare, "", title.gender, written)
    return NameRun("single", [written], "", surname_key(written))


def _read_words(run: str) -> NameRun:
    """Read a run of several words."""
    if " of " in run or " for " in run:
        run = _with_office_joined(run)
    if "," in run:  # "Paul Harrow, Jr."
        run = run.replace(", ", " ")
    read = [word_of(token) for token in run.split()]
    if len(read) > _FEWEST_GLUED and True in [word.is_glued for word in read]:
        read = _before_repetition(read)
    start, end = 0, len(read)
    while start < end and read[start].is_function:
        if read[start].key == "first" and start + 1 < end and read[start + 1].title is not None:
            break  # "First Minister"
        start += 1
    while end > start + 1 and read[end - 1].is_function and not _is_surname(read[start : end - 1], read[end - 1]):
        end -= 1
    if start == end:
        return NO_NAME
    if start or end < len(read):
        read = read[start:end]
    tokens = _written(read)
    whole = " ".join(tokens)
    if whole in lexicon().places and len(tokens) > 1:
        return NameRun("thing", tokens, "", surname_key(tokens[-1]))
    suffix = ""
    if len(read) > 1 and read[-1].bare in _SUFFIXES:
        last_word = read.pop()
        suffix = last_word.written + "." if last_word.written in ("Jr", "Sr") else last_word.written
    # titles: the name stands after the last of them
    count = len(read)
    title_end, gender = 0, ""
    first_title = read[0].title
    is_honored = first_title is not None and first_title.kind == "honorific"
    for index in range(count):
        title = read[index].title
        if title is None:
            continue
        if index == count - 1 and index > title_end:
            break
        if title.kind != "adjective":
            title_end = index + 1
            gender = title.gender or gender
    if count == 2 and title_end == 2 and is_honored and first_title is not None:
        title_end = 1  # "Mr. Justice", "Ms. Judge": a surname that is also a title
        gender = first_title.gender
    if title_end == count:
        if count == 1 or not read[0].is_given:
            return NameRun("office", _written(read), "", read[-1].bare, "", gender, whole.replace("_", " "))
        title_end, gender = 0, ""
    if title_end:
        rest = read[title_end:]
    else:
        rest = _without_lead(read)
        is_honored = False
    title_text = " ".join(tokens[: count - len(rest)]).replace("_", " ") if len(rest) < count else ""
    if len(rest) > _MAX_NAME_TOKENS or (len(rest) >= _CLAUSE and True in [_is_of_clause(word) for word in rest[1:-1]]):
        return NO_NAME
    return _name(read, rest, suffix, gender, title_text, has_office=title_end > 0, is_honored=is_honored)


def _is_surname(before: list[Word], word: Word) -> bool:
    """Whether a function word at the end is a name: "Brian May", "Mrs. May"."""
    return word.key == "may" and any(other.is_given or other.title is not None for other in before)


def _before_repetition(read: list[Word]) -> list[Word]:
    """The name before it stands again with a headline glued to it: "Ann Fox Ann Beth FoxSenate"."""
    for place, word in enumerate(read):
        for later in read[place + 1 :]:
            if later.is_glued and later.written.startswith(word.written) and later.written != word.written:
                return read[: place + 1]
    return read


def _is_of_clause(word: Word) -> bool:
    return word.is_function and word.key not in _INSIDE_NAMES


def _capitalized(words: str) -> str:
    return " ".join(word if word == "the" else word.capitalize() for word in words.split())


@functools.cache
def _offices() -> re.Pattern[str]:
    """Pattern of offices that hold "of" or "for", in small letters, the longer ones first."""
    words = lexicon()
    holders = "|".join(words.remit_holders)
    remits = f"(?:the )?(?:{'|'.join(sorted(words.remits, key=len, reverse=True))})"
    listed = "|".join(sorted((office for office in words.offices_of if " of " in office), key=len, reverse=True))
    return re.compile(rf"\b(?:{listed}|(?:{holders}) (?:of|for) {remits}(?:(?:,|,? and| &) {remits}){{0,3}})\b")


def _with_office_joined(run: str) -> str:
    """The run with the spaces of an office inside it replaced: "Secretary_of_State Ann Fox"."""
    office = _offices().search(run.lower())
    if office is None:
        return run
    start, end = office.span()
    return run[:start] + run[start:end].replace(" ", "_") + run[end:]


def _name(  # noqa: PLR0913 - what the titles before the words told, each for itself
    read: list[Word],
    rest: list[Word],
    suffix: str,
    gender: str,
    title: str,
    *,
    has_office: bool,
    is_honored: bool,
) -> NameRun:
    """What the words after the titles are: a person's name, possibly one, or a thing's."""
    first, last = rest[0].bare, surname_key(rest[-1].written)
    suffix_key = plain_word(suffix).rstrip(".") if suffix else ""
    if len(rest) > 2 and rest[0].is_one_initial() and rest[1].is_given:
        first = rest[1].bare  # "J. Ann Fox" goes by Ann
    count = len(rest)
    if count > 1 and (rest[0].is_given or has_office) and _is_shouted(rest):  # transcripts write names in capitals
        rest = [word_of(word.written.capitalize()) for word in rest]
    head, tail = rest[0], rest[-1]
    is_named = count == 2 and head.is_given  # "Mayor Ann Guardian"
    if has_office and not is_honored and not is_named and tail.is_organization:  # "Republican Party"
        return NameRun("thing", _written(read), read[0].bare, last)
    named = _written(rest)
    if count > 1 and named[0] == named[1] and len(set(named)) == 1:  # a word that a page repeats
        return NO_NAME
    bare = " ".join(named)
    if suffix:
        named.append(suffix)
    if count == 1:
        if has_office:
            return NameRun("person", named, "", last, suffix_key, gender, title)
        return NameRun("single", named, "", last, suffix_key, "", title)
    # two capitals may be initials: "JD"
    is_acronym = len(head.written) > 2 and head.written.isupper() and "." not in head.written and not head.is_given
    if is_acronym or (tail.is_organization and not (has_office and is_named)):
        return NameRun("thing", named, first, last, "", "", title)
    if bare in lexicon().aliases:
        return NameRun("thing", named, first, last, "", "", title)
    if has_office or head.is_given or (head.written in lexicon().family_first and _EAST_ASIAN.match(rest[1].written)):
        return NameRun("person", named, first, last, suffix_key, gender or head.gender, title)
    if head.is_initial() and not head.is_place:
        return NameRun("person", named, first, last, suffix_key, rest[1].gender if count > 2 else "", title)
    if head.is_place or True in [word.is_thing for word in rest]:
        return NameRun("thing", named, first, last, "", "", title)
    return NameRun("weak", named, first, last, suffix_key, "", title)


def _is_shouted(rest: list[Word]) -> bool:
    for word in rest:
        written = word.written
        if len(written) == 1 or not written.isupper() or "." in written or word.is_organization:
            return False
    return True


def _without_lead(read: list[Word]) -> list[Word]:
    """Drop what stands before a given name: a country, a party, an organization ("Iranian Republican Ann Fox")."""
    if len(read) < 3 or read[0].is_given:  # a name of two words has nothing to drop
        return read
    for index in range(1, len(read) - 1):
        if read[index].is_given:
            lead = read[:index]
            if " ".join(_written(lead)) in lexicon().places or all(map(_is_lead, lead)):
                return read[index:]
            break
    # "Eastholm Board Member Ann Fox": a known given name before the last word begins the name
    given = read[-2]
    if given.is_given and not given.is_place and not read[-1].is_organization:
        nouns = lexicon().nouns
        known = [word.is_organization or word.key in nouns for word in read[:-2]]
        if len(known) > 1 or known[0]:
            return read[-2:]
    return read


def _is_lead(word: Word) -> bool:
    return (
        word.is_place
        or word.is_organization
        or (word.title is not None and "_" not in word.bare)
        or word.written in lexicon().aliases
        or (word.written.isupper() and not word.is_one_initial())
    )
