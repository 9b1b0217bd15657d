"""Who speaks: the rules that turn each mention of one article into a name, tried from the strongest evidence on.

Every rule has a name, which appears in ``speaker_rule``. What the evidence does not decide stays without a name.
"""

import functools
import re
from bisect import bisect_right
from typing import Final, NamedTuple

from transforms.speakers.descriptions import NOTHING, Description, normal_words, read_description
from transforms.speakers.lexicon import Noun, fold, lexicon
from transforms.speakers.mentions import Mention, read_mention
from transforms.speakers.names import NameRun
from transforms.speakers.people import People, Person

_WINDOW: Final = 14  # people mentioned before a pronoun who are weighed
_FAR: Final = 1500  # characters before a pronoun beyond which nobody is meant, about four paragraphs
_LEAD: Final = 1.0  # by how much the best candidate must lead the next for a name to be given
_BEFORE: Final = re.compile(r"((?:[\w’'.&-]+ )+)$")
_APPOSITION: Final = re.compile(
    r"(?:,? \(([^)]{2,60})\))?,? ?(?:(?<=, )|(?<=\) ))"
    r"((?:an?|the|one of|then|now|former|chief|head|president|director|professor|senior|executive|\d\d|[DRI]-)\b"
    r"[^.;:“”\"\n]{2,110}?)(?=,|\.|;|:| said\b| says\b| told\b| who\b|“|\"|\n|$)"
)
_PARTY_AFTER: Final = re.compile(r"[, (]+([DRI](?:em|ep)?\.?[-–—][A-Z][\w.]*)")
_PREPOSITION_BEFORE: Final = re.compile(
    r"\b(?:of|for|to|with|by|from|about|against|at|on|under|behind|like|than|over|between|and|or|including) "
    r"(?:[A-Z][\w.’'-]* |the |former |[a-z]+ )?$"
)
_SUBJECT_VERB: Final = re.compile(
    r"(?:,[^,]{3,90},)? (?:has|have|had|is|was|will|would|also|then|said|says|told|did|does|could|can|may|might|made|"
    r"went|took|wrote|[a-z]+ed)\b"
)
_INDEFINITE_BEFORE: Final = (
    r"\b((?:[Aa]n?|[Oo]ne|[Aa]nother|[Tt]wo|[Tt]hree|[Ss]everal|[Ss]ome) (?:[\w.’'-]+ ){0,5}?%s)\b"
)
_OPENING: Final = ("“", "„", "«")
_MARKS: Final = '"“„«'
_MARK_OR_BREAK: Final = re.compile(r"[\"“”„«»\n]|''")
_COMPLEMENT_BEFORE: Final = re.compile(
    r"\b(?:that|whether|if|because|which|while|as|than) (?:[A-Z][\w.]* |the |former )?$"
)
_QUOTED: Final = 10.0  # a person named inside the quotation is hardly ever its speaker


class Quote(NamedTuple):
    """What resolution needs of a quote."""

    kind: str
    text: str
    mention: str
    start: int  # of the mention, -1 without one
    end: int
    link: str
    carried_from: int
    cue_start: int
    sentence: int  # index into the article's sentences, -1 if unknown


class Sentence(NamedTuple):
    """Start, paragraph and role of a sentence of the article's text."""

    start: int
    paragraph: int
    role: str


class Speaker(NamedTuple):
    """A resolved speaker: the values of the speaker columns, empty where unknown."""

    name: str
    method: str
    kind: str
    rule: str
    confidence: float
    affiliation: str = ""
    affiliation_class: str = ""
    role: str = ""
    country: str = ""
    gender: str = ""
    title: str = ""
    person: Person | None = None


NOBODY: Final = Speaker("", "none", "", "no_mention", 0.0)


class Resolver:
    """Resolves the mentions of one article.

    Args:
        text: The article's text.
        sentences: Its sentences in the order of the text.
        byline: Names of its authors, for mentions in the first person.
    """

    def __init__(self, text: str, sentences: list[Sentence], *, byline: str = "") -> None:
        self.text = text
        self.sentences = sentences
        self.starts = [sentence.start for sentence in sentences]
        self.byline = byline
        skip_end = 0
        for index, sentence in enumerate(sentences):
            if sentence.role not in ("title", "subtitle"):
                skip_end = sentence.start
                break
            skip_end = self.starts[index + 1] if index + 1 < len(sentences) else len(text)
        self.people = People(text, skip_end=skip_end)
        self._descriptions: dict[int, Description] = {}
        self._weights: list[float] | None = None  # made when a pronoun asks for them
        self._quoted: tuple[list[int], list[int]] | None = None
        self._done: list[tuple[int, Speaker]] = []  # (position, speaker) of what is resolved so far

    def resolve(self, quotes: list[Quote]) -> list[Speaker]:
        """One speaker per quote, in order."""
        result: list[Speaker] = [NOBODY] * len(quotes)
        order = sorted(
            range(len(quotes)), key=lambda i: quotes[i].start if quotes[i].start >= 0 else quotes[i].cue_start
        )
        for index in order:
            quote = quotes[index]
            if quote.start >= 0 and quote.mention and quote.link != "carried":
                speaker = self._mention(quote)
                result[index] = speaker
                if speaker.kind:
                    self._done.append((quote.start, speaker))
        for index, quote in enumerate(quotes):
            if quote.link == "carried" and 0 <= quote.carried_from < len(quotes):
                source = result[quote.carried_from]
                if source.kind:
                    result[index] = source._replace(
                        method="carried", rule="carried_link", confidence=source.confidence * 0.9
                    )
            elif quote.link == "none" and quote.start < 0 and quote.kind == "direct":
                result[index] = self._floating(index, quotes, result)
        return result

    # -- quotes without a mention -------------------------------------------------------------------------------

    def _floating(self, index: int, quotes: list[Quote], result: list[Speaker]) -> Speaker:
        here = quotes[index].sentence
        if here < 0:
            return NOBODY
        paragraph = self.sentences[here].paragraph
        for before in range(index - 1, -1, -1):
            there = quotes[before].sentence
            if there < 0:
                continue
            if paragraph - self.sentences[there].paragraph > 1:
                break
            if result[before].kind:
                if result[before].kind not in ("person", "anonymous", "organization"):
                    break
                return result[before]._replace(method="carried", rule="carried_previous", confidence=0.5)
        return NOBODY

    # -- mentions ------------------------------------------------------------------------------------------------

    def _mention(self, quote: Quote) -> Speaker:
        mention = read_mention(quote.mention)
        if mention.form == "name" and mention.run is not None:
            return self._name(mention, mention.run, quote.start)
        if mention.form == "pronoun":
            return self._pronoun(mention, quote)
        if mention.form == "nominal":
            return self._nominal(mention, quote)
        return NOBODY

    def _name(self, mention: Mention, run: NameRun, start: int) -> Speaker:
        words = lexicon()
        beside = read_description(mention.description) if mention.description else NOTHING
        wording = mention.wording[4:] if mention.wording[:4].lower() == "the " else mention.wording
        found = self.people.candidates(run, start) if run.kind != "thing" else []
        known = words.aliases.get(mention.run_text) or words.aliases.get(wording)
        place = words.places.get(mention.run_text)
        if found and run.kind in ("single", "weak") and (known or place) and not any(p.is_sure for p in found):
            found = []
        if mention.is_plural and run.kind in ("single", "person", "weak") and mention.run_text != wording:
            return Speaker(wording, "name", "collective", "name_several", 0.7, role=beside.role)
        if found:
            if len(found) == 1:
                rule = "name_full" if run.first else "name_surname" if found[0].first else "name_unexpanded"
                return self._person(found[0], "name", rule, 0.95, beside)
            best = self._salient(found, start)
            if best is not None:
                return self._person(best, "name", "name_salient", 0.6, beside)
            return Speaker("", "name", "person", "name_ambiguous", 0.3, gender=run.gender)
        if run.kind == "person" or (run.kind == "weak" and not known and not place):
            gender = run.gender or beside.gender
            rule = "name_full" if run.first else "name_unexpanded"
            return Speaker(
                run.name,
                "name",
                "person",
                rule,
                0.8,
                beside.affiliation,
                beside.affiliation_class,
                beside.role,
                beside.country,
                gender,
                beside.title,
            )
        if known is not None:
            rule = "name_metonym" if known.kind == "metonym" else "name_known"
            role = "decision_maker" if known.affiliation_class == "government" else "participant"
            return Speaker(
                known.name, "name", known.kind, rule, 0.9, known.name, known.affiliation_class, role, known.country
            )
        if place is not None:
            if place.form_kind == "people":
                name = place.place if mention.is_definite else mention.run_text
                return Speaker(name, "name", "collective", "name_people", 0.7, "", "", "participant", place.country)
            if place.form_kind == "adjective":
                return Speaker(wording, "title", "anonymous", "own_words", 0.4, country=place.country)
            return Speaker(
                place.place,
                "name",
                "metonym",
                "name_place",
                0.8,
                place.place,
                "government",
                "decision_maker",
                place.country,
            )
        name = mention.run_text or wording
        acronym = name.isupper() and len(name) > 1
        if mention.is_definite or acronym or run.kind == "thing":
            full = self._longer_thing(wording if mention.is_definite else name, start)
            described = read_description(full)
            return Speaker(
                full,
                "name",
                "organization",
                "name_organization",
                0.7,
                full,
                described.affiliation_class,
                "participant",
                described.country,
            )
        if not self.people.persons and beside is NOTHING and run.kind == "single":
            return Speaker(name, "name", "person", "name_unexpanded", 0.5)
        return Speaker(
            name,
            "name",
            "person",
            "name_unexpanded",
            0.6,
            beside.affiliation,
            beside.affiliation_class,
            beside.role,
            beside.country,
            beside.gender,
            beside.title,
        )

    def _longer_thing(self, name: str, start: int) -> str:
        """The fuller name before which the article shortens: "the Herald" after "the Northmark Herald"."""
        if " " in name:
            return name
        match = re.search(r"((?:[A-Z][\w’'&-]+ ){1,4})" + re.escape(name) + r"\b", self.text[:start])
        if match:
            lead = match.group(1).split()
            while lead and fold(lead[0]) in lexicon().function_words:
                lead.pop(0)
            if lead:
                return " ".join([*lead, name])
        return name

    def _person(
        self, person: Person, method: str, rule: str, confidence: float, beside: Description = NOTHING
    ) -> Speaker:
        known = self._describe(person)
        gender = person.gender or beside.gender or known.gender
        person.gender = gender
        return Speaker(
            person.name,
            method,
            "person",
            rule,
            confidence,
            beside.affiliation or known.affiliation,
            beside.affiliation_class or known.affiliation_class,
            beside.role or known.role,
            beside.country or known.country,
            gender,
            beside.title if beside.head else known.title,
            person,
        )

    def _describe(self, person: Person) -> Description:
        """Everything that the article says beside the full name: titles before it, appositions after it."""
        key = id(person)
        found = self._descriptions.get(key)
        if found is not None:
            return found
        parts: list[Description] = []
        words: set[str] = set(normal_words(person.title)) if person.title else set()
        if person.title and not person.forms:
            parts.append(read_description(person.title))
        for start, end, title in person.forms[:4]:  # later full forms say what the first ones said
            before = f"{self._words_before(start)} {title}".strip()
            if before:
                parts.append(read_description(before))
                words |= normal_words(before)
            match = _APPOSITION.match(self.text, end)
            if match:
                parts.append(read_description(match.group(2)))
                words |= normal_words(match.group(2))
            party = _PARTY_AFTER.match(self.text, end)
            if party:
                parts.append(read_description(party.group(1)))
                words |= normal_words(party.group(1).replace("-", " ").replace("–", " "))
        merged = NOTHING
        for part in parts:
            merged = Description(
                merged.title or (part.title if part.head else ""),
                merged.head or part.head,
                merged.gender or part.gender,
                merged.role or part.role,
                merged.affiliation or part.affiliation,
                merged.affiliation_class or part.affiliation_class,
                merged.country or part.country,
            )
        merged = merged._replace(words=frozenset(words))
        if not person.gender and merged.gender:
            person.gender = merged.gender
        self._descriptions[key] = merged
        return merged

    def _words_before(self, start: int) -> str:
        """A title in small letters before the name: "US secretary of state", "former party chairman"."""
        window = self.text[max(0, start - 70) : start]
        match = _BEFORE.search(window.rsplit("\n", 1)[-1])
        if not match:
            return ""
        tokens = match.group(1).split()
        if not tokens or not (tokens[-1][0].islower()):
            return ""
        words = lexicon()
        last = fold(tokens[-1])
        noun = words.nouns.get(last)
        if not (
            last in words.titles
            or (noun is not None and noun.kind == "person")
            or (last in ("state", "staff", "defense", "defence", "intelligence", "police") and "of" in tokens)
        ):
            return ""
        kept: list[str] = []
        for token in reversed(tokens):
            word = fold(token)
            if word in (
                "a",
                "an",
                "the",
                "and",
                "by",
                "to",
                "that",
                "with",
                "when",
                "as",
                "from",
                "on",
                "said",
                "told",
                "against",
                "but",
                "like",
                "than",
                "is",
                "was",
                "for",
            ) or (word == "of" and not kept):
                break
            kept.append(token)
            if len(kept) > 7:  # no title is longer
                break
        return " ".join(reversed(kept))

    # -- pronouns ------------------------------------------------------------------------------------------------

    def _pronoun(self, mention: Mention, quote: Quote) -> Speaker:
        value = mention.value
        if value in ("m", "f"):
            found = self._rank(quote.start, value)
            if found:
                best, lead = found
                if lead >= _LEAD:
                    return self._as_pronoun(best, "pronoun_salient", 0.8 if lead >= 2 * _LEAD else 0.65)
                return Speaker("", "pronoun", "person", "pronoun_ambiguous", 0.3, gender=value)
            return Speaker("", "pronoun", "person", "pronoun_unknown", 0.2, gender=value)
        if value == "relative":
            return self._relative(quote)
        if value in ("first", "first_plural"):
            return self._first_person(quote, value)
        if value in ("plural", "thing"):
            wanted = (
                ("collective", "anonymous", "organization", "metonym")
                if value == "plural"
                else ("organization", "metonym", "document")
            )
            for position, speaker in reversed(self._done):
                if quote.start - position > _FAR // 2:
                    break
                if speaker.kind in wanted and (
                    value != "plural" or speaker.kind != "anonymous" or _is_plural_wording(speaker.name)
                ):
                    return speaker._replace(method="pronoun", rule="pronoun_group", confidence=0.5)
            return Speaker("", "pronoun", "collective" if value == "plural" else "organization", "pronoun_unknown", 0.2)
        return Speaker("", "pronoun", "", "pronoun_unknown", 0.1)

    def _as_pronoun(self, who: Person | Speaker, rule: str, confidence: float) -> Speaker:
        if isinstance(who, Person):
            return self._person(who, "pronoun", rule, confidence)
        return who._replace(method="pronoun", rule=rule, confidence=min(confidence, who.confidence))

    def _relative(self, quote: Quote) -> Speaker:
        """Relative pronouns, as in "Ann Fox, who said": the person or the noun phrase right before."""
        people = self.people
        at = people.before(quote.start)
        sentence = self._sentence_start(quote.start)
        stretch = self.text[sentence : quote.start].rstrip(" ,")
        for start, end, person in reversed(people.occurrences[:at]):
            if start < sentence:
                break
            gap = self.text[end : quote.start]
            if len(gap) <= 3 or gap.startswith((",", " (", " of ")):  # ", "
                return self._person(person, "pronoun", "pronoun_relative", 0.85)
            break
        tail = re.split(
            r"[,;:“\"(]|\b(?:by|from|to|with|for|and|of|said|told|is|was|are|were|met|asked|including)\b", stretch
        )[-1].strip()
        if tail:
            inner = read_mention(tail)
            if inner.form == "nominal" and inner.noun is not None:
                speaker = self._nominal(inner, quote)
                return speaker._replace(method="pronoun", rule="pronoun_relative", confidence=0.6)
            if inner.form == "name" and inner.run is not None:
                return self._name(inner, inner.run, quote.start)._replace(method="pronoun", rule="pronoun_relative")
        ranked = self._rank(quote.start, "")
        if ranked and ranked[1] >= _LEAD and people.occurrences[max(0, at - 1)][0] >= sentence:
            return self._as_pronoun(ranked[0], "pronoun_relative", 0.5)
        return Speaker("", "pronoun", "person", "pronoun_unknown", 0.2)

    def _first_person(self, quote: Quote, value: str) -> Speaker:
        if self._is_quoted(quote.start):
            for position, speaker in sorted(self._done, key=lambda item: abs(item[0] - quote.start)):
                if speaker.kind == "person" and abs(position - quote.start) < _FAR // 2:
                    return speaker._replace(method="pronoun", rule="pronoun_first_person", confidence=0.5)
        elif value == "first" and self.byline and ";" not in self.byline:
            return Speaker(self.byline, "pronoun", "person", "pronoun_author", 0.5, "", "media", "informational")
        return Speaker("", "pronoun", "person" if value == "first" else "collective", "pronoun_unknown", 0.2)

    def _rank(self, position: int, gender: str) -> tuple[Person | Speaker, float] | None:
        """The most salient person before ``position`` and the lead over the next; None if there is nobody.

        Nearer sentences count more (sentences inside a quotation hardly count), subjects more than objects, the
        narrator's words more than quoted ones, and the speaker of the quote before most.
        """
        people, text, starts = self.people, self.text, self.starts
        weights = self._sentence_weights()
        here = bisect_right(starts, position) - 1
        scores: dict[int, float] = {}
        who: dict[int, Person | Speaker] = {}
        at = people.before(position)
        last_sentence = -2
        for start, end, person in people.occurrences[max(0, at - _WINDOW) : at]:
            if position - start > _FAR or not person.is_sure:
                continue
            there = bisect_right(starts, start) - 1
            is_quoted = self._is_quoted(start)
            is_first = there != last_sentence and not is_quoted
            if is_first:
                last_sentence = there
            if gender and person.gender and person.gender != gender:
                continue
            score = 10.0 - 2.0 * min(weights[here] - weights[there], 4.0) + min(person.mentions, 8) * 0.2
            if is_quoted:
                score -= _QUOTED
            else:
                ahead = text[max(starts[there] if there >= 0 else 0, start - 40) : start]
                if is_first:
                    score += 1.5
                if _COMPLEMENT_BEFORE.search(ahead):
                    score -= 0.5
                elif _PREPOSITION_BEFORE.search(ahead):
                    score -= 2.0
                elif start - starts[there] < 4 or _SUBJECT_VERB.match(text, end):  # a mark or a bracket
                    score += 3.0
                if text[end : end + 1] in ("'", "’"):
                    score -= 1.5
            if gender and not person.gender:
                score -= 1.5
            key = id(person)
            if score > scores.get(key, -99.0):
                scores[key], who[key] = score, person
        for spoken, speaker in reversed(self._done):
            if spoken >= position:
                continue
            if position - spoken > _FAR:
                break
            if (
                speaker.kind not in ("person", "anonymous", "office")
                or not speaker.name
                or (gender and speaker.gender and speaker.gender != gender)
                or (speaker.kind == "anonymous" and _is_plural_wording(speaker.name))
            ):
                continue
            distance = weights[here] - weights[bisect_right(starts, spoken) - 1]
            score = (14.5 if speaker.kind == "person" else 11.5) - 2.0 * min(distance, 4.0)
            if gender and not speaker.gender:
                score -= 1.0
            key = id(speaker.person) if speaker.person is not None else hash(speaker.name)
            if score > scores.get(key, -99.0):
                scores[key], who[key] = score, speaker.person or speaker
            if distance > 4.0:  # as far as the distance counts
                break
        if not scores:
            return None
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        lead = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else 9.0
        return who[ranked[0][0]], lead

    def _sentence_weights(self) -> list[float]:
        """Running weight of the sentences: one inside a quotation hardly moves the reader on."""
        if self._weights is None:
            total, weights = 0.0, []
            for start in self.starts:
                if self._is_quoted(start):
                    total += 0.5 if self.text[start] in _MARKS else 0.1
                else:
                    total += 1.0
                weights.append(total)
            weights.append(total)  # what stands before the first sentence has index -1
            self._weights = weights
        return self._weights

    def _is_quoted(self, position: int) -> bool:
        """Whether the position stands between double quotation marks; a paragraph's end closes them."""
        if self._quoted is None:
            opens: list[int] = []
            closes: list[int] = []
            is_open = False
            for match in _MARK_OR_BREAK.finditer(self.text):
                mark, at = match.group(), match.start()
                if is_open and (mark not in _OPENING):
                    closes.append(at)
                    is_open = False
                elif not is_open and mark not in ("”", "\n"):
                    opens.append(at)
                    is_open = True
            if is_open:
                closes.append(len(self.text))
            self._quoted = (opens, closes)
        opens, closes = self._quoted
        index = bisect_right(opens, position) - 1
        return index >= 0 and position < closes[index]

    def _salient(self, found: list[Person], start: int) -> Person | None:
        """Of people who share a surname, the one whose full name stands last before the mention by a clear margin."""
        near = [(max((s for s, _, _ in p.forms if s < start), default=-1), p) for p in found]
        near.sort(key=lambda item: -item[0])
        if len(near) > 1 and near[0][0] >= 0:
            counts = sorted(((p.mentions, p) for p in found), key=lambda item: -item[0])
            if counts[0][0] >= 3 * max(1, counts[1][0]):
                return counts[0][1]
        return None

    def _sentence_start(self, position: int) -> int:
        index = bisect_right(self.starts, position) - 1
        return self.starts[index] if index >= 0 else 0

    # -- descriptions --------------------------------------------------------------------------------------------

    def _nominal(self, mention: Mention, quote: Quote) -> Speaker:
        noun = mention.noun
        place = lexicon().places.get(mention.description)
        if place is not None and place.form_kind == "people" and mention.is_definite:
            return Speaker(
                place.place, "name", "collective", "name_people", 0.7, "", "government", "participant", place.country
            )
        if noun is None:
            return self._own_words(mention, Noun("anonymous", "", "", ""), "own_words", 0.4)
        if (
            noun.kind in ("person", "anonymous")
            and not mention.is_plural
            and not mention.is_indefinite
            and not mention.owner
        ):
            found = self._epithet(mention, noun, quote)
            if found is not None:
                return found
        if noun.kind == "organization":
            return self._group(mention, noun)
        if (
            noun.kind == "person"
            and mention.is_definite
            and noun.affiliation_class == "government"
            and noun.role == "decision_maker"
            and mention.head != "official"
        ):
            return self._own_words(mention, noun._replace(kind="office"), "office", 0.6)
        return self._own_words(mention, noun, "own_words", 0.7)

    def _epithet(self, mention: Mention, noun: Noun, quote: Quote) -> Speaker | None:
        """Epithets, as in "the secretary of state", "the Northmark senator", "the official": who was described so."""
        said = normal_words(re.split(r",| who | that | which | whose ", mention.description, maxsplit=1)[0])
        head = mention.head.rsplit(" ", 1)[-1] if " " not in mention.head else mention.head
        heads = normal_words(head)
        other = said - heads - {"the", "of", "a", "an", "and", "this"}
        best: list[tuple[float, Person]] = []
        for person in self.people.persons:
            if noun.gender and person.gender and person.gender != noun.gender:
                continue
            if not person.forms and not person.title:
                continue
            known = self._describe(person)
            if heads and heads <= known.words:
                shared: float = len(other & known.words)
                if "former" in known.words and "former" not in other:
                    shared -= 0.5
                best.append(
                    (shared - 0.5 * (len(other) - shared) + (0.25 if person.first_start < quote.start else 0.0), person)
                )
        if best and (mention.is_definite or other):
            best.sort(key=lambda item: -item[0])
            if len(best) == 1 or best[0][0] > best[1][0] + 0.3:
                if best[0][0] > -1.5:
                    return self._person(best[0][1], "title", "title_described", 0.8)
            else:
                top = [person for score, person in best if score > best[0][0] - 0.3]
                ranked = self._rank(quote.start, noun.gender)
                if ranked is not None and isinstance(ranked[0], Person) and ranked[0] in top:
                    return self._person(ranked[0], "title", "title_described_salient", 0.65)
                return Speaker("", "title", "person", "title_ambiguous", 0.3, gender=noun.gender)
        if not mention.is_definite:
            return None
        for position, speaker in reversed(self._done):
            if (
                position < quote.start
                and speaker.kind == "anonymous"
                and speaker.name.lower().endswith(mention.head)
                and position > quote.start - 2 * _FAR
            ):
                return speaker._replace(method="title", rule="title_anonymous", confidence=0.7)
        pattern = _anonymous_pattern(mention.head)
        last = None
        for match in pattern.finditer(self.text, max(0, quote.start - 2 * _FAR), quote.start):
            last = match
        if last is not None:
            source = read_mention(last.group(1))
            if source.noun is not None and source.is_plural == mention.is_plural:
                return self._own_words(source, noun._replace(kind="anonymous"), "title_anonymous", 0.6)
        if noun.affiliation_class == "government" and noun.role == "decision_maker":
            return None
        ranked = self._rank(quote.start, noun.gender)
        if ranked is not None and ranked[1] >= 2 * _LEAD and isinstance(ranked[0], Person):
            known = self._describe(ranked[0])
            if (
                not known.head
                or not noun.role
                or known.affiliation_class in ("", noun.affiliation_class)
                or not noun.affiliation_class
            ):
                return self._person(ranked[0], "title", "title_salient", 0.5)
        return None

    def _group(self, mention: Mention, noun: Noun) -> Speaker:
        """An institution by its common noun: its fuller name if the article has exactly one."""
        wording = mention.wording
        bare = wording[4:] if wording[:4].lower() == "the " else wording
        described = read_description(bare)
        country = described.country
        if (
            (mention.is_definite or bare == wording)
            and not country
            and not any(c.isupper() for c in bare[1:])
            and not mention.owner
        ):
            found = {
                match.group(1).strip()
                for match in re.finditer(r"\b((?:[A-Z][\w’'.-]+ ){1,3}" + re.escape(bare.lower()) + r")\b", self.text)
            }
            trimmed = set()
            for name in found:
                parts = name.split()
                while parts and fold(parts[0]) in lexicon().function_words:
                    parts.pop(0)
                if len(parts) > len(bare.split()):
                    trimmed.add(" ".join(parts))
            if len(trimmed) == 1:
                name = trimmed.pop()
                described = read_description(name)
                return Speaker(
                    name,
                    "title",
                    "organization",
                    "title_expanded",
                    0.7,
                    name,
                    noun.affiliation_class,
                    noun.role,
                    described.country,
                )
        name = bare if any(c.isupper() for c in bare) or mention.is_definite else wording
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
        name = self._lower_start(name)
        return Speaker(
            name, "title", "organization", "own_words", 0.6, name, noun.affiliation_class, noun.role, country
        )

    def _own_words(self, mention: Mention, noun: Noun, rule: str, confidence: float) -> Speaker:
        described = read_description(mention.description or mention.wording)
        kind = noun.kind if noun.kind != "person" else "anonymous"
        name = self._lower_start(mention.wording)
        if kind in ("office", "document") and name.startswith("the "):
            name = name[4:]
        return Speaker(
            name,
            "title",
            kind,
            rule,
            confidence,
            described.affiliation,
            noun.affiliation_class or described.affiliation_class,
            noun.role or described.role,
            described.country,
            noun.gender,
        )

    def _lower_start(self, wording: str) -> str:
        """The wording with its first word in small letters, unless the word is a name.

        A word is a name if a list says so or if the article writes it with a capital inside a sentence.
        """
        first, blank, rest = wording.partition(" ")
        if not first[:1].isupper() or not (first[1:].islower() or len(first) == 1):
            return wording
        words = lexicon()
        folded = fold(first)
        if folded not in words.function_words and folded not in words.nouns:
            bare = first.removesuffix("'s").removesuffix("’s")
            if (
                bare in words.places
                or bare in words.aliases
                or folded in words.given_gender
                or (rest[:1].isupper() and folded not in words.titles)
                or re.search(rf"[a-z,] {re.escape(bare)}\b", self.text)
            ):
                return wording
        elif first in ("Republican", "Democratic", "Democrat", "Republicans", "Democrats"):
            return wording
        return first.lower() + blank + rest


@functools.lru_cache(maxsize=4096)  # one pattern per head noun
def _anonymous_pattern(head: str) -> re.Pattern[str]:
    return re.compile(_INDEFINITE_BEFORE % re.escape(head))


def _is_plural_wording(name: str) -> bool:
    return read_mention(name).is_plural
