"""Institutions by a common noun, and documents that stand for whoever issued them."""

import itertools
from typing import Final

from transforms.annotations.speakers.article import Article
from transforms.annotations.speakers.by_name import resolve_name
from transforms.annotations.speakers.descriptions import read_description
from transforms.annotations.speakers.lexicon import Noun, lexicon, plain_word
from transforms.annotations.speakers.mentions import Mention, read_mention
from transforms.annotations.speakers.names import read_run
from transforms.annotations.speakers.salience import FAR
from transforms.annotations.speakers.speaker import Speaker
from transforms.annotations.speakers.topic import goes_on, topic_of
from transforms.annotations.speakers.wording import lower_start

_PHRASE: Final = 80  # characters before a head noun in which its determiner stands
_SENTENCES: Final = 4  # before a mention in which the institution that it means is the subject
_SURE: Final = 0.5  # confidence of a name that is taken up: below, it is what is left of a longer one
_SMALL: Final = frozenset({"the", "of", "a", "an", "and", "this", "that"})
_ISSUERS: Final = frozenset({"person", "organization", "anonymous", "metonym", "office"})
_BY_MEANS: Final = frozenset({"in", "through", "via", "on", "by", "with"})
_OWN: Final = frozenset({"a", "an", "his", "her", "their", "its"})


def resolve_institution(article: Article, mention: Mention, noun: Noun, start: int) -> Speaker:
    """An institution by its common noun: its fuller name if the article has exactly one."""
    wording = mention.wording
    bare = wording[4:] if wording[:4].lower() == "the " else wording
    known = lexicon().aliases.get(bare)
    if known is not None:
        return Speaker(
            known.name,
            "name",
            known.kind,
            "name_known",
            0.9,
            known.name,
            known.affiliation_class,
            noun.role,
            known.country,
        )
    country = read_description(bare).country
    is_bare = not any(token[0].isupper() and not token.isupper() for token in bare.split()[1:])
    if is_bare and not country and not mention.owner and (mention.is_definite or bare == wording):
        spoken = (
            _spoken_institution(article, mention, noun, start) if " " not in bare and noun.affiliation_class else None
        )
        if spoken is not None and noun.affiliation_class == "media":
            return spoken
        common = bare[:1].lower() + bare[1:]
        if common not in article.longer:
            article.longer[common] = sorted(_longer_names(article.text, common)) if article.may_look() else []
        longer = article.longer[common]
        if len(longer) == 1:
            name = longer[0]
            return Speaker(
                name,
                "title",
                "organization",
                "title_expanded",
                0.7,
                name,
                noun.affiliation_class,
                noun.role,
                read_description(name).country,
            )
        spoken = spoken or _institution_spoken_of(article, mention, noun, start)
        if spoken is not None:
            return spoken
    name = lower_start(article, bare if mention.is_definite or any(map(str.isupper, bare)) else wording)
    return Speaker(name, "title", "organization", "own_words", 0.6, name, noun.affiliation_class, noun.role, country)


def _spoken_institution(article: Article, mention: Mention, noun: Noun, start: int) -> Speaker | None:
    """The institution of that class that spoke last: "the newspaper" after "the Northmark Herald"."""
    for position, speaker in reversed(article.spoken):
        if position >= start:
            continue
        if start - position > FAR:
            break
        if speaker.kind == "organization" and speaker.name and speaker.rule != "own_words":
            if speaker.affiliation_class == noun.affiliation_class and _can_be_called(speaker.name, mention):
                return speaker._replace(method="title", rule="title_group", confidence=0.6)
            break
    return None


def _institution_spoken_of(article: Article, mention: Mention, noun: Noun, start: int) -> Speaker | None:
    """The institution that a sentence before is about: "the operator" after "Northmark Line cut two routes"."""
    if not mention.is_definite or mention.wording.lower() != f"the {mention.head}" or not goes_on(article, start):
        return None
    sentence = article.sentence_at(start)
    for before in range(sentence - 1, max(-1, sentence - 1 - _SENTENCES), -1):
        words = topic_of(article, before)
        named = read_mention(words) if words else None
        if named is None or named.form != "name" or named.run is None or plain_word(named.run_text) in lexicon().nouns:
            continue
        speaker = resolve_name(article, named, named.run, article.starts[before])
        if speaker.kind != "organization" or not speaker.name or speaker.confidence < _SURE:
            continue
        is_called = mention.head in lexicon().generic_institutions or mention.head in speaker.name.lower().split()
        if is_called and speaker.affiliation_class in ("", noun.affiliation_class):
            return speaker._replace(method="title", rule="title_topic", confidence=0.6)
        return None
    return None


def _can_be_called(name: str, mention: Mention) -> bool:
    """Whether the common noun can stand for the name: "the agency" for any, "the government" not for a ministry."""
    words = lexicon()
    if mention.head in words.generic_institutions:
        return True
    own = [plain_word(token) for token in name.split()]
    if mention.head in words.territories:
        return mention.head in own
    return mention.head in own or not any(
        (noun := words.nouns.get(word)) is not None and noun.kind == "organization" for word in own
    )


def _longer_names(text: str, bare: str) -> set[str]:
    """Names in the text that end in the common noun: "Harrow campaign" for "campaign"."""
    words = lexicon()
    found: set[str] = set()
    at = text.find(" " + bare)
    while at >= 0:
        if not text[at + 1 + len(bare) : at + 2 + len(bare)].isalpha():
            lead: list[str] = []
            for token in reversed(text[max(0, at - 50) : at].rsplit("\n", 1)[-1].split()):
                if not token[0].isupper() or token[-1] in ',;:”"' or plain_word(token) in words.function_words:
                    break
                lead.append(token)
            name = " ".join(reversed(lead[:3]))  # more words before the noun are a headline
            if name and (name not in words.places or bare[-2:].isupper()):
                found.add(f"{name} {bare}")
        at = text.find(" " + bare, at + 1)
    return found


def named_after_noun(mention: Mention) -> Speaker | None:
    """The institution whose name follows its common noun: "the advocacy group Northmark First"."""
    tokens = mention.wording.split()
    place = len(tokens) - 1
    while place > 0 and tokens[place][0].isupper():
        place -= 1
    words = lexicon()
    if not 0 < place < len(tokens) - 1 or tokens[place] not in words.generic_institutions:
        return None
    if any(token in words.prepositions and token not in _SMALL for token in tokens[1:place]) or "of" in tokens[:place]:
        return None  # "a spokesman for the company Northmark Steel"
    name = " ".join(tokens[place + 1 :])
    noun = words.nouns.get(tokens[place])
    run = read_run(name)
    if noun is None or run.kind not in ("thing", "weak", "single"):
        return None
    known = words.aliases.get(name)
    if known is not None:
        return Speaker(
            known.name,
            "name",
            known.kind,
            "name_known",
            0.8,
            known.name,
            known.affiliation_class,
            noun.role,
            known.country,
        )
    told = read_description(name)
    class_ = told.affiliation_class or noun.affiliation_class
    return Speaker(name, "name", "organization", "name_after_noun", 0.7, name, class_, noun.role, told.country)


def issuer(article: Article, mention: Mention, start: int) -> Speaker | None:
    """Whose document goes on speaking: "the statement" after "Fox said in a statement"."""
    for position, speaker in reversed(article.spoken):
        if position >= start:
            continue
        if start - position > FAR // 2:
            break
        if speaker.kind in _ISSUERS and speaker.name:
            between = article.text[position:start]
            at = between.find(f" {mention.head}")
            while at >= 0:
                ahead = between[max(0, at - _PHRASE) : at].split()[-5:]  # "in a short written statement"
                if any(one in _BY_MEANS and two in _OWN for one, two in itertools.pairwise(ahead)):
                    return speaker._replace(method="title", rule="title_issuer", confidence=0.6)
                at = between.find(f" {mention.head}", at + 1)
            break
    return None
