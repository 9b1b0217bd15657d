"""Whether a name in a noun phrase is what the phrase is about, or stands beside something else."""

import functools
import re
from typing import Final

from transforms.annotations.speakers.heads import head_kind, noun_of
from transforms.annotations.speakers.lexicon import Noun, lexicon, plain_word
from transforms.annotations.speakers.names import NameRun

_OWNING: Final = ("'s", "’s", "s'", "s’")
# of a person's, not of a place's: "the government of President Fox"
PERSONAL: Final = frozenset({"office", "government", "administration", "campaign", "cabinet", "team", "staff"})
_NOT_GOVERNING: Final = frozenset({"the", "a", "an", "his", "her", "their", "its", "and", "or", "as", "than"})
_ADDED: Final = re.compile(r"\s(?:(?:of|in|and|who|which|that|at|from|for|on|magazine|newspaper|news)\b|[(–—-])")
_AND_COMMON: Final = re.compile(r",? (?:and|or) [a-z]")  # "Federal and state officials"
# after the name that is the head: an added phrase, or a verb that the mention took along
_AFTER_HEAD: Final = re.compile(
    r" (?:of|in|who|and|from|at|for|on|is|was|has|had|himself|herself|itself|said|says|told|wrote|went|took|made|put|"
    r"came|gave|held|sought|spoke|won|would|will|could|may|might|can|did|does|when|as|to|with|also|[a-z]+ed)\b"
)
_ADVERB: Final = re.compile(r"(?:[bv]i|[^l]al|[ei]d|ing|ous|[ai]ve|[ae]nt|ate|ful|ess|ib|ab)ly$")
_ORDINAL: Final = re.compile(r"\d+(?:st|nd|rd|th)")  # "1st Lt. Ann Fox"
_WORD: Final = re.compile(r"[\w’'.&/-]+")
_GOES_ON: Final = re.compile(r" [a-z_\d]")
_GOES_ON_SMALL: Final = re.compile(r" [a-z]")
_JOINED: Final = re.compile(r",?\s(?:and|or)\b")


def joins_title(body: str, runs: list[tuple[int, int, NameRun]]) -> bool:
    """Whether a small word joins an institution's name before a title: "Northmark Ways and Means Chairman Ann Fox"."""
    if len(runs) != 2 or runs[0][0] or runs[1][2].kind != "person" or not runs[1][2].title:
        return False
    joint = body[runs[0][1] : runs[1][0]]
    is_institution = plain_word(runs[0][2].tokens[-1]) in lexicon().organization_words
    if joint in (" and ", " & "):
        return is_institution or runs[0][2].kind == "thing"
    # "Bank of Northmark President Ann Fox", but "Office of Gov. Ann Fox"
    is_personal = plain_word(runs[0][2].tokens[-1]) in PERSONAL
    return joint in (" of ", " for ", " on ") and is_institution and not is_personal and " " in runs[1][2].title


def joins_office(body: str, runs: list[tuple[int, int, NameRun]]) -> bool:
    """Whether "and" joins two offices of one person: "former Velm Gov. and Party Chairman Ann Fox"."""
    (_, end, office), (start, _, run) = runs
    joint = body[end:start]
    if plain_word(office.tokens[-1]).rstrip(".") not in lexicon().titles or run.kind != "person":
        return False
    return (joint == " and " and bool(run.title)) or (joint.startswith(" and ") and "_" in joint)


def described_thing(body: str, start: int, end: int, run: NameRun) -> bool:
    """Whether a phrase is an institution's name behind adjectives: "so-called Northmark Front"."""
    if run.kind != "thing" or not start or body[start - 1] != " " or " " not in body[start:end]:
        return False
    noun = noun_of(plain_word(run.tokens[-1]).rstrip("."))
    if noun is not None and noun.kind not in ("organization", "document"):
        return False  # "an uncommitted Northmark Republican"
    words = lexicon()
    excluded = words.prepositions | words.lower_adjectives  # "the former Northmark Guard" is a person
    return all(
        word.islower() and word.replace("-", "").isalpha() and word not in excluded and noun_of(word) is None
        for word in body[:start].split()
    )


def opens_phrase(run: NameRun) -> bool:
    """Whether a word has its capital only from standing first: "Tens of thousands", "Heavily armed officers"."""
    return run.kind == "single" and (run.last in lexicon().quantity_nouns or _ADVERB.search(run.last) is not None)


@functools.cache
def _governing() -> re.Pattern[str]:
    """A preposition before the name: the name is not the head."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(lexicon().prepositions - _NOT_GOVERNING))})(?![\w-])")


def group_noun(run: NameRun) -> Noun | None:
    """The noun that a capitalised run ends in ("the Kentucky Republican", "House Democrats"), if it is one."""
    last = plain_word(run.tokens[-1]).strip(".")
    noun = lexicon().nouns.get(last)
    if noun is None or run.kind == "person" or " ".join(run.tokens) in lexicon().aliases:
        return None
    if noun.kind in ("organization", "document") and (run.kind != "single" or noun.kind == "organization"):
        return None
    return noun


def ends_name(rest: str) -> bool:
    """Whether a name at the start of a mention ends its head: nothing, a mark or an added phrase follows."""
    if rest.startswith(("'", "’")):
        return False
    return not rest or not rest[0].isspace() or _ADDED.match(rest) is not None


def is_head(body: str, start: int, rest: str, run: NameRun, *, is_indefinite: bool) -> bool:
    """Whether the name at ``start`` is what the noun phrase is about."""
    if rest.startswith(("'", "’")) and rest[1:2] in ("s", " ", ""):
        return False
    if rest[:1] == " " and _GOES_ON.match(rest) and not _AFTER_HEAD.match(rest):
        return False
    if start == 0:
        return run.kind != "single" or not _AND_COMMON.match(rest)
    before = body[:start].rstrip()
    if before.endswith(","):
        if run.kind not in ("person", "weak", "single") or " ".join(run.tokens) in lexicon().places:
            return False
        if run.kind == "single" and run.tokens[0] in lexicon().aliases:
            return False
        head = body[:start].split(",", 1)[0]
        return head_kind(head) in ("person", "anonymous") and not _JOINED.match(rest)
    last_word = _WORD.findall(before)[-1:] or [""]
    word = last_word[0].lower()
    if word in lexicon().prepositions or not (
        last_word[0][:1].islower() or last_word[0].endswith(_OWNING) or _ORDINAL.fullmatch(last_word[0])
    ):
        return False
    if last_word[0].endswith(_OWNING):
        return run.kind == "person" and bool(run.first) and not _GOES_ON_SMALL.match(rest)
    governed = _governing().search(before)
    if governed and (is_indefinite or not noun_of(word.replace("_", " ")) or run.kind == "single"):
        return False
    return not (governed and "," not in before)
