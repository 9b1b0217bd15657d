"""Frames: one invented text per behaviour."""

import polars as pl
import pytest

from transforms.annotations.frames import frame_rows, tag_frames
from transforms.resources import read_rows

_SPANS = {
    "article_id": pl.String,
    "char_start": pl.Int64,
    "char_end": pl.Int64,
    "voice": pl.String,
    "quote_id": pl.String,
}


def _frames(
    *texts: tuple[str, str], spans: list[tuple[str, int, int, str, str]] | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    sentences = pl.DataFrame(
        {
            "sentence_id": [f"a.s{number:04d}" for number in range(len(texts))],
            "article_id": ["a"] * len(texts),
            "role": [role for role, _ in texts],
            "char_start": [sum(len(text) + 1 for _, text in texts[:number]) for number in range(len(texts))],
            "text": [text for _, text in texts],
        },
    )
    voices = pl.DataFrame(spans or [], schema=_SPANS, orient="row")
    return tag_frames(pl.DataFrame({"article_id": ["a"]}), sentences, voices)


def test_there_are_fifteen_frames_with_a_definition_each() -> None:
    rows = frame_rows()
    assert rows.height == 15
    assert rows["definition"].str.len_chars().min() > 30


def test_every_term_belongs_to_a_known_frame() -> None:
    rows = read_rows("frames_terms.csv")
    assert {row["frame_id"] for row in rows} <= {"", *frame_rows()["frame_id"]}
    assert {float(row["weight"]) for row in rows if not row["frame_id"]} == {0.0}


@pytest.mark.parametrize(
    ("frame_id", "headline", "lead"),
    [
        (
            "economic",
            "Tin prices fall in Ostrava Bay",
            "Wages and exports shrank as the recession deepened, brokers said.",
        ),
        (
            "capacity_and_resources",
            "Nurse shortage empties Kelmore wards",
            "Understaffed wards ran out of beds and the waiting list grew.",
        ),
        (
            "morality",
            "Bishop calls casino a sin",
            "The sermon spoke of conscience, of virtue and of an immoral trade in hope.",
        ),
        (
            "fairness_and_equality",
            "Tram drivers win discrimination claim",
            "The panel found unequal treatment and racial bias in how shifts were shared.",
        ),
        (
            "legality_constitutionality",
            "Appeals court strikes down harbour law",
            "The judge ruled that the statute was unconstitutional.",
        ),
        (
            "crime_and_punishment",
            "Baker sentenced to six years",
            "Prosecutors said the convicted man had embezzled the guild's funds; he goes to prison in May.",
        ),
        (
            "security_and_defense",
            "Troops mass at Veldan border",
            "The army moved tanks and missiles after an airstrike.",
        ),
        (
            "health_and_safety",
            "Measles outbreak closes school",
            "Doctors vaccinated pupils while two patients stay in hospital.",
        ),
        (
            "political",
            "Varga leads in race for governor",
            "The candidate told voters that her campaign will win the primary.",
        ),
        (
            "external_regulation_and_reputation",
            "Veldan recalls ambassador",
            "The foreign ministry said the treaty with its neighbour and the United Nations sanctions stand.",
        ),
        ("other", "New comet seen from Mount Orla", "Astronomers pointed the telescope at the galaxy beyond it."),
    ],
)
def test_frame_of_an_article(frame_id: str, headline: str, lead: str) -> None:
    _, articles = _frames(("title", headline), ("lead", lead))
    assert articles["frame_id"][0] == frame_id


def test_words_without_a_frame_make_the_article_other() -> None:
    _, articles = _frames(("title", "Something happened"), ("lead", "Nobody saw why."))
    assert articles.rows() == [("a", "other", 0.0, "", None)]


def test_scores_are_shares_and_come_strongest_first() -> None:
    _, articles = _frames(
        ("title", "Court jails banker"), ("lead", "The bank lost billions and the judge sent him to prison.")
    )
    scores = articles["score"].to_list()
    assert scores == sorted(scores, reverse=True)
    assert 0 < sum(scores) <= 1


def test_a_sentence_frame_names_its_terms_and_their_voice() -> None:
    text = 'Dora Pell said: "The recession and inflation are a sin."'
    sentence_frames, articles = _frames(("body", text), spans=[("a", 16, 54, "direct", "q1")])
    found = {(row["frame_id"], row["voice"]): row["matched_terms"] for row in sentence_frames.to_dicts()}
    assert found["economic", "direct"] == "recession; inflation"
    assert found["morality", "direct"] == "sin"
    assert dict(articles.select("frame_id", "outlet_share").iter_rows())["economic"] == 0.0


def test_no_sentences_give_typed_empty_sentence_frames() -> None:
    sentence_frames, articles = _frames()
    assert sentence_frames.is_empty()
    assert sentence_frames.schema["score"] == pl.Float64
    assert articles["frame_id"].to_list() == ["other"]


@pytest.mark.parametrize(
    ("text", "frame_id"),
    [
        ("He was shooting from the hip.", "crime_and_punishment"),
        ("Some 12 percent of the eels were caught.", "public_opinion"),
        ("They sang in the Town Hall.", "public_opinion"),
        ("The pact held no new resolutions.", "quality_of_life"),
        ("She called the remark offensive.", "security_and_defense"),
        ("The law forces firms to publish.", "security_and_defense"),
        ("I hate the song.", "fairness_and_equality"),
        ("A black spider slept.", "fairness_and_equality"),
        ("Boats brought women and children.", "fairness_and_equality"),
        ("Mr. Moon met envoys.", "other"),
        ("The guild sells broadband in Kelmore.", "capacity_and_resources"),
        ("They met in Brussels.", "external_regulation_and_reputation"),
        ("Two friends plan to meet.", "policy_prescription_and_evaluation"),
        ("He told journalists so.", "cultural_identity"),
    ],
)
def test_ordinary_words_alone_show_no_frame(text: str, frame_id: str) -> None:
    sentence_frames, _ = _frames(("body", text))
    assert frame_id not in sentence_frames["frame_id"].to_list()


@pytest.mark.parametrize(
    "text",
    [
        "Odden captured the title after a long battle and strikes by both attacks.",
        "The rival firm plans an invasion of the market, and analysts see a war of prices.",
        "The storm battle goes on: the coast is under attack, and the threat grows.",
        "The captain marshalled his troops, and the winger fired a missile from thirty yards.",
        "The bid war ended with a truce, and an army of lawyers went home.",
        "Nurses and ministers are in an arms race of offers, and the union mobilised its soldiers.",
    ],
)
def test_words_of_war_that_peaceful_things_borrow_show_no_security(text: str) -> None:
    of_sentences, of_articles = _frames(("body", text))
    assert "security_and_defense" not in {*of_sentences["frame_id"], *of_articles["frame_id"]}


def test_beside_a_word_of_force_they_do() -> None:
    of_sentences, _ = _frames(("body", "The army captured the town after a long battle."))
    (terms,) = of_sentences.filter(frame_id="security_and_defense")["matched_terms"]
    assert "battle" in terms.split("; ")


def test_three_words_of_armed_force_are_no_figure() -> None:
    _, of_articles = _frames(("body", "Soldiers fired missiles at the port, and more troops came in the night."))
    assert of_articles["frame_id"][0] == "security_and_defense"
