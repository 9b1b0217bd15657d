"""Ids of groups: a group takes the id of the old one with which it shares most members; the rest is a change.

What belongs together is decided without looking back; ids are state. A group that nobody has seen gets an id made of
its first member, so that a warehouse built in one go has the same ids each time.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from transforms.ids import stable_id

_TRIES: Final = (
    4  # ids of one member that are looked up; a group that left its first member behind is rare, two are none
)


class Change(NamedTuple):
    """What happened to an id: created, split_from another, merged_into another, or retired."""

    group_id: str
    change: str
    other_id: str | None
    member_count: int


class Identities(NamedTuple):
    """An id for each group, and what changed, ordered by id."""

    ids: list[str]
    changes: list[Change]


def name_groups(
    groups: Sequence[Sequence[str]], old: Mapping[str, str], *, prefix: str, taken: Collection[str] = ()
) -> Identities:
    """Give each group an id.

    Args:
        groups: Members of each group, the one that names it first; no member stands in two.
        old: Id of the group to which a member belonged before; members that are gone included.
        prefix: Of new ids.
        taken: Ids that other groups have.
    """
    shared: list[Counter[str]] = [Counter(old[member] for member in members if member in old) for members in groups]
    claims = sorted(
        (-count, old_id, members[0], number)
        for number, members in enumerate(groups)
        for old_id, count in shared[number].items()
    )
    claimed: dict[str, int] = {}
    ids: dict[int, str] = {}
    for _, old_id, _, number in claims:
        if number not in ids and old_id not in claimed:
            ids[number], claimed[old_id] = old_id, number
    used = {*old.values(), *taken}
    changes = []
    for number, members in enumerate(groups):
        if number in ids:
            continue
        ids[number] = _new_id(prefix, members[0], used)
        used.add(ids[number])
        origin = min(shared[number], key=lambda old_id: (-shared[number][old_id], old_id), default=None)
        changes.append(Change(ids[number], "created" if origin is None else "split_from", origin, len(members)))
    changes += _gone(groups, ids, old, claimed)
    return Identities([ids[number] for number in range(len(groups))], sorted(changes))


def possible_ids(prefix: str, members: Sequence[str]) -> list[str]:
    """Ids that groups of these members may be given: what others have of them has to be known."""
    return [
        stable_id(prefix, member, *([] if count == 1 else [str(count)]))
        for member in members
        for count in range(1, _TRIES)
    ]


def _new_id(prefix: str, first: str, used: Collection[str]) -> str:
    """An id made of the first member; one that another group bears, or bore, is not given again."""
    made, count = stable_id(prefix, first), 1
    while made in used:
        count += 1
        made = stable_id(prefix, first, str(count))
    return made


def _gone(
    groups: Sequence[Sequence[str]], ids: Mapping[int, str], old: Mapping[str, str], taken: Collection[str]
) -> list[Change]:
    """The old ids that no group took: most of their members are in another group now, or in none."""
    now = {member: ids[number] for number, members in enumerate(groups) for member in members}
    members_of: dict[str, list[str]] = defaultdict(list)
    for member, old_id in old.items():
        if old_id not in taken:
            members_of[old_id].append(member)
    changes = []
    for old_id, members in members_of.items():
        heirs = Counter(now[member] for member in members if member in now)
        heir = min(heirs, key=lambda group: (-heirs[group], group), default=None)
        changes.append(Change(old_id, "retired" if heir is None else "merged_into", heir, len(members)))
    return changes
