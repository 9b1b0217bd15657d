"""What the words beside a name, or a nameless source's own words, say of it: role, affiliation, class and country."""

import functools
import re
from typing import Final, NamedTuple

from transforms.speakers.lexicon import fold, lexicon

_WORD: Final = re.compile(r"[\w’'.&-]+")
_CAPITAL: Final = r"(?:(?:[A-Z]\.){2,}|(?:al|el)-[A-Z]\w+|[A-Z][\w’'&-]*(?:\.[A-Z]\w*)*)"
_CAPITALS: Final = re.compile(rf"{_CAPITAL}(?: (?:(?:of|for|and|on|&) (?:the )?)?{_CAPITAL})*")
_LINK: Final = re.compile(r"(?:[\w’'-]+ ){0,4}?(?:of|for|at|with|from|to|in) (?:the |an? )?(?=[A-Z])")
_PARTY: Final = re.compile(r"\(?\b([DRI])(?:em|ep)?\.?[-–—]([A-Z][\w.]+)|\((D|R|I)\)")
_PARTING: Final = re.compile(r"\b(?:of|for|at|to|with|in|who|from)\b")
_TITLE_END: Final = re.compile(
    r",| (?:who|which|that|whose|has|have|had|is|was|will|would|said|says|told) |\(| -- | [—–] "
)


class Description(NamedTuple):
    """What was read; empty strings where the words say nothing.

    ``title`` is the office or occupation as written, ``head`` the folded role word, ``words`` all folded words.
    """

    title: str = ""
    head: str = ""
    gender: str = ""
    role: str = ""
    affiliation: str = ""
    affiliation_class: str = ""
    country: str = ""
    words: frozenset[str] = frozenset()


NOTHING: Final = Description()

_NOT_FIRST: Final = frozenset({"mr", "mrs", "ms", "dr", "a", "an", "the", "former"})  # of an institution

# head nouns that tell a class less surely than the institution beside them
_GENERIC: Final = frozenset({"official", "officials", "leader", "leaders", "director", "manager", "chief", "head"})


@functools.lru_cache(maxsize=65536)  # descriptions come back with every quote of a speaker
def read_description(text: str) -> Description:
    """Read a title before a name, an apposition after it, or a whole nameless mention."""
    text = " ".join(text.split()).strip(" ,;()")
    if not text:
        return NOTHING
    words = lexicon()
    cut = _TITLE_END.search(text)
    title = text[: cut.start()].strip(" ,;") if cut else text
    if cut and not title:
        title = text
    found = [(match.start(), match.end(), fold(match.group()).rstrip(".")) for match in _WORD.finditer(text)]
    head, gender, role, class_, head_start, head_end = "", "", "", "", -1, -1
    for start, end, word in found:
        noun = words.nouns.get(word)
        if noun is not None and noun.kind in ("person", "anonymous", "collective"):
            entry = (noun.gender, noun.role, noun.affiliation_class)
        else:
            office = words.titles.get(word)
            if office is None or office.kind in ("adjective", "honorific") or (head and office.kind == "rank"):
                continue
            entry = (office.gender, office.role, office.affiliation_class)
        if head and start > (cut.start() if cut else len(text)):
            break
        # a second role word counts only where no small word parts the two: "vice president", "chief executive"
        if head and _PARTING.search(text, head_end, start):
            break
        head, head_start, head_end = word, start, end
        gender, role, class_ = entry[0] or gender, entry[1] or role, entry[2] or class_
    affiliation, country = "", ""
    if head:
        for match in _CAPITALS.finditer(text[:head_start]):
            phrase = match.group().strip()
            tail = text[match.end() : head_start]
            follow = re.match(r" (campaign|administration|government|ministry|department|police|team|office)\b", tail)
            if follow:
                phrase += follow.group()
            if _is_affiliation(phrase):
                affiliation = phrase
        affiliation = _trim(affiliation)
        if not affiliation:
            link = _LINK.match(text, head_end + 1)
            if link:
                named = _CAPITALS.match(text, link.end())
                if named:
                    affiliation = named.group().strip()
                    follow = re.match(
                        r" (campaign|administration|government|ministry|department)\b", text[named.end() :]
                    )
                    if follow:
                        affiliation += follow.group()
                    place = words.places.get(affiliation)
                    if place is not None and place.form_kind in ("country", "adjective"):
                        affiliation = ""
    for match in _CAPITALS.finditer(text):
        country = _country(match.group()) or country
        if country:
            break
    party = _PARTY.search(text)
    if party:
        country, class_ = "US", class_ or "politics"
    affiliation = affiliation.strip(" .,") if not affiliation.endswith((".S.", "Inc.", "Corp.")) else affiliation
    if affiliation:
        alias = words.aliases.get(affiliation)
        if alias is not None:
            affiliation, country = alias.name, country or alias.country
            class_ = alias.affiliation_class if role == "representative" or not class_ or head in _GENERIC else class_
        elif not class_ or role == "representative" or head in _GENERIC:
            lowered = [fold(word).rstrip(".") for word in affiliation.split()]
            class_ = next((words.class_words[w] for w in reversed(lowered) if w in words.class_words), class_)
            if not class_ and affiliation in words.places:
                class_ = "government"
    if not class_:
        class_ = next((words.class_words[w] for _, _, w in found if w in words.class_words), "")
    return Description(
        title=title,
        head=head,
        gender=gender,
        role=role,
        affiliation=affiliation,
        affiliation_class=class_,
        country=country,
        words=frozenset(_normal(word) for _, _, word in found),
    )


def _normal(word: str) -> str:
    return lexicon().same_words.get(word, word)


def normal_words(text: str) -> set[str]:
    """The words of a text in the form in which descriptions are compared; states are written out."""
    places = lexicon().places
    result = set()
    for match in _WORD.finditer(text):
        place = places.get(match.group())
        if place is not None:
            result.add(fold(place.place))
            if place.form_kind == "adjective":
                result.add(fold(match.group()))
        else:
            word = fold(match.group()).rstrip(".")
            result.add(_normal(word.removesuffix("'s")))
    return result


def _is_affiliation(phrase: str) -> bool:
    words = lexicon()
    if phrase in words.aliases:
        return True
    if phrase in words.places:
        return False
    bare = [fold(word).rstrip(".").removesuffix("'s") for word in phrase.split()]
    return not all(word in words.titles or word in words.function_words or word in words.nouns for word in bare)


def _trim(phrase: str) -> str:
    """An institution without the titles and party adjectives beside it: "State Department Inspector"."""
    words = lexicon()
    if phrase in words.aliases:
        return phrase
    tokens = phrase.removesuffix("'s").removesuffix("’s").split()
    while tokens and (fold(tokens[-1]).rstrip(".") in words.titles or _is_people(tokens[-1])):
        tokens.pop()
    while tokens and fold(tokens[0]).rstrip(".") in _NOT_FIRST:
        tokens.pop(0)
    trimmed = " ".join(tokens)
    return "" if trimmed in words.places else trimmed


def _is_people(token: str) -> bool:
    noun = lexicon().nouns.get(fold(token).rstrip("'s").rstrip("."))
    return noun is not None and noun.kind in ("person", "collective", "anonymous")


def _country(phrase: str) -> str:
    places = lexicon().places
    found = places.get(phrase)
    if found is not None:
        return found.country
    tokens = phrase.split()
    for size in (2, 1):
        for at in range(len(tokens) - size + 1):
            piece = " ".join(tokens[at : at + size])
            found = places.get(piece) or places.get(piece.removesuffix("'s").removesuffix("’s"))
            if found is not None and found.country:
                return found.country
    return ""
