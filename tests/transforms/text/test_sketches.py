from transforms.text.changes import change_share
from transforms.text.sketches import is_version, page_words, sketches

_WORDS = " ".join(f"w{number}" for number in range(400))
_OTHER = " ".join(f"v{number}" for number in range(400))


def test_versions_share_what_other_texts_do_not() -> None:
    whole, cut, grown, half, other, short, none = sketches(
        [_WORDS, _WORDS[:600], f"{_WORDS} {_OTHER}", f"{_WORDS[:900]} {_OTHER[:900]}", _OTHER, "two words", ""]
    )
    assert len(whole) == 128
    assert is_version(whole, whole)
    assert is_version(whole, cut)
    assert is_version(whole, grown)
    assert is_version(whole, half)
    assert not is_version(whole, other)
    assert is_version(whole, None)
    assert (short, none) == (b"", b"")


def test_a_pages_words_are_its_paragraphs() -> None:
    page = "<nav>Home</nav><p class='a'>The <b>barge</b> sank.</p><pre>x</pre><p>It rained.</p>"
    assert page_words(page).split() == ["The", "barge", "sank.", "It", "rained."]


def test_change_is_the_share_of_words_that_differ() -> None:
    assert change_share("The barge sank.", "the barge SANK") == 0.0
    assert change_share("one two", "three four") == 1.0
    assert change_share("one two three four", "one two three five") == 0.25
    assert change_share("", "") == 0.0
