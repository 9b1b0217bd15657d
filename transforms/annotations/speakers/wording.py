"""Sources without a name: they keep their wording, in small letters unless a word of it is a name."""

import re
from typing import Final

from transforms.annotations.speakers.article import Article
from transforms.annotations.speakers.descriptions import read_description
from transforms.annotations.speakers.lexicon import Noun, lexicon, plain_word
from transforms.annotations.speakers.mentions import Mention
from transforms.annotations.speakers.speaker import Speaker

PARTY_WORD: Final = re.compile(r"(?:Republican|Democrat|GOP|Tory|Labour|Conservative|Liberal)")


def own_words(article: Article, mention: Mention, noun: Noun, rule: str, confidence: float) -> Speaker:
    """A source without a name keeps its wording; a hinted institution is its affiliation."""
    kind = noun.kind if noun.kind != "person" else "anonymous"
    name = lower_start(article, mention.wording)
    described = article.without_person(read_description(lower_start(article, mention.description) or name))
    if kind in ("office", "document") and name.startswith("the "):
        name = name[4:]
    return Speaker(
        name,
        "title",
        kind,
        rule,
        confidence,
        described.affiliation,
        described.affiliation_class or noun.affiliation_class,
        noun.role or described.role,
        described.country,
        noun.gender,
    )


def lower_start(article: Article, wording: str) -> str:
    """The wording with its first word in small letters, unless the word is a name.

    A word is a name if a list says so or if the article writes it with a capital inside a sentence.
    """
    first, blank, rest = wording.partition(" ")
    if not first[:1].isupper() or not (first[1:].islower() or len(first) == 1) or "'" in first or "’" in first:
        return wording
    words = lexicon()
    folded = plain_word(first)
    if first in words.places or first in words.aliases:
        return wording
    if folded not in words.function_words and folded not in words.nouns:
        if (
            folded in words.given_gender
            or (rest[:1].isupper() and folded not in words.lower_adjectives)
            or article.is_name_inside(first)
        ):
            return wording
    elif PARTY_WORD.match(first):
        return wording
    return first.lower() + blank + rest
