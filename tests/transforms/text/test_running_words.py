"""Words of texts as columns: where they stand, and that like words have like hashes."""

from hypothesis import given
from hypothesis import strategies as st

from transforms.text.folding import IN_WORD, fold_narrow
from transforms.text.running_words import RunningWords


def _spelled(words: RunningWords) -> list[tuple[int, bytes]]:
    return [
        (int(text), words.padded[start:end])
        for text, start, end in zip(words.texts, words.starts, words.ends, strict=True)
    ]


def test_words_know_their_text_and_place() -> None:
    words = RunningWords(["Tram to Élan", "", "No-tram's"])
    assert _spelled(words) == [
        (0, b"tram"),
        (0, b"to"),
        (0, "élan".encode("latin-1")),
        (2, b"no"),
        (2, b"tram"),
        (2, b"s"),
    ]
    assert words.bounds.tolist() == [1, 15, 17, 28]


def test_nothing_has_no_words() -> None:
    assert _spelled(RunningWords([])) == []
    assert _spelled(RunningWords(["", "…"])) == []


@given(st.lists(st.text(alphabet="ab .-’\n\U0001f600é"), max_size=5))
def test_like_words_and_only_they_have_like_hashes(texts: list[str]) -> None:
    words = RunningWords(texts)
    spelled = [word for _, word in _spelled(words)]
    assert (
        len(set(zip(spelled, words.hashes.tolist(), strict=True)))
        == len(set(spelled))
        == len(set(words.hashes.tolist()))
    )
    assert all(IN_WORD[list(word)].all() for word in spelled)
    assert words.padded == b" " + b"".join(fold_narrow(f"{text}\x00\n") for text in texts) + b" "


def test_words_beyond_the_part_that_is_hashed_at_a_time() -> None:
    words = RunningWords(["tram " * 60_000, "x" * 300_000 + " tram", "tram"])
    hashes = words.hashes.tolist()
    assert len(set(hashes[:60_000])) == 1
    assert hashes[60_000] not in hashes[:60_000]
    assert hashes[60_001:] == hashes[:2]


def test_what_stands_between_words_is_told() -> None:
    words = RunningWords(["a b, c, d", "e f - g - h" + "." * 20 + "i"])
    one, comma, same_comma = words.gaps[1:4].tolist()
    assert (one, comma) == (1, same_comma)
    assert comma != 1
    assert words.gaps[6] == words.gaps[7] != 1
    assert words.gaps[8] == 0


def test_the_letters_as_they_were_given() -> None:
    words = RunningWords(["Ann met “Élan", "—Rok"])
    assert words.after_blank.tolist() == [False, True, False, False]
    assert words.is_capital.tolist() == [True, False, True, True]


def test_long_words_are_told_apart_by_their_ends() -> None:
    long = "y" * 100
    words = RunningWords([f"{long} {long}z {long} {'y' * 99}x"])
    first, second, third, last = words.hashes.tolist()
    assert first == third
    assert len({first, second, last}) == 3
