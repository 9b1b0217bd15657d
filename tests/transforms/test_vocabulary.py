import re
from typing import Final

import pytest

from transforms import vocabulary
from transforms.annotations.acts import reading
from transforms.documents.dates.moments import _PRECISIONS
from transforms.documents.outlets.identify import _CONFIDENCE
from transforms.resources import read_rows, read_toml

_LISTED: Final = [  # file, column, closed list
    ("cues.csv", "cue_class", vocabulary.CUE_CLASSES),
    ("cue_nouns.csv", "cue_class", vocabulary.CUE_CLASSES),
    ("labels.csv", "register", vocabulary.REGISTERS),
    ("speaker_aliases.csv", "kind", vocabulary.SPEAKER_KINDS),
    ("speaker_aliases.csv", "affiliation_class", vocabulary.AFFILIATION_CLASSES),
    ("speaker_aliases.csv", "alias_kind", vocabulary.ALIAS_KINDS),
    ("speaker_nouns.csv", "kind", vocabulary.SPEAKER_KINDS),
    ("speaker_nouns.csv", "affiliation_class", vocabulary.AFFILIATION_CLASSES),
    ("speaker_nouns.csv", "role", vocabulary.SPEAKER_ROLES),
    ("speaker_nouns.csv", "gender", vocabulary.GENDERS),
    ("speaker_titles.csv", "affiliation_class", vocabulary.AFFILIATION_CLASSES),
    ("speaker_titles.csv", "role", vocabulary.SPEAKER_ROLES),
    ("speaker_titles.csv", "gender", vocabulary.GENDERS),
    ("acts_terms.csv", "act_id", (*vocabulary.ACT_IDS, "none")),
]


@pytest.mark.parametrize(("file", "column", "allowed"), _LISTED, ids=lambda value: str(value)[:20])
def test_lists_hold_no_value_outside(file: str, column: str, allowed: tuple[str, ...]) -> None:
    values = {row[column] for row in read_rows(file)} - {""}
    assert values <= set(allowed), f"{file}: add the value to transforms/vocabulary.py or mend the row"


@pytest.mark.parametrize("name", [name for name in vars(vocabulary) if name.isupper()])
def test_every_list_holds_each_value_once(name: str) -> None:
    values = list(getattr(vocabulary, name))
    assert values
    assert len(set(values)) == len(values)


def test_parts_of_a_list_are_parts() -> None:
    assert set(vocabulary.BODY_ROLES) < set(vocabulary.SENTENCE_ROLES) < set(vocabulary.KEPT_ROLES)
    assert set(vocabulary.QUOTED_VOICES) == set(vocabulary.VOICES) - {"outlet"}
    assert set(vocabulary.PAGE_REASONS) < set(vocabulary.REJECT_REASONS)


def test_rules_of_acts_are_those_that_their_module_explains() -> None:
    explained = re.findall(r"^(\w+) {2,}\S", reading.__doc__ or "", re.MULTILINE)
    assert {*explained, "asked", "claimed", "contradicted"} == set(vocabulary.ACT_RULES)


def test_rules_give_values_of_the_lists() -> None:
    assert set(_PRECISIONS.values()) < set(vocabulary.DATE_PRECISIONS)
    assert set(_CONFIDENCE) | {"signature", "none"} == set(vocabulary.OUTLET_METHODS)


def test_lists_of_furniture_name_roles() -> None:
    hints = {"site", "figure"}  # point at a line and give it no role
    assert set(read_toml("furniture.toml")) - hints <= set(vocabulary.BLOCK_ROLES)
    assert {rule["role"] for rule in read_toml("pages_lines.toml")["rules"]} <= set(vocabulary.BLOCK_ROLES)
