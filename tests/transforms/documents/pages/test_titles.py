import pytest
from lxml.html import document_fromstring

from transforms.documents.pages.metadata import read_metadata
from transforms.documents.pages.titles import TitleCandidates, choose_title, slug_words, strip_site_suffix
from transforms.text.words import bare_words

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
        visible="Island : Ferry talks stall",
        linked_data="Ferry talks stall at harbour",
        open_graph="Ferry talks stall at harbour | Wexcombe Courier",
        twitter="",
        title_element="What we know about the ferry - Wexcombe Courier",
    )
    assert choose_title(candidates, site_names=_SITE) == "Ferry talks stall at harbour"


def test_the_site_is_no_title() -> None:
    assert choose_title(TitleCandidates("The Wexcombe Courier", "", "", "", ""), site_names=_SITE) is None


def test_what_readers_see_beats_one_other_wording() -> None:
    candidates = TitleCandidates(
        visible="Ferries stay in port",
        linked_data="Ferry strike 2031: all you need to know",
        open_graph="Why your ferry is late",
        twitter="Why your ferry is late",
        title_element="Ferry strike 2031: all you need to know | Wexcombe Courier",
    )
    assert choose_title(candidates, site_names=_SITE) == "Ferries stay in port"


def test_address_decides_between_two_wordings() -> None:
    shared, given = "Fähren bleiben in Wexcombe im Hafen", "Streik trifft die Inselbewohner hart"
    candidates = TitleCandidates(given, given, shared, shared, shared)
    url = "https://wexcombe.example/insel/faehren-bleiben-in-wexcombe-im-hafen-4711.html"
    assert choose_title(candidates, site_names=_SITE) == given
    assert choose_title(candidates, site_names=_SITE, slug=slug_words(url), is_second_rank=True) == shared


@pytest.mark.parametrize(
    ("url", "count"),
    [
        ("https://wexcombe.example/2031/04/ferry-talks-stall-again-at-harbour/", 6),
        ("https://wexcombe.example/a/ferry-talks", 0),
        ("https://wexcombe.example/f%C3%A4hre-bleibt-heute-liegen", 4),
        ("http://[wexcombe/ferry-talks-stall-again", 0),
        (None, 0),
    ],
)
def test_words_of_the_address(url: str | None, count: int) -> None:
    assert len(slug_words(url)) == count


@pytest.mark.parametrize(
    ("shared", "expected"),
    [
        ("The harbour waits for a deal", "The harbour waits for a deal"),
        ("No ferries since May: the harbour waits for a deal", "the harbour waits for a deal"),
        ("Strike on the island: the harbour waits for a deal", "Strike on the island: the harbour waits for a deal"),
    ],
)
def test_marked_kicker(shared: str, expected: str) -> None:
    candidates = TitleCandidates("Strike on the island the harbour waits for a deal", "", shared, "", shared)
    title = choose_title(candidates, site_names=_SITE, behind_kicker="the harbour waits for a deal")
    assert title is not None
    assert bare_words(title) == bare_words(expected)
    assert (":" in title) == (":" in expected)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Fergene blir liggende – WKX Nyheter", "Fergene blir liggende"),
        ("Fergene blir liggende | Nyheter", "Fergene blir liggende"),
        ("Les ferries restent au port | Société | WKX", "Les ferries restent au port"),
        ("渡船仍然停在港口谈判继续进行--时政--河口网", "渡船仍然停在港口谈判继续进行"),
        ("渡船仍然停在港口_河口新闻", "渡船仍然停在港口"),
        ("港での交渉は続く：ニュース", "港での交渉は続く"),
        ("河口の市長が語る：港での交渉と新聞", "河口の市長が語る：港での交渉と新聞"),
        ("페리는 항구에 머문다 - 강변일보", "페리는 항구에 머문다"),
        ("市長：渡船會繼續停在港口", "市長：渡船會繼續停在港口"),
        ("Ferries stay put – what the WKX deal says", "Ferries stay put – what the WKX deal says"),
    ],
)
def test_suffixes_in_other_languages(title: str, expected: str) -> None:
    assert strip_site_suffix(title, site_names={"wkx", "wkx example"}) == expected


def test_label_in_front() -> None:
    title = strip_site_suffix("Opinion | Let the ferries sail", site_names=_SITE, others={"let the ferries sail"})
    assert title == "Let the ferries sail"
    assert strip_site_suffix("Opinion | Let the ferries sail", site_names=_SITE).startswith("Opinion")


@pytest.mark.parametrize("label", ["Local", "LOCAL NEWS", "Politics", "World", "Metro"])
def test_cuts_a_section_in_front(label: str) -> None:
    assert strip_site_suffix(f"{label} | Let the ferries sail", site_names=()) == "Let the ferries sail"


@pytest.mark.parametrize("mark", ["»", "›", ">>", "//", "•", "·"])
def test_cuts_a_section_in_front_of_other_marks(mark: str) -> None:
    assert strip_site_suffix(f"Sport {mark} Let the ferries race", site_names=()) == "Let the ferries race"
    assert strip_site_suffix(f"Ruiz {mark} Let the ferries race", site_names=()).startswith("Ruiz")


def test_full_width_bar() -> None:
    assert strip_site_suffix("港で交渉が続く｜ウェクスコム新報", site_names={"ウェクスコム新報"}) == "港で交渉が続く"


def test_headline_that_is_escaped_twice() -> None:
    head = '<meta property="og:title" content="Ferries &amp;quot;stay put&amp;quot; &amp; wait">'
    tree = document_fromstring(f"<html><head>{head}</head><body><p>x</p></body></html>")
    assert read_metadata(tree, url=None).title == 'Ferries "stay put" & wait'
