"""Topics on invented texts: what is tagged, why, and what stays untagged."""

import polars as pl
import pytest

from tools.topic_vocabulary import read_seeds
from transforms import resources
from transforms.annotations.topics import TopicTags, tag_topics, topic_rows
from transforms.annotations.topics.lexicon import TermWeight, build_lexicon, find_terms, normalise_term, plural_of
from transforms.text.running_words import RunningWords

SPORT, BASEBALL, POLITICS, CONFLICT, HEALTH = (
    "medtop:15000000",
    "medtop:20000849",
    "medtop:11000000",
    "medtop:16000000",
    "medtop:07000000",
)


def _tag(*articles: list[str], language: str | None = "en") -> TopicTags:
    """Tag articles given as lists of sentences: title, lead, body."""
    ids = [f"a{i}" for i in range(len(articles))]
    sentences = [
        (f"{ids[i]}.s{j:04d}", ids[i], ("title", "lead", "body")[min(j, 2)], text)
        for i, article in enumerate(articles)
        for j, text in enumerate(article)
    ]
    return tag_topics(
        pl.DataFrame(
            {"article_id": ids, "language": [language] * len(ids)},
            schema={"article_id": pl.String, "language": pl.String},
        ),
        pl.DataFrame(
            sentences,
            schema={"sentence_id": pl.String, "article_id": pl.String, "role": pl.String, "text": pl.String},
            orient="row",
        ),
    )


def _top(topic_id: str | None) -> str | None:
    tops = dict(topic_rows().select("topic_id", "top_topic_id").iter_rows())
    return tops[topic_id] if topic_id else None


@pytest.mark.parametrize(
    ("top_topic_id", "title", "body"),
    [
        ("medtop:01000000", "Quillmere choir wins over critics", "The album of folk songs sold out after the concert."),
        ("medtop:02000000", "Two charged over Harrowby murder", "A jury will hear from detectives on Monday."),
        ("medtop:03000000", "Ferry capsized off Tarn Point", "Rescue workers searched for survivors in the wreckage."),
        ("medtop:04000000", "Brackwell Foods shares fall", "Shareholders feared a profit warning at the retailer."),
        ("medtop:05000000", "Pupils sit new exams in Odden", "Teachers say the curriculum leaves little time."),
        ("medtop:06000000", "Heathland birds decline", "Conservationists blame pollution and habitat loss."),
        ("medtop:07000000", "Surgeons reopen clinic in Vell", "Patients with diabetes had waited for treatment."),
        ("medtop:08000000", "Bride finds long-lost ring", "The newlyweds wept at the wedding reception."),
        ("medtop:09000000", "Dockers vote to strike", "The trade union rejected the employer's pay offer."),
        ("medtop:10000000", "Ten recipes for a picnic", "Bake the chocolate cake before your vacation."),
        ("medtop:11000000", "Senator Ode backs the bill", "Lawmakers in parliament will vote on the amendment."),
        ("medtop:12000000", "Bishop Marr blesses chapel", "Parishioners prayed as the archbishop read scripture."),
        ("medtop:13000000", "Lab maps comet", "Astronomers at the observatory used a new telescope."),
        ("medtop:14000000", "Migrants reach Sallow Bay", "Immigrants without visas fear deportation."),
        ("medtop:15000000", "Late goal sinks Orrin Town", "The striker scored twice before the referee's whistle."),
        ("medtop:16000000", "Rebels shell garrison", "Insurgents fired mortars at troops despite the ceasefire."),
        ("medtop:17000000", "Snowfall due by Friday", "Forecasters expect sleet, fog and freezing rain."),
    ],
)
def test_each_top_topic_is_told_by_its_vocabulary(top_topic_id: str, title: str, body: str) -> None:
    tags = _tag([title, body])
    assert _top(tags.primary["topic_id"][0]) == top_topic_id
    assert top_topic_id in tags.article_topics["topic_id"]


def test_primary_topic_narrows_to_what_most_terms_say() -> None:
    tags = _tag(["Orrin Gulls rally in ninth inning", "The shortstop hit a home run off two pitchers."])
    assert tags.primary.rows() == [("a0", BASEBALL)]


def test_the_primary_topic_shows_its_terms_however_small_its_share() -> None:
    tags = _tag(
        [
            "A day",
            "The newlyweds wept at the wedding reception.",
            "Bake the chocolate cake before your vacation.",
            "Rescue workers searched for survivors in the wreckage.",
            "Immigrants without visas fear deportation.",
            "Astronomers at the observatory used a new telescope.",
            "The striker scored twice before the referee's whistle.",
            "Shareholders feared a profit warning at the retailer.",
            "The album of folk songs sold out after the concert.",
            "The trade union rejected the employer's pay offer.",
        ]
    )
    assert tags.primary["topic_id"][0] is not None
    assert tags.primary["topic_id"][0] in tags.article_topics["topic_id"]


def test_a_second_subject_is_one_that_headline_or_lead_names() -> None:
    body = [
        "Voters in the district back the candidate.",
        "Lawmakers in parliament amended the legislation.",
        "The prime minister dissolved the cabinet before polling day.",
        "An astronomer spoke as well.",
    ]
    aside = _tag(["Senators lose election", *body])
    named = _tag(["Senators and astronomers lose election", *body])
    assert not any(_top(topic) == "medtop:13000000" for topic in aside.article_topics["topic_id"])
    assert any(_top(topic) == "medtop:13000000" for topic in named.article_topics["topic_id"])


@pytest.mark.parametrize(
    "text",
    [
        "He wrote that the host had launched a boat.",
        "Navy SEALs faced a grilling, and time had run out for the founders who tweeted.",
        "The Senate intel panel tries to tackle the messages.",
        "It was an unusual journey at a level of its own, and a bizarre visit.",
        "Administrators waived the fee during his tenure and hail the go-ahead.",
    ],
)
def test_ordinary_words_of_any_report_tell_no_field(text: str) -> None:
    tags = _tag(["Quiet day", text])
    fields = {_top(topic) for topic in tags.sentence_topics["topic_id"]}
    assert not fields & {"medtop:01000000", "medtop:13000000", "medtop:15000000", "medtop:06000000", "medtop:10000000"}


def test_a_country_is_not_what_once_befell_it() -> None:
    tags = _tag(["Envoys visit Liberia", "Talks in Liberia and Sierra Leone went on, in Honduras too."])
    assert not {_top(topic) for topic in tags.article_topics["topic_id"]} & {"medtop:07000000", "medtop:14000000"}


def test_a_tag_carries_its_terms_heaviest_first_and_parents_carry_the_same() -> None:
    tags = _tag(["Orrin Gulls win", "The shortstop hit a home run."])
    terms = {row["topic_id"]: row["matched_terms"] for row in tags.article_topics.iter_rows(named=True)}
    assert set(terms[BASEBALL].split("; ")) == {"home run", "shortstop", "hit"}
    assert terms[BASEBALL].split("; ")[-1] == "hit"
    assert set(terms[BASEBALL].split("; ")) < set(terms[SPORT].split("; "))


def test_scores_of_top_topics_are_shares() -> None:
    tags = _tag(["Troops enter clinic", "Soldiers with rifles searched hospital wards for insurgents and patients."])
    tops = tags.article_topics.filter(pl.col("topic_id").is_in([CONFLICT, HEALTH]))
    assert tops.height == 2
    assert 0.5 < tops["score"].sum() <= 1.0


def test_an_article_without_topical_words_has_no_primary_topic() -> None:
    tags = _tag(["Nothing to see", "It was as it had been, and so it stayed."])
    assert tags.primary.rows() == [("a0", None)]
    assert tags.article_topics.is_empty()


@pytest.mark.parametrize(("language", "expected"), [("de", None), (None, POLITICS), ("en-GB", POLITICS)])
def test_only_english_is_tagged_and_unknown_counts_as_english(language: str | None, expected: str | None) -> None:
    tags = _tag(["Senator wins election", "The senator thanked voters."], language=language)
    assert _top(tags.primary["topic_id"][0]) == expected


def test_sentence_topics_are_the_narrowest_only() -> None:
    tags = _tag(["A quiet day", "The shortstop and two pitchers left the bullpen.", "It was late."])
    assert tags.sentence_topics.select("sentence_id", "topic_id").rows() == [("a0.s0001", BASEBALL)]


def test_batch_and_order_do_not_change_a_tag() -> None:
    one, two = ["Senator wins election", "Voters cheered."], ["Late goal", "The striker scored for the league side."]
    together, alone = _tag(one, two), _tag(two)
    assert (
        together.article_topics.filter(pl.col("article_id") == "a1")
        .drop("article_id")
        .equals(alone.article_topics.drop("article_id"))
    )


def test_empty_batch_keeps_its_columns() -> None:
    tags = _tag()
    assert tags.article_topics.schema == {
        "article_id": pl.String,
        "topic_id": pl.String,
        "score": pl.Float64,
        "matched_terms": pl.String,
    }
    assert tags.sentence_topics.columns == ["sentence_id", "article_id", "topic_id", "score", "matched_terms"]
    assert tags.primary.schema == {"article_id": pl.String, "topic_id": pl.String}


def test_taxonomy_is_a_forest_of_17() -> None:
    topics = topic_rows()
    assert topics.filter(pl.col("level") == 1).height == 17
    assert topics["topic_id"].is_unique().all()
    with_parent = topics.filter(pl.col("level") > 1)
    assert with_parent["parent_topic_id"].is_in(topics["topic_id"].to_list()).all()
    assert topics["top_topic_id"].is_in(topics.filter(pl.col("level") == 1)["topic_id"].to_list()).all()


def test_matching_takes_whole_words_the_longest_term_and_plurals() -> None:
    lexicon = build_lexicon(
        [TermWeight(term, SPORT, 1.0) for term in ("supreme court", "court", "city", "us", "women's rights")]
    )
    texts = ["Supreme Court; courtesy, cities!", "", "The court-court. Women’s rights; supreme — (court)"]
    numbers, terms = find_terms(RunningWords(texts), lexicon)
    assert [(number, lexicon.terms[term]) for number, term in zip(numbers, terms, strict=True)] == [
        (0, "supreme court"),
        (0, "city"),
        (2, "court"),
        (2, "court"),
        (2, "women's rights"),
        (2, "supreme court"),
    ]


def test_no_term_reaches_into_the_next_text() -> None:
    lexicon = build_lexicon([TermWeight("supreme court", SPORT, 1.0)])
    assert not find_terms(RunningWords(["It is supreme", "court"]), lexicon)[0].size


@pytest.mark.parametrize(
    ("term", "plural"),
    [("tax cut", "tax cuts"), ("city", "cities"), ("coach", "coaches"), ("news", None), ("g8", None)],
)
def test_plural(term: str, plural: str | None) -> None:
    assert plural_of(term) == plural


def test_normalised_term_parts_words_as_texts_are_parted() -> None:
    assert normalise_term("U.S.-led  coup d'état") == "u s led coup d état"


def test_unknown_topic_stops_the_build() -> None:
    with pytest.raises(KeyError, match="medtop:99999999"):
        build_lexicon([TermWeight("goal", "medtop:99999999", 1.0)])


def test_hostile_text_costs_no_more_than_its_length() -> None:
    tags = _tag(["x" * 1_000_000, "“" * 100_000, "court " * 100_000])
    assert tags.primary.height == 1


def test_a_letter_with_an_accent_is_part_of_its_word() -> None:
    lexicon = build_lexicon([TermWeight(term, SPORT, 1.0) for term in ("café", "caf")])
    numbers, terms = find_terms(RunningWords(["One café", "Caf"]), lexicon)
    assert [lexicon.terms[term] for term in terms] == ["café", "caf"]
    assert numbers.tolist() == [0, 1]


def test_a_term_repeated_in_a_sentence_is_named_once() -> None:
    tags = _tag(["A quiet day", "Pitchers talk to pitchers about the bullpen."])
    assert tags.sentence_topics["matched_terms"].to_list() == ["bullpen; pitchers"]


@pytest.mark.parametrize(("first", "last"), [(SPORT, HEALTH), (HEALTH, SPORT)])
def test_what_stands_further_up_counts_more(first: str, last: str) -> None:
    told = {
        SPORT: "The striker scored twice before the referee's whistle.",
        HEALTH: "Patients with diabetes had waited for treatment.",
    }
    quiet = ["Nothing else happened there."] * 8
    primary = _tag(["A day in Arna", told[first], *quiet, told[last]]).primary
    assert _top(primary["topic_id"][0]) == first


def test_bundled_lexicon_is_fitted_from_the_vocabulary() -> None:
    shipped = {(row["term"], row["topic_id"]): float(row["weight"]) for row in resources.read_rows("topic_terms.csv")}
    vocabulary = {(term, claim.topic_id): claim.strength for (term, _), claim in read_seeds().items()}
    advice = "the vocabulary changed: run python -m tools.fit_topics on the labelled news named in provenance/topics.md"
    assert shipped.keys() == vocabulary.keys(), advice
    rounding = 0.0051
    strayed = [
        entry
        for entry, strength in vocabulary.items()
        if not 0.2 * strength - rounding <= shipped[entry] <= 3 * strength + rounding
    ]
    assert not strayed, advice


def test_each_second_level_topic_that_words_can_tell_has_terms() -> None:
    parents = dict(topic_rows().select("topic_id", "parent_topic_id").iter_rows())
    covered = set()
    for row in resources.read_rows("topic_terms.csv"):
        topic_id: str | None = row["topic_id"]
        while topic_id:
            covered.add(topic_id)
            topic_id = parents[topic_id]
    second = topic_rows().filter(pl.col("level") == 2)
    untold = second.filter(~pl.col("topic_id").is_in(sorted(covered)))["name"].to_list()
    assert untold == ["social learning"]


def test_who_governs_gives_way_to_what_it_is_about() -> None:
    names = dict(topic_rows().select("topic_id", "name").iter_rows())
    found = _tag(
        [
            "Senate passes budget",
            "The senator told the house of representatives that lawmakers in parliament agreed on federal spending.",
            "The government budget has a deficit, and the budget committee is pleased.",
        ],
        ["Lawmakers meet", "Senators and the speaker of the house sat in parliament.", "Congress and the cabinet sat."],
    )
    about, nothing = found.primary["topic_id"].to_list()
    assert about is not None
    assert names[about] == "government budget"
    assert nothing == POLITICS
    tagged = set(found.article_topics.filter(article_id="a1")["topic_id"])
    assert nothing in tagged  # with the words that led to it
