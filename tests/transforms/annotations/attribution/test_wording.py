"""Sources, contents and cues in the wordings that are easy to miss, each an invented micro-text."""

from collections.abc import Callable
from typing import Any

import pytest

# text, rule, content, speaker, cue
CASES: list[tuple[str, str, str, str | None, str | None]] = [
    (
        "Ruiz issued a stern warning that it would close.",
        "light-verb",
        "that it would close",
        "Ruiz",
        "issued a stern warning",
    ),
    ("Ruiz raised questions about the toll.", "light-verb", "the toll", "Ruiz", "raised questions"),
    (
        "Ruiz made the case that it was safe, and left.",
        "light-verb",
        "that it was safe, and left",
        "Ruiz",
        "made the case",
    ),
    ("Ruiz made no mention of the toll.", "light-verb", "the toll", "Ruiz", "made no mention"),
    ("Ruiz voiced her opposition to the toll.", "light-verb", "the toll", "Ruiz", "voiced her opposition"),
    ("Ruiz's promise to repair the bridge won votes.", "noun-infinitive", "to repair the bridge", "Ruiz", "promise"),
    (
        "The closure was first reported by the Harbor Post.",
        "passive-agent",
        "The closure",
        "the Harbor Post",
        "reported",
    ),
    ("Asked whether it was safe, Ruiz shrugged.", "asked", "whether it was safe", None, "Asked"),
    ("When asked by a reporter about the toll, Ruiz left.", "asked", "the toll", "a reporter", "asked"),
    ("Asked by a reporter if it was safe, Ruiz nodded.", "asked", "if it was safe", "a reporter", "Asked"),
    ("You said yesterday, the ferry is too slow.", "comma-clause", "the ferry is too slow", "You", "said"),
    ("Three in five said they were worried.", "bare-clause", "they were worried", "Three in five", "said"),
    ("Another said they had left.", "bare-clause", "they had left", "Another", "said"),
    ("The two said they had left.", "bare-clause", "they had left", "The two", "said"),
    ("He met relatives, many of whom say it was unsafe.", "bare-clause", "it was unsafe", "many of whom", "say"),
    ("Ana Ruiz (Lowport), said she had left.", "bare-clause", "she had left", "Ana Ruiz", "said"),
    ("Ruiz said the toll favors the rich.", "bare-clause", "the toll favors the rich", "Ruiz", "said"),
    (
        "By telling Ana Ortega, the mayor, that he would go, Ruiz lost.",
        "that-clause",
        "that he would go",
        "Ruiz",
        "telling",
    ),
    ("Ruiz went on to say that it was safe.", "that-clause", "that it was safe", "Ruiz", "went on to say"),
    (
        "Ruiz said that Ortega, who owns a ferry, was wrong.",
        "that-clause",
        "that Ortega, who owns a ferry, was wrong",
        "Ruiz",
        "said",
    ),
    (
        "Ruiz said that it was old, but served the town.",
        "that-clause",
        "that it was old, but served the town",
        "Ruiz",
        "said",
    ),
    (
        "Ruiz said that it grew, while the town shrank.",
        "that-clause",
        "that it grew, while the town shrank",
        "Ruiz",
        "said",
    ),
    ("Ruiz said that it grew, while eyeing the town.", "that-clause", "that it grew", "Ruiz", "said"),
    ("Ruiz dismissed it as “a toy” and left the hall.", "object-as", "it as “a toy”", "Ruiz", "dismissed"),
    ("US officials said US rules were met.", "bare-clause", "US rules were met", "US officials", "said"),
    ('Ortega told "Good Day" that it was dead.', "that-clause", "that it was dead", "Ortega", "told"),
    ('Ortega told CBS\' "Good Day" that it was dead.', "that-clause", "that it was dead", "Ortega", "told"),
    ('Ruiz criticized what she called "a tax."', "quote-after", '"a tax."', "she", "called"),
    ("Ruiz called him unfit.", "naming", "him unfit", "Ruiz", "called"),
    ("Ruiz labeled Ortega as a fool.", "naming", "Ortega as a fool", "Ruiz", "labeled"),
    ("Ruiz praised him on Monday.", "object", "him", "Ruiz", "praised"),
    (
        "Ruiz praised the mayor, the council or the port.",
        "object",
        "the mayor, the council or the port",
        "Ruiz",
        "praised",
    ),
    ("Ruiz said it would close — a step that Ortega fought.", "bare-clause", "it would close", "Ruiz", "said"),
    ("Ruiz said it would close, a claim that Ortega denied.", "bare-clause", "it would close", "Ruiz", "said"),
]


@pytest.mark.parametrize(("text", "rule", "content", "speaker", "cue"), CASES)
def test_wording(
    text: str, rule: str, content: str, speaker: str | None, cue: str | None, attribute_text: Callable[..., Any]
) -> None:
    quotes, pieces = attribute_text(text)
    assert [(quote["rule"], quote["speaker_text"], quote["cue_text"]) for quote in quotes] == [(rule, speaker, cue)]
    assert [piece["text"] for piece in pieces] == [content]


@pytest.mark.parametrize(
    ("text", "rule", "pieces"),
    [
        ("It was a leak the harbor office said was small.", "relative-gap", ["a leak", "was small"]),
        ("Ruiz said no plan had been made.", "bare-clause", ["no plan had been made"]),
        ("Ruiz vowed to meet the crew, but attached two conditions.", "infinitive", ["to meet the crew"]),
        ("Ruiz said it was old, but served the town.", "bare-clause", ["it was old, but served the town"]),
        ("Ruiz is accused of neglecting the bridge.", "passive", ["Ruiz", "of neglecting the bridge"]),
        ("Ruiz was asked about the toll.", "passive", ["the toll"]),
        ("Ruiz warned of the trouble a toll would bring.", "prepositional", ["the trouble a toll would bring"]),
        ("Ruiz talked to reporters about the toll.", "prepositional", ["the toll"]),
        ("A council member asked Ruiz about the toll.", "prepositional", ["the toll"]),
        ("A gang claimed responsibility for the fire.", "prepositional", ["the fire"]),
        ("Ruiz endorsed Ana Ortega (Harbor) and Tom Cole.", "object", ["Ana Ortega (Harbor) and Tom Cole"]),
        ("Now that Ruiz claims that it was safe, the council may vote.", "that-clause", ["that it was safe"]),
        (
            "The rules called for a second pilot on board, officials said.",
            "clause-before",
            ["The rules called for a second pilot on board"],
        ),
        (
            "According to the file, Ruiz and Ortega asked the crew to leave.",
            "according-to-first",
            ["Ruiz and Ortega asked the crew to leave"],
        ),
        (
            "It grew (it was small before, according to the file) and fell.",
            "according-to-last",
            ["it was small before"],
        ),
        (
            '"It is safe," Ruiz told Ana of the Post after the vote, "and it will hold."',
            "split-quote",
            ['"It is safe,"', '"and it will hold."'],
        ),
        (
            'While the town is at its best, he said, "this has done nothing for it."',
            "quote-after",
            ["While the town is at its best", '"this has done nothing for it."'],
        ),
        (
            'While the town was asleep, he said, "This has done nothing for it."',
            "quote-after",
            ['"This has done nothing for it."'],
        ),
    ],
)
def test_extent(text: str, rule: str, pieces: list[str], attribute_text: Callable[..., Any]) -> None:
    (quote,), found = attribute_text(text)
    assert quote["rule"] == rule
    assert [piece["text"] for piece in found] == pieces


@pytest.mark.parametrize(
    "text",
    [
        "There said to be a leak.",
        "Asked about the toll, Ruiz shrugged.",
        "The storm could raise questions about the toll.",
        "Ruiz made her support for the toll a theme.",
        "The storm drew a crowd to the statement on the wall.",
        "The storm raised questions about the bridge.",
        "Ruiz's repeated denunciation of the toll failed.",
        "Ruiz plans to criticize the toll.",
        'The field is called "the oval."',
        'A field called "the oval" was sold.',
        'The drills, often called "the dance," ended.',
        "Ruiz called a meeting to hear the mayor.",
        "The group calls itself the Harbor League.",
        '"Ana" told the man to leave.',
    ],
)
def test_no_row(text: str, attribute_text: Callable[..., Any]) -> None:
    assert attribute_text(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "rule", "speaker", "content"),
    [
        ("Ruiz rose to explain, saying that it was dead.", "that-clause", "Ruiz", "that it was dead"),
        ("Ruiz said in his statement that it was dead.", "that-clause", "Ruiz", "that it was dead"),
        ("Harbor advocates say the toll is dead.", "bare-clause", "Harbor advocates", "the toll is dead"),
        ("Finally, advocates argue that it would fall.", "that-clause", "advocates", "that it would fall"),
        ("The bridge would close, reports said.", "clause-before", "reports", "The bridge would close"),
        (
            "The bridge is reportedly unsafe, according to Ruiz.",
            "according-to-last",
            "Ruiz",
            "The bridge is reportedly unsafe",
        ),
    ],
)
def test_one_content_one_row(
    text: str, rule: str, speaker: str, content: str, attribute_text: Callable[..., Any]
) -> None:
    (quote,), (piece,) = attribute_text(text)
    assert (quote["rule"], quote["speaker_text"], piece["text"]) == (rule, speaker, content)


def test_who_goes_on_to_speak_is_not_who_reported_it(attribute_text: Callable[..., Any]) -> None:
    quotes, _ = attribute_text("Ruiz denied the report, according to the minutes, but said he would pay.")
    assert [(quote["rule"], quote["speaker_text"], quote["text"]) for quote in quotes] == [
        ("according-to-last", "the minutes", "Ruiz denied the report"),
        ("object", "Ruiz", "the report"),
        ("bare-clause", "Ruiz", "he would pay"),
    ]


@pytest.mark.parametrize(
    ("title", "speaker", "content"),
    [
        ("Ruiz on the toll: It Is Dead", "Ruiz", "It Is Dead"),
        ("Ana Ruiz to council: Repair the bridge", "Ana Ruiz", "Repair the bridge"),
        ("Exclusive - Ana Ruiz: Bridge is safe", "Ana Ruiz", "Bridge is safe"),
        ("Report: Ruiz to leave the council", "Report", "Ruiz to leave the council"),
        ("Harbor Post editorial: Repair the bridge", "Harbor Post editorial", "Repair the bridge"),
        ("Ana Ruiz at council meeting: Bridge Is Safe", "Ana Ruiz", "Bridge Is Safe"),
    ],
)
def test_headline_colon(title: str, speaker: str, content: str, attribute_text: Callable[..., Any]) -> None:
    (quote,), (piece,) = attribute_text(title, role="title")
    assert (quote["rule"], quote["speaker_text"], piece["text"]) == ("headline-colon", speaker, content)


def test_what_was_done_to_a_source_belongs_to_it(attribute_text: Callable[..., Any]) -> None:
    (quote,), _ = attribute_text("A person briefed on the matter said the bridge would close.")
    assert (quote["rule"], quote["speaker_text"]) == ("bare-clause", "A person briefed on the matter")


@pytest.mark.parametrize(
    ("title", "body", "speaker"),
    [
        ("Ruiz: Bridge open to all", "Mayor Ana Ruiz opened the bridge.", "Ruiz"),
        ("McRuiz: Bridge open to all", "Mayor Ana McRuiz opened the bridge.", "McRuiz"),
        ("Rowing: Ruiz wins on the lake", "The rowing season began on the lake.", None),
        ("Harbor fire: Crews still at work", "A fire burned in the harbor.", None),
        ("Surprise: Tolls go up", "Drivers pay more from Monday.", None),
        ("Ana Ruiz: Why the mayor left", "Mayor Ana Ruiz left the town.", None),
        ("Council leaders: Bridge must go", "They met on Monday.", "Council leaders"),
    ],
)
def test_a_theme_is_no_source(title: str, body: str, speaker: str | None, attribute_text: Callable[..., Any]) -> None:
    quotes, _ = attribute_text(f"{title}\n{body}", role="title")
    assert [quote["speaker_text"] for quote in quotes] == ([speaker] if speaker else [])


def test_a_kicker_is_no_source(attribute_text: Callable[..., Any]) -> None:
    (quote,), _ = attribute_text("The Latest: Mourners say singer's death tough on town", role="title")
    assert (quote["rule"], quote["speaker_text"]) == ("bare-clause", "Mourners")
    assert attribute_text("Analysis: The river rises again", role="title") == ([], [])


@pytest.mark.parametrize("refusal", ["refused", "failed"])
def test_a_refusal_negates_the_cue_that_follows(refusal: str, attribute_text: Callable[..., Any]) -> None:
    quotes, _ = attribute_text(f"Ruiz {refusal} to say whether it was safe.")
    assert [(quote["cue_lemma"], quote["is_negated"]) for quote in quotes] == [("say", True)]


def test_sentences_that_are_glued_together_are_told_apart(attribute_text: Callable[..., Any]) -> None:
    quotes, _ = attribute_text("The bridge is closed, said the mayor.\nThe bridge is safe, Ruiz said.")
    assert [quote["speaker_text"] for quote in quotes] == ["the mayor", "Ruiz"]
