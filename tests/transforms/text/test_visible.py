from hypothesis import given
from hypothesis import strategies as st

from transforms.text.visible import is_as_seen, visible, visible_text

_MIXED = st.text(alphabet="ae n\u0301\u0308\u00ad\u200b\u2011\ufeffé\n", max_size=40)


def test_characters_that_do_not_show_go_and_offsets_stay_true() -> None:
    stored = "\ufeffThe se\u00adpa\u200bra\u00adtists\u200e of Cafe\u0301 Co\u2011op"
    shown = visible(stored)
    assert shown.text == "The separatists of Café Co-op"
    start = shown.text.index("separatists")
    stretch = stored[shown.stored_start(start) : shown.stored_end(start + len("separatists"))]
    assert stretch == "se\u00adpa\u200bra\u00adtists"
    start = shown.text.index("Café")
    assert stored[shown.stored_start(start) : shown.stored_end(start + 4)] == "Cafe\u0301"


@given(_MIXED)
def test_any_stretch_leads_back_to_itself(stored: str) -> None:
    shown = visible(stored)
    assert shown.text == visible_text(stored)
    assert visible_text(shown.text) == shown.text
    assert len(shown.starts) == len(shown.text) + 1
    assert len(shown.ends) == len(shown.text)
    for offset, char in enumerate(shown.text):
        start, end = shown.stored_start(offset), shown.stored_end(offset + 1)
        assert char in visible_text(stored[start:end])
        if shown.starts[offset] != shown.starts[max(0, offset - 1)] or offset == 0:
            assert shown.seen(start) == offset


def test_most_texts_are_as_they_are_seen() -> None:
    assert is_as_seen("It’s a “café”, co-operative – said he…")
    assert not is_as_seen("co\u2010operative")
