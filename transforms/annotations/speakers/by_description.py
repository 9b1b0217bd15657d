"""Mentions by a common noun: offices and epithets of people who are named elsewhere, institutions, unnamed sources."""

import re
from typing import Final

from transforms.annotations.speakers.article import Article
from transforms.annotations.speakers.by_institution import issuer, named_after_noun, resolve_institution
from transforms.annotations.speakers.by_name import resolve_name
from transforms.annotations.speakers.descriptions import normal_words, read_description
from transforms.annotations.speakers.lexicon import Noun, lexicon, plain_word
from transforms.annotations.speakers.mentions import Mention, read_mention
from transforms.annotations.speakers.name_words import surname_key
from transforms.annotations.speakers.names import NameRun, read_run, run_pattern
from transforms.annotations.speakers.people import LONGEST_RUN, Person
from transforms.annotations.speakers.salience import FAR, LEAD, rank
from transforms.annotations.speakers.speaker import Speaker, unnamed
from transforms.annotations.speakers.wording import PARTY_WORD, own_words

_SMALL: Final = frozenset({"the", "of", "a", "an", "and", "this", "that"})
_ADDITION: Final = re.compile(r",| who | that | which | whose ")
_INDEFINITE: Final = frozenset({"a", "an", "one", "another", "two", "three", "several", "some"})
_PHRASE_STOPS: Final = frozenset(
    {"the", "in", "of", "which", "who", "that", "to", "for", "with", "by", "and", "his", "her"}
)
_PHRASE: Final = 80  # characters before a head noun in which its determiner stands
_RIVALS: Final = (("republican", "democrat"), ("democrat", "republican"))
_APPOSED_LEAD: Final = re.compile(r", (?:the |[A-Z]\w+['’]s (?=[A-Z]))?")  # "one senator, Northmark's Ann Fox,"
_CLOSING: Final = re.compile(r"[,.;]| of [A-Z]| \(")  # after a name in apposition
# documents that one source issues; a letter or a report speaks of others too
_ISSUED: Final = frozenset({"statement", "press release", "release", "tweet", "post", "email", "e-mail"})
_HEADS_OF_COUNTRIES: Final = (
    "president",
    "premier",
    "prime",
    "chancellor",
    "king",
    "queen",
    "emir",
    "sultan",
    "taoiseach",
)
_COUNTRY_FORMS: Final = ("country", "adjective", "people")
_NOT_IN_OFFICE: Final = frozenset({"former", "ex", "vice", "deputy", "opposition"})
_OF_PLACE: Final = re.compile(r" of ((?:the )?[A-Z]\w+(?: [A-Z]\w+)?)")
_SAME_COUNTRY: Final = 1.0  # "the Mexican president" of whom the article calls Mexico's: as good as a word in common
_CLEAR: Final = 0.3  # lead of the better description


def resolve_description(article: Article, mention: Mention, start: int) -> Speaker:
    """Resolve a mention whose head is a common noun; ``start`` is its offset."""
    noun = mention.noun
    called = _surname(article, mention)
    if called is not None:
        return resolve_name(article, mention, called, start)
    place = lexicon().places.get(mention.description)
    if place is not None and place.form_kind == "people" and mention.is_definite:
        return Speaker(
            place.place, "name", "collective", "name_people", 0.7, "", "government", "participant", place.country
        )
    named = named_after_noun(mention)
    if named is not None:
        return named
    if noun is None or not noun.kind:
        return unnamed("none", "", "head_unknown", confidence=0.1)
    is_single = not mention.is_plural and not mention.is_indefinite and not mention.owner
    if noun.kind in ("person", "organization") and not mention.is_plural:
        named = _apposed(article, mention, noun, start)
        if named is not None:
            return named
    if is_single and noun.kind in ("person", "anonymous"):
        found = _described(article, mention, noun, start) or _leading(article, mention)
        if found is None and mention.is_definite and noun.kind == "person":
            found = _unnamed_before(article, mention, noun, start) or _salient(article, mention, noun, start)
        if found is not None:
            return found
    if noun.kind == "organization":
        return resolve_institution(article, mention, noun, start)
    if mention.is_definite and mention.head in _ISSUED:
        author = issuer(article, mention, start)
        if author is not None:
            return author
    if noun.kind == "person" and mention.is_definite and _is_office(noun) and mention.head != "official":
        return own_words(article, mention, noun._replace(kind="office"), "office", 0.6)
    return own_words(article, mention, noun, "own_words", 0.7 if noun.role else 0.3)


def _surname(article: Article, mention: Mention) -> NameRun | None:
    """A surname that is also a title or a common noun: "King" where the article has an Ann King, but not "the king"."""
    word = mention.wording
    if " " in word or not word[0].isupper() or mention.is_definite or mention.owner:
        return None
    last = surname_key(word)
    if not any(person.first and person.is_sure for person in article.people.by_last.get(last, ())):
        return None
    return NameRun("single", [word], "", last)


def _apposed(article: Article, mention: Mention, noun: Noun, start: int) -> Speaker | None:
    """The name that follows the mention between commas: "a spokeswoman", Ann Fox, "said"."""
    text = article.text
    at = text.find(", ", start, start + 2 * len(mention.wording) + 2)
    said = " ".join(text[start:at].split()).lower() if at >= 0 else ""
    wording = mention.wording.lower().partition(" (")[0]
    if said.partition(" (")[0] not in (wording, wording.partition(", ")[0]):
        return None
    lead = _APPOSED_LEAD.match(text, at)
    at = lead.end() if lead else at + 2
    match = run_pattern().match(text, at, at + LONGEST_RUN)
    run = read_run(match.group()) if match else None
    if match is None or run is None or not run.kind or not _CLOSING.match(text, match.end()):
        return None
    if noun.kind == "organization":
        known = lexicon().aliases.get(match.group())
        if known is not None and known.kind in ("organization", "metonym"):
            return Speaker(
                known.name,
                "title",
                known.kind,
                "title_apposed",
                0.8,
                known.name,
                known.affiliation_class,
                noun.role,
                known.country,
            )
        is_of_person = run.gender or plain_word(run.tokens[0]) in lexicon().given_gender or " of " in mention.wording
        if (is_of_person and run.kind != "thing") or run.kind == "office" or run.name in lexicon().places:
            return None
        country = read_description(run.name).country
        return Speaker(
            run.name,
            "title",
            "organization",
            "title_apposed",
            0.7,
            run.name,
            noun.affiliation_class,
            noun.role,
            country,
        )
    if run.kind not in ("person", "weak", "single") or run.name in lexicon().places:
        return None
    found = article.people.candidates(run, start)
    if len(found) != 1 or (run.kind == "weak" and not found[0].is_sure):
        return None
    if not run.first and found[0].first != run.last:  # "Harrow's husband, Paul": a given name, no surname
        return None
    return article.speaker(found[0], "title", "title_apposed", 0.9, read_description(mention.wording))


def _is_office(noun: Noun) -> bool:
    return noun.affiliation_class == "government" and noun.role == "decision_maker"


def _described(article: Article, mention: Mention, noun: Noun, start: int) -> Speaker | None:
    """Someone in the article is described so: "the secretary of state", "the Northmark senator"."""
    said = normal_words(_ADDITION.split(mention.description, maxsplit=1)[0])
    heads = normal_words(mention.head)
    if not heads:
        return None
    other = said - heads - _SMALL
    proper = {
        word
        for token in mention.description.split()
        if token[:1].isupper() and not PARTY_WORD.match(token)
        for word in normal_words(token)
    } - heads
    place_words = lexicon().place_words
    country = _country_said(mention)
    fitting: list[tuple[float, Person]] = []
    for person in article.described_as(next(iter(sorted(heads)))):
        if noun.gender and person.gender and person.gender != noun.gender:
            continue
        known = article.words_of(person)
        if not heads <= known:
            continue
        if proper and not proper & known and known & place_words:
            continue  # of another place
        shared = len(other & known)
        score = shared - 0.5 * (len(other) - shared)
        if country and (own := article.describe(person).country or _country_behind(article, person)):
            if own != country:
                continue
            score += _SAME_COUNTRY
        if "former" in known and "former" not in other:
            score -= 0.5
        if person.first_start < start:
            score += 0.25
        if person.title and heads <= normal_words(person.title):
            score += 0.5
        fitting.append((score, person))
    is_headline = _is_office(noun) and mention.wording[0].isupper()  # "Governor says it rained"
    if not fitting or not (mention.is_definite or other or is_headline):
        return None
    fitting.sort(key=lambda item: -item[0])
    best = fitting[0][0]
    top = [person for score, person in fitting if score > best - _CLEAR]
    if len(top) == 1:
        return article.speaker(top[0], "title", "title_described", 0.8) if best > -1.5 else None
    ranked = rank(article, start, noun.gender)
    if ranked is not None and isinstance(ranked.who, Person) and any(ranked.who is person for person in top):
        return article.speaker(ranked.who, "title", "title_described_salient", 0.65)
    top.sort(key=lambda person: -person.mentions)
    if top[0].mentions >= 2 * top[1].mentions:
        return article.speaker(top[0], "title", "title_described_salient", 0.55)
    return unnamed("title", "person", "title_ambiguous", confidence=0.3, gender=noun.gender)


def _leading(article: Article, mention: Mention) -> Speaker | None:
    """The head of state or government: "the Mexican leader" where the article has one president of Mexico."""
    country = _country_said(mention) if mention.head == "leader" and mention.is_definite else ""
    if not country:
        return None
    heads = {
        id(person): person
        for office in _HEADS_OF_COUNTRIES
        for person in article.described_as(office)
        if (article.describe(person).country or _country_behind(article, person)) == country
        and not article.words_of(person) & _NOT_IN_OFFICE
    }
    if len(heads) != 1:
        return None
    return article.speaker(next(iter(heads.values())), "title", "title_described", 0.7)


def _country_said(mention: Mention) -> str:
    """The country of "the Mexican president"; a state or a party ("the Ohio senator") is none."""
    places = (lexicon().places.get(token) for token in mention.description.split())
    return next((place.country for place in places if place and place.form_kind in _COUNTRY_FORMS), "")


def _country_behind(article: Article, person: Person) -> str:
    """The country behind a name with an office: "President Omar Reyes of Mexico"; empty without one."""
    for _, end, title in person.forms:
        place = _OF_PLACE.match(article.text, end) if title else None
        found = lexicon().places.get(place[1]) if place else None
        if found is not None:
            return found.country
    return ""


def _unnamed_before(article: Article, mention: Mention, noun: Noun, start: int) -> Speaker | None:
    """An unnamed source taken up again: "the official" after "a senior Northmark official"."""
    for position, speaker in reversed(article.spoken):
        if position < start - 2 * FAR:
            break
        if position < start and speaker.kind == "anonymous" and speaker.name.lower().endswith(mention.head):
            return speaker._replace(method="title", rule="title_anonymous", confidence=0.7)
    wording = _indefinite_before(article.text, mention.head, start)
    if not wording:
        return None
    source = read_mention(wording)
    if source.noun is None or source.is_plural:
        return None
    return own_words(article, source, noun._replace(kind="anonymous"), "title_anonymous", 0.6)


def _indefinite_before(text: str, head: str, start: int) -> str:
    """The last indefinite phrase with that head before ``start``: "a senior Northmark official"; empty without one."""
    at = text.rfind(f" {head}", max(0, start - 2 * FAR), start)
    while at >= 0:
        end = at + 1 + len(head)
        if not text[end : end + 1].isalnum():
            tokens = text[max(0, at - _PHRASE) : at].split()
            for back in range(len(tokens) - 1, max(-1, len(tokens) - 7), -1):  # a determiner and five words
                word = tokens[back].lower()
                if word in _INDEFINITE:
                    return " ".join([*tokens[back:], head])
                if word in _PHRASE_STOPS or word[-1] in ',;:.”"':
                    break
        at = text.rfind(f" {head}", max(0, start - 2 * FAR), at)
    return ""


def _salient(article: Article, mention: Mention, noun: Noun, start: int) -> Speaker | None:
    """An epithet that fits the person just spoken of: "the 34-year-old", "the businesswoman"."""
    if not noun.affiliation_class and "-year-old" not in mention.head:
        return None  # "the boy", "the source": too common to be an epithet
    if _is_office(noun) or "'" in mention.description or "’" in mention.description or " of " in mention.description:
        return None  # an office, or more than an epithet: it says whose
    ranked = rank(article, start, noun.gender)
    if ranked is None or ranked.lead < 2 * LEAD or not isinstance(ranked.who, Person):
        return None
    known = article.describe(ranked.who)
    words = article.words_of(ranked.who)
    said = normal_words(mention.description)
    places = lexicon().place_words
    if said & places and not said & words & places and words & places:
        return None  # of another place
    if any(one in said and other in words and one not in words for one, other in _RIVALS):
        return None
    if any(token.isupper() and token.isalpha() and not said & words for token in mention.description.split()):
        return None  # "the RNC member": of an institution that the person is not described with
    if known.head and noun.affiliation_class and known.affiliation_class not in ("", noun.affiliation_class):
        return None
    return article.speaker(ranked.who, "title", "title_salient", 0.5)
