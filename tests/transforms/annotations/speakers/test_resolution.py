from typing import Any

import polars as pl
import pytest

# ruff: noqa: E501 - a case is a line
# rule, text with the mention between << and >> (the last one is tested), name, kind
CASES = [
    ("name_full", "Envoy <<Ann Fox>> said it would rain.", "Ann Fox", "person"),
    ("name_surname", "Envoy Ann Fox came.\nIt would rain, <<Fox>> said.", "Ann Fox", "person"),
    ("name_surname", "Zorvan Tarkell, a farmer, came.\nIt would rain, <<Tarkell>> said.", "Zorvan Tarkell", "person"),
    ("name_surname", "Paul Harrow and Ann Harrow came.\nIt would rain, <<Mrs. Harrow>> said.", "Ann Harrow", "person"),
    ("name_unexpanded", "It would rain, <<Mr Harrow>> said.", "Harrow", "person"),
    ("name_salient", "Paul Harrow came. Harrow sat.\nAnn Harrow came. It would rain, <<Harrow>> said.", "Paul Harrow", "person"),
    ("name_surname", "Keir Harrow came.\nIt would rain, <<Sir Keir>> said.", "Keir Harrow", "person"),
    ("name_surname", "Moon Tae-jin came.\nIt would rain, <<Moon>> said.", "Moon Tae-jin", "person"),
    ("name_organization", "Northmark said that it would close. <<Northmark>> said so.", "Northmark", "organization"),
    ("name_organization", "<<The software company Northmark>> said so.", "Northmark", "organization"),
    ("title_group", "<<The Northmark Herald>> said it rained.\n<<The newspaper>> said so.", "Northmark Herald", "organization"),
    ("own_words", "The Eastholm senator, Sen. Paul Harrow of Iowa, came.\n<<The Utah Republican>> said so.", "the Utah Republican", "anonymous"),
    ("own_words", "Paul Harrow came.\n<<The boy>> said so.", "the boy", "anonymous"),
    ("pronoun_salient", "Ann Fox said it would rain.\n“Paul Harrow and Mary Costa may come,” <<she>> said.", "Ann Fox", "person"),
    ("pronoun_salient", "Fox campaign manager Ann Harrow met Mary Fox. <<She>> said so.", "Ann Harrow", "person"),
    ("pronoun_relative", "They met a former farmer from Northmark, <<who>> said so.", "a former farmer", "anonymous"),
    ("name_ambiguous", "Paul Harrow and Peter Harrow came.\nIt would rain, <<Harrow>> said.", None, "person"),
    ("name_metonym", "<<The Pentagon>> said it would rain.", "Pentagon", "metonym"),
    ("name_place", "<<Riyadh>> said it would rain.", "Saudi Arabia", "metonym"),
    ("name_people", "<<The Saudis>> said it would rain.", "Saudi Arabia", "collective"),
    ("name_known", "<<the FBI>> said it would rain.", "Federal Bureau of Investigation", "organization"),
    ("name_organization", "<<the Northmark Herald>> said it would rain.", "Northmark Herald", "organization"),
    ("name_several", "<<Ann Fox and Paul Harrow>> said it would rain.", "Ann Fox and Paul Harrow", "collective"),
    ("title_described", "Secretary of State Ann Fox came.\n<<The secretary of state>> said so.", "Ann Fox", "person"),
    ("title_described", "Sen. Paul Harrow, D-Vt., and Sen. Ann Fox of Iowa came.\n<<The Vermont senator>> said so.", "Paul Harrow", "person"),
    ("title_described", "President Ann Fox met President Paul Harrow of Mexico.\n<<The Mexican president>> said so.", "Paul Harrow", "person"),
    ("title_described", "French President Ann Fox met Mexico's president, Paul Harrow.\n<<The Mexican leader>> said so.", "Paul Harrow", "person"),
    ("title_described", "The former French president Ann Fox met French Prime Minister Mary Costa.\n<<The French leader>> said so.", "Mary Costa", "person"),
    ("title_described", "Paul Harrow, the governor, met Ann Fox, a banker.\n<<The governor>> said so.", "Paul Harrow", "person"),
    ("title_apposed", "<<The director of the Northmark Centre>>, Ann Fox, said so.", "Ann Fox", "person"),
    ("title_apposed", "<<The largest union>>, the Northmark Workers Association, said so.", "Northmark Workers Association", "organization"),
    ("title_issuer", "<<Ann Fox>> said in a written statement that it rained. It would stop, <<the statement>> said.", "Ann Fox", "person"),
    ("own_words", "<<Ann Fox>> said that it rained. It would stop, <<the statement>> said.", "statement", "document"),
    ("title_anonymous", "A senior Northmark official came.\n<<The official>> said so.", "a senior Northmark official", "anonymous"),
    ("title_salient", "Ann Fox has farmed for years.\n<<The 34-year-old>> said so.", "Ann Fox", "person"),
    ("title_expanded", "The Harrow administration met.\n<<The administration>> said so.", "Harrow administration", "organization"),
    ("office", "<<The president>> said so.", "president", "office"),
    ("own_words", "<<Two senior U.S. officials>> said so.", "two senior U.S. officials", "anonymous"),
    ("own_words", "<<A person familiar with the matter>> said so.", "a person familiar with the matter", "anonymous"),
    ("own_words", "<<Oil experts>> said so.", "oil experts", "collective"),
    ("own_words", "<<The report>> said so.", "report", "document"),
    ("pronoun_salient", "Ann Fox met Paul Harrow on Monday. <<She>> said so.", "Ann Fox", "person"),
    ("pronoun_salient", "Paul Harrow spoke first. It rained. <<He>> said so.", "Paul Harrow", "person"),
    ("pronoun_relative", "They met Ann Fox, <<who>> said so.", "Ann Fox", "person"),
    ("pronoun_group", "It rained in Northmark. <<Northmark officials>> came. It would rain, <<they>> said.", "Northmark officials", "anonymous"),
    ("name_ambiguous", "Mark and Ana Harrow came.\nIt would rain, <<Harrow>> said.", None, "person"),
    ("name_surname", "Lee Marin and Ana Harrow came.\nIt would rain, <<Harrow>> said.", "Ana Harrow", "person"),
    ("pronoun_topic", "The farmers' union withdrew <<its>> claim that it rained.", "farmers' union", "organization"),
    ("pronoun_topic", "The Harbour Trust runs the bridge. <<They>> said so.", "Harbour Trust", "organization"),
    ("pronoun_topic", "Police closed the road. <<They>> said so.", "police", "collective"),
    ("pronoun_topic", "The farmers' union met on Monday. <<It>> said so.", "farmers' union", "organization"),
    ("pronoun_topic", "Zorvan Line, a ferry operator, cut two routes. <<It>> said so.", "Zorvan Line", "organization"),
    ("pronoun_unknown", "Ann Fox met her patients. <<They>> said so.", None, "collective"),
    ("pronoun_unknown", "Tuesday was cold. <<They>> said so.", None, "collective"),
    ("pronoun_unknown", "Zorvan critics of the plan agree. <<It>> said so.", None, "organization"),
    ("title_topic", "Zorvan Line, a ferry operator, cut two routes. <<The company>> said so.", "Zorvan Line", "organization"),
    ("title_topic", "The Zorvan Transport Commission closed the pier. Ann Fox left. <<The commission>> said so.", "Zorvan Transport Commission", "organization"),
    ("own_words", "The Supreme Court ruled. Zorvan Line appealed. <<The watchdog>> said so.", "watchdog", "organization"),
    ("name_organization", "<<Tidewatch>>, a marine charity, said so.", "Tidewatch", "organization"),
    ("name_organization", "<<The Zorvan Trust, a charity>>, said so.", "Zorvan Trust", "organization"),
    ("title_apposed", "<<The charity>>, Tidewatch, said so.", "Tidewatch", "organization"),
    ("title_apposed", "<<The company, Brightbarn,>> said so.", "Brightbarn", "organization"),
    ("name_full", "<<Ann Fox>>, a company director, said so.", "Ann Fox", "person"),
    ("name_surname", "Ann Fox came. It was the union, <<Fox>> said.", "Ann Fox", "person"),
    ("title_apposed", "<<The foreign minister>>, Ilma Vorren, repeated so.", "Ilma Vorren", "person"),
    ("title_apposed", "<<A Home Office minister>>, Zorv Tarkell, said so.", "Zorv Tarkell", "person"),
    ("pronoun_salient", "The army is led by Paul Harrow.\nThe Speaker of Parliament, Gregor Tarkell, refused. “No,” <<he>> said.", "Gregor Tarkell", "person"),
    ("pronoun_salient", "<<Ann Fox>> said so. The envoy of the United Nations, Mary Costa, thanked them. <<She>> said so.", "Mary Costa", "person"),
    ("pronoun_salient", "<<Ann Fox>> said so.\nAt the mill beside the river, Mary Costa was counting logs. “More,” <<she>> said.", "Mary Costa", "person"),
    ("pronoun_salient", "<<Paul Harrow>> said so. He left.\nThe union is led by Peter Costa. <<He>> said so.", "Peter Costa", "person"),
    ("pronoun_salient", "<<Paul Harrow>> said so.\nA guard, who gave his name only as Zorv, refused. <<He>> said so.", "Zorv", "person"),
    ("title_described", "<<Governor>> says so.\nIt rained, the bank's governor, Ann Fox, said.", "Ann Fox", "person"),
    ("own_words", "Some want to be <<president>>. President Ann Fox came.", "president", "anonymous"),
    ("own_words", "<<The Centers for Disease Control and Prevention>> said so. <<The state>> said so.", "state", "organization"),
    ("name_organization", "<<The so-called Northmark Front>> said so.", "Northmark Front", "organization"),
    ("own_words", "<<An uncommitted Northmark Republican>> said so.", "an uncommitted Northmark Republican", "anonymous"),
    ("existential_there", "<<There>> said so.", None, None),
    ("name_several", "<<Ann Fox and her colleagues>> said so.", "Ann Fox and her colleagues", "collective"),
    ("existential_there", "<<Nothing>> says summer like a lido.", None, None),
    ("existential_there", "<<Legend>> says the lake has no floor.", None, None),
    ("own_words", "<<Folks>> said so.", "folks", "collective"),
    ("pronoun_topic", "Zorv Tarkell and Paul Harrow signed the deal. <<They>> said so.", "Zorv Tarkell and Paul Harrow", "collective"),
    ("pronoun_topic", "The drivers met Ann Fox. <<They>> said so.", "the drivers", "collective"),
    ("head_unknown", "<<The drizzle in Eastholm>> said so.", None, None),
    ("own_words", "<<A smuggler at the border>> said so.", "a smuggler at the border", "anonymous"),
    ("own_words", "<<Tens of thousands of voters>> said so.", "tens of thousands of voters", "collective"),
    ("own_words", "<<Heavily armed officers>> said so.", "heavily armed officers", "collective"),
    ("own_words", "<<The Northmark lawmakers began>> to say so.", "the Northmark lawmakers", "collective"),
    ("own_words", "<<The brother-in-law of the mayor>> said so.", "the brother-in-law of the mayor", "anonymous"),
    ("name_after_noun", "<<The advocacy group Zorvan Technologies>> said so.", "Zorvan Technologies", "organization"),
    ("name_organization", "<<The advocacy group Zorv Tarkell>> said so.", "Zorv Tarkell", "organization"),
    ("name_known", "<<The human rights group Amnesty International>> said so.", "Amnesty International", "organization"),
    ("own_words", "<<A spokesman for the company Zorvan Steel>> said so.", "a spokesman for the company Zorvan Steel", "anonymous"),
    ("name_organization", "<<The Northmark Travel and Tourism Council>> said so.", "Northmark Travel and Tourism Council", "organization"),
    ("name_organization", "<<The Northmark Trade Board (NTB)>> said so.", "Northmark Trade Board", "organization"),
    ("name_full", "<<Club for Velm President Ann Fox>> said so.", "Ann Fox", "person"),
    ("name_full", "Speaker John A. Tarkell came. John A. <<Tarkell>> said so.", "John A. Tarkell", "person"),
    ("name_full", "The vote led Sen. <<Ann Fox Ann Beth FoxSenate>> to say so.", "Ann Fox", "person"),
    ("name_full", "<<Then-national security adviser Paul Harrow>> said so.", "Paul Harrow", "person"),
    ("title_described", "White House Press Secretary Ann Fox came.\n<<The press secretary>> said so.", "Ann Fox", "person"),
    ("pronoun_salient", "Chris Fox came; he sat. Chris Fox said his piece. Ann Harrow left. “No,” <<he>> said.", "Chris Fox", "person"),
    ("pronoun_salient", "<<Paul Harrow>> said so. He left.\nAfter the rain had stopped, Peter Costa dismissed it. <<He>> said so.", "Peter Costa", "person"),
    ("pronoun_salient", "<<Paul Harrow>> said so. He left.\nPeter Costa compares it to rain. <<He>> said so.", "Peter Costa", "person"),
    ("own_words", "<<The Ministry of Defence>> said so. <<The government>> said so.", "government", "organization"),
    ("title_group", "<<The Northmark Bank>> said so. <<The company>> said so.", "Northmark Bank", "organization"),
    ("name_full", "<<Goalkeeper Ann Fox>> said so.", "Ann Fox", "person"),
    ("pronoun_unknown", "It rained. <<She>> said so.", None, "person"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "name", "kind"), CASES, ids=[f"{case[0]}: {case[2]}" for case in CASES])
def test_rule(resolve: Any, rule: str, text: str, name: str | None, kind: str) -> None:
    row = resolve(text)[-1]
    assert (row["speaker_rule"], row["speaker_name"], row["speaker_kind"]) == (rule, name, kind)


def test_an_unnamed_speaker_has_method_none(resolve: Any) -> None:
    assert resolve("It rained. <<She>> said so.")[0]["speaker_method"] == "none"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Pentagon spokesman Rear Adm. <<Ann Fox>> said so.",
            ("Pentagon", "government", "representative", "US", "f"),
        ),
        (
            "<<Paul Harrow, an analyst at the Northmark Institute,>> said so.",
            ("Northmark Institute", "academic", "informational", None, "m"),
        ),
        ("<<Iranian president Ann Fox>> said so.", (None, "government", "decision_maker", "IR", "f")),
        ("<<a Pentagon spokesman>> said so.", ("Pentagon", "government", "representative", "US", "m")),
        ("<<Sen. Paul Harrow (D-Vt.)>> said so.", ("Democratic Party", "politics", "decision_maker", "US", "m")),
        ("<<a Northmark Republican>> said so.", ("Northmark", "politics", "participant", None, None)),
        ("<<Republican voters>> said so.", ("Republican Party", "politics", "participant", "US", None)),
        ("<<residents>> said so.", (None, "witness", "participant", None, None)),
    ],
)
def test_what_the_words_say_of_the_speaker(resolve: Any, text: str, expected: tuple[str | None, ...]) -> None:
    text = (
        text
        if text.startswith("<<")
        else f"<<{text.replace('<<', '').replace('>>', '').removesuffix(' said so.')}>> said so."
    )
    row = resolve(text)[0]
    names = ("affiliation", "affiliation_class", "role", "country", "gender")
    assert tuple(row[f"speaker_{name}"] for name in names) == expected


def test_carried_and_floating_quotes_take_the_speaker_before(resolve: Any) -> None:
    rows = resolve("Ann Fox spoke. <<Fox>> said so. Then more.")
    assert rows[0]["speaker_name"] == "Ann Fox"


def test_no_quotes_give_the_columns_all_the_same() -> None:
    from transforms.annotations.speakers import SPEAKER_COLUMNS, resolve_speakers

    articles = pl.DataFrame({"article_id": ["a"], "text": ["Rain."]})
    quotes = pl.DataFrame(schema={"quote_id": pl.String, "article_id": pl.String})
    result = resolve_speakers(articles, pl.DataFrame(), quotes)
    assert dict(result.schema.items()) == {"quote_id": pl.String, "article_id": pl.String} | SPEAKER_COLUMNS
