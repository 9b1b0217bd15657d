from typing import Any

import polars as pl

from transforms.corpus.speakers import link_speakers


def quotes(*rows: dict[str, Any]) -> pl.DataFrame:
    names = ("kind", "affiliation", "affiliation_class", "role", "title", "country", "gender", "party")
    return pl.DataFrame(
        [
            {"quote_id": f"q{number}", "article_id": row.get("article", f"a{number}"), "speaker_name": row["name"]}
            | {f"speaker_{name}": row.get(name, "person" if name == "kind" else None) for name in names}
            for number, row in enumerate(rows)
        ],
        schema={"quote_id": pl.String, "article_id": pl.String, "speaker_name": pl.String}
        | {f"speaker_{name}": pl.String for name in names},
    )


def ids(*rows: dict[str, Any], aliases: pl.DataFrame | None = None) -> list[str | None]:
    return link_speakers(quotes(*rows), aliases=aliases).quotes["speaker_id"].to_list()


def test_spellings_accents_and_short_forms_of_one_name_are_one() -> None:
    found = ids(
        {"name": "Nouri al-Harbani"}, {"name": "Nuri al Harbani"}, {"name": "Nuri el-Harbani"}, {"name": "Nuri Harbani"}
    )
    assert len(set(found)) == 1
    assert len(set(ids({"name": "José Péran"}, {"name": "Jose Peran"}))) == 1
    assert len(set(ids({"name": "Michael Harrow"}, {"name": "Mike Harrow"}, {"name": "Michael J. Harrow"}))) == 1


def test_namesakes_are_kept_apart() -> None:
    assert len(set(ids({"name": "Paul Harrow"}, {"name": "Peter Harrow"}))) == 2
    assert len(set(ids({"name": "Paul Harrow Sr."}, {"name": "Paul Harrow Jr."}))) == 2
    assert len(set(ids({"name": "Paul B. Harrow"}, {"name": "Paul K. Harrow"}))) == 2
    politician = {"name": "Paul Harrow", "country": "GB", "affiliation_class": "politics"}
    professor = {"name": "Paul Harrow", "country": "US", "affiliation_class": "academic"}
    assert len(set(ids(politician, professor))) == 2
    assert len(set(ids(politician, professor | {"country": "GB"}))) == 1


def test_a_rare_middle_name_parts_nobody_else() -> None:
    many = [{"name": "Paul B. Harrow"} for _ in range(3)]
    found = ids({"name": "Paul Harrow"}, *many, {"name": "Paul K. Harrow"})
    assert found[0] == found[1] != found[-1]


def test_initials() -> None:
    assert len(set(ids({"name": "H.R. Harrow"}, {"name": "H. R. Harrow"}))) == 1
    assert len(set(ids({"name": "J. Ann Fox"}, {"name": "Ann Fox"}))) == 1


def test_a_surname_alone_is_the_one_person_of_that_surname() -> None:
    assert len(set(ids({"name": "Ann Fox"}, {"name": "Fox"}))) == 1
    assert len(set(ids({"name": "Ann Fox"}, {"name": "Paul Fox"}, {"name": "Fox"}))) == 3
    assert len(set(ids({"name": "Ann Fox", "gender": "f"}, {"name": "Fox", "gender": "m"}))) == 2


def test_unnamed_sources_stay_in_their_article() -> None:
    official = {"name": "a senior official", "kind": "anonymous"}
    assert len(set(ids(official, official))) == 2
    assert len(set(ids(official | {"article": "a"}, official | {"article": "a"}))) == 1
    assert ids({"name": None}) == [None]


def test_family_names_that_stand_first() -> None:
    assert len(set(ids({"name": "Moon Tae-jin"}, {"name": "Tae-jin Moon"}, {"name": "Moon"}))) == 1
    assert len(set(ids({"name": "Moon Tae-jin"}, {"name": "Moon Jae-in"}))) == 2


def test_a_surname_alone_is_the_dominant_bearer() -> None:
    many = [{"name": "Ann Fox"} for _ in range(10)]
    found = ids(*many, {"name": "Paul Fox"}, {"name": "Fox"})
    assert found[-1] == found[0] != found[-2]


def test_common_nouns_stay_in_their_article_and_names_do_not() -> None:
    assert len(set(ids(*[{"name": "residents", "kind": "collective"}] * 2))) == 2
    assert len(set(ids(*[{"name": "company", "kind": "organization"}] * 2))) == 2
    assert len(set(ids(*[{"name": "House Democrats", "kind": "collective"}] * 2))) == 1


def test_a_word_is_a_surname_or_an_institution() -> None:
    company = {"name": "Northmark", "kind": "organization"}
    assert len(set(ids(company, company, {"name": "Northmark"}))) == 1
    assert len(set(ids(company, {"name": "Northmark"}, {"name": "Northmark"}))) == 2


def test_weak_evidence_of_one_article_does_not_describe_the_speaker() -> None:
    rows = [{"name": "Ann Fox", "affiliation": "Northmark Bank"} for _ in range(3)]
    linked = link_speakers(quotes(*rows, {"name": "Ann Fox", "affiliation": "CLOSE"}, {"name": "Ann Fox"}))
    assert linked.speakers["affiliation"].to_list() == ["Northmark Bank"]


def test_user_aliases_join_what_no_rule_can_know() -> None:
    aliases = pl.DataFrame({"alias": ["The Iron Envoy"], "name": ["Ann Fox"]})
    linked = link_speakers(quotes({"name": "Ann Fox"}, {"name": "The Iron Envoy"}), aliases=aliases)
    assert linked.speakers["name"].to_list() == ["Ann Fox"]
    assert ("The Iron Envoy", "user") in linked.speaker_aliases.select("alias", "alias_kind").rows()


def test_organizations_meet_under_their_bundled_name() -> None:
    rows = (
        {"name": "FBI", "kind": "organization"},
        {"name": "Federal Bureau of Investigation", "kind": "organization"},
    )
    assert len(set(ids(*rows))) == 1


def test_order_of_rows_does_not_matter() -> None:
    frame = quotes(
        {"name": "Ann Fox"}, {"name": "Fox"}, {"name": "Paul Harrow"}, {"name": "a nurse", "kind": "anonymous"}
    )
    forward, backward = link_speakers(frame), link_speakers(frame.reverse())
    assert forward.speakers.equals(backward.speakers)
    assert forward.speaker_aliases.equals(backward.speaker_aliases)
    assert forward.quotes.equals(backward.quotes.reverse())


def test_empty() -> None:
    linked = link_speakers(quotes())
    assert linked.speakers.is_empty()
    assert linked.speaker_aliases.columns == ["speaker_id", "alias", "alias_kind"]


def test_a_quote_has_the_one_name_of_its_speaker() -> None:
    linked = link_speakers(quotes({"name": "Ann Fox"}, {"name": "Ann Fox"}, {"name": "Ann B. Fox"}, {"name": "Fox"}))
    assert linked.quotes["speaker_name"].to_list() == ["Ann Fox"] * 4
    assert linked.speaker_aliases["alias"].to_list() == ["Ann B. Fox", "Ann Fox", "Fox"]


def test_a_suffix_is_left_out_more_often_than_not() -> None:
    assert len(set(ids({"name": "Paul Harrow Jr."}, {"name": "Paul Harrow"}, {"name": "Harrow"}))) == 1
    formal = [{"name": "Paul Harrow"} for _ in range(12)]
    assert len(set(ids(*formal, {"name": "Paul T. Harrow Jr."}))) == 1
    assert len(set(ids(*formal, {"name": "Paul Harrow Jr."}))) == 2


def test_two_suffixes_are_two_people_and_the_name_without_is_neither() -> None:
    found = ids({"name": "Paul Harrow Jr."}, {"name": "Paul Harrow Sr."}, {"name": "Paul Harrow"})
    assert len(set(found)) == 3


def test_juniors_of_note_stay_apart() -> None:
    assert len(set(ids({"name": "Jesse Jackson Jr."}, {"name": "Jesse Jackson"}))) == 2


def test_a_surname_alone_is_not_the_juniors_where_there_is_a_senior() -> None:
    found = ids(*[{"name": "Paul Harrow"} for _ in range(12)], {"name": "Paul Harrow Jr."}, {"name": "Harrow Jr."})
    assert found[0] != found[-2] == found[-1]
    assert ids({"name": "Paul Harrow Jr."}, {"name": "Harrow"})[0] == ids({"name": "Paul Harrow Jr."})[0]


def test_two_family_names_with_and_without_a_hyphen() -> None:
    assert len(set(ids({"name": "Ann Velde Harrow"}, {"name": "Ann Velde-Harrow"}))) == 1
    assert len(set(ids({"name": "Ann Velde Harrow"}, {"name": "Paul Velde-Harrow"}))) == 2
    assert len(set(ids({"name": "Ann Maria Velde-Harrow"}, {"name": "Paul Harrow"}))) == 2


def test_two_family_names_without_a_given_name() -> None:
    assert len(set(ids({"name": "Ann Velde Harrow"}, {"name": "Velde Harrow"}))) == 1
    several = ({"name": "Ann Velde Harrow"}, {"name": "Paul Velde Harrow"}, {"name": "Velde Harrow"})
    assert len(set(ids(*several))) == 3


def test_a_middle_name_is_no_given_name() -> None:
    assert len(set(ids({"name": "Ann Paul Harrow"}, {"name": "Paul Harrow"}))) == 2


def test_korean_names_with_and_without_a_hyphen() -> None:
    assert len(set(ids({"name": "Ri Chol-su"}, {"name": "Ri Chol Su"}, {"name": "Ri"}))) == 1
