"""Turns of a transcript: *RUIZ: We will rebuild it.*, a name and a colon before what somebody said; *Q:* and *A:*.

An interview may have no letters either: a question in its own paragraph, then what the person interviewed answers.
"""

import itertools
import re
from collections import Counter
from typing import Final

from transforms.annotations.attribution.cues import CUES, Cue
from transforms.annotations.attribution.found import Found, Span
from transforms.annotations.attribution.headlines import COLON_CUE
from transforms.annotations.attribution.link import Attributed
from transforms.annotations.attribution.tokens import word_set
from transforms.annotations.attribution.units import HEADINGS, Paragraph

_NO_CUE: Final = Cue("", "")
_TURN: Final = re.compile(
    r"([A-Z][A-Za-z.'’-]++(?: [A-Z][A-Za-z.'’-]++){0,3})"
    r"(?:(?<=[A-Z]), [A-Z][A-Z .'’-]{2,30}| \([^)\n]{2,40}\))?: (?=[^\s\"“])"
)  # "TOM REES, HOST:", "Rees (laughs):"; a quotation is another rule's
# "(SOUNDBITE) (English) HARBOR MASTER, ADA QUILL, SAYING:", as the scripts of agencies have it
_SAYING: Final = re.compile(
    r"(?P<who>[A-Z][A-Z.'’ -]*(?:, [A-Z][A-Z.'’ -]*)*),?(?: \([^)\n]{1,40}\),?)*"
    r" (?P<cue>SAYING)(?: \([^)\n]{1,40}\))*: ?"
)
_GERUND: Final = CUES["saying"][0]
_LETTER: Final = re.compile(r"([QA])(?::|\.(?= ?[A-Z]))")
_PERSONAL: Final = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b")
_NAME: Final = re.compile(
    r"\b(?!(?:The|A|An|In|On|At|For|From|This|That|Our|As|But|And|When|After) )"
    r"[A-Z][\w'’-]+(?: [A-Z]\.| [a-z]{2,3})?(?: [A-Z][\w'’-]+)? ([A-Z][\w'’-]+)"
)
_NO_NAMES: Final = word_set("headline_kickers") | word_set("headline_labels") | word_set("line_labels")
_LONGEST_NAME: Final = 60  # characters before a turn's colon
_MARKS: Final = ('"', "“", "''")
_MEETING: Final = re.compile(
    r"(?i)\b(?:interview(?:ed)?|conversation|questions|asked|spoke|speaks|sat down|talk(?:s|ed)|Q&A)\b"
)
_ADDRESSED: Final = re.compile(r"(?i)\byou(?:r|['’](?:re|ve|d|ll))?\b")
_LONGEST_QUESTION: Final = 400  # characters
_FEWEST_QUESTIONS: Final = 3
_LONGEST_ANSWER: Final = 4  # paragraphs, on the whole
_FEWEST: Final = 3  # turns that make a transcript, of two people or more, one of whom speaks twice
_DIALOGUE: Final = 2  # turns that make a dialogue: of two people, one right behind the other, in whole sentences
_SPOKEN: Final = re.compile(
    r"(?i)\b(?:i|we|you|it|he|she|they|is|are|was|not|no|yes|the|that|my|our|your|me|us|him|did|do|have|has|had|will|would"
    r"|can|could|who|what|why|how|there)\b.*[.?!…]$"
)


def read_turns(text: str, paragraphs: list[Paragraph]) -> list[Attributed]:
    """The turns of an article that is a transcript, or quotes from one; each ends with its paragraph."""
    turns: list[tuple[Span, int, int]] = []  # the name, where its colon stands, where the paragraph ends
    names: list[str] = []
    places: list[int] = []
    for place, (start, end, role, _) in enumerate(paragraphs):
        colon = text.find(":", start, start + _LONGEST_NAME)
        turn = _TURN.match(text, start, end) if colon > 0 and role not in HEADINGS else None
        if turn is None or len(turn[1]) == 1:
            continue
        words = turn[1].split()
        if _NO_NAMES.isdisjoint(map(str.lower, words)) and (turn[1].isupper() or _may_be_name(text, words[-1])):
            turns.append((turn.span(1), turn.end() - 2, end))
            names.append(words[-1])
            places.append(place)
    spoken = all(_SPOKEN.search(text, colon + 1, end) for _, colon, end in turns)
    shouted = all(text[start:end].isupper() for (start, end), _, _ in turns)
    if len(turns) >= _FEWEST and 1 < len(set(names)) < len(names) and (shouted or spoken):
        return [_turn(text, *turn) for turn in turns]
    if len(turns) >= _DIALOGUE and len(set(names)) > 1 and places[-1] - places[0] == len(places) - 1 and spoken:
        return [_turn(text, *turn) for turn in turns]
    return _answers(text, paragraphs)


def read_sayings(text: str, paragraphs: list[Paragraph]) -> list[Attributed]:
    """What the scripts of agencies let somebody say: behind *ADA QUILL SAYING:*, in the same paragraph or the next."""
    made: list[Attributed] = []
    for place, (start, end, role, _) in enumerate(paragraphs):
        found = list(_SAYING.finditer(text, start, end)) if role not in HEADINGS else []
        for match, following in itertools.zip_longest(found, found[1:]):
            content = (match.end(), following.start() if following else end)
            if match.end() >= end and place + 1 < len(paragraphs):
                content = paragraphs[place + 1][0], paragraphs[place + 1][1]
            if content[1] > content[0] and not _SAYING.match(text, *content):
                made.append(_saying(text, match, content))
    return made


def _saying(text: str, match: re.Match[str], content: Span) -> Attributed:
    """One of them: to the mark that closes it where it has marks; the name is what stands behind the office's comma."""
    start, end = content
    kind = "indirect"
    if text.startswith(_MARKS, start):
        closing = re.compile(r"[\"”](?=\s|$)|''").search(text, start + 1, end)
        kind, end = "direct", closing.end() if closing else end
    elif any(mark in text[start:end] for mark in _MARKS):
        kind = "mixed"
    made = Attributed(Found([], None, (0, 0), _GERUND, rule="transcript"), [(start, end)], kind, None)
    last = match["who"].rpartition(", ")[2].rstrip()
    begin = match.start("who") + match["who"].rindex(last)
    made.speaker, made.cue = (begin, begin + len(last)), match.span("cue")
    return made


def _answers(text: str, paragraphs: list[Paragraph]) -> list[Attributed]:
    """What stands behind *A:*, up to the next *Q:*, in the mouth of whom the article names most before it asks.

    Answers most of which have no *I* or *we* are the outlet's own: questions that readers ask.
    """
    letters = [(match[1] if (match := _LETTER.match(text, start, end)) else "") for start, end, _, _ in paragraphs]
    if "Q" not in letters or "A" not in letters[letters.index("Q") :]:
        return _replies(text, paragraphs)
    asked = letters.index("Q")
    closed = max(place for place, letter in enumerate(letters) if letter)
    told = paragraphs[:asked], paragraphs[closed + 1 :]  # without a name nobody's: the words are still no outlet's
    speaker = _interviewed(text, told[0]) or _interviewed(text, told[1])
    questions = [paragraph for paragraph, letter in zip(paragraphs, letters, strict=True) if letter == "Q"]
    addressed = sum(_ADDRESSED.search(text, start, end) is not None for start, end, _, _ in questions)
    if speaker is None and addressed * 2 <= len(questions):
        return []  # readers ask, and the outlet answers
    made: list[Attributed] = []
    for place in range(asked + 1, len(paragraphs)):
        start, end, role, _ = paragraphs[place]
        if letters[place] == "A":
            made.append(_turn(text, (start, start + 1), start + 1, end))
            made[-1].speaker = speaker
        elif (not letters[place] and letters[place - 1] == "A" and role not in HEADINGS) and (
            place < closed or _PERSONAL.search(text, start, end)
        ):  # what is not personal behind the last one is the outlet's
            made[-1].pieces.append((start, end))
            letters[place] = "A"  # the answer goes on
    personal = sum(any(_PERSONAL.search(text, *piece) for piece in turn.pieces) for turn in made)
    return made if personal and personal * 2 >= len(made) else []


def _replies(text: str, paragraphs: list[Paragraph]) -> list[Attributed]:
    """The same without letters: the paragraphs between questions that say *you*, most of them with *I* or *we*.

    What stands before must say that somebody was asked: a column that asks its readers is no interview.
    """
    asked = [place for place, paragraph in enumerate(paragraphs) if _asks(text, paragraph)]
    if len(asked) < _FEWEST_QUESTIONS or len(paragraphs) - asked[0] > len(asked) * (_LONGEST_ANSWER + 1):
        return []
    before = paragraphs[: asked[0]]
    speaker = (
        _interviewed(text, before) if any(_MEETING.search(text, start, end) for start, end, _, _ in before) else None
    )
    if speaker is None:
        return []
    made: list[Attributed] = []
    for place, stop in itertools.pairwise([*asked, len(paragraphs)]):
        answer = [(start, end) for start, end, _, _ in paragraphs[place + 1 : stop]]
        if stop == len(paragraphs):  # what is not personal behind the last one is the outlet's
            answer = answer[:1] + list(itertools.takewhile(lambda piece: _PERSONAL.search(text, *piece), answer[1:]))
        if answer:
            made.append(_reply(text, speaker, answer))
    personal = sum(any(_PERSONAL.search(text, *piece) for piece in turn.pieces) for turn in made)
    return made if personal * 3 >= len(made) * 2 else []


def _asks(text: str, paragraph: Paragraph) -> bool:
    start, end, _, _ = paragraph
    return (
        text.endswith("?", start, end)
        and end - start <= _LONGEST_QUESTION
        and _ADDRESSED.search(text, start, end) is not None
        and not any(mark in text[start:end] for mark in _MARKS)
    )


def _reply(text: str, speaker: Span, pieces: list[Span]) -> Attributed:
    quoted = any(mark in text[pieces[0][0] : pieces[-1][1]] for mark in _MARKS)
    made = Attributed(
        Found([], None, (0, 0), _NO_CUE, rule="transcript"), pieces, "mixed" if quoted else "indirect", None
    )
    made.speaker = speaker
    return made


def _interviewed(text: str, paragraphs: list[Paragraph]) -> Span | None:
    """The full name whose surname stands most often before the first question; the first of several."""
    found = [match for start, end, _, _ in paragraphs for match in _NAME.finditer(text, start, end)]
    surnames = Counter(word for start, end, _, _ in paragraphs for word in text[start:end].split())
    return max(found, key=lambda match: surnames[match[1]]).span() if found else None


def _may_be_name(text: str, word: str) -> bool:
    """Whether the article nowhere writes the word in small letters, as it would a common noun: *Price:*."""
    return not re.search(rf"\b{re.escape(word.lower())}\b", text)


def _turn(text: str, name: Span, colon: int, end: int) -> Attributed:
    content = (colon + 2, end)
    kind = "mixed" if any(mark in text[content[0] : end] for mark in _MARKS) else "indirect"
    made = Attributed(Found([], None, (0, 0), COLON_CUE, rule="transcript"), [content], kind, None)
    made.speaker = name
    made.cue = (colon, colon + 1)
    return made
