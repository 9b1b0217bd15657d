"""Reports inside other clauses, and clauses inside subjects: invented micro-texts, each kind in three registers."""

from collections.abc import Callable
from typing import Any

import pytest

# text, and of each quote: speaker and content
Case = tuple[str, list[tuple[str | None, str]]]

# a participle with an adverb has the source of its sentence
PARTICIPLES: list[Case] = [
    (
        "Mr. Falk, after initially saying he would keep the lido open, closed it in June.",
        [("Mr. Falk", "he would keep the lido open")],
    ),
    (
        "The regulator fined the bank last week, also saying that its auditors had slept.",
        [("The regulator", "that its auditors had slept")],
    ),
    (
        "The winger, while privately conceding that her knee was sore, played the whole match.",
        [("The winger", "that her knee was sore")],
    ),
    ("Dunmore spoke for an hour, with some even claiming that he slept.", [("some", "that he slept")]),
    ("Petrie gave a more revealing account of the storm.", []),
]
# who acts in the main clause, or did something just before, speaks
SHARED: list[Case] = [
    (
        "Rao sued critics who say he is too old, adding that he ran daily.",
        [("critics", "he is too old"), ("Rao", "that he ran daily")],
    ),
    (
        "While the town said the dam was full, Menon built wells, noting that rain was rare.",
        [("the town", "the dam was full"), ("Menon", "that rain was rare")],
    ),
    ("Adu shook the hand of the clerk, then said the case was closed.", [("Adu", "the case was closed")]),
    (
        "The bank hired Tom Rees as its head, then announced that rates would rise.",
        [("The bank", "that rates would rise")],
    ),
    (
        "The court freed Carrick, the publican, having ruled that the raid was unlawful.",
        [("The court", "that the raid was unlawful")],
    ),
    ("The lender was quick to publicly deny the rumour.", [("The lender", "the rumour")]),
    ("Rees was careful not to openly criticize the umpire.", [("Rees", "the umpire")]),
]
# a quotation inside a clause belongs to it, and not to the next report
QUOTED_INSIDE: list[Case] = [
    (
        'Although the coach admitted that his squad had "been tired," he claimed they had never missed training.',
        [("the coach", 'that his squad had "been tired,"'), ("he", "they had never missed training")],
    ),
    (
        'While the clerk confirmed that the ledger was "a mess," she insisted it had been audited twice.',
        [("the clerk", 'that the ledger was "a mess,"'), ("she", "it had been audited twice")],
    ),
    (
        'Though the lender said that its loans were "sound," it warned that fees would rise.',
        [("the lender", 'that its loans were "sound,"'), ("it", "that fees would rise")],
    ),
]
# what was said ends where the main clause begins or goes on
ENDS: list[Case] = [
    (
        "Among those who said they disliked the stadium, most still bought tickets.",
        [("those", "they disliked the stadium")],
    ),
    (
        "In a province whose governor says the dam is full, taps ran dry for a week.",
        [("governor", "the dam is full")],
    ),
    (
        "Of the traders who told us that rents had doubled, two have left.",
        [("the traders", "that rents had doubled")],
    ),
    (
        "Four farmers who claim the dam ruined their crops want money.",
        [("Four farmers", "the dam ruined their crops")],
    ),
    (
        "Investors who say they were misled are to meet in Leeds.",
        [("Investors", "they were misled")],
    ),
    (
        "A stadium that the club says will cost nothing has cost millions.",
        [("the club", "that … will cost nothing")],
    ),
    ("The vaccine, which doctors say is safe, arrives on Friday.", [("doctors", "which … is safe")]),
    (
        "The tenor, who told fans he was hoarse, cancelled the tour.",
        [("The tenor", "he was hoarse")],
    ),
    (
        "The minister said the road would open in May, and so far has opened one lane.",
        [("The minister", "the road would open in May")],
    ),
    (
        "Menon said she would visit the clinic soon, but to date has only sent a deputy.",
        [("Menon", "she would visit the clinic soon")],
    ),
    ("The club vowed it would pay, and still has not.", [("The club", "it would pay")]),
]
# a clause without commas says which of them speaks
RESTRICTED: list[Case] = [
    ("A clerk at the court who saw the file said it was empty.", [("A clerk at the court", "it was empty")]),
    ("Those who know Petrie say he left early.", [("Those", "he left early")]),
    ("Fans who heard the anthem said it was flat.", [("Fans", "it was flat")]),
    ("Those close to her say she is tired.", [("Those close to her", "she is tired")]),
    ("The firm that runs most of the trams, Calder Lines, says fares will rise.", [("The firm", "fares will rise")]),
    (
        "The club that trains the youngsters, Ostrava Juniors, said the pitch was flooded.",
        [("The club", "the pitch was flooded")],
    ),
]
# places and appositions with commas stand between a verb and what it reports
PARTED: list[Case] = [
    (
        "The coach told a crowd in Ostrava, Velm, on Monday that the squad was tired.",
        [("The coach", "that the squad was tired")],
    ),
    (
        "Menon is telling clerks at a busy Pune, India, bank branch that rates will fall.",
        [("Menon", "that rates will fall")],
    ),
    (
        "The chairman told brokers in Leeds, Yorkshire that the loan was dead.",
        [("The chairman", "that the loan was dead")],
    ),
    ('Rao called Hill, his old captain, a "coward."', [("Rao", 'Hill, his old captain, a "coward."')]),
    ('The bank called Calder Lines, its client, a "wreck".', [("The bank", 'Calder Lines, its client, a "wreck"')]),
    ('The tenor called Petrie, who runs the house, "deaf".', [("The tenor", 'Petrie, who runs the house, "deaf"')]),
]
# a common noun before *calls*
CALLS: list[Case] = [
    ('The former captain calls it her "lucky glove".', [("The former captain", 'it her "lucky glove"')]),
    ('The chief clerk calls her record a "blueprint".', [("The chief clerk", 'her record a "blueprint"')]),
    ('The trainer calls his horse a "lazy genius".', [("The trainer", 'his horse a "lazy genius"')]),
]
# a sentence that begins with its cue
OPENED: list[Case] = [
    ('Said Lena Okoro, who grew up by the dam, "We were proud of it."', [("Lena Okoro", "We were proud of it.")]),
    ('Says Rao: "I am not done."', [("Rao", "I am not done.")]),
    ('Added the Calder Lines board: "We will pay."', [("the Calder Lines board", "We will pay.")]),
    ("Said by many to be cursed, the lake is dry.", []),
]
# a title at the end of an apposition was not said
TITLES: list[Case] = [
    ('Adu, star of the soap "Wards," said the ward was shut.', [("Adu", "the ward was shut")]),
    ('Rees, author of "The Long Tide," praised the council.', [("Rees", "the council")]),
    ('Okoro, host of radio\'s "Market Day," met Menon.', []),
]
# *May* may be a month, a name or a verb
MAY: list[Case] = [
    ("Theresa May said the deal was dead.", [("Theresa May", "the deal was dead")]),
    ("Mrs May told the nurses the ward was shut.", [("Mrs May", "the ward was shut")]),
    ("Rao told reporters in May that he was hurt.", [("Rao", "that he was hurt")]),
    ("On May 5 Menon said the wells were dry.", [("Menon", "the wells were dry")]),
    ("Rates may fall, said Rao.", [("Rao", "Rates may fall")]),
]
# who is charged, or said to be something, by somebody
PASSIVES: list[Case] = [
    ("Hill was said by friends to be unwell.", [("friends", "Hill … to be unwell")]),
    ("The chef was accused by diners of serving cold soup.", [("diners", "The chef … of serving cold soup")]),
    ("The coach was criticised by fans for leaving early.", [("fans", "The coach … for leaving early")]),
    ("Rao was urged by his doctor to rest.", [("his doctor", "to rest")]),
]
# clefts, and subjects that are no noun
SUBJECTS: list[Case] = [
    ("What the minister said was that the road would open.", [("the minister", "that the road would open")]),
    ("All the captain would say was that the squad was tired.", [("the captain", "that the squad was tired")]),
    ("The first thing the bank says is that rates will fall.", [("the bank", "that rates will fall")]),
    ("Nobody at the mill would say who had opened the gate.", [("Nobody at the mill", "who had opened the gate")]),
    ('Someone in the stands shouted: "Run!"', [("Someone in the stands", "Run!")]),
    ("Okoro neither confirmed nor denied that the deal was dead.", [("Okoro", "that the deal was dead")]),
    ("Rain, according to Hill, saved them.", [("Hill", "Rain … saved them")]),
    ("According to Rao, who missed the match, the pitch was wet.", [("Rao", "the pitch was wet")]),
    (
        "The bank, which denies wrongdoing, said it would appeal.",
        [("The bank", "wrongdoing"), ("The bank", "it would appeal")],
    ),
]
# an object ends where the source does something else, and a noun behind an article is none of its verbs
OBJECTS: list[Case] = [
    (
        "Dunmore refused to blame the referee but did say the penalty was soft.",
        [("Dunmore", "the referee"), ("Dunmore", "the penalty was soft")],
    ),
    ("Menon praised the nurses and will call for a strike.", [("Menon", "the nurses"), ("Menon", "a strike")]),
    ("The bank criticized the levy and has hired lawyers.", [("The bank", "the levy")]),
    (
        "The mill will be sold, according to two people familiar with the matter.",
        [("two people familiar with the matter", "The mill will be sold")],
    ),
    ("An officer briefed on the plan said it was dead.", [("An officer briefed on the plan", "it was dead")]),
    (
        "According to a clerk involved in the work, files were lost.",
        [("a clerk involved in the work", "files were lost")],
    ),
    ("Okoro told the jury Carrick had lied.", [("Okoro", "Carrick had lied")]),
    ("Menon told the crowd Rao would stay.", [("Menon", "Rao would stay")]),
    ("The bank told the regulator Calder Lines was bust.", [("The bank", "Calder Lines was bust")]),
]
# a name and those with it speak together
TOGETHER: list[Case] = [
    ("Adu and her colleagues suggest that eels sleep.", [("Adu and her colleagues", "that eels sleep")]),
    ("Rao and the coach said the pitch was wet.", [("Rao and the coach", "the pitch was wet")]),
    ("Calder and other lenders warned that rates would rise.", [("Calder and other lenders", "that rates would rise")]),
    ("He met Rao and the coach said the pitch was wet.", [("the coach", "the pitch was wet")]),
    ("The coach and the groundsman said the pitch was wet.", [("The coach and the groundsman", "the pitch was wet")]),
    (
        "Minister for Fisheries, Food and the Marine Ilsa Varn said eels were safe.",
        [("Minister for Fisheries, Food and the Marine Ilsa Varn", "eels were safe")],
    ),
    ("In Velm, Rao and the coach said the pitch was wet.", [("Rao and the coach", "the pitch was wet")]),
    ("The league and its clubs say they will play.", [("The league and its clubs", "they will play")]),
    ("The stand fell and the league said it would pay.", [("the league", "it would pay")]),
    ("The stand burned and the league said it would pay.", [("the league", "it would pay")]),
    ("He met the coach and the league said it would pay.", [("the league", "it would pay")]),
    ("Neither Rao nor Adu said who would play.", [("Neither Rao nor Adu", "who would play")]),
    ("But neither the coach nor the league has said who paid.", [("neither the coach nor the league", "who paid")]),
    ("Both the coach and the league said it was dry.", [("Both the coach and the league", "it was dry")]),
]
# the source stands behind a clause whose verb nobody listed, or inside a relative clause without its pronoun
BEHIND: list[Case] = [
    ("Eels sleep, say the authors, who watched forty of them.", [("the authors", "Eels sleep")]),
    ("Lifts creak, said residents.", [("residents", "Lifts creak")]),
    ("The man police say set the fire has fled.", [("police", "The man … set the fire")]),
    ("A letter prosecutors say was forged has been found.", [("prosecutors", "A letter … was forged")]),
    ("The bank confirmed the sale but would not give a price.", [("The bank", "the sale")]),
]
# other cues
CUES: list[Case] = [
    (
        "The ferry company on Monday responded that it had repaired both ramps.",
        [("The ferry company", "that it had repaired both ramps")],
    ),
    ("Menon responded to fears that the well was dry.", []),
    ("Her claim to have met the king was false.", [("Her", "to have met the king")]),
    ("His claim to the land was weak.", []),
    ("The driver pleaded guilty to speeding.", []),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *PARTICIPLES,
        *SHARED,
        *QUOTED_INSIDE,
        *ENDS,
        *RESTRICTED,
        *PARTED,
        *CALLS,
        *OPENED,
        *TITLES,
        *MAY,
        *PASSIVES,
        *SUBJECTS,
        *OBJECTS,
        *TOGETHER,
        *BEHIND,
        *CUES,
    ],
    ids=lambda value: str(value)[:40],
)
def test_inner_clause(text: str, expected: list[tuple[str | None, str]], attribute_text: Callable[..., Any]) -> None:
    quotes, _ = attribute_text(text)
    assert [(quote["speaker_text"], quote["text"]) for quote in quotes] == expected
