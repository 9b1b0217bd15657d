"""Mentions that hold a name: the fullest form of a person, an institution, a place for those who speak for it."""

import re
from typing import Final

from transforms.annotations.speakers.article import Article
from transforms.annotations.speakers.descriptions import NOTHING, Description, read_description
from transforms.annotations.speakers.lexicon import Alias, Place, lexicon, plain_word
from transforms.annotations.speakers.mentions import Mention
from transforms.annotations.speakers.names import NameRun
from transforms.annotations.speakers.people import Person
from transforms.annotations.speakers.salience import dominant
from transforms.annotations.speakers.speaker import Speaker, unnamed

_LAWS: Final = frozenset({"act", "bill"})
_COUPLE: Final = 40  # characters before "and" in which the other's given name stands
_LOOKS: Final = 12  # occurrences of a name that are looked at
_AS_INSTITUTION: Final = re.compile(
    r"^(?:['’]s)? (?:Inc|Corp|Ltd|PLC|AG|shares?|stock|users?|customers?|employees?|executives?|spokes\w+|officials?|"
    r"chief|CEO|board|app|website|data|products?|members)\b|\b(?:it|its|itself|the company|the group|the firm)\b"
)
_APPOSED_REACH: Final = 60  # characters before a name in which the phrase stands that it is apposed to
_NOUN_BEFORE: Final = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s(?:[\w’'-]+\s){0,3}([\w-]+),\s\Z")
_PHRASE_AFTER: Final = re.compile(
    r",\s((?:an?|the)\s(?:(?!(?:the|an?|and)\s)[\w’'-]+\s){0,4}?[\w’'-]+)"
    r"(?=,|\.|;|\s(?:that|which|based|in|of|for|with|whose)\b)"
)
_ADDED: Final = re.compile(r",\s(?=an?\s|the\s)")
_AS_PERSON: Final = re.compile(r"\b(?:he|his|him|himself|she|her|herself)\b")
_BEFORE_PERSON: Final = ("Mr ", "Ms ", "Mr. ", "Ms. ", "Dr ", "Dr. ", "rs. ", "Mrs ")
_PEOPLE_ENDING: Final = re.compile(r"(?:ers|ors|ists|ians|ants|ents|men|women|ies)$")


def resolve_name(article: Article, mention: Mention, run: NameRun, start: int) -> Speaker:
    """Resolve a mention whose head is the name ``run``; ``start`` is the mention's offset."""
    words = lexicon()
    beside = read_description(mention.description) if mention.description else NOTHING
    wording = mention.wording[4:] if mention.wording[:4].lower() == "the " else mention.wording
    if " and " not in wording:
        wording = _ADDED.split(wording, maxsplit=1)[0]  # "the Harbour Trust, a charity"
    around = article.people.around(start)
    if around is not None and around.last == run.last and not mention.is_plural:
        return article.speaker(around, "name", "name_full", 0.9, beside)
    if wording.endswith(mention.run_text) and _is_apposed_institution(article, mention.run_text, run):
        return _institution(mention.run_text, 0.7)
    found = article.people.candidates(run, start)
    known = words.aliases.get(mention.wording) or words.aliases.get(mention.run_text) or words.aliases.get(wording)
    place = words.places.get(mention.run_text)
    if run.kind in ("single", "weak") and not any(person.is_sure for person in found):
        found = [] if known or place or (run.kind == "weak" and _is_kind_of_institution(mention)) else found
    if mention.is_plural and _is_one_institution(mention, run, wording):
        return _institution(wording, 0.6)
    if mention.is_plural and run.kind in ("single", "person", "weak") and mention.run_text != wording:
        return Speaker(wording, "name", "collective", "name_several", 0.7, role=beside.role)
    if len(found) == 1:
        if _is_of_couple(article, found[0], run, start):
            return unnamed("name", "person", "name_ambiguous", confidence=0.3)
        rule = "name_full" if run.first else "name_surname" if found[0].first else "name_unexpanded"
        return article.speaker(found[0], "name", rule, 0.95, beside)
    if found:
        best = dominant(found, start)
        if best is not None:
            return article.speaker(best, "name", "name_salient", 0.6, beside)
        return unnamed("name", "person", "name_ambiguous", confidence=0.3, gender=run.gender)
    if run.kind == "weak" and not known and _is_kind_of_institution(mention):
        return _institution(mention.run_text, 0.6)
    if run.kind == "person" or (run.kind == "weak" and not known and not place):
        return _new_person(run, beside, 0.8)
    if known is not None:
        return _known(known)
    if place is not None:
        return _place(place, mention, wording)
    return _institution_or_person(article, mention, run, wording, beside)


def _is_one_institution(mention: Mention, run: NameRun, wording: str) -> bool:
    """Whether "and" stands inside one institution's name: "the Northmark Travel and Tourism Council"."""
    words = lexicon()
    first, joint, second = wording.partition(" and ")
    return (
        mention.is_definite
        and bool(joint)
        and run.kind in ("weak", "single")
        and plain_word(second.rpartition(" ")[2]) in words.organization_words - _LAWS
        and first not in words.aliases
        and first not in words.places
        and plain_word(run.tokens[-1]) not in words.organization_words
        and second not in words.aliases
    )


def _is_of_couple(article: Article, person: Person, run: NameRun, start: int) -> bool:
    """Whether a bare surname may as well be somebody else's: "Mark and Ana Ruiz live here", before it."""
    if run.first or run.gender or not person.first or person.last != run.last or not article.may_look():
        return False
    at = article.text.find(f" and {' '.join(person.tokens)}", 0, start)
    words = article.text[max(0, at - _COUPLE) : at].split() if at > 0 else []
    is_given = bool(words) and plain_word(words[-1]) in lexicon().given_gender
    return is_given and not (len(words) > 1 and words[-2][0].isupper() and words[-2][-1].isalpha())  # "Lee Marin and"


def _new_person(run: NameRun, beside: Description, confidence: float) -> Speaker:
    return Speaker(
        run.name,
        "name",
        "person",
        "name_full" if run.first else "name_unexpanded",
        confidence,
        beside.affiliation,
        beside.affiliation_class,
        beside.role,
        beside.country,
        run.gender or beside.gender,
        beside.title,
    )


def _known(known: Alias) -> Speaker:
    rule = "name_metonym" if known.kind == "metonym" else "name_known"
    role = "decision_maker" if known.affiliation_class == "government" else "participant"
    return Speaker(known.name, "name", known.kind, rule, 0.9, known.name, known.affiliation_class, role, known.country)


def _place(place: Place, mention: Mention, wording: str) -> Speaker:
    """A country, its capital or its people, for those who speak for it."""
    name, country = place.place, place.country
    if place.form_kind == "people":
        shown = name if mention.is_definite else mention.run_text
        return Speaker(shown, "name", "collective", "name_people", 0.7, "", "", "participant", country)
    if place.form_kind == "adjective":
        return Speaker(wording, "title", "anonymous", "own_words", 0.4, country=country)
    return Speaker(name, "name", "metonym", "name_place", 0.8, name, "government", "decision_maker", country)


def _institution_or_person(
    article: Article, mention: Mention, run: NameRun, wording: str, beside: Description
) -> Speaker:
    """A name that no list and no person of the article explains."""
    name = mention.run_text or wording
    if run.kind == "single" and name in article.people.things:  # "Northmark" beside "Northmark Motors"
        return _institution(article.people.things[name], 0.6)
    if run.kind == "single" and name == mention.wording and _PEOPLE_ENDING.search(name):
        common = name.lower()
        if article.may_look() and f" {common}" in article.text:  # a headline's or sentence's first word, not a name
            return Speaker(common, "title", "collective", "own_words", 0.6, role="participant")
    word = plain_word(name)
    if run.kind == "single" and (word in lexicon().organization_words or word in lexicon().titles):
        # what is left of a longer name, no surname
        return _institution(_longer(article, wording) if mention.is_definite else name, 0.4)
    if run.kind == "single" and (_is_kind_of_institution(mention) or _acts_as_institution(article, name)):
        return _institution(name, 0.5)
    is_acronym = len(name) > 1 and (name.isupper() or any(map(str.isdigit, name)))  # "Kanal9"
    if mention.is_definite or is_acronym or run.kind == "thing":
        return _institution(_longer(article, wording if mention.is_definite else name), 0.7)
    return _new_person(run, beside, 0.6)


def _is_kind_of_institution(mention: Mention) -> bool:
    """Whether a common noun before the name says so: "the software company Northmark"."""
    before = mention.wording.partition(mention.run_text)[0].split()
    noun = lexicon().nouns.get(plain_word(before[-1])) if before else None
    return noun is not None and noun.kind == "organization"


def _is_apposed_institution(article: Article, name: str, run: NameRun) -> bool:
    """Whether the article says beside the name what it is: "Northmark Line, a ferry operator", "the trust, Arden"."""
    words = lexicon()
    is_open = run.kind in ("single", "weak", "person") and not run.title and name not in words.places
    if not is_open or plain_word(run.tokens[0]) in words.given_gender:
        return False
    known = article.apposed.get(name)
    if known is None:
        known = False
        people = article.people.candidates(run, len(article.text))
        is_person = any(len(person.tokens) > len(run.tokens) for person in people)  # a surname
        at = article.text.find(name) if not is_person and article.may_look() else -1
        for _ in range(_LOOKS):
            if at < 0 or known:
                break
            known = _says_institution(article.text, at, at + len(name))
            at = article.text.find(name, at + len(name))
        article.apposed[name] = known
    return known


def _says_institution(text: str, start: int, end: int) -> bool:
    before = _NOUN_BEFORE.search(text, max(0, start - _APPOSED_REACH), start)
    if before is not None and text[end : end + 1] == ",":
        noun = lexicon().nouns.get(before.group(1).lower())
        return noun is not None and noun.kind == "organization"
    after = _PHRASE_AFTER.match(text, end)
    noun = lexicon().nouns.get(after.group(1).rpartition(" ")[2]) if after is not None else None
    return noun is not None and noun.kind == "organization"


def _acts_as_institution(article: Article, name: str) -> bool:
    """Whether the article takes the name up with "it" and speaks of its users, shares, chief, not with "he" or "Ms"."""
    known = article.institutions.get(name)
    if known is None:
        known = False
        institution = person = 0
        at = article.text.find(name) if article.may_look() else -1
        for _ in range(_LOOKS):
            if at < 0:
                break
            after = article.text[at + len(name) : at + len(name) + 100].partition(". ")[0]
            institution += _AS_INSTITUTION.search(after) is not None
            person += _AS_PERSON.search(after) is not None or article.text[max(0, at - 4) : at].endswith(_BEFORE_PERSON)
            at = article.text.find(name, at + len(name))
        known = institution > person
        article.institutions[name] = known
    return known


def _institution(name: str, confidence: float) -> Speaker:
    described = read_description(name)
    return Speaker(
        name,
        "name",
        "organization",
        "name_organization",
        confidence,
        name,
        described.affiliation_class,
        "participant",
        described.country,
    )


def _longer(article: Article, name: str) -> str:
    """The fuller name that the article shortens: "Northmark Herald" for "the Herald"."""
    if " " in name:
        return name
    if name not in article.longer:
        article.longer[name] = [_longer_name(article.text, name) if article.may_look() else name]
    return article.longer[name][0]


def _longer_name(text: str, name: str) -> str:
    at = text.find(" " + name)
    while at >= 0:
        lead: list[str] = []
        for token in reversed(text[max(0, at - 60) : at].rsplit("\n", 1)[-1].split()):
            if not token[0].isupper() or not token[-1].isalnum() or plain_word(token) in lexicon().function_words:
                break
            lead.append(token)
        if lead and not text[at + 1 + len(name) : at + 2 + len(name)].isalpha():
            return " ".join([*reversed(lead[:4]), name])  # no institution has more words before its noun
        at = text.find(" " + name, at + 1)
    return name
