"""Whom a pronoun or an epithet means: people before it, weighed by nearness, grammar and who spoke last.

Nearer sentences count more (sentences inside a quotation hardly count), subjects more than objects, the narrator's
words more than quoted ones, and the speaker of the quote before most. The weights were set on development articles.
"""

import re
from typing import Final, NamedTuple

from transforms.annotations.speakers.appositions import apposed_phrase, self_given
from transforms.annotations.speakers.article import Article
from transforms.annotations.speakers.lexicon import lexicon
from transforms.annotations.speakers.mentions import read_mention
from transforms.annotations.speakers.people import Person
from transforms.annotations.speakers.speaker import Speaker

FAR: Final = 1500  # characters before a mention beyond which nobody is meant, about four paragraphs
LEAD: Final = 1.0  # by how much the best candidate must lead the next for a name to be given

_WINDOW: Final = 14  # people mentioned before who are weighed
_FARTHEST: Final = 4.0  # sentences: a greater distance counts no more
_SUBJECT_VERB: Final = re.compile(
    r"(?:,[^,]{3,90},)? (?:has|have|had|is|was|will|would|also|then|said|says|told|did|does|could|can|may|might|made|"
    r"went|took|wrote|met|left|came|spoke|sat|stood|got|gave|began|held|kept|ran|saw|sent|won|lost|led|put|set|let|felt|"
    r"knew|found|thought|became|sought|brought|rose|fell|drew|grew|wants|makes|takes|goes|gets|thinks|believes|argues|insists|sees|knows|"
    r"needs|seems|plans|hopes|calls|tells|[a-z]+ed)\b"
)
_PRESENT: Final = re.compile(
    r"(?: also| now| then| still)? [a-z]{3,}(?<!s)s (?:that|to|the|an?|his|her|it|in|on|at|for|as|[A-Z])"
)
# "The group is led by Ann Fox": who acts, though no subject
_BY_AGENT: Final = re.compile(
    r"\b(?:is|are|was|were|been|being) (?:\w+ly )?(?:\w+ed|\w+en|led|held|made|run|put|won|built) by $"
)
_NEXT_WORDS: Final = re.compile(r" [a-z-]{3,}(?: [a-z-]{3,})?(?![\w’'])")
_FROM_MENTION: Final = 10.0  # a person named in the same sentence
_FROM_SPEAKER: Final = 14.5  # the speaker of a quote
_FROM_OVERTAKEN: Final = 13.0  # the same, where somebody else has been the subject since
_FROM_UNNAMED: Final = 11.5  # an unnamed speaker of a quote: names are taken up more often
_SPOKE_LAST: Final = 1.0  # who has just spoken, in this sentence or the one before
_JUST: Final = 1.0
_PER_SENTENCE: Final = 2.0
_PER_MENTION: Final = 0.2  # whom the article speaks of often, up to eight mentions
_FIRST: Final = 1.5  # named first in the sentence
_SUBJECT: Final = 3.0
_OBJECT: Final = -2.0  # after a preposition
_COMPLEMENT: Final = -0.5  # subject of a clause that is somebody's statement
_MODIFIER: Final = -2.0
_POSSESSIVE: Final = -1.5
_QUOTED: Final = -10.0  # a person named inside the quotation is hardly ever its speaker
_GENDER_UNKNOWN: Final = -1.5
_GENDER_INFERRED: Final = -0.75  # from pronouns that follow the name


class Ranked(NamedTuple):
    """The most salient person, or speaker without a person, and the lead over the next."""

    who: Person | Speaker
    lead: float


def rank(article: Article, position: int, gender: str) -> Ranked | None:
    """Rank the people before ``position``; None if there is nobody of that gender."""
    weights = article.sentence_weights()
    here = weights[article.sentence_at(position)]
    scores: dict[int | str, float] = {}  # by the person, or by the name of a speaker who is none
    who: dict[int | str, Person | Speaker] = {}
    occurrences = article.people.occurrences
    at = article.people.before(position)
    last_subject, subject = -1, None
    for index in range(max(0, at - _WINDOW), at):
        start, _, person = occurrences[index]
        if position - start > FAR or not person.is_sure:
            continue
        if gender and not person.gender:
            article.describe(person)  # which may tell the gender
        if gender and person.gender and person.gender != gender:
            continue
        there, score, is_subject = article.grammar.get(index) or _grammar(article, index)
        if is_subject:
            last_subject, subject = start, person
        score -= _PER_SENTENCE * min(here - weights[there], _FARTHEST)
        if gender and (not person.gender or person.is_gender_inferred):
            score += _GENDER_INFERRED if person.gender else _GENDER_UNKNOWN
        key: int | str = id(person)
        if score > scores.get(key, -99.0):
            scores[key], who[key] = score, person
    is_last = True
    for spoken, speaker in reversed(article.spoken):
        if spoken >= position:
            continue
        if position - spoken > FAR:
            break
        if not _can_be(speaker, gender):
            continue
        distance = here - weights[article.sentence_at(spoken)]
        is_overtaken = last_subject > spoken and subject is not speaker.person
        score = _FROM_UNNAMED if speaker.kind != "person" else _FROM_OVERTAKEN if is_overtaken else _FROM_SPEAKER
        score -= _PER_SENTENCE * min(distance, _FARTHEST)
        if gender and not speaker.gender:
            score += _GENDER_UNKNOWN
        if is_last and speaker.kind == "person" and distance <= _JUST and not is_overtaken:
            score += _SPOKE_LAST
        is_last = False
        key = id(speaker.person) if speaker.person is not None else speaker.name
        if score > scores.get(key, -99.0):
            scores[key], who[key] = score, speaker.person or speaker
        if distance > _FARTHEST:
            break
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    lead = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else 9.0
    return Ranked(who[ranked[0][0]], lead)


def _grammar(article: Article, index: int) -> tuple[int, float, bool]:
    """Sentence of the name at ``index`` of the occurrences, its salience but for the distance, whether a subject."""
    text, occurrences = article.text, article.people.occurrences
    start, end, person = occurrences[index]
    there = article.sentence_at(start)
    is_subject = False
    score = _FROM_MENTION + min(person.mentions, 8) * _PER_MENTION
    if article.is_quoted(start):
        score += _QUOTED
    elif _is_modifier(text, end):
        score += _MODIFIER
    else:
        sentence_start = article.starts[there] if there >= 0 else 0
        before = index - 1
        while before >= 0 and occurrences[before][0] >= sentence_start and article.is_quoted(occurrences[before][0]):
            before -= 1
        is_first = before < 0 or occurrences[before][0] < sentence_start
        if is_first:
            score += _FIRST
        phrase = apposed_phrase(text, start, end)
        begin = phrase if phrase >= sentence_start else start  # "the envoy to Northmark, Ann Fox,": of the whole
        ahead = text[max(sentence_start, begin - 30) : begin].split()[-2:]
        after = end + (begin < start)  # behind the comma of the apposition
        has_verb = _SUBJECT_VERB.match(text, after) is not None or _PRESENT.match(text, after) is not None
        is_after_comma = bool(ahead) and ahead[-1][-1] == ","
        if has_verb and is_after_comma:  # "At the gate, Fox was waiting"
            ahead = []
        words = lexicon()
        if self_given(text, start) is not None or (
            is_first
            and text[begin - 4 : begin] == " by "
            and _BY_AGENT.search(text, max(sentence_start, begin - 40), begin)
        ):
            score += _SUBJECT
            is_subject = True
        elif ahead and (ahead[-1] in words.complements or (ahead[0] in words.complements and ahead[-1][0].isupper())):
            score += _COMPLEMENT
        elif ahead and (ahead[-1] in words.prepositions or ahead[0] in words.prepositions):
            score += _OBJECT
        elif begin - sentence_start < 4 or has_verb:  # a mark or a bracket before it
            score += _SUBJECT
            is_subject = is_first or (has_verb and is_after_comma)
        if text[end : end + 1] in ("'", "’"):
            score += _POSSESSIVE
    article.grammar[index] = there, score, is_subject
    return there, score, is_subject


def _is_modifier(text: str, end: int) -> bool:
    """Whether a common noun follows the name: "Fox campaign manager", "Fox supporters"."""
    match = _NEXT_WORDS.match(text, end)
    if match is None or _SUBJECT_VERB.match(text, end):
        return False
    words = lexicon()
    return any(
        (word in words.nouns and word not in words.quantity_nouns) or word in words.organization_words
        for word in match.group().split()
    )


def _can_be(speaker: Speaker, gender: str) -> bool:
    """Whether a speaker is one person of that gender, as far as is known."""
    if not speaker.name or speaker.kind not in ("person", "anonymous", "office"):
        return False
    if gender and speaker.gender and speaker.gender != gender:
        return False
    return speaker.kind != "anonymous" or not read_mention(speaker.name).is_plural


def dominant(found: list[Person], start: int) -> Person | None:
    """Of people who share a surname, the one who bears it alone in the article, or is named three times as often."""
    bearers = [person for person in found if person.bare]
    if len(bearers) == 1:
        return bearers[0]
    if not any(person.forms[0][0] < start for person in found if person.forms):  # the first form stands first
        return None
    counts = sorted(((person.mentions, place) for place, person in enumerate(found)), reverse=True)
    if counts[0][0] >= 3 * max(1, counts[1][0]):
        return found[counts[0][1]]
    return None
