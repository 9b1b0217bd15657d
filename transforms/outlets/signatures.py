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

_HEAD_LINES: Final = 30  # non-blank lines; menus above a title are seldom longer in a page dump
_TAIL_LINES: Final = 40  # non-blank lines; author box, related stories, footer
_MAX_LINE: Final = 250  # characters; furniture is short, and the bound keeps the patterns linear
_MIN_SCORE: Final = 0.6  # one clear cue is enough, a faint one is not
_MIN_LEAD: Final = 0.1  # over the next best outlet; less is a contradiction, which stays unknown
_SYNDICATED: Final = (
    0.6  # factor on a copyright line that agencies' copies carry too: alone it must not reach the minimum
)
_COPYRIGHT_RULES: Final = frozenset({"own_copyright", "rights_of", "year_after"})
_UNREGISTERED: Final = 0.75  # least weight of a cue that may name an outlet which the registry does not know
_SLOT: Final = r"(?P<outlet>[^\W_](?:[^\n|]{0,58}?[^\s|])?)"
# a local station by its number or call sign: "ABC 7", "FOX8", "KXYZ-TV", "Channel 4 News"
_STATION: Final = re.compile(
    r"^(?:(?:FOX|ABC|NBC|CBS|CW|Fox|News|Channel|NewsChannel) ?\d{1,2}|[KW][A-Z]{2,3}(?:[- ]?(?:TV|FM|AM|DT))?)"
    r"(?: [A-Z][\w-]*){0,2}$"
)
# a name that says it is one of a news outlet
_MASTHEAD: Final = re.compile(
    r"^(?=.*\b(?:Times|Post|News|Herald|Tribune|Gazette|Journal|Chronicle|Observer|Mail|Press|Telegraph|Courier|Express"
    r"|Examiner|Independent|Sentinel|Register|Bulletin|Standard|Echo|Argus|TV|FM|Radio|Zeitung|Anzeiger|Tageblatt"
    r"|Nachrichten|Rundschau|Magazine|Weekly|Daily)\b)(?:The )?[A-Z0-9][\w&'’.-]*"
    r"(?: (?:of|and|&|de|la|the|[A-Z0-9][\w&'’.-]*)){0,4}$"
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
    search: re.Pattern[str]


@functools.cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            row["rule"],
            row["zone"],
            float(row["weight"]),
            re.compile(row["pattern"].replace("{outlet}", _SLOT), re.IGNORECASE),
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


def _resolve(candidate: str, weight: float, registry: Registry) -> tuple[Outlet | None, str, str] | None:
    name = candidate.strip(" .,:;!–—-\t")
    if not name or not (name[0].isupper() or name[0].isdigit() or name[0] == "t"):
        return None
    outlet = registry.by_name(name)
    if outlet is not None:
        # "our", "us" and the like are no names, though a registry may know an alias that is a common word
        return (
            (outlet, outlet.outlet_id, outlet.name) if name[0].isupper() or " " in name or name[0].isdigit() else None
        )
    if _STATION.match(name) or (weight >= _UNREGISTERED and _MASTHEAD.match(name)):
        return None, slug(name), name
    return None


def find_signature(text: str, *, registry: Registry) -> Signature | None:
    """The outlet that a text's furniture names; None where no cue, a faint one, or contradicting ones stand in it."""
    lines = [line.strip() for line in text.split("\n")]
    lines = [line for line in lines if line]
    head = lines[:_HEAD_LINES]
    tail = lines[max(0, len(lines) - _TAIL_LINES) :]
    zones = {"head": head, "tail": tail, "any": list(dict.fromkeys(head + tail))}
    zones = {zone: [line for line in found if len(line) <= _MAX_LINE] for zone, found in zones.items()}
    doubt: dict[str, float] = {}
    rules: dict[str, list[str]] = {}
    named: dict[str, tuple[Outlet | None, str]] = {}
    for rule in _rules():
        for line in zones[rule.zone]:
            match = rule.search.search(line)
            if match is None:
                continue
            found = _resolve(match["outlet"], rule.weight, registry)
            if found is None:
                continue
            outlet, outlet_id, name = found
            if rule.name in rules.get(outlet_id, ()):
                continue  # a line repeated is not more evidence
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
