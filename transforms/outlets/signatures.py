"""Text furniture that names the outlet: "Follow Example Post on ...", "More stories from Example Post".

Only lines at the head and the tail of a text are read, and only with a cue that belongs to a page and not to news: an
outlet that is merely mentioned, cited or credited is no evidence. Copyright lines of agencies and syndication services
count little, because they travel with the copied text.
"""

import functools
import re
from typing import Final, NamedTuple

from transforms.outlets.registry import Outlet, Registry, fold, slug
from transforms.resources import read_rows

_TOP_LINES: Final = 4  # non-blank lines; a page's name stands first, or after "skip to content" and the like
_HEAD_LINES: Final = 30  # non-blank lines; menus above a title are seldom longer in a page dump
_TAIL_LINES: Final = 40  # non-blank lines; author box, related stories, footer
_END_LINES: Final = 8  # non-blank lines; further up, "is a reporter for ..." may be the news itself
_ALL_LINES: Final = 1500  # non-blank lines in which a repeated name is looked for
_MAX_LINE: Final = 250  # characters; furniture is short, and the bound keeps the patterns linear
_MIN_SCORE: Final = 0.6  # one clear cue is enough, a faint one is not
_MIN_LEAD: Final = 0.1  # over the next best outlet; less is a contradiction, which stays unknown
_SYNDICATED: Final = 0.6  # factor on a copyright line that agencies' copies carry too: alone it stays under the minimum
_COPYRIGHT_RULES: Final = frozenset({"own_copyright", "rights_of", "year_after"})
_BARE_RULES: Final = frozenset({"masthead_line", "repeated_line"})  # no cue but the place: section names look the same
_OPEN_RULES: Final = frozenset({"follow_on", "staff_of_at_start"})  # more words may follow the name in the slot
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
    least: int  # matches that are needed
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
def _syndicated_names() -> frozenset[str]:
    names: set[str] = set()
    for row in read_rows("agencies.csv"):
        names.update(fold(name) for name in (row["agency_name"], *row["aliases"].split(";")))
        names.add(row["outlet_id"])
    return frozenset(names - {""})


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


def _zones(text: str) -> dict[str, list[str]]:
    stripped = (_BULLET.sub("", line.strip()) for line in text.replace("\xa0", " ").split("\n"))
    lines = [line for line in stripped if line]
    head, tail = lines[:_HEAD_LINES], lines[max(0, len(lines) - _TAIL_LINES) :]
    zones = {
        "top": lines[:_TOP_LINES],
        "head": head,
        "tail": tail,
        "end": lines[-_END_LINES:],
        "any": list(dict.fromkeys(head + tail)),
        "all": lines[:_ALL_LINES],
    }
    return {zone: [line for line in found if len(line) <= _MAX_LINE] for zone, found in zones.items()}


def find_signature(text: str, *, registry: Registry) -> Signature | None:
    """The outlet that a text's furniture names; None where no cue, a faint one, or contradicting ones stand in it."""
    zones = _zones(text)
    doubt: dict[str, float] = {}
    rules: dict[str, list[str]] = {}
    named: dict[str, tuple[Outlet | None, str]] = {}
    for rule in _rules():
        seen: dict[str, int] = {}
        for line in zones[rule.zone]:
            match = rule.search.search(line)
            if match is None:
                continue
            found = _resolve(match[rule.slot], rule, registry)
            if found is None:
                continue
            outlet, outlet_id, name = found
            seen[outlet_id] = seen.get(outlet_id, 0) + 1
            if seen[outlet_id] != rule.least:
                continue  # not yet enough, or counted: a line repeated is not more evidence
            weight = rule.weight
            if rule.name in _COPYRIGHT_RULES and (
                outlet_id in _syndicated_names() or fold(match["outlet"]) in _syndicated_names()
            ):
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
