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
    "direct": ('"The bridge is quite safe," Ruiz said.', 'The bridge is "quite safe," Ruiz said.'),
}


@pytest.mark.parametrize("name", PAIRS)
def test_one_reading_is_likelier(attribute_text: Callable[..., Any], name: str) -> None:
    likelier, other = (attribute_text(text)[0][0] for text in PAIRS[name])
    assert likelier["confidence"] > other["confidence"], (likelier["rule"], other["rule"])
