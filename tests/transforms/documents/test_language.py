import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.documents.language import article_languages, detect_language, iso_code, language_of

_TEXTS = {
    "en": "The harbour of the old town will stay closed for a month, the council said on Monday.",
    "de": "Der Hafen der alten Stadt bleibt einen Monat lang geschlossen, teilte der Rat am Montag mit.",
    "fr": "Le port de la vieille ville restera fermé pendant un mois, a annoncé le conseil lundi.",
    "es": "El puerto de la ciudad vieja permanecerá cerrado durante un mes, dijo el lunes el consejo.",
    "it": "Il porto della città vecchia resterà chiuso per un mese, ha detto lunedì il consiglio.",
    "pt": "O porto da cidade velha ficará fechado durante um mês, disse o conselho na segunda-feira.",
    "nl": "De haven van de oude stad blijft een maand gesloten, zei de gemeenteraad maandag.",
    "no": "Havnen i gamlebyen holdes stengt i en måned, sa byrådet på mandag til pressen.",
    "pl": "Port w starym mieście pozostanie zamknięty przez miesiąc, poinformowała w poniedziałek rada.",
    "tr": "Belediye meclisi pazartesi günü eski şehrin limanının bir ay kapalı kalacağını açıkladı.",
    "ru": "Порт старого города останется закрытым на месяц, сообщил в понедельник совет.",
    "ar": "قال المجلس يوم الاثنين إن ميناء المدينة القديمة سيبقى مغلقا لمدة شهر.",
    "he": "הנמל של העיר העתיקה יישאר סגור במשך חודש, מסרה המועצה ביום שני.",
    "zh": "市议会周一表示，老城港口将关闭一个月，渔民对此表示不满。",
    "ja": "市議会は月曜日、旧市街の港を一か月間閉鎖すると発表した。",
    "ko": "시의회는 월요일 구시가지 항구를 한 달 동안 폐쇄한다고 밝혔다.",
}


@pytest.mark.parametrize("language", list(_TEXTS))
def test_sentence_of_each_language_is_recognised(language: str) -> None:
    assert language_of(_TEXTS[language]) == language


@pytest.mark.parametrize(
    "text", [None, "", "  ", "OK", "Ada Holm", "12:45 3:0 99 %", "https://lamp.example/harbour/closed"]
)
def test_too_little_text_gives_null(text: str | None) -> None:
    assert language_of(text) is None


def test_series_keeps_its_name_and_length() -> None:
    found = detect_language(pl.Series("text", [_TEXTS["de"], None, "OK"]))
    assert (found.name, found.to_list()) == ("text", ["de", None, None])
    assert found.dtype == pl.String


def test_given_wins_then_the_text_then_the_page() -> None:
    found = article_languages(
        pl.Series([_TEXTS["de"], _TEXTS["de"], "OK", "OK"]),
        given=pl.Series(["fr-CA", None, None, None], dtype=pl.String),
        declared=pl.Series(["en", "en", "en_GB", None], dtype=pl.String),
    )
    assert found.to_list() == ["fr", "de", "en", None]


def test_menu_in_another_language_does_not_decide() -> None:
    menu = (
        "Skip to content\nCookie settings\nSign in to your account\nSubscribe to our newsletter\nRead more stories\n"
        * 3
    )
    assert language_of(menu + (_TEXTS["de"] + "\n") * 30) == "de"


def test_control_characters_do_not_stop_detection() -> None:
    assert language_of("\x00\x07 " + _TEXTS["en"] + "\ud800\ufffe") == "en"


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en-US", "en"), ("PT_br", "pt"), ("nb", "no"), ("iw", "he"), ("english", None), ("", None), (None, None)],
)
def test_tags_become_codes(tag: str | None, code: str | None) -> None:
    assert iso_code(tag) == code


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_a_code_or_null(text: str) -> None:
    found = language_of(text)
    assert found is None or (len(found) == 2 and found.islower())
