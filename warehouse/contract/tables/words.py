"""Word choice: labels, names for actors, terms; who is named, and figures."""

from typing import Final

from transforms.vocabulary import (
    ACTOR_RULES,
    BASE_UNITS,
    DISTANCES,
    LABEL_RULES,
    NAMED_KINDS,
    QUALIFIERS,
    TERM_KINDS,
    UNITS,
    VOICES,
)
from warehouse.contract.schema import ARTICLE_ID, IS_RETIRED, TO_ARTICLE, TO_SENTENCE, Table, column

TABLES: Final[tuple[Table, ...]] = (
    Table(
        "labels", "one row per word-choice label", "Competing words for the same actors and things.",
        ("label_id",), (
            column("label_id", "VARCHAR", "The label.", example="armed_group.militant", required=True),
            column("concept", "VARCHAR", "What the competing words name.", example="armed_group", required=True),
            column("term", "VARCHAR", "The word or phrase.", example="militant", required=True),
            column("register", "VARCHAR", "Tone of the word: neutral, pejorative, euphemistic, legal and others; a set of the user's may name its own.", example="neutral"),
            column("source", "VARCHAR", "Where the contest over the word is documented."),
            IS_RETIRED,
        ), "static",
    ),
    Table(
        "label_mentions", "one row per use of a label", "Each use with its voice and speaker.",
        ("article_id", "mention_index"), (
            ARTICLE_ID,
            column("mention_index", "INTEGER", "Position among the article's rows, in the order of the text, from 0.", required=True),
            column("sentence_id", "VARCHAR", "The sentence.", required=True),
            column("label_id", "VARCHAR", "The label.", required=True),
            column("char_start", "BIGINT", "Where the use begins; null in a title that does not stand in the text.", unit="code points"),
            column("char_end", "BIGINT", "Where it ends (exclusive).", unit="code points"),
            column("text", "VARCHAR", "The words as they stand.", required=True),
            column("modifier", "VARCHAR", "Words before the head that qualify it.", example="Islamist"),
            column("rule", "VARCHAR", "The label set that the label comes from: newsprism's own, or the one given with the run.", allowed=LABEL_RULES, required=True),
            column("voice", "VARCHAR", "Whose words.", allowed=VOICES, required=True),
            column("distance", "VARCHAR", "How the outlet keeps its own voice from the word: marks around it without a speaker (scare quotes), or so-called and the like before it; null where it does not.", allowed=DISTANCES),
            column("quote_id", "VARCHAR", "The quote that holds the use; null in the outlet's own voice."),
            column("speaker_id", "VARCHAR", "Whose word it is; null in the outlet's own voice and where nobody is named."),
        ), "batch", (TO_ARTICLE, TO_SENTENCE, ("label_id", "labels", "label_id"), ("quote_id", "quotes", "quote_id"), ("speaker_id", "speakers", "speaker_id")),
    ),
    Table(
        "actor_mentions", "one row per use of a noun phrase for an actor", "Heads with their modifiers and titles, found in the data, as each outlet uses them.",
        ("article_id", "mention_index"), (
            ARTICLE_ID,
            column("mention_index", "INTEGER", "Position among the article's rows, in the order of the text, from 0.", required=True),
            column("sentence_id", "VARCHAR", "The sentence.", required=True),
            column("head", "VARCHAR", "Stem of the head, which groups the forms.", example="fighter", required=True),
            column("phrase", "VARCHAR", "The phrase as it stands.", example="Islamist fighters", required=True),
            column("rule", "VARCHAR", "What was found: a name by itself, a name with a title or description before it, or a noun phrase for a role.", allowed=ACTOR_RULES, required=True),
            column("modifier", "VARCHAR", "Words before the head.", example="Islamist"),
            column("char_start", "BIGINT", "Where the phrase begins; null in a title that does not stand in the text.", unit="code points"),
            column("char_end", "BIGINT", "Where it ends (exclusive).", unit="code points"),
            column("voice", "VARCHAR", "Whose words.", allowed=VOICES, required=True),
            column("distance", "VARCHAR", "How the outlet keeps its own voice from the word: marks around it without a speaker (scare quotes), or so-called and the like before it; null where it does not.", allowed=DISTANCES),
            column("quote_id", "VARCHAR", "The quote that holds the use; null in the outlet's own voice."),
            column("speaker_id", "VARCHAR", "Who calls the actor so; null in the outlet's own voice and where nobody is named."),
        ), "batch", (TO_ARTICLE, TO_SENTENCE, ("quote_id", "quotes", "quote_id"), ("speaker_id", "speakers", "speaker_id")),
    ),
    Table(
        "article_names", "one row per name of an article", "Everybody and everything named, quoted or not; forms of one name are one row.",
        ("name_id",), (
            column("name_id", "VARCHAR", "The name in the article.", required=True),
            ARTICLE_ID,
            column("name", "VARCHAR", "The fullest form that the article gives, or the listed name.", example="Dora Pell", required=True),
            column("kind", "VARCHAR", "What is named; other where nothing tells.", allowed=NAMED_KINDS, required=True),
            column("entity_id", "VARCHAR", "The speaker who is named, where the article reports them under the name or one speaker of the warehouse alone bears it; the listed place; else null.", example="place:iraq"),
            column("mention_count", "INTEGER", "Times it is named, pronouns apart.", unit="mentions", required=True),
            column("is_in_title", "BOOLEAN", "Whether the title names it.", required=True),
            column("is_in_lead", "BOOLEAN", "Whether the first paragraph of prose names it.", required=True),
            column("first_char_start", "BIGINT", "Where it is named first; null in a title only that does not stand in the text.", unit="code points"),
        ), "batch", (TO_ARTICLE,),
    ),
    Table(
        "article_numbers", "one row per figure of an article", "Figures with unit and what they count; dates, times of day, ordinals and numbers that name something are none.",
        ("article_id", "number_index"), (
            ARTICLE_ID,
            column("number_index", "INTEGER", "Position among the article's rows, in the order of the text, from 0.", required=True),
            column("sentence_id", "VARCHAR", "The sentence.", required=True),
            column("char_start", "BIGINT", "Where the figure begins; null in a title that does not stand in the text.", unit="code points"),
            column("char_end", "BIGINT", "Where it ends (exclusive), its unit included.", unit="code points"),
            column("text", "VARCHAR", "The figure as it stands.", example="340 miles", required=True),
            column("value", "DOUBLE", "The value; of a range the lower end.", unit="unit", required=True),
            column("value_to", "DOUBLE", "The upper end of a range.", unit="unit"),
            column("unit", "VARCHAR", "The unit as the text has it; count where it counts things.", allowed=UNITS, required=True),
            column("base_value", "DOUBLE", "The value in base_unit, in which units of one kind are compared.", unit="base_unit", required=True),
            column("base_unit", "VARCHAR", "Kilometres of lengths, kilograms of weights, days of times; a currency, percent or count is its own.", allowed=BASE_UNITS, required=True),
            column("object_text", "VARCHAR", "What is counted or measured, as it stands; null where nothing is said beside the figure.", example="Veldan soldiers"),
            column("object_key", "VARCHAR", "The same in one form: the noun's singular, and what befell those counted.", example="soldier killed"),
            column("qualifier", "VARCHAR", "How exact the text says it is; another: it adds to an earlier figure.", allowed=QUALIFIERS),
            column("is_conversion", "BOOLEAN", "Whether it only says the figure before it in another unit.", required=True),
            column("voice", "VARCHAR", "Whose words.", allowed=VOICES, required=True),
            column("quote_id", "VARCHAR", "The quote that holds it; null in the outlet's own voice."),
        ), "batch", (TO_ARTICLE, TO_SENTENCE, ("quote_id", "quotes", "quote_id")),
    ),
    Table(
        "article_terms", "one row per term of an article, by voice", "Normalised words and content bigrams for keyness.",
        ("article_id", "term", "voice"), (
            ARTICLE_ID,
            column("term", "VARCHAR", "The normalised term.", example="cease-fire", required=True),
            column("voice", "VARCHAR", "Whose words.", allowed=VOICES, required=True),
            column("term_kind", "VARCHAR", "One word or two.", allowed=TERM_KINDS, required=True),
            column("surface", "VARCHAR", "The commonest form as it stands.", example="ceasefire"),
            column("count", "INTEGER", "Occurrences.", unit="occurrences", required=True),
        ), "batch", (TO_ARTICLE,),
    ),
)  # fmt: skip
