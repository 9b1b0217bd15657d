"""Posts of social media inside articles, each an invented micro-text."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    "post",
    [
        "It stood longer than his last budget pic.example.com — Vera Stone (@verastone) March 10, 2025",
        '"It stood longer than his last budget." — Vera Stone (@verastone) March 10, 2025',
        "It stood longer, Pike said, than his last budget. https://t.co/xyz\n— Vera Stone (@verastone) March 10, 2025",
        "It stood longer than his last budget -- Vera Stone (@vera.stone), 10 March 2025",
    ],
)
def test_the_words_are_those_of_the_account(attribute_text: Callable[..., Any], post: str) -> None:
    quotes, pieces = attribute_text(f"The mayor was mocked, critics said.\n{post}\nPike said that the base was small.")
    assert [quote["speaker_text"] for quote in quotes] == ["critics", "Vera Stone", "Pike"]
    assert quotes[1]["kind"] == "direct"
    assert quotes[1]["text"].startswith("It stood longer")
    assert "http" not in pieces[1]["text"]
    assert "@" not in pieces[1]["text"]


def test_accounts_of_reporters_are_no_posts(attribute_text: Callable[..., Any]) -> None:
    text = "Follow Ann Fox (@annfox) on the harbour.\nAnn Fox (@annfox) is a reporter — and a sailor (@sailor)."
    assert attribute_text(text) == ([], [])
