"""Mentions that are pronouns: he and she, who, I, they and it."""

import re
from typing import Final

from transforms.annotations.speakers.article import Article
from transforms.annotations.speakers.by_description import resolve_description
from transforms.annotations.speakers.by_name import resolve_name
from transforms.annotations.speakers.lexicon import Noun, lexicon
from transforms.annotations.speakers.mentions import Mention, read_mention
from transforms.annotations.speakers.people import Person
from transforms.annotations.speakers.salience import FAR, LEAD, rank
from transforms.annotations.speakers.speaker import NOBODY, Speaker, unnamed
from transforms.annotations.speakers.topic import goes_on, topic_of
from transforms.annotations.speakers.wording import own_words

# between a name and its "who": nothing, a comma, a place or party, a closed apposition
_WHO_GAP: Final = re.compile(r",? |, [^,.;“”\"]{3,90}, | \([^)]{2,40}\),? | of [A-Z][\w. ]{2,30},? | [—–-]+ ")
_LAST_PART: Final = re.compile(
    r"[,;:“\"(]|\b(?:by|from|to|with|for|and|of|in|on|at|than|like|said|told|is|was|are|were|met|asked|including)\b"
)
_GROUPS: Final = {
    "plural": frozenset({"collective", "anonymous", "organization", "metonym"}),
    "thing": frozenset({"organization", "metonym", "document"}),
}
_TAKING_UP: Final = frozenset({"they", "it"})
_OWNING: Final = frozenset({"its", "their"})  # "The union withdrew its claim": the subject of their own sentence
_WHO: Final = frozenset({"person", "anonymous", "collective", "office"})
_DETERMINERS: Final = frozenset(
    {"a", "an", "the", "one", "two", "three", "some", "several", "many", "most", "those", "other"}
)
_NEAR: Final = FAR // 2  # characters: groups and enclosing speakers are meant only from nearby
_PHRASE: Final = 4  # words: more of them before "who" are a clause, not a noun phrase


def resolve_pronoun(article: Article, mention: Mention, start: int) -> Speaker:
    """Resolve a pronoun at the offset ``start``."""
    value = mention.value
    if value in ("m", "f"):
        return _third_person(article, value, start)
    if value == "relative":
        return _relative(article, mention, start)
    if value in ("first", "first_plural"):
        return _first_person(article, value, start)
    if value in _GROUPS:
        return _group(article, mention, start)
    if value == "nobody":
        return unnamed("none", "", "existential_there", confidence=0.0)
    return unnamed("pronoun", "", "pronoun_unknown", confidence=0.1)


def _third_person(article: Article, gender: str, start: int) -> Speaker:
    ranked = rank(article, start, gender)
    if ranked is None:
        return unnamed("pronoun", "person", "pronoun_unknown", gender=gender)
    if ranked.lead < LEAD:
        return unnamed("pronoun", "person", "pronoun_ambiguous", confidence=0.3, gender=gender)
    confidence = 0.8 if ranked.lead >= 2 * LEAD else 0.65
    if isinstance(ranked.who, Person):
        return article.speaker(ranked.who, "pronoun", "pronoun_salient", confidence)
    return ranked.who._replace(
        method="pronoun", rule="pronoun_salient", confidence=min(confidence, ranked.who.confidence)
    )


def _relative(article: Article, mention: Mention, start: int) -> Speaker:
    """Relative pronouns, as in "Ann Fox, who said": the person or the noun phrase right before."""
    people, text = article.people, article.text
    at = people.before(start)
    sentence = max(article.sentence_at(start), 0)
    sentence_start = article.starts[sentence] if article.starts else 0
    is_who = mention.wording.lower() in ("who", "whom")
    if at and is_who:
        name_start, name_end, person = people.occurrences[at - 1]
        if name_start >= sentence_start and _WHO_GAP.fullmatch(text, name_end, start):
            return article.speaker(person, "pronoun", "pronoun_relative", 0.85)
    parts = _LAST_PART.split(text[max(sentence_start, start - FAR) : start].rstrip(" ,—–-"))
    for part in parts[:-3:-1]:  # "a farmer from Northmark, who": the last phrase that can be meant, of two
        speaker = _antecedent(article, part.strip(), start, is_who=is_who)
        if speaker is not None:
            return speaker
    return unnamed("pronoun", "", "pronoun_unknown")


def _antecedent(article: Article, tail: str, start: int, *, is_who: bool) -> Speaker | None:
    """The speaker whom the words before a relative pronoun name, if they can."""
    tokens = tail.split()
    if len(tokens) > _PHRASE:
        starts = [at for at, token in enumerate(tokens) if token.lower() in _DETERMINERS]
        tail = " ".join(tokens[starts[-1] :]) if starts and len(tokens) - starts[-1] <= 2 * _PHRASE else tokens[-1]
    inner = read_mention(tail)
    speaker = NOBODY
    if inner.form == "nominal" and inner.noun is not None:
        if is_who and not inner.noun.kind and inner.head:  # an unknown word, but a person: "who"
            speaker = own_words(article, inner, Noun("anonymous", "", "", ""), "own_words", 0.3)
        else:
            speaker = resolve_description(article, inner, start)
    elif inner.form == "name" and inner.run is not None:
        is_known = inner.run.kind != "single" or bool(article.people.candidates(inner.run, start))
        if is_who and not is_known and inner.run_text not in lexicon().aliases:
            return None
        speaker = resolve_name(article, inner, inner.run, start)
    if speaker.name and ((speaker.kind != "person") if not is_who else speaker.kind in _WHO):
        return speaker._replace(method="pronoun", rule="pronoun_relative", confidence=0.6)
    return None


def _first_person(article: Article, value: str, start: int) -> Speaker:
    """I inside a quotation is its speaker; I of the narrator is the only author."""
    if article.is_quoted(start):
        for position, speaker in reversed(article.spoken):
            if start - position > _NEAR:
                break
            if speaker.kind == "person" and speaker.name:
                return speaker._replace(method="pronoun", rule="pronoun_first_person", confidence=0.5)
    elif value == "first" and article.byline and ";" not in article.byline:
        return Speaker(article.byline, "pronoun", "person", "pronoun_author", 0.5, "", "media", "informational")
    return unnamed("pronoun", "person" if value == "first" else "collective", "pronoun_unknown")


def _group(article: Article, mention: Mention, start: int) -> Speaker:
    """They and it: the group or institution that spoke in the sentence before, is its subject, or spoke last."""
    value = mention.value
    before = article.sentence_at(start) - 1
    if mention.wording.lower() in _OWNING and before >= -1:
        opens = start == article.starts[before + 1]
        owner = _topic(article, value, before if opens else before + 1)
        if owner is not None or value == "thing":
            return owner or unnamed("pronoun", "organization", "pronoun_unknown")
    spoken, position = _spoken_group(article, value, start)
    if spoken is not None and article.sentence_at(position) >= before:
        return spoken
    topic = (
        _topic(article, value, before) if mention.wording.lower() in _TAKING_UP and goes_on(article, start) else None
    )
    if topic is not None:
        return topic
    return spoken or unnamed("pronoun", "collective" if value == "plural" else "organization", "pronoun_unknown")


def _spoken_group(article: Article, value: str, start: int) -> tuple[Speaker | None, int]:
    for position, speaker in reversed(article.spoken):
        if position >= start:
            continue
        if start - position > _NEAR:
            break
        if speaker.kind in _GROUPS[value] and speaker.name:
            if value == "plural" and speaker.kind == "anonymous" and not read_mention(speaker.name).is_plural:
                continue
            return speaker._replace(method="pronoun", rule="pronoun_group", confidence=0.5), position
    return None, -1


def _topic(article: Article, value: str, sentence: int) -> Speaker | None:
    words = topic_of(article, sentence)
    if not words:
        return None
    mention = read_mention(words)
    start = article.starts[sentence]
    speaker = NOBODY
    if mention.form == "name" and mention.run is not None:
        speaker = resolve_name(article, mention, mention.run, start)
        if mention.run.kind == "single" and speaker.rule != "name_known":
            return None  # any word has a capital at the start of a sentence
        several = value == "plural" and " and " in words and speaker.rule == "name_several"
        if speaker.kind not in _GROUPS["thing"] and not several:
            return None  # "Democratic lawmakers": an adjective, and the noun is not known
    elif mention.form == "nominal":
        speaker = resolve_description(article, mention, start)
        if speaker.kind == "anonymous" and not mention.is_plural:
            return None
    if not speaker.name or speaker.kind not in _GROUPS[value]:
        return None
    return speaker._replace(method="pronoun", rule="pronoun_topic", confidence=0.5)
