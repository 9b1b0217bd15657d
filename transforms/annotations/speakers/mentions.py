"""Read a speaker mention as a noun phrase: pronoun, name or description, and what of it is the head.

"Pentagon spokesman Rear Adm. Ann Fox" and "the governor of Northmark, Ann Fox," name Ann Fox; "a spokesman for Ann
Fox", "Fox's lawyer" and "Fox aides" do not. The reading does not depend on the article, so it is made once per wording.
"""

import functools
import re
from typing import Final, final

from ahocorasick_rs import AhoCorasick

from transforms.annotations.speakers.closing_names import closing_name
from transforms.annotations.speakers.heads import PLURAL_ENDING, head_of, unlisted
from transforms.annotations.speakers.lexicon import Noun, lexicon, plain_word
from transforms.annotations.speakers.name_heads import (
    described_thing,
    ends_name,
    group_noun,
    is_head,
    joins_office,
    joins_title,
    opens_phrase,
)
from transforms.annotations.speakers.name_words import surname_key
from transforms.annotations.speakers.names import NameRun, known_runs, read_run, run_pattern
from transforms.text.memo import keep

_STRIP: Final = " \t\n\u00a0,.;:\"“”‘'’`—–-()[]|•*·@"
_STRIP_BUT_STOP: Final = _STRIP.replace(".", "")
_BESIDE: Final = " ,;:()–—-"  # what parts a name from the words beside it
_DETERMINERS: Final = frozenset({"the", "a", "an", "this", "that", "these", "those", "one", "some", "another", "its"})
_INDEFINITE: Final = frozenset(
    {
        "a",
        "an",
        "one",
        "another",
        "some",
        "two",
        "three",
        "four",
        "five",
        "several",
        "many",
        "most",
        "few",
        "other",
        "no",
    }
)
_POSSESSIVES: Final = frozenset({"his", "her", "their", "its", "my", "our", "your", "whose"})
_ABBREVIATED: Final = re.compile(r"(?:\b[A-Z]\.)*\b[A-Z]$|\b(?:Inc|Corp|Co|Ltd|Jr|Sr)$")
_AND_NAME: Final = re.compile(
    r"(?:, [A-Z][\w.’' -]+)*,? (?:and|&) (?=[A-Z]|(?:his|her|their|its|other|the|several|some) [\w -]+$)"
)
_PAIR: Final = re.compile(r"(?:both (.+?) and|neither (.+?) nor) (.+)", re.IGNORECASE | re.DOTALL)
_VERBAL: Final = re.compile(r"(?:ed|es|ing)$")
# people as a whole: "those surveyed", "those familiar with the talks"
_THOSE: Final = re.compile(r"[Tt]hose (?:[a-z]+(?:ed|ing)|familiar|present|close|who|in|at|on|with|near)\b")
_SHARE: Final = re.compile(r"\w+ (?:in|out of) (?:every )?(?:\d+|three|four|five|ten|twenty)\b")  # "six in 10"
_DATELINE: Final = re.compile(r"([A-Z][\w.’ ]{1,40}),? \([A-Z]{2,}\)(?: [—–-]+)? (?=\S)")  # "LOWPORT (NTX) Mayor Fox"
_ACRONYM_BESIDE: Final = re.compile(r" \([A-Z][A-Z&.-]+\)$")  # "Northmark Trade Board (NTB)"


@final
class Mention:
    """A mention, read.

    ``form`` is pronoun, name, nominal or empty. ``run`` is the name that is the head, or the only name inside a
    nominal; ``description`` the words beside the name; ``head`` the folded head noun; ``noun`` what it says.
    ``value`` is the pronoun's value (m, f, plural, thing, first, first_plural, relative).
    """

    __slots__ = (
        "description",
        "form",
        "head",
        "is_definite",
        "is_indefinite",
        "is_plural",
        "noun",
        "owner",
        "run",
        "run_text",
        "value",
        "wording",
    )

    def __init__(  # noqa: PLR0913 - one parameter for each thing that a mention says
        self,
        form: str,
        wording: str,
        *,
        value: str = "",
        run: NameRun | None = None,
        run_text: str = "",
        description: str = "",
        head: str = "",
        noun: Noun | None = None,
        is_plural: bool = False,
        is_definite: bool = False,
        is_indefinite: bool = False,
        owner: str = "",
    ) -> None:
        self.form = form
        self.wording = wording
        self.value = value
        self.run = run
        self.run_text = run_text
        self.description = description
        self.head = head
        self.noun = noun
        self.is_plural = is_plural
        self.is_definite = is_definite
        self.is_indefinite = is_indefinite
        self.owner = owner

    @property
    def noun_is_known(self) -> bool:
        """Whether the head noun is one of the lists'."""
        return self.noun is not None and self.head in lexicon().nouns


_READ: Final[dict[str, Mention]] = {}


def read_mention(text: str) -> Mention:
    """Read the mention, once; the form is empty where there is nothing to read."""
    found = _READ.get(text)
    if found is None:
        found = keep(_READ, text, _read(text))
    return found


Runs = list[tuple[int, int, NameRun]]  # start and end in the phrase, and the run


class _Phrase:
    """A mention being read: ``body`` is it without determiner, ``masked`` the same with each office as one word."""

    __slots__ = ("body", "determiner", "is_definite", "is_indefinite", "masked", "owner", "wording")

    def __init__(self, wording: str) -> None:
        """The wording, parted from its determiner."""
        first_word, _, after = wording.partition(" ")
        determiner = first_word.lower()
        self.wording = wording
        self.determiner = determiner
        self.owner = determiner if determiner in _POSSESSIVES and after else ""
        self.is_definite = determiner in ("the", "this", "that")
        self.is_indefinite = determiner in _INDEFINITE
        self.body = after if self.owner or (determiner in _DETERMINERS and after) else wording
        self.masked = self.body

    def mask_offices(self) -> None:
        """An office with a preposition inside reads as one word: "secretary_of_state"."""
        low_body = self.body.lower()
        for office in lexicon().offices_of if _offices().find_matches_as_indexes(low_body) else ():
            at = low_body.find(office)
            if at >= 0:
                end = at + len(office)
                at = low_body.rfind(" ", 0, at) + 1  # "Then-national security adviser"
                self.masked = self.masked[:at] + self.masked[at:end].lower().replace(" ", "_") + self.masked[end:]


def _read(text: str) -> Mention:
    wording = _wording(text)
    if not wording:
        return Mention("", "")
    words = lexicon()
    value = words.pronouns.get(wording.lower())
    if value is not None and (wording not in ("US", "Us", "IT") or len(wording) == 1):
        return Mention("pronoun", wording, value=value)
    run = known_runs().get(wording)
    if run is not None and run.kind == "person" and wording not in words.aliases:  # a person's name and nothing else
        return Mention("name", wording, run=run, run_text=run.name, description=run.title.strip(_BESIDE))
    phrase = _Phrase(wording)
    listed = _listed(phrase)
    if listed is not None:
        return listed
    phrase.mask_offices()
    masked = phrase.masked
    runs = _runs(masked)
    named = _name_at_end(phrase, runs) or _name_as_head(phrase, runs) or _name_in_front(phrase, runs)
    if named is not None:
        return named
    if runs and runs[-1][1] == len(masked) and described_thing(masked, *runs[-1]):
        start, _, run = runs[-1]
        return Mention("name", wording, run=run, run_text=run.name, description=masked[:start].strip())
    return _nominal(
        wording, masked, is_definite=phrase.is_definite, is_indefinite=phrase.is_indefinite, owner=phrase.owner
    )


def _wording(text: str) -> str:
    """The mention without marks round it, and with what belongs to its end: a full stop, a bracket.

    *Neither Ruiz nor Kell* speak as *Ruiz and Kell*.
    """
    wording = " ".join(text.split()).strip(_STRIP)
    if wording[:1] in "BbNn" and (pair := _PAIR.fullmatch(wording)):
        wording = f"{pair[1] or pair[2]} and {pair[3]}"
    if "(" in wording:
        dateline = _DATELINE.match(wording)
        if dateline is not None and (dateline.group(1).isupper() or dateline.group(1) in lexicon().places):
            wording = wording[dateline.end() :]
    if not wording:
        return ""
    if text.rstrip(_STRIP_BUT_STOP)[-1:] == "." and _ABBREVIATED.search(wording):
        wording += "."
    wording = wording.removesuffix("'s").removesuffix("’s")
    if wording.count("(") > wording.count(")"):
        wording = _ACRONYM_BESIDE.sub("", wording + ")")
    return wording


def _listed(phrase: _Phrase) -> Mention | None:
    """A name of the lists that is no group of people."""
    words, body = lexicon(), phrase.body
    alias, place = words.aliases.get(body), words.places.get(body)
    if alias is None and place is None:
        return None
    if (alias is not None and alias.kind == "collective") or (place is not None and place.form_kind == "people"):
        return None
    named = NameRun("single" if " " not in body else "thing", body.split(), "", surname_key(body.split()[-1]))
    return Mention("name", phrase.wording, run=named, run_text=body, is_definite=phrase.is_definite)


def _runs(masked: str) -> Runs:
    """The capitalised runs that can be names."""
    runs = [
        (match.start(), match.end(), run)
        for match in run_pattern().finditer(masked)
        if (run := read_run(match.group())).kind
    ]
    if runs and runs[0][0] == 0 and runs[0][1] < len(masked) and opens_phrase(runs[0][2]):
        runs.pop(0)
    if runs and runs[0][2].kind == "single" and masked.startswith("Will ") and " " in masked[: runs[0][1]]:
        start, end, run = runs[0]
        runs[0] = (start, end, NameRun("person", ["Will", *run.tokens], "will", run.last, run.suffix, "m"))
    return runs


def _name_at_end(phrase: _Phrase, runs: Runs) -> Mention | None:
    """The name that closes a phrase about a role, where words stand in between that could part them."""
    closing = closing_name(
        phrase.masked, runs, has_determiner=phrase.body != phrase.wording, is_indefinite=phrase.is_indefinite
    )
    if closing is None:
        return None
    start, end, run = closing
    return Mention(
        "name",
        phrase.wording,
        run=run,
        run_text=run.name,
        description=f"{phrase.body[:start]} {run.title} {phrase.body[end:]}".replace("_", " ").strip(_BESIDE),
        is_definite=phrase.is_definite,
    )


def _name_as_head(phrase: _Phrase, runs: Runs) -> Mention | None:
    """The first run that is what the phrase is about; None where a common noun turns out to be."""
    body, masked = phrase.body, phrase.masked
    for index, (start, end, run) in enumerate(runs):
        if run.kind in ("office", "thing") and not (run.kind == "thing" and start == 0):
            continue
        rest = masked[end:]
        if index == 0 and run.kind in ("thing", "single") and joins_title(masked, runs[:2]):
            continue
        if index + 1 < len(runs) and joins_office(masked, runs[index : index + 2]):
            continue
        is_joined = index > 0 and (
            joins_title(masked, runs[: index + 1]) or joins_office(masked, runs[index - 1 : index + 1])
        )
        if not is_joined and not is_head(masked, start, rest, run, is_indefinite=phrase.is_indefinite):
            continue
        if start == 0 and (run.kind == "thing" or (run.kind == "single" and phrase.determiner == "the")):
            return None
        if run.kind != "person" and (
            group_noun(run) is not None or (start and plain_word(run.tokens[-1]) in lexicon().nouns)
        ):
            return None
        return Mention(
            "name",
            phrase.wording,
            run=run,
            run_text=run.name,
            description=f"{body[:start]} {run.title} {body[end:]}".replace("_", " ").strip(_BESIDE),
            is_plural=run.kind != "thing" and _AND_NAME.match(rest) is not None,
            is_definite=phrase.is_definite,
        )
    return None


def _name_in_front(phrase: _Phrase, runs: Runs) -> Mention | None:
    """A name that opens the phrase and is followed by an addition at most: "Harbor Board in Velm"."""
    if not runs or runs[0][0] != 0 or not ends_name(phrase.masked[runs[0][1] :]):
        return None
    _, end, run = runs[0]
    if group_noun(run) is not None or run.kind == "office":
        return None
    return Mention(
        "name",
        phrase.wording,
        run=run,
        run_text=phrase.masked[:end],
        description=phrase.body[end:].strip(_BESIDE),
        is_plural=run.kind != "thing" and _AND_NAME.match(phrase.masked[end:]) is not None,
        is_definite=phrase.is_definite,
    )


@functools.cache
def _offices() -> AhoCorasick:
    """All offices with a space inside, sought at once: few mentions hold one."""
    return AhoCorasick(lexicon().offices_of)


@functools.cache
def _anonymous_marks() -> AhoCorasick:
    return AhoCorasick(lexicon().anonymous_marks)


def _takes_along(head: str, noun: Noun, word: str, *, is_last: bool) -> bool:
    """Whether the word after a head noun is a verb: "an official raised", "lawmakers began", "reports emerging"."""
    if word.endswith("ed"):
        return bool(noun.kind)
    if word.endswith("ing"):
        return head.endswith("s") and noun.kind in ("collective", "anonymous", "document")
    return is_last and head.endswith("s") and noun.kind in ("collective", "anonymous") and word.isalpha()


def _nominal(
    wording: str, body: str, *, is_definite: bool = False, is_indefinite: bool = False, owner: str = ""
) -> Mention:
    head, noun = head_of(body)
    at = body.lower().find(" " + head) if noun is None and head else -1
    if at > 0:
        shorter = head_of(body[:at])
        is_last = at + 1 + len(head) == len(body)
        if shorter[1] is not None and _takes_along(shorter[0], shorter[1], head, is_last=is_last):
            if is_last:
                wording, body = wording[: at - len(body)], body[:at]
            head, noun = shorter
    is_plural = (
        bool(PLURAL_ENDING.search(head))
        if noun is None
        else noun.kind == "collective" or (noun.kind == "anonymous" and head.endswith(("s", "men", "people")))
    )
    if noun is None and (_SHARE.match(body) or _THOSE.match(wording)):
        noun, is_plural = Noun("collective", "", "", "participant"), True
    if noun is None and head:
        is_phrase = is_definite or is_indefinite or bool(owner) or "'s " in body or "’s " in body
        noun, is_plural = unlisted(head, is_phrase=is_phrase, is_plural=is_plural)
        if not noun.kind and len(head) > 1 and head.isalpha() and body.endswith(head.upper()):
            noun, is_plural = Noun("organization", "", "", "participant"), False  # "the 2007 IPCC"
    if (
        noun is not None
        and noun.kind in ("person", "collective")
        and _anonymous_marks().find_matches_as_indexes(wording.lower())
    ):
        noun = noun._replace(kind="anonymous")
    if noun is None or (noun.kind == "person" and head not in lexicon().nouns and "-" not in head):
        # "Fox stormed": a verb that the mention took along
        match = run_pattern().match(body)
        run = read_run(match.group()) if match else None
        if match and run is not None and run.kind in ("person", "single", "weak") and _VERBAL.search(head):
            rest = body[match.end() :]
            if rest[:1] == " " and " " not in rest[1:]:
                return Mention(
                    "name", wording[: len(wording) - len(rest)], run=run, run_text=run.name, description=run.title
                )
    return Mention(
        "nominal",
        wording,
        head=head,
        noun=noun,
        is_plural=is_plural,
        is_definite=is_definite,
        is_indefinite=is_indefinite,
        owner=owner,
        description=body.replace("_", " "),
    )
