import pytest

from transforms.pages.titles import TitleCandidates, choose_title, strip_site_suffix

_SITE = {"wexcombe courier", "the wexcombe courier", "wexcombecourier example"}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ferry talks stall | The Wexcombe Courier", "Ferry talks stall"),
        ("Ferry talks stall - Island - Wexcombe Courier", "Ferry talks stall - Island"),
        ("Ferry talks stall – Wexcombe Courier – 17.04.2031", "Ferry talks stall"),
        ("The Wexcombe Courier: ferry talks stall", "The Wexcombe Courier: ferry talks stall"),
        ("Wexcombe Courier | Ferry talks stall", "Ferry talks stall"),
        ("Ferry - and bus - talks stall", "Ferry - and bus - talks stall"),
        ("Let the ferries sail | Opinion", "Let the ferries sail"),
        ("Live | The Wexcombe Courier", "Live | The Wexcombe Courier"),
    ],
)
def test_site_suffix(title: str, expected: str) -> None:
    assert strip_site_suffix(title, site_names=_SITE) == expected


def test_suffix_known_from_the_other_forms() -> None:
    others = {"ferry talks stall at harbour"}
    title = "Ferry talks stall at harbour - Nation | Otherplace.example"
    assert strip_site_suffix(title, site_names=set(), others=others) == "Ferry talks stall at harbour"


def test_sources_that_agree_win() -> None:
    candidates = TitleCandidates(
        h1="Island : Ferry talks stall",
        linked_data="Ferry talks stall at harbour",
        open_graph="Ferry talks stall at harbour | Wexcombe Courier",
        twitter="",
        title_element="What we know about the ferry - Wexcombe Courier",
    )
    assert choose_title(candidates, site_names=_SITE) == "Ferry talks stall at harbour"


def test_the_site_is_no_title() -> None:
    assert choose_title(TitleCandidates("The Wexcombe Courier", "", "", "", ""), site_names=_SITE) is None
