import re

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.documents.outlets import extended_registry, identify_outlets, outlet_rows, slug
from transforms.documents.outlets.domains import lookup_keys, registrable_domain, split_address
from transforms.documents.outlets.signatures import find_signature
from transforms.resources import read_rows

_BODY = "The harbour council of Westmere met on Monday.\n\nIt will meet again in a week.\n\n"
_INVENTED = pl.DataFrame(
    {
        "name": ["The Westmere Courier", "Porto Claro Hoje", "Harbour Wire"],
        "domain": ["westmerecourier.example", "portoclaro.example", "harbourwire.example"],
        "aliases": ["twc; Courier of Westmere", "", ""],
        "country": ["GB", "PT", "GB"],
        "language": ["en", "pt", "en"],
        "medium": ["newspaper", "online", "agency"],
        "is_agency": ["false", "false", "true"],
    }
)
_REGISTRY = extended_registry(_INVENTED)


def _identify(**columns: str | None) -> dict[str, object]:
    frame = pl.DataFrame({"article_id": ["a1"]} | {name: [value] for name, value in columns.items()})
    return identify_outlets(frame, registry=_REGISTRY).row(0, named=True)


def test_registry_is_large_and_each_key_names_one_outlet() -> None:
    rows = read_rows("outlets.csv")
    ids = [row["outlet_id"] for row in rows]
    domains = [domain for row in rows for domain in row["domains"].split()]
    aliases = [row["alias"] for row in read_rows("outlet_aliases.csv")]
    assert len(rows) >= 800
    assert ids == sorted(set(ids))
    assert len(domains) == len(set(domains))
    assert aliases == sorted(set(aliases))
    assert {row["outlet_id"] for row in read_rows("outlet_aliases.csv")} <= set(ids)
    assert len({row["name"] for row in rows}) == len(rows)


def test_registry_values_are_of_the_closed_lists() -> None:
    for row in read_rows("outlets.csv"):
        assert (
            re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["outlet_id"], flags=re.IGNORECASE) or not row["name"].isascii()
        )
        assert re.fullmatch(r"[A-Z]{2}", row["country"]), row
        assert re.fullmatch(r"[a-z]{2}", row["language"]), row
        assert row["medium"] in {"newspaper", "broadcaster", "agency", "online", "magazine", "radio", "tv"}, row
        assert row["is_agency"] == ("true" if row["medium"] == "agency" else "false"), row
        for domain in row["domains"].split():
            assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[a-z0-9-]+)?", domain), row


def test_agencies_point_to_registered_outlets() -> None:
    known = {row["outlet_id"] for row in read_rows("outlets.csv")}
    rows = read_rows("agencies.csv")
    assert len({row["agency_id"] for row in rows}) == len(rows)
    assert {row["outlet_id"] for row in rows if row["outlet_id"]} <= known
    assert {row["kind"] for row in rows} == {"news", "image", "syndication", "press_release"}


@pytest.mark.parametrize(
    ("written", "outlet_id"),
    [
        ("nyt", "the-new-york-times"),
        ("New York Times - Opinion", "the-new-york-times"),
        ("wp", "washington-post"),
        ("hpo", "the-huffington-post"),
        ("CNN (Online News)", "cnn"),
        ("Fox Online News", "fox-news"),
        ("BBC News", "the-bbc"),
        ("Washington Times", "the-washington-times"),
        ("dailymail.co.uk", "daily-mail"),
        ("https://www.theguardian.com/international", "the-guardian"),
        ("F.A.Z.", "frankfurter-allgemeine-zeitung"),
        ("  the irish  TIMES ", "the-irish-times"),
    ],
)
def test_given_names_are_unified(written: str, outlet_id: str) -> None:
    found = _identify(given_outlet=written)
    assert (found["outlet_id"], found["outlet_method"]) == (outlet_id, "given")


@pytest.mark.parametrize("written", ["westmerecourier", "TheWestmereCourier"])
def test_given_names_written_as_one_word_are_unified(written: str) -> None:
    assert _identify(given_outlet=written)["outlet_id"] == "the-westmere-courier"


def test_given_name_outside_the_registry_is_kept() -> None:
    found = _identify(given_outlet="Lakeside Evening Lamp", url="https://www.westmerecourier.example/a")
    assert (found["outlet_id"], found["outlet_name"]) == ("lakeside-evening-lamp", "Lakeside Evening Lamp")
    assert found["outlet_method"] == "given"


@pytest.mark.parametrize(
    "url",
    [
        "https://westmerecourier.example/2024/harbour",
        "http://www.westmerecourier.example",
        "https://m.westmerecourier.example/a",
        "https://amp.westmerecourier.example/a",
        "sport.westmerecourier.example/a",
        "https://www-westmerecourier-example.cdn.ampproject.org/v/s/www.westmerecourier.example/a?usqp=1",
        "https://www-westmerecourier-example.translate.goog/a?_x_tr_sl=en",
        "https://www.google.com/amp/s/www.westmerecourier.example/a",
        "https://web.archive.org/web/20140616000000/http://www.westmerecourier.example/a",
        "https://WESTMERECOURIER.example:8443/a",
    ],
)
def test_domain_names_the_outlet_through_hosts_and_wrappers(url: str | None) -> None:
    found = _identify(url=url)
    assert (found["outlet_name"], found["outlet_method"]) == ("The Westmere Courier", "domain")


def _outlet_at(url: str, extra: pl.DataFrame | None = None) -> str | None:
    found = extended_registry(extra).by_address(url)
    return found.name if found else None


def test_most_specific_domain_wins() -> None:
    assert _outlet_at("https://de.euronews.com/a") == "Euronews (DE)"
    assert _outlet_at("https://www.euronews.com/a") == "Euronews (EN)"
    assert _outlet_at("https://www.nytimes.com/wirecutter/reviews/a") == "Wirecutter"
    assert _outlet_at("https://www.nytimes.com/2024/a") == "The New York Times"


@pytest.mark.parametrize(
    "url",
    [None, "", "nonsense", "file:///tmp/a.html", "http://127.0.0.1/a", "http://[::1/", "http://" + "a" * 5000 + ".org"],
)
def test_what_is_no_web_address_names_nothing(url: str | None) -> None:
    assert _identify(url=url)["outlet_method"] == "none"


def test_unregistered_domain_is_named_by_the_page_or_by_itself() -> None:
    named = _identify(
        url="https://news.lamp.example.co.uk/a", site_name="Lakeside Lamp | Fresh news from the lake, every day"
    )
    bare = _identify(url="https://news.lamp.example.co.uk/a", site_name="https://www.lamp.example.co.uk")
    assert (named["outlet_id"], named["outlet_name"], named["outlet_method"]) == (
        "example-co-uk",
        "Lakeside Lamp",
        "domain",
    )
    assert (bare["outlet_id"], bare["outlet_name"]) == ("example-co-uk", "example.co.uk")


def test_blog_hosts_are_not_one_outlet() -> None:
    assert registrable_domain("lakeside.wordpress.com") == "lakeside.wordpress.com"


def test_metadata_names_the_outlet_without_an_address() -> None:
    known = _identify(site_name="twc")
    other = _identify(site_name=None, site_candidates="Home\nLakeside Lamp")
    assert (known["outlet_name"], known["outlet_method"]) == ("The Westmere Courier", "metadata")
    assert (other["outlet_name"], other["outlet_method"]) == ("Lakeside Lamp", "metadata")


@pytest.mark.parametrize(
    ("furniture", "rule", "name"),
    [
        ("Follow The Westmere Courier on Twitter", "follow_on", "The Westmere Courier"),
        ("Skip next section More stories from Westmere Courier", "skip_section", "The Westmere Courier"),
        ("More stories from TWC", "more_from", "The Westmere Courier"),
        ("Ada Holm is Harbour Editor of The Westmere Courier", "staff_of", "The Westmere Courier"),
        ("© 2024 The Westmere Courier Ltd. All rights reserved.", "own_copyright", "The Westmere Courier"),
        ("Download the Westmere Courier app", "download_app", "The Westmere Courier"),
        ("Sign up for the Westmere Courier's daily newsletter", "newsletter_of", "The Westmere Courier"),
        ("Mehr von Westmere Courier", "german_more", "The Westmere Courier"),
        ("Suivez Porto Claro Hoje sur Facebook", "french_follow", "Porto Claro Hoje"),
        ("Follow FOX 99 on Facebook", "follow_on", "FOX 99"),
        ("Follow The Lakeside Gazette on Facebook", "follow_on", "The Lakeside Gazette"),
    ],
)
def test_signature_names_the_outlet(furniture: str, rule: str, name: str) -> None:
    found = find_signature(_BODY + furniture, registry=_REGISTRY)
    assert found is not None
    assert (found.name, rule in found.rules) == (name, True)
    assert _identify(text=_BODY + furniture)["outlet_method"] == "signature"


@pytest.mark.parametrize(
    "text",
    [
        "The mayor told The Westmere Courier that the harbour stays open.",
        "According to a report in The Westmere Courier, the harbour stays open.",
        "Harbour Wire contributed to this report",
        "(Harbour Wire)",
        "Copyright 2024 The Associated Press. All rights reserved.",
        "Follow us on Twitter",
        "More from our partners",
        "Opinion newsletters",
        "World podcasts",
        "Sport\nSport\nSport",
        "Support the harbour",
        "“Ada Holm is a reporter for The Westmere Courier,” the mayor said, and nobody laughed at her.",
    ],
)
def test_mention_citation_and_credit_are_no_signature(text: str) -> None:
    assert _identify(text=_BODY + text)["outlet_id"] == "unknown"


def test_copied_copyright_line_yields_to_the_page_that_copied() -> None:
    text = _BODY + "Copyright 2024 Cable News Network. All rights reserved.\n\nFollow The Westmere Courier on Twitter"
    assert _identify(text=text)["outlet_name"] == "The Westmere Courier"


def test_candidates_of_a_dump_are_only_furniture() -> None:
    hints = "Cable News Network\nThe Westmere Courier"
    found = _identify(site_candidates=hints, source_kind="raw_text", text=_BODY)
    assert (found["outlet_name"], found["outlet_method"]) == ("The Westmere Courier", "signature")
    told = _identify(site_candidates=hints, source_kind="raw_text", text=_BODY + "Follow Porto Claro Hoje on Twitter")
    assert told["outlet_name"] == "Porto Claro Hoje"
    assert _identify(site_candidates="Cable News Network", source_kind="raw_text")["outlet_id"] == "unknown"


def test_contradicting_furniture_stays_unknown() -> None:
    text = _BODY + "More stories from The Westmere Courier\nMore stories from Porto Claro Hoje"
    found = _identify(text=text)
    assert (found["outlet_id"], found["outlet_method"], found["outlet_confidence"]) == ("unknown", "none", 0.0)


def test_byline_names_an_outlet_but_no_agency() -> None:
    assert _identify(byline="Ada Holm, The Westmere Courier")["outlet_method"] == "byline"
    assert _identify(byline="Ada Holm, Harbour Wire")["outlet_id"] == "unknown"


def test_evidence_is_tried_from_the_strongest() -> None:
    found = _identify(
        given_outlet="twc",
        url="https://portoclaro.example/a",
        site_name="Lakeside Lamp",
        text="Follow Porto Claro Hoje on Twitter",
    )
    assert (found["outlet_name"], found["outlet_confidence"]) == ("The Westmere Courier", 1.0)


def test_frame_keeps_rows_order_and_dtypes_even_when_empty() -> None:
    frame = pl.DataFrame({"article_id": ["b", "a"], "given_outlet": [None, "twc"]})
    found = identify_outlets(frame, extra=_INVENTED)
    assert found["article_id"].to_list() == ["b", "a"]
    assert found["outlet_method"].to_list() == ["none", "given"]
    assert identify_outlets(frame.clear()).schema["outlet_confidence"] == pl.Float64


def test_outlet_rows_of_registered_unregistered_and_unknown_outlets() -> None:
    articles = pl.DataFrame(
        {
            "outlet_id": ["the-westmere-courier", "lamp-example", "lamp-example", "lamp-example", "unknown"],
            "outlet_name": ["The Westmere Courier", "Lamp", "The Lamp", "The Lamp", "unknown"],
            "url": [None, "https://lamp.example/1", "https://lamp.example/2", None, None],
        }
    )
    rows = outlet_rows(articles, registry=_REGISTRY)
    assert rows["outlet_id"].to_list() == ["lamp-example", "the-westmere-courier", "unknown"]
    assert rows["name"].to_list() == ["The Lamp", "The Westmere Courier", "unknown"]
    assert rows["domain"].to_list() == ["lamp.example", "westmerecourier.example", None]
    assert rows["is_registered"].to_list() == [False, True, False]
    assert rows.equals(outlet_rows(articles.reverse(), registry=_REGISTRY))


def test_added_rows_need_a_name() -> None:
    with pytest.raises(ValueError, match="need a column 'name'"):
        extended_registry(pl.DataFrame({"domain": ["lamp.example"]}))
    with pytest.raises(ValueError, match="row 1 has no name"):
        extended_registry(pl.DataFrame({"name": [None]}, schema={"name": pl.String}))


def test_added_row_replaces_the_bundled_outlet_of_its_domain() -> None:
    extra = pl.DataFrame({"name": ["The Broadcaster"], "domains": ["bbc.co.uk"]})
    assert _outlet_at("https://www.bbc.co.uk/news", extra) == "The Broadcaster"


def test_slugs_are_readable_and_never_empty() -> None:
    assert slug("Süddeutsche Zeitung") == "suddeutsche-zeitung"
    assert slug("Morgunblaðið & Co.") == "morgunbladid-and-co"
    assert slug("!!!") == "unnamed"


def test_lookup_keys_go_from_the_most_specific() -> None:
    assert lookup_keys("news.example.org", "en") == [
        "news.example.org/en",
        "news.example.org",
        "example.org/en",
        "example.org",
    ]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_no_input_breaks_the_lookup(text: str) -> None:
    address = split_address(text)
    assert address is None or "." in address[0]
    assert (
        identify_outlets(
            pl.DataFrame({"given_outlet": [text], "url": [text], "site_name": [text], "byline": [text], "text": [text]})
        )["outlet_id"].null_count()
        == 0
    )


def test_outlets_of_one_user_stay_out_of_the_bundled_registry() -> None:
    assert extended_registry(_INVENTED).by_name("Harbour Wire") is not None
    assert extended_registry(None).by_name("Harbour Wire") is None
    assert all(row["name"] != "Harbour Wire" for row in read_rows("outlets.csv"))
