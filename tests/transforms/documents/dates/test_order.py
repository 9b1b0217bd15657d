"""The order of day and month, by region."""

import pytest

from transforms.documents.dates.order import writes_day_first


@pytest.mark.parametrize(
    ("tag", "url", "expected"),
    [
        ("en-GB", None, True),
        ("en_AU", "https://echo.example/a", True),
        ("en-US", "https://www.harlow-echo.co.uk/a", True),
        ("en", "https://www.harlow-echo.co.uk/a", True),
        ("en-US", "https://echo.example/a", None),
        (None, "https://www.harlow-echo.ie/a", True),
        ("en", "https://www.harlow.gov/a", False),
        ("en", "https://echo.example/a", None),
        ("en-CA", "https://echo.example/a", None),
        ("de", None, True),
        ("ja-JP", None, None),
        (None, "http://[broken", None),
    ],
)
def test_the_region_tells(tag: str | None, url: str | None, expected: bool | None) -> None:  # noqa: FBT001
    assert writes_day_first(tag, url) is expected
