"""Where reported content begins and ends.

Content runs from its opening (``that``, ``to``, a quotation, the clause itself) to the end of the sentence unless
something in between hands the word back to the outlet: another reporting verb, ``according to``, a new main clause.
"""

from typing import Final

from transforms.attribution.cues import CUES, Cue
from transforms.attribution.mentions import is_adverb, is_finite
from transforms.attribution.tokens import Tokens

_REPORTING_FRAMES: Final = frozenset({"that", "quote"})
_OPENS_CLAUSE: Final = frozenset({"d", "n", "g", "Q", "", "s", "a", "w", "p"})


def is_reporting(tokens: Tokens, index: int, forms: frozenset[str]) -> Cue | None:
    """The cue at a token when it reports speech in one of the forms and can take a clause or a quotation."""
    for cue in CUES.get(tokens.lower[index], ()):
        if cue.form in forms and not cue.rest and cue.kind == "speech" and cue.frames & _REPORTING_FRAMES:
            return cue
    return None


_GERUND: Final = frozenset({"gerund"})
_FINITE: Final = frozenset({"past", "third"})


def clause_end(tokens: Tokens, first: int, high: int, form: str) -> int:
    """End (exclusive token) of the clause that begins at ``first``, for a cue in the form ``form``."""
    tags, lower = tokens.tags, tokens.lower
    position = first
    while position < high:
        tag = tags[position]
        if tag == ";":
            return position
        if tag == ",":
            following = position + 1
            if following >= high:
                break
            tag = tags[following]
            skipped = following
            while skipped < high and is_adverb(lower[skipped], tags[skipped]):
                skipped += 1
            if skipped < high and tags[skipped] == "" and is_reporting(tokens, skipped, _GERUND):
                return position
            if lower[following] == "according" or (
                lower[following] == "as" and _reports_within(tokens, following + 1, high)
            ):
                return position
            if tag == "c" and _new_report(tokens, following + 1, high, form):
                return position
            if tag == "c" and lower[following] == "but":
                return position
            if _parenthetical(tokens, following, high):
                return position
        elif tag == "c":
            if position > first and _new_report(tokens, position + 1, high, form):
                return position
        elif lower[position] == "according" and position > first:
            return position
        elif tag == "-" and tokens.raw[position] != "-":
            pass
        position += 1
    return high


def _new_report(tokens: Tokens, index: int, high: int, form: str) -> bool:
    """Whether a coordinated reporting verb stands at ``index``, so that the content before it has ended."""
    while index < high and (is_adverb(tokens.lower[index], tokens.tags[index]) or tokens.tags[index] in {"x", "N"}):
        index += 1
    if index >= high or tokens.tags[index]:
        return False
    for cue in CUES.get(tokens.lower[index], ()):
        if cue.kind == "speech" and (cue.form == form or (cue.form in _FINITE and form in _FINITE)):
            return True
    return False


def _reports_within(tokens: Tokens, index: int, high: int) -> bool:
    """Whether ``as X said`` follows: a short phrase and a reporting verb."""
    for position in range(index, min(high, index + 6)):
        if tokens.tags[position] in {",", "Q", "t"}:
            return False
        if tokens.tags[position] == "" and is_reporting(tokens, position, _FINITE) and position > index:
            return True
    return False


def _parenthetical(tokens: Tokens, index: int, high: int) -> bool:
    """Whether ``, X said`` and then the end, a comma or a quotation follows: that cue takes what stands before it."""
    tags = tokens.tags
    for position in range(index, min(high, index + 9)):
        tag = tags[position]
        if tag in {",", "Q", "t", ";", "x", "w", "T", "c", "s"}:
            return False
        if tag == "" and position > index and is_reporting(tokens, position, _FINITE):
            after = position + 1
            return after >= high or tags[after] in {",", ".", "Q", "y", "p"}
    return False


def has_finite(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a finite verb stands between the two tokens."""
    tags, lower = tokens.tags, tokens.lower
    for index in range(first, end):
        tag = tags[index]
        if tag == "x":
            return True
        if tag == "n" and "'" in lower[index]:
            return True
        if tag == "" and (is_finite(tokens, index) or (lower[index].endswith("ed") and index > first)):
            return True
    return False


def opens_clause(tokens: Tokens, first: int, high: int) -> bool:
    """Whether a full clause without *that* begins at ``first``: a subject and, before any stop, a finite verb."""
    if first >= high or tokens.tags[first] not in _OPENS_CLAUSE:
        return False
    tags = tokens.tags
    end = first
    while end < high and end < first + 25 and tags[end] not in {";", ":"}:
        end += 1
    return has_finite(tokens, first, end)
