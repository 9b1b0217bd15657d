"""The head of a noun phrase, and what kind of source it tells: "officials" of "two officials close to the talks"."""

import re
from typing import Final

from transforms.annotations.speakers.lexicon import Noun, lexicon, plain_word

_CUT: Final = re.compile(
    r",|\s[(–—-]|--|\s(?:who|which|that|whose|whom|where|of|in|at|from|for|with|to|on|by|near|about|against|familiar|close|briefed|"
    r"speaking|working|involved|including|like|such|under|opposed|loyal|outside|inside|during|after|before|between|among|across|"
    r"representing|backing|supporting|calling|because|as|said|told|has|have|had|was|were|is|are|we|he|she|they|traveling|released|"
    r"published|ahead|directly|aware|knowledgeable|conducted|issued|obtained|posted|written|signed|sent|led|based|interviewed|surveyed|polled|quoted|cited|out|now|then|here)\b"
)
_OF: Final = re.compile(r"\s(?:of|in|out of)\s(?:the |those |these |his |her |their |its |our )?")
PLURAL_ENDING: Final = re.compile(r"(?<![sui])s$|(?:men|women|people|police)$")
_HUMAN_ENDING: Final = re.compile(r"(?:er|or|ist|ian|(?<!m)ent|ant|man|woman|person|eur|ee)$")
_HUMAN_PLURAL: Final = re.compile(r"(?:ers|ors|ists|ians|(?<!m)ents|ants|eurs|ees|men|women|people|folk|als)$")
_PLURALS: Final = (("ies", "y"), ("s", ""), ("es", ""), ("men", "man"), ("women", "woman"))
_OFFICE: Final = Noun("person", "", "government", "decision_maker")  # of several words, on no other list
_NOBODY: Final = Noun("", "", "", "")
_AGE: Final = re.compile(r"\d{1,2}-year-old")
_WORD: Final = re.compile(r"[\w’'.&/-]+")


def noun_of(head: str) -> Noun | None:
    """What the lists say of a folded head noun; None where none holds it."""
    nouns = lexicon().nouns
    found = nouns.get(head)
    if found is None and "-" in head:
        found = nouns.get(head.rsplit("-", 1)[1])
    if found is None:
        title = lexicon().titles.get(head)
        if title is not None and title.kind in ("office", "rank", "job"):
            found = Noun("person", title.gender, title.affiliation_class, title.role)
    return found


def head_kind(head: str) -> str:
    """Kind of source that a noun phrase tells, empty if none."""
    noun = head_of(head)[1]
    return noun.kind if noun else ""


def head_of(body: str) -> tuple[str, Noun | None]:
    """The folded head noun of a noun phrase without determiner, and what it says."""
    words = lexicon()
    core = body
    for _ in range(3):  # "one of dozens of the officials": three countings are enough
        cut = _CUT.search(core)
        first = core[: cut.start()] if cut else core
        tokens = _WORD.findall(first)
        if not tokens:
            return "", None
        last = plain_word(tokens[-1]).rstrip(".")
        if not last.strip("_"):
            return "", None  # full stops or blanks alone
        if cut and (last in words.quantity_nouns or last.rstrip("s") in words.quantity_nouns or last[0].isdigit()):
            of = _OF.match(core, cut.start())
            if of and core[of.end() :]:
                inner = core[of.end() :]
                inner_head, inner_noun = head_of(inner) if inner else ("", None)
                if inner_noun is not None:
                    return inner_head, inner_noun
        if last.endswith("'s"):
            last = last[:-2]
        elif last.endswith("'"):
            last = last[:-1]
        if "_" in last:
            last = last.replace("_", " ")
            return last, words.nouns.get(last) or _OFFICE
        if len(tokens) > 1:
            pair = f"{plain_word(tokens[-2])} {last}"
            if pair in words.nouns:
                return pair, words.nouns[pair]
        return last, noun_of(last)
    return "", None


def unlisted(head: str, *, is_phrase: bool, is_plural: bool) -> tuple[Noun, bool]:
    """What a head noun that no list holds can be told to be, and whether it is plural; no kind where it cannot.

    A plural of a listed noun is a group of such; words that end like a person's name for what they do are people
    (a singular one only as a noun phrase: "a smuggler", not "easier"). Of the rest, few are sources at all.
    """
    if is_plural:
        for ending, singular in _PLURALS:
            one = noun_of(head.removesuffix(ending) + singular) if head.endswith(ending) else None
            if one is not None:
                kind = one.kind if one.kind in ("document", "anonymous") else "collective"
                return Noun(kind, "", one.affiliation_class, one.role), True
        if _HUMAN_PLURAL.search(head) and head[:-1] not in lexicon().things:
            return Noun("collective", "", "", "participant"), True
    elif _AGE.search(head) or (is_phrase and _HUMAN_ENDING.search(head) and head not in lexicon().things):
        return Noun("person", "", "", "participant"), False
    return _NOBODY, is_plural
