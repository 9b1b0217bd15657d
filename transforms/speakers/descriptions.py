"""What the words beside a name, or a nameless source's own words, say of it: role, affiliation, class and country."""

import functools
import re
from typing import Final, NamedTuple

from transforms.speakers.lexicon import fold, lexicon

_WORD: Final = re.compile(r"[\w’'.&-]+")
_CAPITAL: Final = r"(?:(?:[A-Z]\.){2,}|(?:St|Mt|Ft)\. [A-Z]\w*|(?:al|el)-[A-Z]\w+|[A-Z][\w’'&-]*(?:\.[A-Z]\w*)*)"
_CAPITALS: Final = re.compile(rf"{_CAPITAL}(?: (?:(?:of|for|and|on|&) (?:the )?)?{_CAPITAL})*")
_LINK: Final = re.compile(r"(?:[\w’'-]+ ){0,4}?(?:of|for|at|with|from) (?:the |an? )?(?=[A-Z])")
_FOLLOWING: Final = re.compile(r" (campaign|administration|government|ministry|department|police|team|office)\b")
_PARTY: Final = re.compile(r"\(?\b([DRI])(?:em|ep)?\.?[-–—]([A-Z][\w.]+)|\((D|R|I)\)")
_PARTY_NAME: Final = re.compile(r"\b(Republican|GOP|Democratic|Democrat|Tory|Labour|Libertarian|Liberal Democrat)s?\b")
_PARTING: Final = re.compile(r"\b(?:of|for|at|to|with|in|who|from)\b")
_AGE: Final = re.compile(r"^\d{1,3},? ?")
_TITLE_END: Final = re.compile(
    r",| (?:who|which|that|whose|has|have|had|is|was|will|would|said|says|told) |\(| -- | [—–] "
)
_LONGEST_OFFICE: Final = 40  # characters
_NOT_FIRST: Final = frozenset({"mr", "mrs", "ms", "dr", "a", "an", "the", "former"})  # of an institution
_ADJECTIVE: Final = re.compile(r"(?:ive|ial|ical|ous|ed|ing|ary|ful|able|ible|ent|est)$")
# head nouns that tell a class less surely than the institution beside them
_GENERIC: Final = frozenset(
    {"official", "officials", "leader", "leaders", "director", "manager", "chief", "head", "president", "secretary"}
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


class _Head(NamedTuple):
    """The role word of a description and where it stands; start -1 if there is none."""

    word: str
    start: int
    end: int
    gender: str
    role: str
    affiliation_class: str


NOTHING: Final = Description()
_NO_HEAD: Final = _Head("", -1, -1, "", "", "")


@functools.lru_cache(maxsize=65536)  # descriptions come back with every quote of a speaker
def read_description(text: str) -> Description:
    """Read a title before a name, an apposition after it, or a whole nameless mention."""
    text = _AGE.sub("", " ".join(text.split()).strip(" ,;()"))
    if not text:
        return NOTHING
    words = lexicon()
    cut = _TITLE_END.search(text)
    title_end = cut.start() if cut and cut.start() else len(text)
    found = [(match.start(), match.end(), fold(match.group()).rstrip(".")) for match in _WORD.finditer(text)]
    head = _find_head(text, found, title_end)
    affiliation, is_linked = _affiliation(text, head) if head.word else ("", False)
    country = _first_country(text[: head.end if head.word else title_end])
    if not country and is_linked:
        country = _first_country(text[head.end : title_end])
    class_ = head.affiliation_class
    party = _PARTY.search(text)
    if party:
        country, class_ = "US", class_ or "politics"
    if not affiliation:
        named = party or _PARTY_NAME.search(text)
        affiliation = words.parties.get(next(filter(None, named.groups())), "") if named else ""
    if affiliation:
        alias = words.aliases.get(affiliation)
        is_open = not class_ or head.role == "representative" or head.word in _GENERIC
        if alias is not None:
            affiliation, country = alias.name, country or alias.country
            class_ = alias.affiliation_class if is_open else class_
        elif is_open:
            lowered = [fold(word).rstrip(".") for word in affiliation.split()]
            class_ = next((words.class_words[w] for w in reversed(lowered) if w in words.class_words), class_)
            if not class_ and affiliation in words.places:
                class_ = "government"
    if not class_:
        class_ = _class_of_names(text)
    return Description(
        title=text[:title_end].strip(" ,;"),
        head=head.word,
        gender=head.gender,
        role=head.role,
        affiliation=affiliation,
        affiliation_class=class_,
        country=country,
        words=frozenset(words.same_words.get(word, word) for _, _, word in found),
    )


def _class_of_names(text: str) -> str:
    """Class of the first institution that the text names: by the bundled list, else by the words of its name."""
    words = lexicon()
    for match in _CAPITALS.finditer(text):
        alias = words.aliases.get(match.group())
        if alias is not None:
            return alias.affiliation_class
        for word in reversed(match.group().split()):
            class_ = words.class_words.get(fold(word).rstrip("."))
            if class_:
                return class_
    return ""


def _find_head(text: str, found: list[tuple[int, int, str]], title_end: int) -> _Head:
    """The role word: of several that follow each other the last ("vice president", "party chairman")."""
    words = lexicon()
    head = _NO_HEAD
    for start, end, word in found:
        noun = words.nouns.get(word)
        office = words.titles.get(word) if text[start].isupper() else None
        if office is not None and office.kind in ("office", "rank"):
            noun = None  # "Representative Ann Fox": an office, not somebody's representative
        if noun is not None and noun.kind in ("person", "anonymous", "collective") and word not in words.quantity_nouns:
            said = (noun.gender, noun.role, noun.affiliation_class)
        else:
            title = words.titles.get(word)
            if title is None or title.kind in ("adjective", "honorific") or (head.word and title.kind == "rank"):
                continue
            said = (title.gender, title.role, title.affiliation_class)
        if head.word and (start > title_end or _PARTING.search(text, head.end, start)):
            break
        head = _Head(word, start, end, said[0] or head.gender, said[1] or head.role, said[2] or head.affiliation_class)
    return head


def _affiliation(text: str, head: _Head) -> tuple[str, bool]:
    """The institution before the role word ("Pentagon spokesman") or linked after it, and whether it is linked."""
    words = lexicon()
    before = ""
    for match in _CAPITALS.finditer(text[: head.start]):
        phrase = match.group()
        following = _FOLLOWING.match(text, match.end(), head.start)
        if following:
            phrase += following.group()
        if _is_affiliation(phrase):
            before = phrase
    before = _trim(before)
    if before:
        return before, False
    if text[head.start : head.start + _LONGEST_OFFICE].lower().startswith(words.offices_of):
        return "", True  # "secretary of state": the office, not an institution called State
    link = _LINK.match(text, head.end + 1)
    named = _CAPITALS.match(text, link.end()) if link else None
    if named is None:
        return "", link is not None
    phrase = named.group()
    following = _FOLLOWING.match(text, named.end())
    if following:
        phrase += following.group()
    place = words.places.get(phrase)
    if place is not None:
        return (phrase if place.form_kind == "region" else ""), True
    return _trim(phrase), True


def _is_affiliation(phrase: str) -> bool:
    words = lexicon()
    if phrase in words.aliases:
        return True
    if phrase in words.places:
        return False
    bare = [fold(word).rstrip(".").removesuffix("'s") for word in phrase.split()]
    if len(bare) == 1 and not phrase.isupper() and (_ADJECTIVE.search(bare[0]) or bare[0] in words.organization_words):
        return False  # "Presumptive nominee" at the start of a sentence, "District attorney"
    return not all(
        word in words.titles or word in words.function_words or word in words.nouns or word in words.communities
        for word in bare
    )


def _trim(phrase: str) -> str:
    """An institution without the titles and party adjectives beside it: "State Department Inspector"."""
    words = lexicon()
    if phrase in words.aliases:
        return phrase
    tokens = phrase.removesuffix("'s").removesuffix("’s").rstrip("'’").split()
    while tokens and (fold(tokens[-1]).rstrip(".") in words.titles or _is_people(tokens[-1])):
        tokens.pop()
    while tokens and fold(tokens[0]).rstrip(".") in _NOT_FIRST:
        tokens.pop(0)
    trimmed = " ".join(tokens).removesuffix("'s").removesuffix("’s")
    return "" if trimmed in words.places else trimmed


def _is_people(token: str) -> bool:
    noun = lexicon().nouns.get(fold(token).removesuffix("'s").rstrip("."))
    return noun is not None and noun.kind in ("person", "collective", "anonymous")


def _first_country(text: str) -> str:
    for match in _CAPITALS.finditer(text):
        country = _country(match.group())
        if country:
            return country
    return ""


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


def normal_words(text: str) -> set[str]:
    """The words of a text in the form in which descriptions are compared; states are written out."""
    words = lexicon()
    result = set()
    for match in _WORD.finditer(text):
        place = words.places.get(match.group())
        if place is not None:
            result.add(fold(place.place))
            if place.form_kind == "adjective":
                result.add(fold(match.group()))
        else:
            word = fold(match.group()).rstrip(".").removesuffix("'s")
            result.add(words.same_words.get(word, word))
    return result
