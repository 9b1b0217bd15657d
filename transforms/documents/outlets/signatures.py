"""Text furniture that names the outlet: "Follow Example Post on ...", "More stories from Example Post".

Only lines at the head and the tail of a text are read, and only with a cue that belongs to a page and not to news: an
outlet that is merely mentioned, cited or credited is no evidence. Copyright lines of agencies and syndication services
count little, because they travel with the copied text.
"""

import collections
import functools
import re
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick

from transforms.documents.outlets.registry import Outlet, Registry, slug
from transforms.resources import read_lines, read_rows
from transforms.text.words import bare_words

_TOP_LINES: Final = 4  # non-blank lines; a page's name stands first, or after "skip to content" and the like
_HEAD_LINES: Final = 30  # non-blank lines; menus above a title are seldom longer in a page dump
_TAIL_LINES: Final = 40  # non-blank lines; author box, related stories, footer
_END_LINES: Final = 8  # non-blank lines; further up, "is a reporter for ..." may be the news itself
_ALL_LINES: Final = 1500  # non-blank lines in which a repeated name is looked for
_MAX_LINE: Final = 250  # characters; furniture is short, and the bound keeps the patterns linear
_MAX_NAME: Final = 60  # characters of a name on a line of its own
_MIN_SCORE: Final = 0.6  # one clear cue is enough, a faint one is not
_MIN_LEAD: Final = 0.1  # over the next best outlet; less is a contradiction, which stays unknown
_SYNDICATED: Final = 0.6  # factor on a copyright line that agencies' copies carry too: alone it stays under the minimum
_COPYRIGHT_RULES: Final = frozenset({"own_copyright", "rights_of", "year_after"})
_BARE_RULES: Final = frozenset({"masthead_line", "repeated_line"})  # no cue but the place: section names look the same
_OPEN_RULES: Final = frozenset({"follow_on", "staff_of_at_start"})  # more words may follow the name in the slot
_STRONG: Final = 0.85  # weight of a cue behind which even a section's name is an outlet's
_UNREGISTERED: Final = 0.7  # least weight of a cue that may name an outlet which the registry does not know
_BULLET: Final = re.compile(r"^(?:[•*·▪►>»|–—-]\s*|\d{1,3}\.\s+)+")
_SLOT: Final = r"(?P<outlet>[^\W_](?:[^\n|]{0,58}?[^\s|])?)"
_GREEDY_SLOT: Final = r"(?P<outlet>[^\W_](?:[^\n|]{0,58}[^\s|])?)"
_ADDRESS_SLOT: Final = r"(?P<address>(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12})"
# a local station by its number or call sign: "ABC 7", "FOX8", "KXYZ-TV", "Channel 4 News"
_STATION: Final = re.compile(
    r"^(?:(?:FOX|ABC|NBC|CBS|CW|Fox|News|Channel|NewsChannel) ?\d{1,2}|[KW][A-Z]{2,3}(?:[- ]?(?:TV|FM|AM|DT))?)"
    r"(?: [A-Z][\w-]*){0,2}$"
)
# a name that says it is one of a news outlet
_MASTHEAD: Final = re.compile(
    r"^(?=.*\b(?:Times|Post|News|Herald|Tribune|Gazette|Journal|Chronicle|Observer|Mail|Press|Telegraph|Courier|Express"
    r"|Examiner|Independent|Sentinel|Register|Bulletin|Standard|Echo|Argus|TV|FM|Radio|Zeitung|Anzeiger|Tageblatt"
    r"|Nachrichten|Rundschau|Magazine|Weekly|Daily)\b)(?:The )?[A-Z0-9][\w&.-]*"
    r"(?: (?:of|and|&|de|la|the|[A-Z0-9][\w&.-]*)){1,4}$"
)


class Signature(NamedTuple):
    """What the furniture names: a registered outlet or a bare name, how sure, and the rules that spoke for it."""

    outlet: Outlet | None
    outlet_id: str
    name: str
    confidence: float
    rules: tuple[str, ...]


class _Rule(NamedTuple):
    name: str
    zone: str
    weight: float
    least: int  # times that the line must stand there
    cues: tuple[str, ...]  # lower case; the line holds one of them
    counts_agencies: bool
    slot: str
    search: re.Pattern[str]


@functools.cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            row["rule"],
            row["zone"],
            float(row["weight"]),
            int(row["least"]),
            tuple(cue for cue in row["cues"].split(";") if cue),
            row["agencies"] == "yes",
            "address" if "{address}" in row["pattern"] else "outlet",
            re.compile(
                row["pattern"]
                .replace("{outlet}", _SLOT)
                .replace("{outlet+}", _GREEDY_SLOT)
                .replace("{address}", _ADDRESS_SLOT),
                re.IGNORECASE,
            ),
        )
        for row in read_rows("outlet_signatures.csv")
    )


@functools.cache
def _section_words() -> frozenset[str]:
    return frozenset(read_lines("outlet_section_words.txt"))


@functools.cache
def _syndicated_names() -> frozenset[str]:
    names: set[str] = set()
    for row in read_rows("agencies.csv"):
        names.update(bare_words(name) for name in (row["agency_name"], *row["aliases"].split(";")))
        names.add(row["outlet_id"])
    return frozenset(names - {""})


def is_syndicated(outlet_id: str) -> bool:
    """Whether others publish the outlet's texts with its copyright line."""
    return outlet_id in _syndicated_names()


def _longest_start(name: str, registry: Registry) -> Outlet | None:
    """The outlet of the longest start of two words or more: "Example Post World" is a part of Example Post."""
    words = name.split()
    for count in range(len(words) - 1, 1, -1):
        outlet = registry.by_name(" ".join(words[:count]).removesuffix("'s").removesuffix("’s"))
        if outlet is not None:
            return outlet
    return None


def _resolve(candidate: str, rule: _Rule, registry: Registry) -> tuple[Outlet | None, str, str] | None:
    if rule.slot == "address":
        outlet = registry.by_address(candidate)
        return (outlet, outlet.outlet_id, outlet.name) if outlet else None
    name = candidate.strip(" .,:;!–—-\t")
    # "our", "us" and the like are no names, though a registry may know an alias that is a common word
    if not any(c.isupper() or c.isdigit() for c in name) and not (rule.name == "home_of" and " " in name):
        return None
    if rule.weight < _STRONG and bare_words(name) in _section_words():
        return None
    outlet = registry.by_name(name)
    if outlet is None and rule.name in _OPEN_RULES:
        outlet = _longest_start(name, registry)
    if outlet is not None:
        is_distinctive = " " in name or (not name.isupper() and any(not c.islower() for c in name[1:]))
        if (rule.name in _BARE_RULES and not is_distinctive) or (outlet.is_agency and not rule.counts_agencies):
            return None
        return outlet, outlet.outlet_id, outlet.name
    if rule.name in _BARE_RULES:
        return None
    if _STATION.match(name) or (rule.weight >= _UNREGISTERED and _MASTHEAD.match(name)):
        return None, slug(name), name
    return None


def _lines(text: str) -> tuple[list[str], int]:
    """The lines that may be furniture, without bullets, and how many there are in all."""
    stripped = (_BULLET.sub("", line.strip()) for line in text.replace("\xa0", " ").split("\n"))
    lines = [line for line in stripped if line]
    return lines, len(lines)


def _in_zone(zone: str, index: int, count: int) -> bool:
    if zone == "top":
        return index < _TOP_LINES
    if zone == "end":
        return index >= count - _END_LINES
    in_head, in_tail = index < _HEAD_LINES, index >= count - _TAIL_LINES
    return in_head if zone == "head" else in_tail if zone == "tail" else in_head or in_tail


@functools.cache
def _cues() -> tuple[AhoCorasick, tuple[tuple[int, ...], ...], tuple[int, ...]]:
    """Finds cues in lower-case lines; the rules of each cue; the rules without one (which read few lines)."""
    by_cue: dict[str, list[int]] = {}
    always = []
    for number, rule in enumerate(_rules()):
        for cue in rule.cues:
            by_cue.setdefault(cue, []).append(number)
        if not rule.cues:
            always.append(number)
    return AhoCorasick(list(by_cue)), tuple(tuple(numbers) for numbers in by_cue.values()), tuple(always)


def _matches(text: str) -> list[tuple[_Rule, str]]:
    """Each rule that matches a line, with what stands in its slot, in the order of the rules and of the lines."""
    lines, count = _lines(text)
    automaton, rules_of, always = _cues()
    rules = _rules()
    indices = dict.fromkeys((*range(min(_HEAD_LINES, count)), *range(max(0, count - _TAIL_LINES), count)))
    found: list[tuple[int, int, str]] = []
    for index in indices:
        line = lines[index]
        if len(line) > _MAX_LINE:
            continue
        cues = {cue for cue, _, _ in automaton.find_matches_as_indexes(f" {line.lower()} ", overlapping=True)}
        for number in {*always, *(number for cue in cues for number in rules_of[cue])}:
            rule = rules[number]
            if rule.least == 1 and _in_zone(rule.zone, index, count):
                match = rule.search.search(line)
                if match is not None:
                    found.append((number, index, match[rule.slot]))
    repeated = collections.Counter(line for line in lines[:_ALL_LINES] if len(line) <= _MAX_NAME)
    for number in always:
        rule = rules[number]
        if rule.least > 1:
            found.extend(
                (number, count, line)
                for line, times in repeated.items()
                if times >= rule.least and rule.search.search(line)
            )
    return [(rules[number], slot) for number, _, slot in sorted(found)]


def find_signature(text: str, *, registry: Registry) -> Signature | None:
    """The outlet that a text's furniture names; None where no cue, a faint one, or contradicting ones stand in it."""
    doubt: dict[str, float] = {}
    rules: dict[str, list[str]] = {}
    named: dict[str, tuple[Outlet | None, str]] = {}
    for rule, slot in _matches(text):
        found = _resolve(slot, rule, registry)
        if found is None:
            continue
        outlet, outlet_id, name = found
        if rule.name in rules.get(outlet_id, ()):
            continue  # a line repeated is not more evidence
        weight = rule.weight
        is_syndicated = outlet_id in _syndicated_names() or bare_words(slot) in _syndicated_names()
        if rule.name in _COPYRIGHT_RULES and is_syndicated:
            weight *= _SYNDICATED
        doubt[outlet_id] = doubt.get(outlet_id, 1.0) * (1.0 - weight)
        rules.setdefault(outlet_id, []).append(rule.name)
        named.setdefault(outlet_id, (outlet, name))
    if not doubt:
        return None
    ranked = sorted((value, outlet_id) for outlet_id, value in doubt.items())
    least, outlet_id = ranked[0]
    score = 1.0 - least
    second = 1.0 - ranked[1][0] if len(ranked) > 1 else 0.0
    if score < _MIN_SCORE or score - second < _MIN_LEAD:
        return None
    outlet, name = named[outlet_id]
    return Signature(outlet, outlet_id, name, round(score, 3), tuple(rules[outlet_id]))
