import time

import pytest

from transforms.documents.pages.lines import LINE_RULES, is_byline, line_rule

_EXAMPLES = {
    "advert_label": ["Advert", "Advertisement", "Story continues below this ad", "ANZEIGE", "Publicité"],
    "player_text": [
        "Watch now",
        "Listen to this article",
        "Hide caption",
        "Your browser does not support audio.",
        "Listen: https://x.example/7",
    ],
    "agency_credit": ["mit dpa", "(Reuters)", "dpa/afp", "avec AFP", "With agencies"],
    "source_line": ["SOURCE: News agencies", "Quelle: Courier", "Źródło: Kurier"],
    "source_link": [
        "wexcombecourier.com: Ferry talks stall again (in English)",
        "Brücke von Auental. In: Auentaler Bote, https://bote.example/1 (abgerufen am: 17.04.2031)",
    ],
    "photo_caption": [
        "A ferry waits at its berth. Two of its engines are gone. (credit: Harbour Authority/Hal Torrin)",
        "The mill and the weir, installation views, photos © Courier, 2031",
    ],
    "photo_credit": [
        "Photo: Hal Torrin",
        "(Photo by Hal Torrin/Courier)",
        "Image: Hal Torrin / Wexcombe Courier",
        "A ferry at its berth, Getty Images",
        "Foto: Ilse Rottmeier",
    ],
    "reporting_credit": [
        "Reporting by Hal Torrin; Editing by Maren Tolliver",
        "Additional reporting by Hal Torrin in Sellick",
        "Hal Torrin contributed to this report.",
        "This article was originally published in the Sellick Review.",
        "This article was edited by Maren Tolliver.",
    ],
    "related_pointer": [
        "Read more: Islanders told to plan for a long spring",
        "MORE: Ferry talks resume",
        "For more stories like this, visit our island page.",
        "Explore further",
        "Die Redaktion empfiehlt",
        "Lesen Sie auch: Die Brücke von 1911",
        "Lire aussi : Le pont restera fermé",
        "Les også: Broen er stengt",
        "Читайте также: мост закрыт до осени",
    ],
    "newsletter_blurb": [
        "Sign up for our morning newsletter and get the county in five minutes",
        "Get the latest headlines delivered to your inbox",
        "Abonnieren Sie unseren Newsletter",
        "Already a subscriber? Log in",
        "The Tide: Sign up for our weekly newsletter about the coast.",
        "If you're enjoying this article, consider a subscription.",
    ],
    "follow_or_contact": [
        "Follow the Courier on Facebook and Instagram",
        "Do you have a story for us? Email the newsdesk.",
        "Have your say in the comments",
        "Follow the opinion pages of the Wexcombe Courier on Facebook, Twitter and Instagram.",
        "Catch up on our coverage of the coast, and follow us on Instagram.",
        "We want to hear from you: did you lose your berth?",
        "The Courier prints many voices. We’d like to hear what you think about this.",
        "Is your street flooded? Get in touch at desk@courier.example",
        "Download and subscribe to the new Courier app for your mornings.",
        "Schicken Sie uns Ihre Meinung!",
    ],
    "share_label": ["Share this article", "Facebook", "Teilen", "Share on Facebook Twitter WhatsApp"],
    "comment_prompt": [
        "12 comments",
        "Leave a comment",
        "You must be logged in to comment",
        "We are moderating all comments.",
    ],
    "consent_notice": [
        "Empfohlener externer Inhalt",
        "This content is provided by a third party and may use cookies.",
        "We may earn a small commission if you buy something.",
    ],
    "legal_line": ["© 2031 Courier Media Group", "All rights reserved.", "Alle Rechte vorbehalten"],
    "tag_line": ["Tags: ferries, harbour", "Schlagwörter Brücke, Auental", "Back to top"],
}

_PROSE = [
    "Watch committees were formed in every parish after the second fire.",
    "Reading the more recent report, the council changed its mind.",
    "Photo booths at the station will close, the operator said.",
    "Reuters said it had seen the letter.",
    "More than forty people gathered at the pier on Friday.",
    "Related charges against the driver were dropped in March.",
    "Follow-up talks are planned for next week.",
    "Get-togethers of more than ten people remain banned.",
    "She shared the prize with two colleagues.",
    "Share prices fell after the announcement, and the board met.",
    "Comments by the minister angered the miners.",
    "Copyright law should change, the court found, because authors lose out.",
    "Contact between the two sides broke off in spring.",
    "Sign language will be taught in six schools.",
    "Subscribers rose to forty thousand, the publisher said.",
    "“Read the letter,” she said.",
    "Topics such as fishing quotas were left out.",
    "Mehr als vierzig Menschen kamen zum Hafen.",
    "Kontakte zwischen den Gemeinden gab es kaum.",
    "“We want to hear from you,” the mayor told the fishermen, who stayed away.",
    "She wrote a letter to the editor in 1931, which was never printed.",
    "“Why would they? Tell us the reason,” the widow said.",
    "The source: a spring above the village, which runs dry in August. It is cold.",
    "Kyiv: Join the talks or lose the harbour, the paper wrote, is what the envoy meant.",
    "The letter (retrieved from the wreck in May) names three men.",
    "If you enjoyed this summer, wait for the next, the innkeeper said.",
    "An image of the bridge hung there (a photo from 1911).",
    "Newsletters were the only growing business, the publisher said, and advertising fell again.",
]


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in _EXAMPLES.items() for text in texts])
def test_rule_matches_its_examples(rule: str, text: str) -> None:
    matched = line_rule(text)
    assert matched is not None
    assert matched.name == rule


def test_every_rule_has_an_example() -> None:
    assert [rule.name for rule in LINE_RULES] == list(_EXAMPLES)


def test_what_may_stand_anywhere_has_cues() -> None:
    assert all(rule.anywhere is None or rule.cues for rule in LINE_RULES)
    assert all(cue == cue.lower() for rule in LINE_RULES for cue in rule.cues)


@pytest.mark.parametrize("text", _PROSE)
def test_prose_is_no_furniture(text: str) -> None:
    assert line_rule(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Orla Penhallow and Tobias Wrenfield", True),
        ("Published 17 April 2031, 06:05", True),
        ("By the time the ferry came, the queue had gone.", False),
        ("On 17 April 2031 the strike entered its third week.", False),
    ],
)
def test_byline(text: str, expected: bool) -> None:  # noqa: FBT001 - a table of cases
    assert is_byline(text) is expected


@pytest.mark.parametrize(
    "text", ["a" * 500, "photo: " * 50, "\u201c" * 500, "by " * 150, " " * 500 + "x", "sign up " * 50]
)
def test_lines_are_matched_in_time(text: str) -> None:
    start = time.process_time()
    for _ in range(20):
        line_rule(text[:420])
        line_rule(text[:140])
    assert time.process_time() - start < 1
