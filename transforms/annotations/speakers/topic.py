"""What a sentence is about: the noun phrase that it begins with, where that is an institution or a group.

*They* and *it* take it up, and so does a common noun: *Northmark Line cut two routes. The operator said …*. After the
subject preference of centering theory (Grosz, Joshi and Weinstein 1995): what one sentence has as its subject, the next
one goes on about.
"""

import re
from typing import Final

from transforms.annotations.attribution.cues import FINITE_WORDS
from transforms.annotations.speakers.article import Article
from transforms.annotations.speakers.lexicon import lexicon, plain_word
from transforms.annotations.speakers.names import run_pattern
from transforms.annotations.speakers.people import LONGEST_RUN

_DETERMINER: Final = re.compile(r"(?:[Tt]he|[Ss]ome|[Ss]everal|[Mm]any|[Mm]ost|[Aa]ll|[Oo]ther)\s+")
_CONJUNCTION: Final = re.compile(r"(?:But|And|Yet|So)\s+(?=[A-Za-z])")
# what stands between a subject and its verb: nothing, or an apposition between commas
_APPOSED: Final = re.compile(r",\s+(?:an?|the|which|one of)\s[^.;:“”\"\n]{2,90}?,(?=\s)")
_ADVERBIAL: Final = re.compile(
    r"\s+(?:\w+ly|also|now|then|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|last \w+|yesterday)(?=\s)"
)
_NEXT: Final = re.compile(r"\s+([a-z][\w’'-]*)")
_AUXILIARIES: Final = frozenset(
    {
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "does",
        "do",
        "did",
    }
)
_IRREGULAR: Final = frozenset(  # past forms of verbs that a group or an institution is the subject of
    (
        "met", "took", "made", "left", "began", "held", "kept", "ran", "saw", "sent", "won", "lost", "led", "put",
        "set", "let", "found", "thought", "became", "sought", "brought", "fell", "drew", "withdrew", "grew", "chose",
        "broke", "built", "cut", "hit", "paid", "struck", "threw", "sold", "bought", "spent", "gave",
        "got", "came", "went", "stood",
    )
)  # fmt: skip
_WORD: Final = re.compile(r"\S+")
_AND: Final = re.compile(r" and (?=[A-Z])")
_SHORTEST_PAST: Final = 3  # characters of no verb in -ed: "red", "bed"
_MOST_WORDS: Final = 4  # of a phrase by a common noun: longer ones have more in them than the noun
_HEADS: Final = frozenset({"title", "subtitle", "heading"})
_MARKS: Final = frozenset("\"“„«'‘")
_GROUPS: Final = frozenset({"collective", "anonymous", "organization"})


def goes_on(article: Article, start: int) -> bool:
    """Whether the mention at ``start`` begins its sentence, or follows the quotation with which that begins."""
    begin = article.starts[article.sentence_at(start)] if article.starts else 0
    return start == begin or article.text[begin : begin + 1] in _MARKS


def topic_of(article: Article, sentence: int) -> str:
    """The words with which a sentence begins, where they are its subject: a name, an institution, a group.

    Args:
        article: The article.
        sentence: Index of the sentence; headlines have none, their words are cut short.

    Returns:
        The words; empty where the sentence begins otherwise.
    """
    if not 0 <= sentence < len(article.starts) or article.sentences.roles[sentence] in _HEADS:
        return ""
    text, start = article.text, article.starts[sentence]
    end = min(article.sentences.ends[sentence], start + 2 * LONGEST_RUN)
    opening = _CONJUNCTION.match(text, start, end)
    start = opening.end() if opening else start
    determiner = _DETERMINER.match(text, start, end)
    begin = determiner.end() if determiner else start
    first = _WORD.match(text, begin, end)
    if first is None or plain_word(first.group()) in lexicon().function_words:
        return ""
    run = run_pattern().match(text, begin, end)
    joined = _AND.match(text, run.end(), end) if run is not None else None
    if joined is not None:  # "Ann Fox and Paul Harrow"
        run = run_pattern().match(text, joined.end(), end)
    if run is not None and _is_subject(text, run.end(), end):
        return text[start : run.end()]
    nouns = lexicon().nouns
    for place, word in enumerate(_WORD.finditer(text, begin, end)):
        if place == _MOST_WORDS:
            break
        plain = plain_word(word.group())
        noun = nouns.get(plain)
        one = (
            nouns.get(plain[:-1]) if noun is None and plain.endswith("s") else None
        )  # "drivers", of which one is listed
        is_group = noun.kind in _GROUPS if noun else one is not None and one.kind == "person"
        if is_group and _is_subject(text, word.end(), end):
            return text[start : word.end()]
    return ""


def _is_subject(text: str, at: int, end: int) -> bool:
    """Whether a finite verb follows, behind an apposition and an adverb at most."""
    for between in (_APPOSED, _ADVERBIAL):
        match = between.match(text, at, end)
        at = match.end() if match else at
    word = _NEXT.match(text, at, end)
    if word is None:
        return False
    verb = word.group(1)
    return (
        verb in _AUXILIARIES
        or verb in FINITE_WORDS
        or verb in _IRREGULAR
        or (verb.endswith("ed") and len(verb) > _SHORTEST_PAST)
    )
