"""Whether the full stop after an abbreviation, an initial or an item's number ends a sentence."""

import re
from typing import Final

from transforms.annotations.sentences.lexicon import Lexicon

OPENERS: Final = "\"'“‘„‚”’«‹»([{—–-•●▪■*·¿¡`_\u200b\ufeff"
_ACRONYM: Final = re.compile(r"(?:[^\W\d_]\.&?)+[^\W\d_]{1,2}")
_ENUMERATOR: Final = re.compile(r"[*(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,4})")
_LABEL: Final = re.compile(
    r"(?:Act|Annex|Article|Box|Chapter|Chart|Exhibit|Figure|Lesson|Map|Part|Rule|Scene|Section|Step|Table|Tip) "
    r"(?:\d{1,3}(?:\.\d{1,3})?|[IVX]{1,5})"
)
_LABEL_LENGTH: Final = 20
_NEXT_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_FIGURE: Final = re.compile(r"\d|(?:[IVXLC]{2,}|[VX])\b")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_SMALL_WORD: Final = 4  # shorter words may stand in small letters in a headline that capitalises its words
_CAPITALS: Final = (
    3  # a headline has that many words with a capital, and over three times as many as long words without
)
_HEADLINE_LENGTH: Final = 160
_FIGURES: Final = "0123456789.,:"
_SCALES: Final = "CF"  # "40 C"
_NEVER: Final = frozenset({"title", "connector", "enumerator"})  # kinds that end no sentence
_TOKEN_LENGTH: Final = 24  # no abbreviation is longer: a bound for hostile text without spaces


def token_start(text: str, start: int, stop: int) -> int:
    """Where the word before ``stop`` begins: after white space (a wrapped line's, too), not before ``start``."""
    stretch = text[max(start, stop - _TOKEN_LENGTH) : stop]
    words = stretch.split()
    return stop - len(words[-1]) if words and not stretch[-1].isspace() else stop


def next_word(text: str, place: int, end: int) -> str:
    """The word at ``place``, with a straight apostrophe; empty where none begins there."""
    found = _NEXT_WORD.match(text, place, end)
    return found.group().replace("’", "'") if found else ""


def abbreviation_kind(text: str, start: int, stop: int, lexicon: Lexicon) -> str | None:
    """Kind of the abbreviation before the full stop of a sentence that began at ``start``; None if the word is none."""
    begin = token_start(text, start, stop)
    token = text[begin:stop]
    kind = lexicon.kinds.get(token)
    if kind is not None:
        if kind == "opener" and begin == start:
            return "enumerator"
        return "either" if kind == "state" and text[begin - 2 : begin - 1] != "," else kind
    if len(token) > 3 and token.isalpha():
        return None  # the commonest case
    if begin == start and _ENUMERATOR.fullmatch(token):
        return "enumerator"
    if stop - start < _LABEL_LENGTH and _LABEL.fullmatch(text, start, stop):
        return "enumerator"
    token = token.lstrip(OPENERS)
    for joint in "-–—/()":
        if joint in token and not (last := token.rsplit(joint, 1)[1]).islower():
            token = last
    if "." in token:
        token = _without_titles(token, lexicon)
    if len(token) == 1 and token.isupper():
        return _letter_kind(text[token_start(text, start, begin - 1) : max(begin - 1, 0)], token, lexicon)
    if _ACRONYM.fullmatch(token):
        kind = lexicon.kinds.get(token, "either")
        return "either" if kind == "state" and text[stop - len(token) - 1] not in "-–" else kind
    if lexicon.has_ordinals and token.isdigit() and len(token) < 3:
        return "enumerator"
    return lexicon.kinds.get(token.lstrip(_FIGURES))


def _letter_kind(word: str, letter: str, lexicon: Lexicon) -> str | None:
    """Kind of a single capital, by the word before it: "40 C", "plan B", "so did I"."""
    if word[-1:].isdigit() and letter in _SCALES:
        return "before_number"
    return None if (word, letter) in lexicon.letters or (word, "") in lexicon.letters else "initial"


def _without_titles(token: str, lexicon: Lexicon) -> str:
    """The last part of "Lt.Gen" and of "Dr.B.R", titles that lost their spaces."""
    while True:
        title, stop, rest = token.partition(".")
        if not stop or lexicon.kinds.get(title) != "title":
            return token
        token = rest


def ends_after_abbreviation(
    text: str, kind: str, following: int, word_place: int, paragraph: tuple[int, int], lexicon: Lexicon
) -> bool:
    """Whether a sentence ends after an abbreviation of this kind.

    Args:
        text: The whole text.
        kind: As `abbreviation_kind` gives it.
        following: Place of the next character that is not white space.
        word_place: Place of the next word, behind opening marks.
        paragraph: Start and end of the paragraph.
        lexicon: Word lists of the language.
    """
    if kind == "before_number":
        return not _FIGURE.match(text, word_place)
    if kind in _NEVER or text[following] in "—–-" or text[word_place].isdigit():
        return False  # a dash opens the text of a dateline: "AUGUSTA, Ga. - The ..."
    word = next_word(text, word_place, paragraph[1])
    if kind in ("month", "time"):
        ends = word not in lexicon.time_followers
    elif kind == "initial":
        is_initial = len(word) == 1 and text.startswith(".", word_place + 1)
        ends = word in lexicon.starters and word not in lexicon.starter_names and not is_initial
    elif kind == "state" and text[following] != "(":
        # "Orvath, Calif. Lund": where the sentence goes on, a comma follows the state
        ends = word not in lexicon.time_followers
    else:
        ends = text[following] in '"“' or word in lexicon.starters
    return ends and not _is_headline(text, *paragraph)


def _is_headline(text: str, start: int, end: int) -> bool:
    """Whether most words have a capital, so that a capital says nothing."""
    if end - start > _HEADLINE_LENGTH or text[end - 1] == ".":
        return False
    words: list[str] = _WORD.findall(text, start, end)
    capitals = sum(word[0].isupper() for word in words)
    small = sum(len(word) >= _SMALL_WORD and word.islower() for word in words)
    return capitals >= _CAPITALS and capitals > _CAPITALS * small
