from typing import Any

import pytest

from transforms.annotations.speakers.mentions import read_mention


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("longtime campaign adviser Ana Ruiz", "Ana Ruiz"),
        ("the former state treasurer and developer Tam Okell", "Tam Okell"),
        ("acting deputy health chief Ruiz", "Ruiz"),
        ("acting deputy health chief Okell", "Okell"),
        ("19-year-old Ana Lowan", "Ana Lowan"),
        ("the 34-year-old baker Ana Lowan", "Ana Lowan"),
        ("Okell spokesman Michael Steel", "Michael Steel"),
        ("Northmark spokeswoman Ann Church", "Ann Church"),
        ("Food and Fisheries Administration Commissioner Stephen Hale", "Stephen Hale"),
        ("Ways and Means Committee member Ann Fox", "Ann Fox"),
        ("Ways and Means subcommittee Chairman Ann Fox", "Ann Fox"),
        ("University of Velm law school professor Steve Okell", "Steve Okell"),
        ("House of Deputies Liberal leader Ann Fox", "Ann Fox"),
        ("The National Organization for Sailors President Ann O'Neill", "Ann O'Neill"),
        ("Mayor of London Ann Fox", "Ann Fox"),
        ("mayor of Lowport Ann Fox", "Ann Fox"),
        ("Chief of Department Carlos Gomez", "Carlos Gomez"),
        ("speaker of the Knesset Ann Fox of the Reform party", "Ann Fox"),
        ("United Nations High Commissioner for Refugees Anton Fox", "Anton Fox"),
        ("chairman of the Harbour Committee Rep. Ann Fox", "Ann Fox"),
        ("former city attorney for the District of Velm Joseph Fox", "Joseph Fox"),
        ("president of communications and public affairs Joan Moore", "Joan Moore"),
        ("spokeswoman for the festival Anna Marks", "Anna Marks"),
        ("head of sales Anna Marks", "Anna Marks"),
        ("director of the centre Anna Marks", "Anna Marks"),
        ("the director of the Velm Centre for Tides Anna Marks", "Anna Marks"),
        ("NTX's Ann Fox", "Ann Fox"),
        ("CNN's Eyda Peralto", "Eyda Peralto"),
        ("the Courier's Devlin Barrow", "Devlin Barrow"),
        ("Former Republican presidential candidate and Florida Gov. Ann Fox", "Ann Fox"),
        ("former presidential candidate and governor Ann Fox", "Ann Fox"),
        ("author and former diplomat Ann Fox", "Ann Fox"),
        ("the author, broadcaster and former diplomat Ann Fox", "Ann Fox"),
        ("lawyer and mother of two Ann Fox", "Ann Fox"),
        ("father of three Tam Okell", "Tam Okell"),
        ("co-founder and chief executive Ann Fox", "Ann Fox"),
        ("founder and CEO Ann Fox", "Ann Fox"),
        ("Velm police chief and fire marshal Ann Fox", "Ann Fox"),
        ("Paris (CNN) Dr. Ann Fox", "Ann Fox"),
        ("LOWPORT (KTX) President Ann Fox", "Ann Fox"),
        ("then-deputy mayor Ann Fox", "Ann Fox"),
        ("ex-mayor Ann Fox", "Ann Fox"),
        ("one-time rival Ann Fox", "Ann Fox"),
        ("self-described socialist Ann Fox", "Ann Fox"),
        ("two-time champion Ann Fox", "Ann Fox"),
        ("the retired general Ann Fox", "Ann Fox"),
        ("top Democrat Ann Fox", "Ann Fox"),
        ("fellow Republican Ann Fox", "Ann Fox"),
        ("fellow senator Fox", "Fox"),
        ("rookie quarterback Okell", "Okell"),
        ("striker Okell", "Okell"),
        ("head coach Okell", "Okell"),
        ("campaign manager Okell", "Okell"),
        ("union boss Okell", "Okell"),
        ("veteran strategist Ann Fox", "Ann Fox"),
        ("the group's president Ann Fox", "Ann Fox"),
        ("his deputy Ann Fox", "Ann Fox"),
        ("his wife Ann", "Ann"),
        ("her brother Tam Okell", "Tam Okell"),
        ("Fox's deputy Ann Marlow", "Ann Marlow"),
        ("Okell's longtime ally Ann Fox", "Ann Fox"),
        ("the school's former head teacher Ann Fox", "Ann Fox"),
        ("Velm's deputy police chief Ann Fox", "Ann Fox"),
        ("South Zorvan's President Moon", "Moon"),
        ("Italy's President Okell", "Okell"),
        ("the CTU's Lewes", "Lewes"),
        ("the Harbour Association's Okell", "Okell"),
        ("@Okell", "Okell"),
        ("British Prime Minister Ann Fox", "Ann Fox"),
        ("U.N. envoy to Syria Staffan Okell", "Staffan Okell"),
        ("ambassador to Germany Ann Fox", "Ann Fox"),
        ("U.S. Ambassador to the United Nations Ann Fox", "Ann Fox"),
        ("professor of history at Velm University Ann Fox", "Ann Fox"),
        ("Professor of Law Ann Fox", "Ann Fox"),
        ("minister for transport Ann Fox", "Ann Fox"),
        ("Minister for Transport Ann Fox", "Ann Fox"),
        ("Secretary for Home Affairs Ann Fox", "Ann Fox"),
        ("state representative and candidate for governor Ann Fox", "Ann Fox"),
        ("candidate for governor Ann Fox", "Ann Fox"),
        ("chair of the party Ann Fox", "Ann Fox"),
        ("Labour MP and committee chair Ann Fox", "Ann Fox"),
        ("Labour MP for Velm North Ann Fox", "Ann Fox"),
        ("MP for Lowport Ann Fox", "Ann Fox"),
        ("Senior Vice President for Policy Ann Fox", "Ann Fox"),
        ("vice president of operations Ann Fox", "Ann Fox"),
        ("Bishop of Velm Ann Fox", "Ann Fox"),
        ("• Dario Fox", "Dario Fox"),
        ("Department of Justice spokeswoman Ann Fox", "Ann Fox"),
        ("Ministry of Health director Ann Fox", "Ann Fox"),
        ("Harbour Board (HB) Chairman Ann Fox", "Ann Fox"),
    ],
)
def test_a_title_phrase_in_front_of_a_name_is_about_the_name(text: str, name: str) -> None:
    mention = read_mention(text)
    assert (mention.form, mention.run_text) == ("name", name)


@pytest.mark.parametrize(
    "text",
    [
        "a spokesman for Prime Minister Ann Fox",
        "a spokesman for Senate Finance Committee Chairman Ann Fox",
        "the lawyer for special counsel Robert Fox",
        "a lawyer for the mayor Ann Fox",
        "the brother of teacher Ann Fox",
        "the mother of Ann Fox",
        "a friend of the victim Ann Fox",
        "supporters of Ann Fox",
        "a supporter of Republican Ann Fox",
        "the office of Governor Ann Fox",
        "a statement from Okell spokesman Kevin Roberts",
        "the office of Velm mayor Ann Fox",
        "a friend of London Ann Fox",
        "the lawyer for the embattled Ann Fox",
        "the widow of slain Tam Okell",
        "friend of the late Ann Fox",
        "the mayor and Gov. Ann Fox",
        "Belgium's Crisis Center",
        "the FBI's Director",
        "the FBI's Science Desk",
        "Belgium's Parliament",
        "the UN's Security Council",
        "a writer on the site Velm's Lighthouse",
        "supporters of the union's Okell",
        "Okell's National Action Network",
        "London's Daily Mail",
        "the Herald's Editorial Board",
        "France's President",
        "Ann Fox's lawyer",
        "the killing of Ann Fox",
        "the arrest of activist Ann Fox",
        "a video of Ann Fox",
        "police in Paris Ann Fox",
    ],
)
def test_a_name_that_belongs_to_a_word_before_it_is_not_what_the_phrase_is_about(text: str) -> None:
    assert read_mention(text).form == "nominal"


@pytest.mark.parametrize("first", ["Kim", "Okell", "Northmark"])
def test_two_who_speak_are_not_one(first: str) -> None:
    mention = read_mention(f"{first} and Harbour Mayor Ann Fox")
    assert (mention.run_text, mention.is_plural) == (first, True)


def test_an_office_before_a_name_that_reads_as_an_institution_makes_it_a_person(resolve: Any) -> None:
    found = resolve("The spokesman <<Paul Church>> said so.\n<<Paul Church>> went on.\n<<Church>> then said no.")
    assert [quote["speaker_name"] for quote in found] == ["Paul Church"] * 3
    assert {quote["speaker_kind"] for quote in found} == {"person"}


def test_a_surname_may_also_be_a_title(resolve: Any) -> None:
    found = resolve("Ann King spoke first.\n<<King>> said so.\n<<The king>> said no.\n<<Bishop>> said no.")
    assert [quote["speaker_name"] for quote in found[:1]] == ["Ann King"]
    assert {quote["speaker_kind"] for quote in found[1:]}.isdisjoint({"person"})


def test_a_name_with_a_number_is_an_institution(resolve: Any) -> None:
    assert resolve("<<Kanal9>> said so.")[0]["speaker_kind"] == "organization"


def test_a_country_behind_a_role_is_no_person(resolve: Any) -> None:
    found = resolve("The oil producer Saudi Arabia met the others.\n<<Saudi Arabia>> said so.")
    assert found[0]["speaker_kind"] == "metonym"
