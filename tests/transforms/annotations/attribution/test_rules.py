"""Each rule on an invented micro-text: rule name, kind, content pieces, source mention, cue."""

from collections.abc import Callable
from typing import Any

import pytest

# text, rule, kind, pieces, speaker, cue
CASES: list[tuple[str, str, str, list[str], str | None, str | None]] = [
    (
        '"The bridge is safe," Mayor Ana Ruiz said.',
        "quote-before",
        "direct",
        ['"The bridge is safe,"'],
        "Mayor Ana Ruiz",
        "said",
    ),
    (
        "Ana Ruiz, whose young son, Ben, has asthma, said she owned no car.",
        "bare-clause",
        "indirect",
        ["she owned no car"],
        "Ana Ruiz",
        "said",
    ),
    ('"Is it safe?" Ruiz asked.', "quote-before", "direct", ['"Is it safe?"'], "Ruiz", "asked"),
    (
        'The bridge "is as safe as it ever was," she said.',
        "quote-before",
        "mixed",
        ['The bridge "is as safe as it ever was,"'],
        "she",
        "said",
    ),
    (
        "''The bridge is safe,'' said Ana Ruiz, the mayor.",
        "inverted",
        "direct",
        ["''The bridge is safe,''"],
        "Ana Ruiz",
        "said",
    ),
    (
        "“It is safe,” said Will Ortega of the harbor office.",
        "inverted",
        "direct",
        ["“It is safe,”"],
        "Will Ortega of the harbor office",
        "said",
    ),
    ('"The bridge," Ruiz added, "is safe."', "split-quote", "direct", ['"The bridge,"', '"is safe."'], "Ruiz", "added"),
    (
        '"The bridge," said Ruiz, "is safe."',
        "split-inverted",
        "direct",
        ['"The bridge,"', '"is safe."'],
        "Ruiz",
        "said",
    ),
    ('Ruiz told reporters on Monday: "It will hold."', "quote-after", "direct", ['"It will hold."'], "Ruiz", "told"),
    ('Ruiz replied at once, with a smile: "It will."', "quote-after", "direct", ['"It will."'], "Ruiz", "replied"),
    (
        'Ruiz told the crowd that had gathered at the pier, "It will hold."',
        "quote-after",
        "direct",
        ['"It will hold."'],
        "Ruiz",
        "told",
    ),
    (
        'Ruiz, wearing a "Save It" badge, said: "It will hold."',
        "quote-after",
        "direct",
        ['"It will hold."'],
        "Ruiz",
        "said",
    ),
    (
        'Ruiz said "the worst" of the storm was over.',
        "quote-fragment",
        "mixed",
        ['"the worst" of the storm was over'],
        "Ruiz",
        "said",
    ),
    ("Ruiz said: the bridge is safe.", "colon", "indirect", ["the bridge is safe"], "Ruiz", "said"),
    (
        'The mayor was blunt: "We will not pay for this."',
        "colon-quote",
        "direct",
        ['"We will not pay for this."'],
        "The mayor",
        ":",
    ),
    (
        "Two senior officials said that the bridge would close.",
        "that-clause",
        "indirect",
        ["that the bridge would close"],
        "Two senior officials",
        "said",
    ),
    (
        "Ruiz said in an interview with the Harbor Post on Friday that it would close.",
        "that-clause",
        "indirect",
        ["that it would close"],
        "Ruiz",
        "said",
    ),
    (
        "Ana Ruiz, 30, of Lowport, who led the union, said that it would close.",
        "that-clause",
        "indirect",
        ["that it would close"],
        "Ana Ruiz",
        "said",
    ),
    (
        "While Ruiz said that it would close, Ortega left the hall.",
        "that-clause",
        "indirect",
        ["that it would close"],
        "Ruiz",
        "said",
    ),
    (
        "Insisting that the bridge was safe, Ruiz left the hall.",
        "that-clause",
        "indirect",
        ["that the bridge was safe"],
        "Ruiz",
        "Insisting",
    ),
    (
        "Ruiz, who said that it would close, left the hall.",
        "that-clause",
        "indirect",
        ["that it would close"],
        "Ruiz",
        "said",
    ),
    (
        "The union, in fact, has said that it would strike.",
        "that-clause",
        "indirect",
        ["that it would strike"],
        "The union",
        "said",
    ),
    (
        'Ruiz said the bridge was "perfectly safe" after the repair.',
        "bare-clause",
        "mixed",
        ['the bridge was "perfectly safe" after the repair'],
        "Ruiz",
        "said",
    ),
    (
        "Ruiz said the bridge was safe, but Ortega left the hall.",
        "bare-clause",
        "indirect",
        ["the bridge was safe"],
        "Ruiz",
        "said",
    ),
    (
        "Ruiz was quoted as saying the bridge was safe.",
        "bare-clause",
        "indirect",
        ["the bridge was safe"],
        "Ruiz",
        "saying",
    ),
    (
        "Work began, with half of the voters saying the bridge was safe.",
        "bare-clause",
        "indirect",
        ["the bridge was safe"],
        "half of the voters",
        "saying",
    ),
    (
        "The Harbor Post quoted Mayor Ana Ruiz as saying the bridge was safe.",
        "bare-clause",
        "indirect",
        ["the bridge was safe"],
        "Mayor Ana Ruiz",
        "saying",
    ),
    (
        '"It will hold," said the US envoy.',
        "inverted",
        "direct",
        ['"It will hold,"'],
        "the US envoy",
        "said",
    ),
    (
        "The union asked whether the bridge would close.",
        "wh-clause",
        "indirect",
        ["whether the bridge would close"],
        "The union",
        "asked",
    ),
    ("Ruiz vowed to repair the bridge.", "infinitive", "indirect", ["to repair the bridge"], "Ruiz", "vowed"),
    ("Ruiz denied knowing of the crack.", "gerund", "indirect", ["knowing of the crack"], "Ruiz", "denied"),
    ("Ruiz ruled out a new toll on Friday.", "object", "indirect", ["a new toll"], "Ruiz", "ruled out"),
    ("Ruiz urged the council to vote.", "object-to", "indirect", ["the council to vote"], "Ruiz", "urged"),
    (
        "The minister called on the council to act.",
        "object-to",
        "indirect",
        ["the council to act"],
        "The minister",
        "called on",
    ),
    (
        "The union accused Ruiz of neglecting the bridge.",
        "object-of",
        "indirect",
        ["Ruiz of neglecting the bridge"],
        "The union",
        "accused",
    ),
    ("Ruiz described the crack as harmless.", "object-as", "indirect", ["the crack as harmless"], "Ruiz", "described"),
    ("Critics blamed Ruiz for the delay.", "object-for", "indirect", ["Ruiz for the delay"], "Critics", "blamed"),
    ('Ruiz called the report "pure fiction."', "naming", "mixed", ['the report "pure fiction."'], "Ruiz", "called"),
    ("Ruiz talked about the repair.", "prepositional", "indirect", ["the repair"], "Ruiz", "talked"),
    (
        "Ruiz warned of a second, weaker storm on Friday.",
        "prepositional",
        "indirect",
        ["a second, weaker storm"],
        "Ruiz",
        "warned",
    ),
    ("Ruiz denounced the toll.", "object", "indirect", ["the toll"], "Ruiz", "denounced"),
    (
        "Workers were told that the bridge would close.",
        "passive",
        "indirect",
        ["that the bridge would close"],
        None,
        "told",
    ),
    (
        "The bridge would close, officials said.",
        "clause-before",
        "indirect",
        ["The bridge would close"],
        "officials",
        "said",
    ),
    (
        "The bridge would close, Ruiz told the Harbor Post.",
        "clause-before",
        "indirect",
        ["The bridge would close"],
        "Ruiz",
        "told",
    ),
    (
        "The bridge, officials said, would close.",
        "interrupted-clause",
        "indirect",
        ["The bridge", "would close"],
        "officials",
        "said",
    ),
    (
        "If it rains, officials said, the bridge would close.",
        "interrupted-clause",
        "indirect",
        ["If it rains", "the bridge would close"],
        "officials",
        "said",
    ),
    (
        "The council backed a plan that Ruiz said would fail.",
        "relative-gap",
        "indirect",
        ["that", "would fail"],
        "Ruiz",
        "said",
    ),
    (
        "As Ruiz told the Harbor Post, the bridge is safe.",
        "as-clause-first",
        "indirect",
        ["the bridge is safe"],
        "Ruiz",
        "told",
    ),
    ("The bridge is safe, as Ruiz noted.", "as-clause-last", "indirect", ["The bridge is safe"], "Ruiz", "noted"),
    ("The bridge, as Ruiz noted, is safe.", "as-clause-middle", "indirect", ["The bridge", "is safe"], "Ruiz", "noted"),
    (
        "According to the Harbor Authority, the bridge will close.",
        "according-to-first",
        "indirect",
        ["the bridge will close"],
        "the Harbor Authority",
        "According to",
    ),
    (
        "The bridge will close, according to the Harbor Authority.",
        "according-to-last",
        "indirect",
        ["The bridge will close"],
        "the Harbor Authority",
        "according to",
    ),
    (
        "The bridge, according to Ruiz, is safe.",
        "according-to-middle",
        "indirect",
        ["The bridge", "is safe"],
        "Ruiz",
        "according to",
    ),
    (
        "Nobody heard Ruiz's warning that the bridge could fall.",
        "noun-clause",
        "indirect",
        ["that the bridge could fall"],
        "Ruiz",
        "warning",
    ),
    (
        "Nobody heard his promise to mend the bridge.",
        "noun-infinitive",
        "indirect",
        ["to mend the bridge"],
        "his",
        "promise",
    ),
    ("The bridge is reportedly unsafe.", "hearsay", "indirect", ["The bridge is", "unsafe"], None, "reportedly"),
    (
        'Ruiz shook her head. "I never saw that crack before today."',
        "quote-alone",
        "direct",
        ['"I never saw that crack before today."'],
        "Ruiz",
        None,
    ),
    ('Ruiz wrote to the council:\n"We will not pay."', "announced", "direct", ['"We will not pay."'], "Ruiz", "wrote"),
]


@pytest.mark.parametrize("case", CASES, ids=[f"{case[1]}-{index}" for index, case in enumerate(CASES)])
def test_rule(case: tuple[Any, ...], attribute_text: Callable[..., Any]) -> None:
    text, rule, kind, pieces, speaker, cue = case
    quotes, found = attribute_text(text)
    assert [(quote["rule"], quote["kind"]) for quote in quotes] == [(rule, kind)]
    assert [piece["text"] for piece in found] == pieces
    assert quotes[0]["speaker_text"] == speaker
    assert quotes[0]["cue_text"] == cue
    for piece in found:
        assert text[piece["char_start"] : piece["char_end"]] == piece["text"]


def test_headline_colon(attribute_text: Callable[..., Any]) -> None:
    quotes, _ = attribute_text("Ruiz: Bridge open to all from Monday", role="title")
    assert [(quote["rule"], quote["speaker_text"], quote["text"]) for quote in quotes] == [
        ("headline-colon", "Ruiz", "Bridge open to all from Monday")
    ]
    assert attribute_text("Watch: Bridge open to all from Monday", role="title")[0] == []


@pytest.mark.parametrize(
    ("title", "content", "speaker", "cue"),
    [
        (
            "Tarsava open to talks with hill rebels, foreign minister says",
            "Tarsava open to talks with hill rebels",
            "foreign minister",
            "says",
        ),
        ("Tarsava Open to Talks, Foreign Minister Says", "Tarsava Open to Talks", "Foreign Minister", "Says"),
        ("TARSAVA OPEN TO TALKS, ARMY SAYS", "TARSAVA OPEN TO TALKS", "ARMY", "SAYS"),
        ("Nine patients given wrong drug, hospital admits", "Nine patients given wrong drug", "hospital", "admits"),
        ("Bridge unsafe, Ruiz's office says (Harborwire)", "Bridge unsafe", "Ruiz's office", "says"),
        ("Bridge ‘open to all’, mayor tells council", "Bridge ‘open to all’", "mayor", "tells"),
        ("Harbor bridge unsafe for a decade: report", "Harbor bridge unsafe for a decade", "report", ":"),
        ("Harbor bridge closed for May – police", "Harbor bridge closed for May", "police", "–"),
        ("Update: Bridge safe for all, says Ruiz", "Bridge safe for all", "Ruiz", "says"),
    ],
)
def test_headline_source(title: str, content: str, speaker: str, cue: str, attribute_text: Callable[..., Any]) -> None:
    (quote,), (piece,) = attribute_text(title, role="title")
    found = (quote["rule"], piece["text"], quote["speaker_text"], quote["cue_text"])
    assert found == ("headline-source", content, speaker, cue)


@pytest.mark.parametrize(
    "title",
    [
        "Strait unsafe for ferries, crews told",
        "Mayor Ana Ruiz, unions agree",
        "After second storm, mayor says",
        "Road plan cuts safety, wage claims",
        "Storm season ahead: special report",
        "Lowport-Orlun ferry: police",
        "How the bridge fell: a timeline",
        "Ruiz resigns, says goodbye",
        "EXCLUSIVE: Mayor took money from crane firm",
        "REVEALED: Bank knew of the leak for years",
        "Obituary: Petrie kept the old engines running",
        "Match report: Rovers hold on at Kelmore",
        "Q&A: The new ferry toll is here",
        "Rugby: Hill to miss the tour",
        "World Cup: Odden fans stranded in the rain",
        "Storm Ada: Ferries stop at noon",
    ],
)
def test_headline_without_source(title: str, attribute_text: Callable[..., Any]) -> None:
    assert attribute_text(title, role="title")[0] == []


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz believes that the bridge is safe.",
        "Ruiz plans to close the bridge.",
        'The "Old Harbor" bridge reopened.',
        'She read "The Long Bridge" twice.',
        "Ships from the United States call here.",
        "The smaller states cheered.",
        "Their claims were never tested.",
        "A ferry called Harbor Queen sank.",
    ],
)
def test_no_speech_no_row(text: str, attribute_text: Callable[..., Any]) -> None:
    assert attribute_text(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "lemma", "cue_class", "negated"),
    [
        ("Ruiz did not say that the bridge was safe.", "say", "neutral", True),
        ("Ruiz never denied the report.", "deny", "deny", True),
        ("Ruiz would not rule out a toll.", "rule out", "deny", True),
        ("Ruiz declined to comment.", "decline", "refuse", False),
        ("Ruiz claimed that the bridge was not safe.", "claim", "claim", False),
    ],
)
def test_negation_is_the_cues_own(
    text: str, lemma: str, cue_class: str, *, negated: bool, attribute_text: Callable[..., Any]
) -> None:
    (quote,), _ = attribute_text(text)
    assert (quote["cue_lemma"], quote["cue_class"], quote["is_negated"]) == (lemma, cue_class, negated)
