"""What the words beside a name, or a nameless source's own words, say of it: role, affiliation, class and country."""

import re
from typing import Final, NamedTuple

from transforms.annotations.speakers.lexicon import lexicon, plain_word
from transforms.text.memo import keep

_WORD: Final = re.compile(r"[\w’'.&-]+")
# begins with a character class, so that the search jumps from letter to letter
_CAPITAL: Final = (
    r"[A-Zae](?:(?<=[A-Z])(?:\.(?:[A-Z]\.)+|(?<=[SMF])t\. [A-Z]\w*|[\w’'&-]*(?:\.[A-Z]\w*)*)|(?<=[ae])l-[A-Z]\w+)"
)
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
_DETERMINER: Final = re.compile(
    r"^(?:(?:one of )?(?:the|his|her|their|its|our|my)|an?) (?!Holiness|Majesty|Highness|Excellency)", re.IGNORECASE
)
_PLURAL_TITLE: Final = re.compile(r"\b(Sen|Rep|Gov|Dr|Gen)s\.")
_LONGEST_OFFICE: Final = 40  # characters
_NOT_FIRST: Final = frozenset({"mr", "mrs", "ms", "dr", "a", "an", "the", "former"})  # of an institution
_ADJECTIVE: Final = re.compile(r"(?:ive|ial|ical|ous|ed|ing|ary|ful|able|ible|ent|est)$")
# head nouns that tell a class less surely than the institution beside them
_GENERIC: Final = frozenset(
    {"official", "officials", "leader", "leaders", "director", "manager", "chief", "head", "president", "secretary"}
)


class Description(NamedTuple):
    """What was read; empty strings where the words say nothing.

    ``title`` is the office or occupation as written, ``head`` the folded role word.
    """

    title: str = ""
    head: str = ""
    gender: str = ""
    role: str = ""
    affiliation: str = ""
    affiliation_class: str = ""
    country: str = ""


class _Head(NamedTuple):
    """The role word of a description and where it stands; start -1 if there is none."""

    word: str
    start: int
    end: int
    gender: str
    role: str
    affiliation_class: str


NOTHING: Final = Description()
_READ: Final[dict[str, Description]] = {}
_NORMAL: Final[dict[str, list[str]]] = {}
_NO_HEAD: Final = _Head("", -1, -1, "", "", "")


def read_description(text: str) -> Description:
    """Read a title before a name, an apposition after it, or a whole nameless mention; each wording is read once."""
    found = _READ.get(text)
    if found is None:
        found = keep(_READ, text, _read(text))
    return found


def _read(text: str) -> Description:
    text = " ".join(text.split()).strip(" ,;()")
    if text[:1].isdigit():
        text = _AGE.sub("", text)
    if not text:
        return NOTHING
    words = lexicon()
    cut = _TITLE_END.search(text)
    title_end = cut.start() if cut and cut.start() else len(text)
    head = _find_head(text, title_end)
    title = _title(text[:title_end])
    if text.islower():  # no institution, place or party
        return Description(title, head.word, head.gender, head.role, "", _class_of_head(text, head), "")
    affiliation, is_linked = _affiliation(text, head) if head.word else ("", False)
    country = _first_country(text[: head.end if head.word else title_end])
    if not country and is_linked:
        country = _first_country(text[head.end : title_end])
    class_ = _class_of_head(text, head)
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
            lowered = [plain_word(word).rstrip(".") for word in affiliation.split()]
            told = next((words.class_words[w] for w in reversed(lowered) if w in words.class_words), "")
            # "president of Harrow Partners" presides over no country
            class_ = told or ("" if is_linked and head.word in _GENERIC and affiliation not in words.places else class_)
            if not class_ and affiliation in words.places:
                class_ = "government"
    if not class_:
        class_ = _class_of_names(text)
    return Description(title, head.word, head.gender, head.role, affiliation, class_, country)


def _class_of_head(text: str, head: _Head) -> str:
    """Class that the role word tells, or the institution's common noun before it: "hospital officials"."""
    if head.word in _GENERIC:
        before = plain_word(text[: head.start].rstrip().rpartition(" ")[2])
        if (
            before in lexicon().communities
            and head.word.startswith("leader")
            and not _first_country(text[: head.start])
        ):
            return ""
        noun = lexicon().nouns.get(before)
        if noun is not None and noun.kind == "organization":
            return noun.affiliation_class
    return head.affiliation_class


def _title(text: str) -> str:
    """The title without a determiner, in the singular: "a deputy mayor", "Sens."."""
    title = _DETERMINER.sub("", text.strip(" ,;"))
    if title.partition(" ")[0] in ("of", "with", "for", "from", "in", "at"):  # no title: "with three colleagues"
        return ""
    return _PLURAL_TITLE.sub(r"\1.", title) if "s." in title else title


def merge_descriptions(one: Description, other: Description) -> Description:
    """Both as one: what the first does not say, the second may."""
    if one is NOTHING and other.head:
        return other
    return Description(
        one.title or (other.title if other.head else ""),
        one.head or other.head,
        one.gender or other.gender,
        one.role or other.role,
        one.affiliation or other.affiliation,
        one.affiliation_class or other.affiliation_class,
        one.country or other.country,
    )


def _class_of_names(text: str) -> str:
    """Class of the first institution that the text names: by the bundled list, else by the words of its name."""
    words = lexicon()
    for match in _CAPITALS.finditer(text):
        alias = words.aliases.get(match.group())
        if alias is not None:
            return alias.affiliation_class
        for word in reversed(match.group().split()):
            class_ = words.class_words.get(plain_word(word).rstrip("."))
            if class_:
                return class_
    return ""


def _find_head(text: str, title_end: int) -> _Head:
    """The role word: of several that follow each other the last ("vice president", "party chairman")."""
    words = lexicon()
    nouns, titles = words.nouns, words.titles
    head = _NO_HEAD
    before, before_start = "", 0
    for match in _WORD.finditer(text):
        written = match.group()
        start, end = match.span()
        word = plain_word(written).rstrip(".")
        noun = nouns.get(word)
        title = titles.get(word)
        pair = nouns.get(f"{before} {word}")
        if pair is not None:  # "press secretary", "special counsel"
            noun, title = pair, None
            before, before_start, start = word, start, before_start
        else:
            before, before_start = word, start
        if noun is None and title is None:
            continue
        if title is not None and title.kind in ("office", "rank") and written[0].isupper():
            noun = None  # "Representative Ann Fox": an office, not somebody's representative
        if noun is not None and noun.kind in ("person", "anonymous", "collective") and word not in words.quantity_nouns:
            said = (noun.gender, noun.role, noun.affiliation_class)
        else:
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
        trimmed = _trim(phrase)
        if trimmed in words.aliases or (trimmed and _is_affiliation(phrase)):
            before = trimmed
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
    bare = [plain_word(word).rstrip(".").removesuffix("'s") for word in phrase.split()]
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
    for at in range(1, len(tokens) - 1):  # "White House" of "Harrow White House"
        if " ".join(tokens[at:]) in words.aliases:
            return " ".join(tokens[at:])
    while tokens and (plain_word(tokens[-1]).rstrip(".") in words.titles or _is_people(tokens[-1])):
        tokens.pop()
        if " ".join(tokens) in words.aliases:  # "White House" of "White House Press Secretary"
            return " ".join(tokens)
    while tokens and plain_word(tokens[0]).rstrip(".") in _NOT_FIRST:
        tokens.pop(0)
    trimmed = " ".join(tokens).removesuffix("'s").removesuffix("’s")
    if trimmed in words.aliases:
        return trimmed
    if trimmed in words.places:
        return ""
    lowered = [plain_word(token).rstrip(".") for token in tokens]
    if all(token in words.places or word in words.communities for token, word in zip(tokens, lowered, strict=True)):
        return ""
    if tokens and tokens[0] in words.places and len(tokens) > 1:
        lowered = lowered[1:]  # "US Defense": a field of work too
    if all(word in words.fields or word == "and" for word in lowered):
        return ""
    is_place = tokens[-1] in words.places and _ADJECTIVE.search(lowered[0]) is not None  # "Controversial Maine"
    return "" if is_place else trimmed


def _is_people(token: str) -> bool:
    noun = lexicon().nouns.get(plain_word(token).removesuffix("'s").rstrip("."))
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
    result: set[str] = set()
    for word in _WORD.findall(text):
        normal = _NORMAL.get(word)
        if normal is None:
            normal = keep(_NORMAL, word, _normal(word))
        result.update(normal)
    return result


def _normal(word: str) -> list[str]:
    words = lexicon()
    place = words.places.get(word)
    if place is None:
        folded = plain_word(word).rstrip(".").removesuffix("'s")
        return [words.same_words.get(folded, folded)]
    if place.form_kind == "adjective":
        return [plain_word(place.place), plain_word(word)]
    return [plain_word(place.place)]
