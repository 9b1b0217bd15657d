"""What raises a quote's confidence and what lowers it: invented micro-texts, the likelier reading first."""

from collections.abc import Callable
from typing import Any

import pytest

PAIRS: dict[str, tuple[str, str]] = {
    "at_end": ("Ruiz said the bridge is safe.", "Ruiz said the bridge is safe, adding little."),
    "commas": (
        "Ruiz said the bridge and the pier and the lock are old.",
        "Ruiz said the bridge, the pier, the lock are old.",
    ),
    "infinitive": (
        "Ruiz criticized the old county engineers there.",
        "Ruiz came to criticize the old county engineers there.",
    ),
    "after_comma": (
        "The bridge is quite safe, said Ruiz, who built it.",
        "The bridge is quite safe - said Ruiz, who built it.",
    ),
    "words": ('"We checked every one of the bolts twice," Ruiz said.', '"Twice," Ruiz said.'),
    "near": ("Ruiz said the bridge is safe. Ortega said the pier is safe.", "Ruiz said the bridge is safe. It rained."),
    "usual": ("Ruiz said the bridge is quite safe.", "Ruiz quipped the bridge is quite safe."),
    "held": ("Ruiz said the bridge is quite safe.", "Ruiz will say the bridge is quite safe."),
    "beside": ("Ruiz said the bridge is quite safe.", "Ruiz on Monday said the bridge is quite safe."),
    "opens": (
        "Ruiz said the bridge is quite safe.",
        "At the old guild hall Ruiz said the bridge is quite safe.",
    ),
    "ours": ("She said the bridge is quite safe.", "We said the bridge is quite safe."),
    "tensed": ("Ruiz said the bridge would be quite safe.", "Ruiz said the bridge is being quite safe."),
    "address": ("Ruiz said that she cannot close the bridge.", "Ruiz said that we cannot close the bridge."),
    "cut": ("Ruiz blamed the old rusty bolts, the guild heard.", "Ruiz blamed the old rusty bolts before the guild."),
    "direct": ('"The bridge is quite safe," Ruiz said.', 'The bridge is "quite safe," Ruiz said.'),
}


@pytest.mark.parametrize("name", PAIRS)
def test_one_reading_is_likelier(attribute_text: Callable[..., Any], name: str) -> None:
    likelier, other = (attribute_text(text)[0][0] for text in PAIRS[name])
    assert likelier["confidence"] > other["confidence"], (likelier["rule"], other["rule"])
