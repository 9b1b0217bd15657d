import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.sources.decoding import NotTextError, decode_page, normalized

_GERMAN = "<html><body><p>Die Brücke über die Aue bleibt gesperrt, sagte die Bürgermeisterin.</p></body></html>"
_RUSSIAN = "<p>Мост через реку будет закрыт до осени, сообщила администрация города.</p>"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_without_a_hint(codec: str) -> None:
    assert decode_page(_GERMAN.encode(codec)) == _GERMAN


def test_header_names_the_charset() -> None:
    text = decode_page(_RUSSIAN.encode("koi8-r"), declared="KOI8-R")
    assert text == _RUSSIAN


def test_meta_names_the_charset() -> None:
    html = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">' + _RUSSIAN
    text = decode_page(html.encode("cp1251"))
    assert text == html


def test_latin_1_is_read_as_windows() -> None:
    html = "<meta charset='iso-8859-1'><p>“Quoted” – at 5 €</p>"
    assert decode_page(html.encode("cp1252")) == html


def test_valid_utf_8_wins_over_a_wrong_header() -> None:
    assert decode_page(_GERMAN.encode(), declared="iso-8859-1") == _GERMAN


def test_meta_that_claims_utf_16_is_not_believed() -> None:
    html = '<meta charset="utf-16">' + _GERMAN
    assert decode_page(html.encode()) == html


def test_damaged_utf_8_stays_utf_8() -> None:
    text = decode_page(_RUSSIAN.encode() * 2 + b"\xd0")
    assert text == _RUSSIAN * 2 + "\ufffd"


def test_undeclared_bytes_are_detected() -> None:
    assert "Brücke" in decode_page((_GERMAN * 5).encode("latin-1"))
    assert "администрация" in decode_page((_RUSSIAN * 5).encode("cp1251"))


@pytest.mark.parametrize("charset", ["base64", "zlib", "idna", "no-such-charset", "\x00", ""])
def test_a_header_that_names_no_charset_is_passed_over(charset: str) -> None:
    assert decode_page("Brücke".encode("latin-1"), declared=charset) == "Brücke"


@settings(max_examples=100, deadline=5000)
@given(
    st.binary(max_size=400),
    st.sampled_from([None, "utf-8", "utf-16", "latin-1", "gb2312", "nonsense", "idna", "zlib", ""]),
)
def test_any_bytes_decode_or_are_no_text(data: bytes, charset: str | None) -> None:
    try:
        assert isinstance(decode_page(data, declared=charset), str)
    except NotTextError:
        assert data


@pytest.mark.parametrize(
    ("twice", "expected"),
    [
        ("â€œWe canâ€™t pay it,â€\x9d said ZoÃ« Marchetti.", "“We can’t pay it,” said Zoë Marchetti."),
        ("â€œNo,â€ he said.\nâ€œNo.â€", "“No,” he said.\n“No.”"),
        ("Ã‰cole", "École"),
        ("Ð¼Ð¸Ñ€", "мир"),
        ("SÃO PAULO “fine”, naïve café – Ångström", "SÃO PAULO “fine”, naïve café – Ångström"),
        ("Plain text, it’s said.", "Plain text, it’s said."),
    ],
)
def test_what_was_decoded_twice_is_decoded_anew(twice: str, expected: str) -> None:
    assert normalized(twice) == expected
