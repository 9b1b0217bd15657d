"""Who speaks: each mention of an article goes to the rules for its form; quotes without one take a speaker over.

Every rule has a name, which appears in ``speaker_rule``. What the evidence does not decide stays without a name.
"""

from typing import Final

from transforms.annotations.speakers.article import Article
from transforms.annotations.speakers.by_description import resolve_description
from transforms.annotations.speakers.by_name import resolve_name
from transforms.annotations.speakers.by_pronoun import resolve_pronoun
from transforms.annotations.speakers.mentions import read_mention
from transforms.annotations.speakers.speaker import NOBODY, Quote, Speaker

_LONGEST: Final = 400  # characters of a mention that are read: longer ones are no noun phrases
_LOOK_BACK: Final = 30  # quotes: two paragraphs hold no more
_CARRYING: Final = frozenset({"person", "anonymous", "organization"})  # kinds that go on speaking without a mention


def resolve_quotes(article: Article, quotes: list[Quote]) -> list[Speaker]:
    """One speaker per quote, in order. Mentions are resolved in the order of the text, then quotes without one."""
    result: list[Speaker] = [NOBODY] * len(quotes)
    mentioned = [
        index for index, quote in enumerate(quotes) if quote.start >= 0 and quote.mention and quote.link != "carried"
    ]
    mentioned.sort(key=lambda index: quotes[index].start)
    for index in mentioned:
        quote = quotes[index]
        speaker = _resolve_mention(article, quote)
        result[index] = speaker
        if speaker.kind:
            article.spoken.append((quote.start, speaker))
    place_of = {quote.number: place for place, quote in enumerate(quotes)}
    for index, quote in enumerate(quotes):
        if quote.link == "carried":
            source = result[place_of[quote.carried_from]] if quote.carried_from in place_of else NOBODY
            if source.kind:
                confidence = source.confidence * 0.9
                result[index] = source._replace(method="carried", rule="carried_link", confidence=confidence)
        elif quote.link == "none" and quote.start < 0 and quote.kind == "direct":
            result[index] = _speaker_before(article, quotes, result, index)
    return result


def _resolve_mention(article: Article, quote: Quote) -> Speaker:
    mention = read_mention(quote.mention[:_LONGEST])
    if mention.form == "name" and mention.run is not None:
        return resolve_name(article, mention, mention.run, quote.start)
    if mention.form == "pronoun":
        return resolve_pronoun(article, mention, quote.start)
    if mention.form == "nominal":
        return resolve_description(article, mention, quote.start)
    return NOBODY


def _speaker_before(article: Article, quotes: list[Quote], result: list[Speaker], index: int) -> Speaker:
    """Who spoke in the same or the preceding paragraph."""
    paragraph_of = article.paragraph_of()
    paragraph = paragraph_of.get(quotes[index].sentence_id)
    if paragraph is None:
        return NOBODY
    for before in range(index - 1, max(-1, index - _LOOK_BACK), -1):
        other = paragraph_of.get(quotes[before].sentence_id)
        if other is None:
            continue
        if paragraph - other > 1:
            break
        if result[before].kind:
            if result[before].kind not in _CARRYING or not result[before].name:
                break
            return result[before]._replace(method="carried", rule="carried_previous", confidence=0.5)
    return NOBODY
