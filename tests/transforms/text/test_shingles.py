"""Words and their checksums, against the plain way to get them."""

import zlib

from hypothesis import given
from hypothesis import strategies as st

from transforms.text.shingles import GroupWords, groups


@given(st.lists(st.text(alphabet="ab cé’…中\n-_9", max_size=200), min_size=1, max_size=4))
def test_checksums_are_crc_32_of_the_words(texts: list[str]) -> None:
    (group,) = groups(texts)
    words = GroupWords(group)
    spelled = [text.split() for text in group]
    assert words.checksums().tolist() == [zlib.crc32(word) for text in spelled for word in text]
    assert list(words.joined()) == [b" ".join(text) for text in spelled]


def test_a_long_word_has_its_checksum_too() -> None:
    (group,) = groups(["tram " + "x" * 1000 + " tram"])
    first, long, last = GroupWords(group).checksums().tolist()
    assert first == last == zlib.crc32(b"tram")
    assert long == zlib.crc32(b"x" * 1000)


def test_shingles_keep_to_their_text() -> None:
    one, two, none = GroupWords([b"a b c d e", b"a b c d", b"a b c"]).shingles()
    assert one.size == 2
    assert two.tolist()[0] in one.tolist()
    assert none.size == 0


def test_marks_and_case_part_and_fold_words() -> None:
    (group,) = groups(["Élan—tram’s “END”"])
    assert group[0].split() == ["élan".encode(), b"tram", b"s", b"end"]
