"""Headlines: one invented headline per act and per rule, asserting the rule's name."""

import pytest


@pytest.mark.parametrize(
    ("text", "act_id", "polarity", "rule"),
    [
        ("Veldan accuses Ostrava of poisoning river", "accuse", -1, "stated"),
        ("Veldan agrees to share river water", "agree", 1, "stated"),
        ("Mayor Pell visits Ostrava", "consult", 0, "stated"),
        ("Guild backs Pell for mayor", "support", 1, "stated"),
        ("Veldan joins forces with Ostrava on floods", "cooperate", 1, "stated"),
        ("Ostrava donates blankets to Veldan", "aid", 1, "stated"),
        ("Harbour chief apologises for spill", "concede", 1, "stated"),
        ("Ostrava withdraws troops from island", "retreat", 1, "stated"),
        ("Fishermen urge Pell to dredge harbour", "request", 0, "stated"),
        ("Ostrava rejects river plan", "reject", -1, "stated"),
        ("Ostrava threatens Veldan over dam", "threaten", -1, "stated"),
        ("Tram drivers go on strike in Kelmore", "protest", -1, "stated"),
        ("Veldan imposes sanctions on Ostrava", "sanction", -1, "stated"),
        ("Veldan deploys warships to strait", "mobilize", -1, "stated"),
        ("Police arrest harbour chief", "coerce", -1, "stated"),
        ("Rebels bomb Kelmore market", "assault", -1, "stated"),
        ("Stop feeding the gulls", "request", -1, "stated"),
        ("Guild launches eel inquiry", "accuse", -1, "performed"),
        ("Pell won't cooperate with harbour inquiry", "reject", -1, "negated"),
        ("No Veldan-Ostrava cooperation on dam", "reject", -1, "negated"),
        ("Pell won't arrest striking drivers", "concede", 1, "negated"),
        ("Harbour chief wasn't fired, guild says", "reject", -1, "denied"),
        ("No evidence of fraud in eel count, guild says", "reject", -1, "denied"),
        ("Pell would not rule out talks with Ostrava", "consult", 1, "negated_refusal"),
        ("Pell has not ruled out talks with Ostrava", "consult", 1, "negated_refusal"),
        ("Pell refuses to rule out deal", "agree", 1, "negated_refusal"),
        ("Could Veldan and Ostrava work together? Maybe, envoys say", "cooperate", 0, "asked"),
        ("Pell may support dam", "support", 0, "hedged"),
        ("Pell won't appear before guild", "reject", -1, "refusal"),
        ("Veldan delays tariffs on tin", "concede", 1, "ended"),
        ("Veldan delays tin, copper tariffs", "concede", 1, "ended"),
        ("Ostrava cancels talks with Veldan", "reject", -1, "ended"),
        ("Veldan won't cancel talks with Ostrava", "consult", 1, "kept"),
        ("Court allows ban on eel nets", "concede", 1, "let"),
        ("Pell orders pilots to log every eel", "request", 0, "stated"),
        ("Pell orders raid on eel market", "assault", -1, "stated"),
        ("Assembly subpoenas harbour records", "request", -1, "stated"),
        ("Pell says ferry was never late", "reject", -1, "contradicted"),
        ("Reed: 'It was not my boat'", "reject", -1, "contradicted"),
        ("Dora Pell: Eels were not for sale", "reject", -1, "contradicted"),
        ("Reed says Ostrava jailed his brother", "accuse", -1, "claimed"),
        ("Harbour chief steps down over spill", "retreat", 0, "stated"),
        ("Pell promises to jail eel smugglers", "threaten", -1, "vowed"),
        ("Ostrava: Veldan bombed our harbour", "accuse", -1, "claimed"),
        ("Veldan-Ostrava peace talks collapse", "reject", -1, "failed"),
        ("Pell to guild: Cut the tolls", "request", 0, "stated"),
        ("Guild demands resignation probe of Pell", "request", -1, "hostile_request"),
        ("Guild calls on Pell to resign", "request", -1, "hostile_request"),
        ("Guild asks Pell to apologise", "request", -1, "hostile_request"),
        ("Veldan could impose tariffs on Ostrava tin", "threaten", -1, "possible_force"),
    ],
)
def test_headline(acts, text: str, act_id: str, polarity: int, rule: str) -> None:
    assert [(row["act_id"], row["polarity"], row["rule"]) for row in acts(text)] == [(act_id, polarity, rule)]


@pytest.mark.parametrize(
    "text",
    [
        "Veldan-backed guild in Kelmore",
        "Storm kills two in Kelmore",
        "Kelmore digs out storm-battered quay",
        "Kelmore tram derails on hill",
        "Storm school closures go on in Kelmore",
        "Kelmore greets its champions",
        "Dora Pell has a heart attack",
        "Five things to know about eels",
        "Tin at highest since 1911",
        "Kelmore will finish abandoned match",
        "Kelmore Rovers win on free kick",
        "Pell did not suspend the ferry",
        "Ferry firm won't make a profit",
        "Dam plan advances if toll is not passed on",
    ],
)
def test_no_act(acts, text: str) -> None:
    assert acts(text) == []


@pytest.mark.parametrize(
    ("text", "act_id"),
    [
        ("Three abducted divers released by Ostrava rebels", "concede"),
        ("Ostrava releases Veldan prisoner Jonas Reed", "concede"),
        ("Drivers who went on strike applaud Pell", "support"),
        ("Market bombing suspect in custody", "coerce"),
        ("After warning, Pell praises guild", "support"),
        ("Guild praises budget after missed deadline", "support"),
        ("Guild that promised candour refuses to cooperate", "reject"),
        ("Rule for ferries in Veldan is unlawful", "accuse"),
        ("Anglers gather after Ostrava bans nets", "coerce"),
        ("Pell never ordered raid on eel market", "reject"),
        ("Ostrava rebels storm eel market, killing dozens", "assault"),
        ("Gunmen storm school", "assault"),
        ("Firemen strike over pay", "protest"),
        ("Pell turns her back on eel fishers", "accuse"),
        ("Guild changes its story on eel count", "accuse"),
        ("Anglers stand their ground on nets", "reject"),
        ("Reed drops his bid for mayor", "retreat"),
        ("Guild leaders lend their support to Pell", "support"),
        ("Eel smuggler gets six years for fraud", "coerce"),
    ],
)
def test_the_main_act_is_told(acts, text: str, act_id: str) -> None:
    assert [row["act_id"] for row in acts(text)] == [act_id]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The new dam is a dreadful idea", ["accuse"]),
        ("Mayor Pell's foolish dam", ["accuse"]),
        ("Mayor Pell is no hero", ["accuse"]),
        ("The harbour guild has become a disgrace", ["accuse"]),
        ("Dreadful rain in Kelmore", []),
    ],
)
def test_a_judging_word_counts_where_it_is_said_of_somebody(acts, text: str, found: list[str]) -> None:
    assert [row["act_id"] for row in acts(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pell's 'murder' remark angers Kelmore anglers", []),
        ("Reed's \u201cmassacre\u201d joke draws criticism from anglers", ["accuse"]),
        ("Anglers wait for \u2018Torture Report\u2019", []),
        ("Ostrava rebels 'killed divers' tweets Pell", ["assault"]),
        ("Ostrava rebels 'murdered' divers", ["assault"]),
    ],
)
def test_a_word_of_force_that_names_a_remark_is_no_deed(acts, text: str, found: list[str]) -> None:
    assert [row["act_id"] for row in acts(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Kelmore Harbour Office (KHO) arrested captain Jonas Reed on Friday.", ["coerce"]),
        ("The office has been “sued” three times, and never paid.", ["accuse"]),
        ("Anglers call the quay her “bully pulpit, made of eel crates.", []),
    ],
)
def test_a_mark_hides_no_word_before_a_verb(acts, text: str, found: list[str]) -> None:
    assert [row["act_id"] for row in acts(text, role="body")] == found


def test_what_was_done_decides_rather_than_who_did_it(acts) -> None:
    assert acts("3 sailors, including gunman, dead in shooting at Kelmore quay")[0]["matched_terms"] == "shooting"
    assert acts("Kelmore gunman among three dead at quay")[0]["matched_terms"] == "gunman"
