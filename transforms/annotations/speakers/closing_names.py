"""A name that closes a phrase about what somebody is: "mayor of Lowport Ann Fox", "founder and CEO Ann Fox".

Small words stand in such a phrase, and the name may belong to them instead: "a lawyer for the mayor Ann Fox" names
the mayor. So it counts whether a person, or an office, a place, a number or a matter stands right before the name.
"""

import functools
import re
from typing import Final

from transforms.annotations.speakers.heads import noun_of
from transforms.annotations.speakers.lexicon import lexicon, plain_word
from transforms.annotations.speakers.name_heads import PERSONAL
from transforms.annotations.speakers.name_words import word_of
from transforms.annotations.speakers.names import NameRun

Run = tuple[int, int, NameRun]  # start and end in the phrase, and the run

_ENDS: Final = re.compile(r"$|,| \(| (?:of|from) ")  # what may follow the name
_WORD: Final = re.compile(r"[\w’'.&/-]+")
_OWNED: Final = re.compile(r"([\w.’' -]+)(?:['’]s|s['’]) $")
_AGED: Final = re.compile(r"\d-year-old $")
_AND: Final = re.compile(r",? and ")
_PEOPLE: Final = frozenset({"person", "collective", "anonymous"})
_RUNNING: Final = frozenset({"candidate", "nominee", "contender", "hopeful", "challenger"})  # for an office
_LONGEST: Final = 3  # words of a name that follows another one in one run
_NUMBERS: Final = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})
# endings of words for a matter, and of such as say how a person is
_MATTER: Final = re.compile(r"(?:s|tion|ment|ity|ance|ence|ship|port|ics|law|tax)$")
_QUALITY: Final = re.compile(r"(?:ed|en|ain|ing|ous|ive|less|late|young|old|elder)$")


@functools.cache
def _small_words() -> re.Pattern[str]:
    """A preposition that can make the name part of what the phrase is not about."""
    joining = {"the", "a", "an", "his", "her", "their", "its", "and", "or", "as", "than"}
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(lexicon().prepositions - joining))})(?![\w-])")


def closing_name(body: str, runs: list[Run], *, has_determiner: bool, is_indefinite: bool) -> Run | None:
    """The run at the end of a phrase that names whom it is about; None where nothing shows that.

    Args:
        body: The phrase without its determiner, offices with a preposition inside as one word.
        runs: Its capitalised runs.
        has_determiner: Whether an article or the like stands before the phrase.
        is_indefinite: Whether it is "a" or its like.
    """
    for start, end, read in reversed(runs):
        if _ENDS.match(body, end):
            run = _as_person(body[:start], read)
            if run is None:
                continue
            before = body[: start + body[start:end].rfind(run.tokens[0])]
            if _names_whole(before, run, has_determiner=has_determiner, is_indefinite=is_indefinite):
                return start, end, run
    return None


def _as_person(before: str, run: NameRun) -> NameRun | None:
    """The run as a person's, where it can be one: "spokesman Paul Church" is no church."""
    tokens = run.tokens
    if run.kind == "person":
        return run
    if (run.kind == "weak" and len(tokens) == 2) or (run.kind == "single" and _OWNED.search(before)):
        return run
    if run.kind in ("weak", "thing") and len(tokens) > 2 and not run.title:
        return _without_place(run)
    return person_behind_role(before, run)


def person_behind_role(before: str, run: NameRun) -> NameRun | None:
    """A run that reads as a thing's name, as a person's where a role stands before it; None elsewhere.

    Args:
        before: The words before the run.
        run: The run: "Paul Church" behind "spokesman", but not behind "in".
    """
    if run.kind != "thing" or len(run.tokens) != 2 or run.title:
        return None
    if run.name in lexicon().places or run.name in lexicon().aliases:  # "the oil producer Saudi Arabia"
        return None
    first = word_of(run.tokens[0])
    if not (first.is_given or first.is_place) or not before[-2:-1].islower() or not _is_role(before):
        return None
    return NameRun("person", run.tokens, first.bare, run.last, "", first.gender)


def _without_place(run: NameRun) -> NameRun | None:
    """The person's name that follows another one in the run: "Lowport Ann Fox" behind "mayor of"."""
    for at in range(max(len(run.tokens) - _LONGEST, 1), len(run.tokens) - 1):
        first = word_of(run.tokens[at])
        if first.is_given and not first.is_place:
            return NameRun("person", run.tokens[at:], first.bare, run.last, run.suffix, first.gender)
    return None


def _names_whole(before: str, run: NameRun, *, has_determiner: bool, is_indefinite: bool) -> bool:
    """Whether the name is that of whom the words before it are about."""
    owned, small = _OWNED.search(before), _small_words().search(before)
    if owned or before.removesuffix(run.title + " ").endswith(("'s ", "’s ")):
        about = before[: small.start()].rstrip() if small else ""
        is_part = small is not None and (is_indefinite or not about[:1].isupper() or _tells_person(about.split()[-1]))
        return not is_part and _is_owned(owned.group(1) if owned else "", run)
    if before.endswith(", "):
        return False  # an apposition
    if small is None:
        joint = _AND.search(before)
        if joint is None:  # the rules for other names tell the rest
            if run.title and before.removesuffix(run.title + " ").endswith(") "):  # "Harbour Board (HB) Chairman Fox"
                return True
            return _AGED.search(before) is not None or (run.kind == "person" and not run.title and _is_role(before))
        return not has_determiner and _joins_roles(before[: joint.start()], before[joint.end() :])
    if is_indefinite:
        return False
    about = before[: small.start()].rstrip()
    if _is_role(before):
        return _is_role_of_institution(about, before[small.end() :])
    return _is_role(about) and _is_object(about, before[small.end() :])


def _is_role(before: str) -> bool:
    """Whether the last word, or the last two, are what one person is."""
    words = [plain_word(word).rstrip(".") for word in _WORD.findall(before)[-2:]]
    if not words:
        return False
    noun = lexicon().nouns.get(" ".join(words)) or noun_of(words[-1].rsplit("_", 1)[-1])
    return (noun is not None and noun.kind == "person") or "_" in words[-1]


def _is_owned(owner: str, run: NameRun) -> bool:
    """Whether an owner's name before it is a country's or a newsroom's: "Zorvan's President Fox"."""
    if run.kind == "person":
        return bool(run.first or run.title)
    name = owner.strip().removeprefix("the ")
    last = name.rpartition(" ")[2]
    if run.kind == "single":  # "the union's Fox", whose words no list holds
        alias = lexicon().aliases.get(name)
        is_institution = last.isupper() or word_of(last).is_organization or (alias and alias.kind == "organization")
        return bool(is_institution) and not _is_listed(run.tokens[0])
    if word_of(last).is_organization and not any(word_of(token).is_organization for token in run.tokens):
        return not any(noun_of(plain_word(token)) for token in run.tokens)
    alias = lexicon().aliases.get(name)
    class_ = alias.affiliation_class if alias else lexicon().class_words.get(plain_word(last), "")
    return class_ == "media" and not any(noun_of(plain_word(token)) for token in run.tokens)


def _is_listed(token: str) -> bool:
    """Whether the lists know a word as something other than a surname."""
    word, listed = word_of(token), lexicon()
    return (
        word.is_organization
        or word.is_place
        or word.title is not None
        or noun_of(word.bare) is not None
        or word.key in listed.things
        or word.key in listed.fields
        or token in listed.aliases
    )


def _joins_roles(one: str, other: str) -> bool:
    """Whether "and" joins what one person is, or the words of one institution's name."""
    if not _is_role(other):
        return False
    if _is_role(one):
        return True
    fields = lexicon().fields
    opens = _WORD.findall(one)[-1:]
    has_institution = any(word_of(word).is_organization for word in _WORD.findall(other))
    return bool(opens) and opens[0][0].isupper() and plain_word(opens[0]) in fields and has_institution


def _is_role_of_institution(about: str, after: str) -> bool:
    """Whether a role right before the name is one in an institution whose own name has the small word.

    "University of Velm law professor Ann Fox", but "the office of Velm mayor Ann Fox".
    """
    words = _WORD.findall(after)
    head = _WORD.findall(about)[-1:]
    if not head or not words:
        return False
    if _is_role(about):
        if plain_word(head[0]) in _RUNNING:
            return len(words) == 1
        # "chair of the Harbour Committee Rep. Ann Fox"
        return words[-1].endswith(".") and len(words) > 1 and not _tells_person(words[-2]) and words[-2] != "the"
    key = plain_word(head[0])
    noun = noun_of(key)
    is_institution = word_of(head[0]).is_organization or (noun is not None and noun.kind == "organization")
    if not head[0][0].isupper() or key in PERSONAL or not is_institution:
        return False
    places = lexicon().places
    own = [word for word in words[:-1] if word[0].isupper()]
    return any(
        word not in places or places[word].form_kind not in ("adjective", "people")
        for word in own
        if (title := word_of(word).title) is None or title.kind not in ("adjective", "honorific")
    )


def _tells_person(word: str) -> bool:
    noun = noun_of(plain_word(word).rstrip("."))
    return noun is not None and noun.kind in _PEOPLE


def _is_object(about: str, after: str) -> bool:
    """Whether what a preposition governs is whole without the name: an office, a place, a number, a matter."""
    last = list(_small_words().finditer(after))
    governed = after[last[-1].end() :] if last else after
    words = _WORD.findall(governed)
    if not words:
        return False
    word = words[-1]
    key = plain_word(word).rstrip(".")
    if word.endswith(("'s", "’s")) or word in ("the", "his", "her", "their", "its", "a", "an"):
        return False
    if key in _NUMBERS or key.isdigit():
        return True
    name = " ".join(part for part in words if part[0].isupper())
    role = about.rsplit(maxsplit=1)[-1]
    if name in lexicon().aliases or (word[0].isupper() and role[0].isupper() and key.endswith("s")):
        return True  # "Commissioner for Refugees"
    noun = noun_of(key)
    known = word_of(word)
    if (noun is not None and noun.kind in _PEOPLE) or known.title is not None:
        return False
    if noun is not None or known.is_organization or key in lexicon().fields:
        return True
    if word[0].isupper():
        return _is_place_or_matter(words, role, inside=after[: last[-1].start()] if last else "")
    if _QUALITY.search(key):
        return False
    return words[0] in ("the", "his", "her", "their", "its") or _MATTER.search(key) is not None


def _is_place_or_matter(words: list[str], role: str, *, inside: str) -> bool:
    """Whether capitalised words are a place or an office's matter: "mayor of Lowport", but not "a friend of Tarvo"."""
    name = " ".join(part for part in words if part[0].isupper())
    place = lexicon().places.get(words[-1]) or lexicon().places.get(name)
    if place is not None and place.form_kind not in ("adjective", "people"):
        return True
    if words[-1].isupper() or " " in name or _MATTER.search(plain_word(words[-1]).rstrip(".")):
        return True
    office = word_of(role).title
    is_inside = inside.rstrip().rpartition(" ")[2][:1].isupper()  # "Centre for Tides"
    return is_inside or (office is not None and office.kind in ("office", "rank"))
