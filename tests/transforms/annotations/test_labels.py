"""Labels: one invented sentence per behaviour."""

import polars as pl
import pytest

from transforms.annotations.labels import find_labels, label_rows

_ARTICLES = pl.DataFrame({"article_id": ["a"]})


def _mentions(
    text: str, *, char_start: int | None = 0, voices: pl.DataFrame | None = None, extra: pl.DataFrame | None = None
) -> list[dict[str, object]]:
    sentences = pl.DataFrame(
        {"sentence_id": ["a.s0"], "article_id": ["a"], "role": ["body"], "char_start": [char_start], "text": [text]},
        schema_overrides={"char_start": pl.Int64},
    )
    return find_labels(_ARTICLES, sentences, pl.DataFrame() if voices is None else voices, extra=extra).to_dicts()


def test_there_are_at_least_25_concepts_with_registers_and_sources() -> None:
    rows = label_rows()
    assert rows["concept"].n_unique() >= 25
    assert rows["label_id"].is_unique().all()
    assert (rows["register"] != "").all()
    assert (rows["source"] != "").all()


@pytest.mark.parametrize(
    ("text", "label_id", "modifier"),
    [
        ("The militants fled.", "armed_group.militant", None),
        ("The establishment lost.", "wealth_and_power.establishment", None),
        ("The communists marched.", "elections.communist", None),
        ("Northern Orlan militants fled.", "armed_group.militant", "Orlan"),
        ("He met armed Veldan rebels.", "armed_group.rebel", "armed Veldan"),
        ("They back a Veldan-backed insurgency.", "armed_group.insurgent", "Veldan-backed"),
        ("An undocumented immigrant spoke.", "migrants.undocumented_immigrant", None),
        ("Isis took the town.", "islamic_state.isis", None),
        ("Marchers chanted, and the rally went on.", "protest.rally", None),
        ("The state sent soldiers after the unrest.", "protest.unrest", None),
        ("The army has boots on the ground.", "war_and_invasion.boots_on_the_ground", None),
        ("A bomb went off, and one assailant fled.", "armed_group.assailant", None),
        ("The mill announced layoffs.", "work_and_labor.layoff", None),
        ("The mill announced job losses.", "work_and_labor.job_losses", None),
        ("The clerk spoke of election security.", "elections.election_security", None),
        ("The clerk spoke of election integrity.", "elections.election_integrity", None),
        ("They crossed the Channel in small boats.", "channel_crossings.small_boats", None),
        ("The act sets net zero by law.", "climate_targets.net_zero", None),
        ("The court defined hate speech.", "speech.hate_speech", None),
        ("The court asked about extrajudicial killings.", "state_killings.extrajudicial_killing", None),
        ("The squad told of a police encounter.", "state_killings.encounter_killing", None),
        ("Nine shops fell in the demolition drive.", "demolitions.anti_encroachment_drive", None),
        ("They called it bulldozer justice.", "demolitions.bulldozer_justice", None),
        ("He was called an anti-national.", "dissent.anti_national", None),
        ("Galamsey turned the river brown.", "informal_mining.galamsey", None),
        ("Artisanal miners went underground.", "informal_mining.artisanal_miner", None),
        ("The asylum hotel closed.", "asylum_lodging.asylum_hotel", None),
        ("She got a Section 21 notice.", "evictions.section_21", None),
        ("The tanker left the Arabian Gulf.", "seas.arabian_gulf", None),
        ("Fishers left for the West Philippine Sea.", "seas.west_philippine_sea", None),
        ("Invaders crossed the border with tanks.", "war_and_invasion.invader", None),
        ("The party promised land reform.", "land.land_reform", None),
        ("The couple was accused of love jihad.", "interfaith_marriage.love_jihad", None),
        ("The virus came from a lab leak, she held.", "covid_origin.lab_leak", None),
        ("Police blamed a cartel for the cocaine.", "organized_crime.cartel", None),
        ("The inquiry found state capture.", "state_capture.state_capture", None),
        ("It was a handout to the guilds.", "poverty_and_welfare.handout", None),
        ("It is a place for the handicapped.", "disability.handicapped", None),
        ("The Orlan regime fell.", "government.regime", "Orlan"),
        ("They plan a cull.", "animals_and_food.cull", None),
    ],
)
def test_a_label_keeps_its_modifier(text: str, label_id: str, modifier: str | None) -> None:
    (row,) = _mentions(text)
    assert (row["label_id"], row["modifier"], row["rule"]) == (label_id, modifier, "bundled")
    assert text[row["char_start"] : row["char_end"]] == row["text"]


@pytest.mark.parametrize(
    "text",
    [
        "Two fighter jets flew by.",
        "A crime fighter and a prize fighter met.",
        "An anti-terrorist unit trained.",
        "The river isis flows.",
        "The new tax regime starts in May.",
        "She chaired the establishment of a park board.",
        "The plan failed through poor execution.",
        "The 5th Fighter Wing flew past.",
        "The elite student ranks grew.",
        "Workers have a right to choose their own shifts.",
        "The Communist Party of Orlan met.",
        "Figures culled from tax files surprised no one.",
        "The strike may cripple the port.",
        "Commanders were derelict in their duty.",
        "Engineers talked through the projects.",
        "Ode woke up in Kelmore.",
        "Aid in the form of non-lethal equipment arrived.",
        "The inspection regime of the pact is strict.",
        "Friends rally around the captain.",
        "A stock market rally lifted spirits.",
        "Labour rebels voted with the government.",
        "An alien spacecraft landed in the film.",
        "The first European settlers planted rye.",
        "The singer was the best newcomer of the year.",
        "A diplomatic coup for Veldan.",
        "The Orlan Free Trade Agreement was signed.",
        "The fund is an activist investor.",
        "The elite athletes trained.",
        "Canvassers are the party's boots on the ground.",
        "The assailant took her purse.",
        "A late rally won the match for Odden.",
        "Supporters filled the square for the mayor's campaign rally, and the crowd sang.",
        "At a rally in Orlan she asked the crowd for their votes.",
        "There was unrest in the dressing room.",
        "He keeps small boats for anglers.",
        "The oil cartel cut its output.",
        "White cells fight invaders in the blood.",
        "Rebel shareholders met in Odden.",
        "The show was a riot of colour, and the winger ran riot.",
        "Militant vegans marched with a guerrilla gardener.",
        "He is a martyr to his back.",
    ],
)
def test_traps_are_no_mentions(text: str) -> None:
    assert _mentions(text) == []


def test_voice_and_quote_are_carried() -> None:
    voices = pl.DataFrame(
        {"article_id": ["a"], "char_start": [6], "char_end": [22], "voice": ["direct"], "quote_id": ["a.q0001"]}
    )
    (row,) = _mentions('Pell: "Such terrorists."', voices=voices)
    assert (row["voice"], row["quote_id"]) == ("direct", "a.q0001")


def test_a_title_outside_the_text_has_no_offsets() -> None:
    (row,) = _mentions("Militants flee", char_start=None)
    assert (row["char_start"], row["char_end"], row["voice"]) == (None, None, "outlet")


def test_a_user_adds_a_label_without_code() -> None:
    extra = pl.DataFrame(
        {"label_id": ["eels.eel_baron"], "concept": ["eels"], "term": ["eel baron"], "register": ["pejorative"]}
    )
    (row,) = _mentions("The eel barons met.", extra=extra)
    assert (row["label_id"], row["rule"]) == ("eels.eel_baron", "user")
    assert "eels.eel_baron" in label_rows(extra)["label_id"].to_list()


def test_a_users_row_replaces_the_bundled_one() -> None:
    extra = pl.DataFrame(
        {
            "label_id": ["armed_group.militant"],
            "concept": ["armed_group"],
            "term": ["militant"],
            "register": ["contested"],
            "forms": ["militants"],
        }
    )
    (row,) = _mentions("The militants fled.", extra=extra)
    assert row["rule"] == "user"


def test_an_incomplete_label_set_is_refused_with_advice() -> None:
    with pytest.raises(ValueError, match="register"):
        label_rows(pl.DataFrame({"label_id": ["x"], "concept": ["y"], "term": ["z"]}))
    with pytest.raises(ValueError, match="row 1"):
        label_rows(pl.DataFrame({"label_id": [""], "concept": ["y"], "term": ["z"], "register": ["neutral"]}))


def test_a_titles_capitals_tell_no_modifier() -> None:
    sentences = pl.DataFrame(
        {
            "sentence_id": ["a.s0"],
            "article_id": ["a"],
            "role": ["title"],
            "char_start": [0],
            "text": ["Floods Wash Away Armed Militants"],
        }
    )
    (row,) = find_labels(_ARTICLES, sentences, pl.DataFrame()).to_dicts()
    assert row["modifier"] == "Armed"
