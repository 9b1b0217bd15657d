"""Subjects with clauses and lists in them, inverted reports, coordinated verbs: invented micro-texts."""

from collections.abc import Callable
from typing import Any

import pytest

# text, and of each quote: speaker, content, rule
Case = tuple[str, list[tuple[str | None, str, str]]]
CASES: list[Case] = [
    (
        "The council rejected claims by the union that ministers misled them.",
        [("the union", "that ministers misled them", "noun-clause")],
    ),
    (
        "A warning from the harbor office that the ice was thin went unheard.",
        [("the harbor office", "that the ice was thin", "noun-clause")],
    ),
    ("There was no comment from the firm that owns the mill.", []),
    (
        "Claims by the guild that the ferry was unsafe turned out to be false.",
        [("the guild", "that the ferry was unsafe", "noun-clause")],
    ),
    (
        "Claims by the union that guards had been locked out have been dismissed by the court.",
        [("the union", "that guards had been locked out", "noun-clause")],
    ),
    (
        "Rejecting its claims that the pier was unsafe, the court fined the guild.",
        [("its", "that the pier was unsafe", "noun-clause")],
    ),
    (
        "ARNA, Oct. 4 (UPI) — The toll has doubled in two years, Ruiz said on Monday.",
        [("Ruiz", "The toll has doubled in two years", "clause-before")],
    ),
    (
        "Arna Bay (Reuters) - The toll has doubled, according to Ruiz.",
        [("Ruiz", "The toll has doubled", "according-to-last")],
    ),
    (
        "Ruiz warned of the danger that the pier is weak.",
        [("Ruiz", "the danger that the pier is weak", "prepositional")],
    ),
    ("A third of voters said the same of Ortega.", [("A third of voters", "the same of Ortega", "object")]),
    ("Pressed on the toll, Ruiz said yes.", [("Ruiz", "yes", "object")]),
    ("His main complaint was that the toll is high.", [("His", "that the toll is high", "noun-clause")]),
    (
        "An argument by Ruiz that the toll is high was heard.",
        [("Ruiz", "that the toll is high", "noun-clause")],
    ),
    (
        "Ortega called his praise for the dredger a blunder.",
        [("Ortega", "his praise for the dredger a blunder", "naming")],
    ),
    (
        "Ruiz, after saying she would not pay the toll, left the hall.",
        [("Ruiz", "she would not pay the toll", "bare-clause")],
    ),
    (
        "Ruiz was criticized for closing the pier.",
        [(None, "Ruiz … for closing the pier", "passive")],
    ),
    (
        "Even as the tide rose, many skippers insisted there was no danger.",
        [("many skippers", "there was no danger", "bare-clause")],
    ),
    (
        "Even if the tide rises, the skippers insisted, there is no danger.",
        [("the skippers", "Even if the tide rises … there is no danger", "interrupted-clause")],
    ),
    ("He ignored repeated calls.", []),
    (
        "The key to the success of the harbor, says Ruiz, is the new crane.",
        [("Ruiz", "The key to the success of the harbor … is the new crane", "inverted-middle")],
    ),
    (
        'But, said Ruiz, "I do not want to close the bridge for a year."',
        [("Ruiz", "I do not want to close the bridge for a year.", "inverted-first")],
    ),
    ("So far, says Ruiz, nobody has paid.", [("Ruiz", "So far … nobody has paid", "inverted-first")]),
    ("But, said Ruiz, the bridge will stay open.", [("Ruiz", "the bridge will stay open", "inverted-first")]),
    (
        "Officials who attended the meeting said the bridge would close.",
        [("Officials", "the bridge would close", "bare-clause")],
    ),
    (
        "A neighbor who asked not to be named said the noise began at dawn.",
        [("A neighbor", "the noise began at dawn", "bare-clause")],
    ),
    (
        "People who lost their homes in the flood told reporters that no help had come.",
        [("People", "that no help had come", "that-clause")],
    ),
    (
        "Voters in the county who backed Ruiz say the toll is too high.",
        [("Voters in the county", "the toll is too high", "bare-clause")],
    ),
    ("Those who were there said the noise was terrible.", [("Those", "the noise was terrible", "bare-clause")]),
    (
        "Communities living near the quarry report that their wells are dry.",
        [("Communities living near the quarry", "that their wells are dry", "that-clause")],
    ),
    (
        "A lawyer representing the families said the inquiry was late.",
        [("A lawyer representing the families", "the inquiry was late", "bare-clause")],
    ),
    (
        "Workers hired last spring said they had not been paid.",
        [("Workers hired", "they had not been paid", "bare-clause")],
    ),
    (
        "Residents of Arna, Bela and Elmo say the road is unsafe.",
        [("Residents of Arna, Bela and Elmo", "the road is unsafe", "bare-clause")],
    ),
    ("Ana, Ben and Cora said they were safe.", [("Ana, Ben and Cora", "they were safe", "bare-clause")]),
    ("In Lowport, Ana and Ben said they were safe.", [("Ana and Ben", "they were safe", "bare-clause")]),
    (
        "Friends close to the Duchess said she was tired.",
        [("Friends close to the Duchess", "she was tired", "bare-clause")],
    ),
    (
        "Nor have they outright denied that the bridge was unsafe.",
        [("they", "that the bridge was unsafe", "that-clause")],
    ),
    (
        "Critics have in particular noted that the toll is high.",
        [("Critics", "that the toll is high", "that-clause")],
    ),
    (
        "Mr. Okell revised his ferry plans in June, saying that two boats would stay.",
        [("Mr. Okell", "that two boats would stay", "that-clause")],
    ),
    (
        "The bridge is unsafe, according to an analysis by the Harbour Institute.",
        [("an analysis by the Harbour Institute", "The bridge is unsafe", "according-to-last")],
    ),
    ("Those close to him say he will resign.", [("Those close to him", "he will resign", "bare-clause")]),
    (
        "The mother of three says the school is too far.",
        [("The mother of three", "the school is too far", "bare-clause")],
    ),
    (
        "The head of the firefighters says the hall is unsafe.",
        [("The head of the firefighters", "the hall is unsafe", "bare-clause")],
    ),
    (
        "The coast guard fined the owner and said the ferry was overloaded.",
        [("The coast guard", "the ferry was overloaded", "bare-clause")],
    ),
    (
        "Ortega praised the plan and criticized Ruiz for the delay.",
        [("Ortega", "the plan", "object"), ("Ortega", "Ruiz for the delay", "object-for")],
    ),
    ("Ruiz called the charges unfounded.", [("Ruiz", "the charges unfounded", "naming")]),
    ("Ruiz has since said that she was wrong.", [("Ruiz", "that she was wrong", "that-clause")]),
    (
        "He said the ferry was late because the crew, who had worked all night, refused to sail.",
        [("He", "the ferry was late because the crew, who had worked all night, refused to sail", "bare-clause")],
    ),
    ("The bridge is safe, experts told me this week.", [("experts", "The bridge is safe", "clause-before")]),
    ("Ortega then asked Ruiz which roads she would close.", [("Ortega", "which roads she would close", "wh-clause")]),
    ("Ruiz said the toll would end, which would cost millions.", [("Ruiz", "the toll would end", "bare-clause")]),
    ("Ruiz said ten ferries were late, a record.", [("Ruiz", "ten ferries were late", "bare-clause")]),
    ("Ruiz said she and Ortega differ on the toll.", [("Ruiz", "she and Ortega differ on the toll", "bare-clause")]),
    (
        "Records suggest that cranes and related machines have stood still.",
        [("Records", "that cranes and related machines have stood still", "that-clause")],
    ),
    (
        "He said towns like Arna and Bela will settle the rules first.",
        [("He", "towns like Arna and Bela will settle the rules first", "bare-clause")],
    ),
    (
        "Officials spoke about the toll only on the condition of anonymity.",
        [("Officials", "the toll", "prepositional")],
    ),
    (
        "Two officers said on Monday the pier was unsafe, speaking on condition of anonymity because talks go on.",
        [("Two officers", "the pier was unsafe", "bare-clause")],
    ),
    (
        "Ortega criticized the council's last offer: a pier without a crane.",
        [("Ortega", "the council's last offer: a pier without a crane", "object")],
    ),
    (
        "She called for all bidders to name their terms \u2014 including the price.",
        [("She", "all bidders to name their terms \u2014 including the price", "object")],
    ),
    ("While Ruiz insisted she had paid, two receipts were missing.", [("Ruiz", "she had paid", "bare-clause")]),
    (
        "Two years after Ruiz vowed to rebuild the pier, the county has not begun.",
        [("Ruiz", "to rebuild the pier", "infinitive")],
    ),
    ("When Ruiz came in and said it was late, a man shouted.", [("Ruiz", "it was late", "bare-clause")]),
    ("Ruiz praised the crew in an interview with the harbor paper.", [("Ruiz", "the crew", "object")]),
    ("Ruiz said the quay was safe, in an interview with Radio Arna.", [("Ruiz", "the quay was safe", "bare-clause")]),
    ("Ruiz said that it was “rot,” in a tweet on Friday.", [("Ruiz", "that it was “rot,”", "that-clause")]),
    ("Ruiz said it was made, in a shed, by hand.", [("Ruiz", "it was made, in a shed, by hand", "bare-clause")]),
    ("Ortega mocked the new crane on Twitter and left.", [("Ortega", "the new crane", "object")]),
    (
        "“It is late,” one of the farmers, Tom Rees, who lost his land, told the council.",
        [("Tom Rees", "It is late,", "quote-before")],
    ),
    ("But he operates on a different plan, he said.", [("he", "But he operates on a different plan", "clause-before")]),
    ("The crane leans to one side, Ortega said.", [("Ortega", "The crane leans to one side", "clause-before")]),
    (
        "She said at the March regatta that the harbor might close.",
        [("She", "that the harbor might close", "that-clause")],
    ),
    (
        "Ruiz has been saying for six years in the council and inside the party that the toll is a problem.",
        [("Ruiz", "that the toll is a problem", "that-clause")],
    ),
    (
        "Sen. Ana Ruiz (I-Vt.), said after a hearing on Friday that she had read the plan.",
        [("Sen. Ana Ruiz", "that she had read the plan", "that-clause")],
    ),
    (
        "The harbor needs too many permits, former mayor Ana Ruiz said last month at a fair in Arna.",
        [("former mayor Ana Ruiz", "The harbor needs too many permits", "clause-before")],
    ),
    (
        "Ruiz said the crew had called Senator Ortega of Arna, who leads the council, to send boats.",
        [("Ruiz", "the crew had called Senator Ortega of Arna, who leads the council, to send boats", "bare-clause")],
    ),
    ("Ruiz said the toll is too high, as did the mayor.", [("Ruiz", "the toll is too high", "bare-clause")]),
    (
        "Ruiz said the plans would hurt trade and tourism, both of which feed the town.",
        [("Ruiz", "the plans would hurt trade and tourism", "bare-clause")],
    ),
    (
        "It will take three weeks to mend the lock, Ruiz said, although he said the boats can pass.",
        [
            ("Ruiz", "It will take three weeks to mend the lock", "clause-before"),
            ("he", "the boats can pass", "bare-clause"),
        ],
    ),
    (
        "Ortega said the crew had begun calling members \u2014 there are two from each pier.",
        [("Ortega", "the crew had begun calling members", "bare-clause")],
    ),
    (
        "The council announced plans Tuesday to expand the pier.",
        [("The council", "plans Tuesday to expand the pier", "object")],
    ),
    (
        "Ruiz endorsed the plans of Mayor Ortega (D-Arna), Sen. Bela Firth (R-Elmo), and Gov. Okell.",
        [("Ruiz", "the plans of Mayor Ortega (D-Arna), Sen. Bela Firth (R-Elmo), and Gov. Okell", "object")],
    ),
    (
        "Ruiz promised her entire harbor program would be paid for through fees.",
        [("Ruiz", "her entire harbor program would be paid for through fees", "bare-clause")],
    ),
    ("Ruiz was forced to admit that the pier is unsafe.", [("Ruiz", "that the pier is unsafe", "that-clause")]),
    (
        "Ortega leads in the port, with half of all the votes coming from fishermen, according to the harbor board.",
        [("the harbor board", "half of all the votes coming from fishermen", "according-to-last")],
    ),
]
NONE = [
    "It is too early to say if the toll will last.",
    "The council is expected to announce that the pier will close.",
    "The report was updated to reflect that the pier is open.",
    "Harbor Commission reports that show the tides came out on Monday.",
    "The court agreed to hear complaints that fishermen had filed for years.",
    "Ruiz called a meeting of the board.",
    "Ruiz called the meeting.",
    "Ortega called a meeting of the board the next day.",
    "A pledge to add ferries and buses is met with relief.",
    "Ortega claimed credit for the bridge that opened last spring.",
    "The court denied bail to the ferry captain.",
    "He used the term to describe the harbor engineers.",
    "The county singled out poor harbors for aid.",
    "That said, the harbor is still open to all.",
    "All this is to say that the toll is high.",
    "In the end, the harbor board agreed to lend Ruiz 5 million, and the guild stepped in with money.",
    "Happily, Ruiz agreed, and the guild stepped in.",
    "Fares fell and tolls declined to 281 a day in May.",
    "Ortega avoids discussing the toll with her brother.",
    "Ortega spoke for about 30 minutes.",
    "Critics are unwilling to endorse the plan.",
    "The signal mast lies in the mud, knocked down by a gale.",
    "Ortega pleaded guilty on Monday.",
    "Ruiz observed the moon through a telescope.",
]
OTHERS = [  # who is not the subject that a clause restricts
    ("A plan that officials said would fail was dropped.", "officials"),
    ("The men who officials say robbed the bank were held.", "officials"),
    ("He read reports that the union said were false.", "the union"),
    ("Okell, who backed Gov. Ana Ruiz, R-Arna, and opposed the dam, last week said it was dead.", "Okell"),
    ("Okell, who met Ana Ruiz, the mayor, in May, said the dam was dead.", "Okell"),
    ("The firm, which owns Northmark, the mill, said the dam was dead.", "The firm"),
    ("The guild, whose members include Ana Ruiz, the mayor, said the dam was dead.", "The guild"),
    ("At Bela West, where guests pay in June, Jay Rees, its old keeper, said the dam was dead.", "Jay Rees"),
    ("Ilsa Varn, the mayor who beat Tom Okell, the miller, in May, said the dam was dead.", "Ilsa Varn, the mayor"),
    ("Sen. Ana Ruiz, D-Arna, who went to the mill, said the dam was dead.", "Sen. Ana Ruiz"),
    ("Ilsa Varn, having met Tom Okell, the miller, in May, said the dam was dead.", "Ilsa Varn"),
    ("In addition to Mr. Rees, two members, Ilsa Varn and Tom Okell, have said the dam is dead.", "two members"),
    ("Apart from Mr. Rees, two members, Ilsa Varn and Tom Okell, said the dam is dead.", "two members"),
    ("Joined by Mr. Rees, the mayor, Ilsa Varn, said the dam was dead.", "the mayor"),
    ("Because the mayor, Ilsa Varn, said the dam was dead, they went.", "the mayor"),
    ("After winning the race in the north, Gov. Tom Rees (R-Bela), said, “It is done.”", "Gov. Tom Rees"),
    (
        "A letter from Arna obtained by the Harbour Post warns that it is dead.",
        "A letter from Arna obtained by the Harbour Post",
    ),
    ("After Moen met Okell, the mayor smiled and said the dam was dead.", "the mayor"),
    ("Once, when Moen saw the flood, I laughed and said, “It is only water.”", "I"),
    ("When Okell came, he looked at us, furrowed his brow and said, “It is only water.”", "he"),
    ("When Okell came, Varn, the mayor, laughed and said it was late.", "Varn"),
    ("Because it rained and Okell came and said it was late, they left.", "Okell"),
    ("The guild marched to the mill and said it would stay.", "The guild"),
    ("The vote forced the mayor to admit that the dam was dead.", "the mayor"),
    ("Five lost votes will force Okell to acknowledge a hard truth.", "Okell"),
    ("Scenes of the flood allow him to call for order.", "him"),
    ("Varn used the hall to announce that the dam was dead.", "Varn"),
    ("Moen heard Okell saying the dam was dead.", "Okell"),
    ("The council left the hall saying the dam was dead.", "The council"),
    ("Varn, asked about the dam, said it was dead.", "Varn"),
    ("“It is late,” the mayor, Ana Ruiz, who leads the guild, told the council.", "Ana Ruiz"),
    ("More from Rao: “The quay is not safe.”", "Rao"),
    ("What the figures mean - From the report: “The quay is not safe.”", "the report"),
    ("Harbours agree - Tom Rees: “The quay is not safe.”", "Tom Rees"),
    ("When asked directly by Radio Arna whether she knew, Varn fell silent.", "Radio Arna"),
    ("After Moen asked Okell who would win, Rees replied, “I bet on the tide.”", "Rees"),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_structure(text: str, expected: list[tuple[str | None, str, str]], attribute_text: Callable[..., Any]) -> None:
    quotes, _ = attribute_text(text)
    assert [(quote["speaker_text"], quote["text"], quote["rule"]) for quote in quotes] == expected


@pytest.mark.parametrize("text", NONE)
def test_no_report(text: str, attribute_text: Callable[..., Any]) -> None:
    assert attribute_text(text) == ([], [])


@pytest.mark.parametrize(("text", "speaker"), OTHERS)
def test_other_subject(text: str, speaker: str, attribute_text: Callable[..., Any]) -> None:
    assert [quote["speaker_text"] for quote in attribute_text(text)[0]] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            '"We sleep in shifts," said Thomas "Tam" Okell, a crabber. "It is cold."',
            'Thomas "Tam" Okell',
            "We sleep in shifts, … It is cold.",
        ),
        ("Anna (Nan) Firth said the gate was shut.", "Anna (Nan) Firth", "the gate was shut"),
        ('Ruiz said the "Old" Bridge was shut.', "Ruiz", 'the "Old" Bridge was shut'),
    ],
)
def test_nickname_is_no_speech(text: str, speaker: str, content: str, attribute_text: Callable[..., Any]) -> None:
    quotes, _ = attribute_text(text)
    assert [(quote["speaker_text"], quote["text"]) for quote in quotes] == [(speaker, content)]


def test_clipped_words_are_no_marks(attribute_text: Callable[..., Any]) -> None:
    text = "'It was rock 'n' roll,' said Ewan Firth. 'I told 'em to jump.'\n'We of 's-Hertogenbosch knew,' said Ewan."
    quotes, _ = attribute_text(text)
    assert [quote["text"] for quote in quotes] == [
        "It was rock 'n' roll, … I told 'em to jump.",
        "We of 's-Hertogenbosch knew,",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The town waits.\n“We will not sell, not now.”\n― Ana Ruiz, mayor of Lowport",
        "“We will not sell, not now.” — Ana Ruiz",
    ],
)
def test_byline_behind_a_quotation(text: str, attribute_text: Callable[..., Any]) -> None:
    quotes, _ = attribute_text(text)
    assert [(quote["speaker_text"], quote["text"], quote["rule"]) for quote in quotes] == [
        ("Ana Ruiz", "We will not sell, not now.", "byline")
    ]


def test_marks_of_every_shape_are_left_out(attribute_text: Callable[..., Any]) -> None:
    for text in ("‘It is safe,’ Ruiz said. ‘It held.’", "″It is safe,″ Ruiz said. ″It held.″"):
        assert [quote["text"] for quote in attribute_text(text)[0]] == ["It is safe, … It held."]
