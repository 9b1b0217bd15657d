"""What a sentence is about decides what some of its words tell: an attack, a killing, a release.

Words of force make an attack an assault, words of nature make a killing no act, casualties make a noun of violence an
event, captives make a release a concession, and what players do to each other is a game's.
"""

import re
from typing import Final

from transforms.annotations.acts.lexicon import (
    AS_WRITTEN,
    BASE,
    CAPTIVE,
    CASUALTY,
    FORCE,
    ING,
    NATURE,
    NO_ACT,
    NOUN,
    SPORT,
    Use,
)
from transforms.annotations.acts.standing import names_case

_NEED_A_DOER: Final = ("assault", "threaten")  # storms kill, and threaten, without acting
_PLAYED: Final = ("assault", "mobilize", "threaten")  # which in a game are moves
_OF_VIOLENCE: Final = ("assault", "mobilize")
_BY_WILL: Final = ("threaten to", "threatens to", "threatened to", "threatening to", "warn")  # no storm does
_STORMING: Final = " storm"  # behind another word: a school is stormed by somebody, at the beginning a storm comes
_RELEASING: Final = re.compile(r"(?:\w+ )?(?:releas|free|let )")
_CASUALTY_GAIN: Final = 1.0  # beside the dead a noun of violence tells an event
_CASE_LOSS: Final = 1.5  # "the bombing suspect"
_NAMING: Final = (NOUN, ING, BASE, AS_WRITTEN)  # shapes in which violence can be a noun
_CAPTIVE_GAIN: Final = 1.5  # to release a prisoner gives way, to release a film does not


def in_context(
    use: Use, strength: float, folded: str, span: tuple[int, int], shape: int, contexts: int
) -> tuple[str, float]:
    """The act that a use tells in its sentence, and how strongly; ``NO_ACT`` where it is none."""
    start, end = span
    if not contexts:
        if use.act_id in _OF_VIOLENCE and shape in _NAMING and names_case(folded, end):
            return use.act_id, strength - _CASE_LOSS
        return use.act_id, strength
    if contexts & SPORT and not contexts & CASUALTY and (use.act_id in _PLAYED or use.act_id_with_force in _PLAYED):
        return NO_ACT, 0.0
    act_id = use.act_id_with_force if contexts & FORCE else use.act_id
    if contexts & NATURE and act_id in _NEED_A_DOER and not _is_willed(folded, start):
        return NO_ACT, 0.0
    if act_id == "assault":
        if contexts & CASUALTY:
            strength += _CASUALTY_GAIN
        if shape in _NAMING and names_case(folded, end):
            strength -= _CASE_LOSS
    elif act_id == "mobilize" and shape in _NAMING and names_case(folded, end):
        strength -= _CASE_LOSS
    elif act_id == "concede" and contexts & CAPTIVE and _RELEASING.match(folded, start):
        strength += _CAPTIVE_GAIN
    return act_id, strength


def _is_willed(folded: str, start: int) -> bool:
    return folded.startswith(_BY_WILL, start) or (start > 0 and folded.startswith(_STORMING, start - 1))
