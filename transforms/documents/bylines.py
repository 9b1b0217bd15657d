"""People from a byline: who signed the text, and nobody else.

A byline mixes people with desks, jobs, outlets, places and dates. A part counts as a person only if it looks like a
name of two words and more (or of a script without capitals, after an opener) and holds no word that people are not
called; everything else gives nobody. A missing author is a gap, an invented one is a false fact about a person.
"""

import re
from collections.abc import Collection
from typing import Final

from transforms.resources import read_rows, read_toml
from transforms.text.words import bare_words

_WORDS: Final = read_toml("furniture_bylines.toml")
_NOT_NAMES: Final = frozenset(_WORDS["not_name_words"])
_ORGANISATIONS: Final = frozenset(_WORDS["organisation_words"])
_COMPOUND_ENDS: Final = tuple(_WORDS["compound_ends"])
_PARTICLES: Final = frozenset(_WORDS["particles"])
_SUFFIXES: Final = frozenset(_WORDS["suffixes"])
_DEGREES: Final = frozenset(_WORDS["degrees"])
_SURNAMES: Final = frozenset(_WORDS["also_surnames"])
_GIVEN_NAMES: Final = frozenset(row["name"] for row in read_rows("given_names.csv"))
_FOLDED_GIVEN_NAMES: Final = frozenset(name.casefold() for name in _GIVEN_NAMES)
_COURTESY: Final = frozenset(_WORDS["courtesy"])
_PLACES: Final = frozenset(_WORDS["places"])
_ARTICLES: Final = frozenset(_WORDS["articles"])
_CUTTERS: Final = frozenset(_WORDS["cutters"])


def _alternation(words: Collection[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_OPENER: Final = re.compile(rf"\W{{0,4}}(?:{_alternation(_WORDS['openers'])})(?:\s*[:：]\s*|\s+)", re.IGNORECASE)
_BEHIND_DATE: Final = re.compile(  # "March 11, 2025 by Jo Bell"
    r"(?=\D{0,60}\d)(?!.{0,80}\b(?:[Pp]hoto|[Pp]icture|image|video|graphic|illustration)(?:s|graph\w*)?\b)"
    r"[^.!?\n]{0,80}?(?<=[\s|,·•–—-])[Bb][Yy]\s+(?=[A-Z])",
)
_FIRST_WORD: Final = re.compile(r"\W{0,4}(\w+)")
_OPENER_WORDS: Final = frozenset(re.match(r"\w+", opener)[0] for opener in _WORDS["openers"])  # type: ignore[index]
_NOT_AUTHOR: Final = re.compile(rf"\W{{0,4}}(?:{_alternation(_WORDS['not_author_openers'])})\b", re.IGNORECASE)
_OTHER_WORK: Final = re.compile(
    rf"[\s,;/|](?:{_alternation(_WORDS['other_work'])})\s?(?:[:：/]|by\b|von\b|av\b|af\b)", re.IGNORECASE
)
_NOISE: Final = re.compile(r"<[^<>]{0,200}>|https?://\S+|www\.\S+|\S+@\S+|@\w+|[(\[{][^()\[\]{}]{0,80}[)\]}]")
_BREAKS: Final = re.compile(r"\s*(?:[;|/•·●►»«\t\n]|\s[-–—]\s|、|，)\s*")
_JOINER: Final = re.compile(rf"\s+(?:{_alternation(_WORDS['joiners'])})\s+", re.IGNORECASE)
_CJK_NAME: Final = re.compile(r"[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7a3]{2,4}")
_CJK_JOB: Final = re.compile(r"\s*(?:本报记者|特约记者|记者|記者|編集委員|기자)[:：]?\s*")
_INITIAL: Final = re.compile(r"(?:[^\W\d_]\.){1,3}-?(?:[^\W\d_]\.)?|[^\W\d_]")
_NAME_TOKEN: Final = re.compile(r"[^\W\d_][^\W\d_'’ʼ`.\-‐‑]*(?:['’ʼ`.\-‐‑][^\W\d_]+)*['’.]?")
_ELIDED: Final = re.compile(r"[^\W\d_]{1,4}['’\-‐‑][^\W\d_a-zà-ÿ]")  # "d'Aubigny", "al-Rashid"
_MAC: Final = re.compile(r"(?:Mc|Mac|Fitz)[A-Z]{2,}")  # "MARY McDONALD" is in capitals
_GLUED: Final = re.compile(
    r"(?<=[a-zà-ÿ]{3})(?=[A-Z][a-zà-ÿ]{2}|[A-Z]{2})|(?<=[a-zà-ÿ]{2})\d{1,2}(?!\d)"
)  # "Jane DoePolitical Editor": a lost break
_MIN_CAPITALS: Final = 2  # capitals that a name has at least, in scripts that have them
_MAX_BYLINE: Final = 400  # characters: a longer text is no byline, and reading on would only invent people
_MAX_TOKENS: Final = 5  # words in one person's name, particles included
_LONG_CUTTER: Final = 6  # characters: "Updated" cuts in capitals too, "In" may begin a name
_LONG_PART: Final = 4  # characters: "Jong-min" is a name
_WORDS_OF_A_NAME: Final = 2
_MAX_NAME: Final = 48  # characters in one person's name
_MAX_PEOPLE: Final = 20  # a longer list is an index page's, not an article's


def _recase(token: str) -> str:
    """``O'BRIEN`` → ``O'Brien``, ``MCKAY`` → ``McKay``; tokens in mixed case stay as written."""
    if _MAC.fullmatch(token):
        return re.sub("(?<=[A-Z])[A-Z]+$", lambda found: found[0].lower(), token)
    if not token.isupper() or len(token) < 2 or (len(token) <= 4 and "." in token):
        return token
    if token.casefold() in _SUFFIXES:
        return token if token[0] == "I" else token.capitalize()
    parts = [part.capitalize() for part in re.split(r"(['’\-‐‑])", token)]
    return re.sub(r"^Mc([a-z])", lambda found: "Mc" + found[1].upper(), "".join(parts))


def recase_name(name: str) -> str:
    """A name in capitals as it is usually written, particles small: ``ADA DE VRIES`` → ``Ada de Vries``."""
    return " ".join(map(_recase, _small_particles(name.split())))


def _small_particles(tokens: list[str]) -> list[str]:
    """The words of a name, particles in capitals small; only before a surname, for behind it an outlet may begin."""
    words = list(tokens)
    for index in range(1, len(words) - 1):
        before = words[index - 1]
        is_inside = index == 1 or before.casefold() in _PARTICLES or is_given_name(before) or _INITIAL.fullmatch(before)
        if is_inside and words[index].isupper() and words[index].casefold() in _PARTICLES:
            words[index] = words[index].lower()
    return words


def is_given_name(word: str) -> bool:
    """Whether a word, in any case, is a given name."""
    return word.casefold() in _FOLDED_GIVEN_NAMES


def without_opener(text: str) -> str:
    """A byline without the words that open it (*By*, *Von*)."""
    opener = _OPENER.match(text)
    return text if opener is None else text[opener.end() :]


def _goes_on(tokens: list[str], index: int) -> bool:
    """Whether a word in capitals, the third or a later one of a name, may be the surname rather than an outlet."""
    before = tokens[index - 1]
    is_behind = before.casefold() in _PARTICLES and before.islower()
    is_shout = all(token.isupper() or token.casefold() in _PARTICLES for token in tokens[: index + 1])
    if is_behind or tokens[index].casefold() in _SUFFIXES:
        return True
    return is_shout and (_INITIAL.fullmatch(before) is not None or (index == 2 and is_given_name(before)))


def _cut_employer(tokens: list[str]) -> list[str]:
    """A name without the desk, job or outlet behind it, if all that follows the name is of that kind."""
    last = len(tokens) - 1
    if (
        last > 1
        and tokens[-1].isupper()
        and len(tokens[-1]) > 2
        and not tokens[0].isupper()
        and not _goes_on(tokens, last)
    ):
        tokens = tokens[:-1] if tokens[-1].isalpha() and tokens[-1].casefold() not in _SUFFIXES else tokens
    for index in range(2, len(tokens)):
        word = tokens[index].casefold().strip(",.")
        if word in _NOT_NAMES or (tokens[index][:3].isupper() and not _goes_on(tokens, index)):
            rest = tokens[index + 1 :]
            if all(
                token.casefold().strip(",.") in _NOT_NAMES or token.isupper() or token[0].islower() for token in rest
            ):
                # "Jane Doe Landespolitische Korrespondentin": the adjective goes with the job
                stop = index - 1 if index > 2 and tokens[index - 1].endswith(("ische", "ischer")) else index
                return tokens[:stop]
            return tokens[:index] if word == "the" else tokens
    return tokens


def _may_cut(token: str) -> bool:
    return token[0].islower() or len(token) >= _LONG_CUTTER


def _is_not_name(folded: str) -> bool:
    """Whether a folded word, or a longer part of it between hyphens, is one that no person is called."""
    if folded in _NOT_NAMES or folded.endswith(_COMPOUND_ENDS):
        return True
    return "-" in folded and any(len(part) >= _LONG_PART and part in _NOT_NAMES for part in folded.split("-"))


def _is_surname(tokens: list[str]) -> bool:
    """Whether the last word of a name, though a word of organisations too, is a surname behind a given name."""
    return tokens[-1].casefold() in _SURNAMES and tokens[0].casefold() in _GIVEN_NAMES and tokens[-1][0].isupper()


def _person(part: str, outlets: frozenset[str]) -> str | None:
    """The person whom this part of a byline names, or None."""
    tokens = _small_particles(_name_tokens(part))
    has_surname = len(tokens) == _WORDS_OF_A_NAME and _is_surname(tokens)
    if tokens and not has_surname:
        if tokens[-1].casefold().strip(".,") in _ORGANISATIONS:
            return None
        tokens = _cut_employer(tokens)
    if not 2 <= len(tokens) <= _MAX_TOKENS or tokens[0].casefold() in _ARTICLES:
        return None
    name = " ".join(tokens).rstrip(",")
    if len(name) > _MAX_NAME or name.casefold() in _PLACES or bare_words(name) in outlets:
        return None
    shout = all(token.isupper() or token in _PARTICLES or _MAC.fullmatch(token) for token in tokens)
    if not _reads_as_name(tokens, has_surname=has_surname, shout=shout):
        return None
    if shout:
        return recase_name(name)
    # some agencies print the surname in capitals
    return name if tokens[-1].islower() or not tokens[-1].isupper() else " ".join([*tokens[:-1], _recase(tokens[-1])])


def _name_tokens(part: str) -> list[str]:
    """The words of a name without courtesies before it, degrees behind it, and what goes on after it."""
    tokens = part.strip(" .,:;&-–—*\"“”'‘’").split()
    while tokens and tokens[0].casefold() in _COURTESY:
        del tokens[0]
    while tokens and tokens[-1].casefold().strip(",") in _DEGREES and tokens[-1][-1] != "o":
        del tokens[-1]
    for index, token in enumerate(tokens):
        before_article = [word.casefold() for word in tokens[index + 1 : index + 2]] == ["the"]  # "For The Quay"
        if index >= 2 and (
            token[0].isdigit() or (token.casefold() in _CUTTERS and (before_article or _may_cut(token)))
        ):
            del tokens[index:]
            break
    half = len(tokens) // 2
    # printed twice, as the picture's text and as the name
    return tokens[:half] if half > 1 and tokens[:half] == tokens[half:] else tokens


def _reads_as_name(tokens: list[str], *, has_surname: bool, shout: bool) -> bool:
    """Whether every word may stand in a person's name, and enough of them are whole ones."""
    full = caseless = 0
    for index, token in enumerate(tokens):
        folded = token.casefold()
        if has_surname and index:
            full += 1
            continue
        if _is_not_name(folded):
            return False
        if folded in _SUFFIXES and index:
            continue
        if index and folded in _PARTICLES and token[0].islower():
            continue
        if _INITIAL.fullmatch(token):
            if token[0].islower():
                return False
            continue
        if not _NAME_TOKEN.fullmatch(token):
            return False
        first = token[0]
        if first.islower():
            if not _ELIDED.match(token):
                return False
            full += 1
            continue
        if first.isupper():
            # an acronym before a word: "BREAKING Name"
            if token.isupper() and not shout and len(token) > 3 and index == 0 and len(tokens) == 2:
                return False
            full += len(token) > 1
        else:
            caseless += 1
    return full + caseless >= 2 or (full == 1 and _INITIAL.fullmatch(tokens[0]) is not None)


def _parts(text: str) -> list[str]:
    """Pieces that may each be one person, in order; a joiner inside a name ("Ortega y Gasset") splits nothing."""
    pieces: list[str] = []
    for stretch in _BREAKS.split(text):
        for piece in stretch.split(","):
            rest = piece
            while (found := _JOINER.search(rest)) is not None:
                before, after = rest[: found.start()], rest[found.end() :]
                word = found[0].strip().casefold()
                if len(word) == 1 and word != "&" and (" " not in before.strip() or " " not in after.strip()):
                    break
                pieces.append(before)
                rest = after
            pieces.append(rest)
    return pieces


def people_from_byline(text: str, *, outlet_names: Collection[str] = (), alone: bool = False) -> tuple[str, ...]:
    """People named as authors in a byline.

    Args:
        text: A byline as printed or as given in metadata: ``By A. Name and B. Name, Staff writer``, ``Name; Name``.
        outlet_names: Names of outlets that must not be taken for a person, any case or punctuation.
        alone: Whether the text is a line of which nothing else says that it is a byline. A name in a script without
            capitals then needs an opener or a job word: it has no shape of its own.

    Returns:
        The people in the order of the byline, each once; empty where the text names none (a desk, an outlet, a job, a
        photographer's or an editor's credit). Names printed in capitals come back in mixed case.
    """
    if not text or len(text) > _MAX_BYLINE or ("by" in text.lower() and _NOT_AUTHOR.match(text)):
        return ()
    if text.isascii() and sum(word != word.lower() for word in text.split()) < _MIN_CAPITALS:
        return ()
    other = _OTHER_WORK.search(text)
    clean = _GLUED.sub(" ", _NOISE.sub(" ", text[: other.start()] if other else text))
    opener = _OPENER.match(clean) or _BEHIND_DATE.match(clean)
    if opener is not None:
        clean = clean[opener.end() :]
    outlets = frozenset(map(bare_words, outlet_names))
    people: dict[str, str] = {}
    for part in _parts(clean):
        bare = _CJK_JOB.sub("", part).strip()
        if alone and opener is None and bare == part.strip() and not any(map(str.isupper, part)):
            continue
        name = bare if _CJK_NAME.fullmatch(bare) and bare != part.strip() else _person(part, outlets)
        if name is not None:
            people.setdefault(name.casefold(), name)
    return tuple(people.values()) if len(people) <= _MAX_PEOPLE else ()


def is_not_authorship(text: str) -> bool:
    """Whether a text begins with words that credit somebody with other work than writing: "Edited by", "Photo by"."""
    return _NOT_AUTHOR.match(text) is not None


def has_particle(name: str) -> bool:
    """Whether a name holds a particle such as *van* or *de*, small or not: it then may be longer than others."""
    return not _PARTICLES.isdisjoint(name.casefold().split())


def opens_byline(line: str) -> bool:
    """Whether a line begins as a byline does (``By …``, ``Von …``): its people are then looked for.

    Short openers are ordinary words in some language; callers also need a person in the line.
    """
    first = _FIRST_WORD.match(line)
    if first is None or first[1].lower() not in _OPENER_WORDS:
        return False
    return _OPENER.match(line) is not None and _NOT_AUTHOR.match(line) is None
