"""Marts: flat tables for BI tools and notebooks, made from the others by ``sql/marts``; no facet is null."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from transforms.vocabulary import ARTICLE_ORIGINS, HEADLINE_READINGS, MART_VOICES, MEASURES, QUOTATIONS
from warehouse.contract.schema import ARTICLE_ID, TO_ARTICLE, Column, Table, column
from warehouse.contract.tables import acts, articles, quotes, stories, topics, words

_TABLES: Final = {
    table.name: table
    for module in (acts, articles, quotes, stories, topics, words)
    for table in module.TABLES
}  # fmt: skip


def _told(table: str, missing: str | None, *names: str, **renamed: str) -> Iterable[Column]:
    """Columns of a table without null: ``missing`` is what stands where the table has none."""
    columns = {one.name: one for one in _TABLES[table].columns}
    for name, source in (*zip(names, names, strict=True), *renamed.items()):
        one = replace(columns[source], name=name, is_required=True)
        if columns[source].is_required or missing is None:
            yield one
        else:
            yield replace(one, allowed=(), description=f"{one.description} '{missing}' where there is none.")


def _count(name: str, what: str, unit: str) -> Column:
    return column(name, "BIGINT", what, unit=unit, required=True)


_FACETS: Final = (
    *_told("articles", "unknown", "outlet_id", "outlet_name"),
    *_told("outlets", "unknown", outlet_country="country", outlet_medium="medium"),
    column("published_date", "DATE", "Day of first publication; null where it is not known."),
    column("published_week", "VARCHAR", "Its week, ISO 8601; 'unknown' where the day is.", example="2026-W23", required=True),
    column("published_month", "VARCHAR", "Its month; 'unknown' where the day is.", example="2026-06", required=True),
    *_told("articles", "unknown", article_language="language"),
    *_told("articles", None, "article_kind"),
    *_told("articles", "none", "topic_id"),
    column("topic_name", "VARCHAR", "IPTC's name of the primary topic; 'none' where there is none.", required=True),
    column("top_topic_id", "VARCHAR", "The topic of the first level above it; 'none' where there is none.", required=True),
    column("top_topic_name", "VARCHAR", "IPTC's name of that; 'none' where there is none.", required=True),
    *_told("articles", "none", "story_id"),
    column("is_copy", "BOOLEAN", "Whether the article is a copy of another one of the warehouse.", required=True),
)  # fmt: skip
_TITLE: Final = tuple(_told("articles", "unknown", "title"))
_ARTICLE_WORDS: Final = _count("article_word_count", "Words of the article's lead, body and headings.", "words")
_SPEAKER: Final = (
    "speaker_affiliation",
    "speaker_affiliation_class",
    "speaker_country",
    "speaker_role",
    "speaker_role_source",
)

TABLES: Final[tuple[Table, ...]] = (
    Table(
        "mart_articles", "one row per article", "Articles with everything that people sort and count them by; copies are marked.",
        ("article_id",), (
            ARTICLE_ID, *_told("articles", None, "source_id"), *_FACETS,
            column("story_title", "VARCHAR", "Title of the event; 'none' where the article is in none.", required=True), *_told("articles", "unknown", "url", "title", "byline", "section"),
            *_told("articles", None, "article_kind_rule"), *_told("articles", "none", "article_kind_text"), *_told("articles", None, "language_support"),
            column("article_origin", "VARCHAR", "wire: the credits name an agency for the whole; else copy: a copy of another article; else own where a credit could be seen; else unknown.", allowed=ARTICLE_ORIGINS, required=True),
            *_told("articles", "none", "agency_id"),
            column("headline_reading", "VARCHAR", "What the headline's acts make of it.", allowed=HEADLINE_READINGS, required=True),
            column("headline_acts", "VARCHAR", "Ids of its acts, joined by '; '; 'none' where it has none.", required=True),
            column("headline_matched_terms", "VARCHAR", "The words that tell its acts, joined by '; '; 'none' where it has none.", required=True),
            column("top_frame_name", "VARCHAR", "The frame that the article leans on most; 'none' where it has none.", required=True),
            column("frame_names", "VARCHAR", "All its frames, the strongest first, joined by '; '; 'none' where it has none.", required=True),
            column("first_quoted_id", "VARCHAR", "The speaker whose words it quotes first; 'none' where it quotes nobody who is known.", required=True),
            column("first_quoted_name", "VARCHAR", "Name of that speaker; 'none' likewise.", required=True),
            _count("article_count", "1: what a sum of articles adds up.", "articles"),
            *_told("articles", None, "word_count", "sentence_count"),
            _count("quoted_word_count", "Words inside the quotation marks of attributed quotes.", "words"),
            _count("quote_count", "Attributions of any kind.", "quotes"),
            _count("direct_quote_count", "Those with words in marks.", "quotes"),
            _count("attribution_count", "Those whose source is of a known kind.", "quotes"),
            _count("unnamed_count", "Those to sources that are unnamed on purpose.", "quotes"),
            _count("granted_count", "Of these, those where the text says that the name is kept back.", "quotes"),
            _count("women_count", "Attributions to women.", "quotes"),
            _count("men_count", "Attributions to men.", "quotes"),
            _count("speaker_count", "Different speakers.", "speakers"),
        ), "mart", (TO_ARTICLE,),
    ),
    Table(
        "mart_quotes", "one row per attribution", "Quotes with speaker, article and evidence; copies are marked.",
        ("quote_id",), (
            *_told("quotes", None, "quote_id"), ARTICLE_ID, *_FACETS, *_TITLE, *_told("quotes", None, quote_kind="kind", quote_text="text"),
            *_told("quotes", "unknown", "speaker_id", "speaker_name"), *_told("quotes", "none", "speaker_text"),
            *_told("quotes", "unknown", "speaker_kind", "speaker_title", *_SPEAKER, "speaker_party", "speaker_party_source", "speaker_gender", "speaker_gender_source"),
            column("is_unnamed", "BOOLEAN", "Whether the source is unnamed on purpose.", required=True),
            column("anonymity", "VARCHAR", "As in quotes; 'named' where the source is no unnamed person.", required=True),
            *_told("quotes", "none", "anonymity_text", "via_text", "cue_text", "cue_lemma", "cue_class"), *_told("quotes", None, "is_negated"), *_told("quotes", "none", "content_act"),
            *_told("sentences", "unknown", sentence_text="text"), *_told("quotes", None, "rule", "confidence"),
            _count("quote_count", "1: what a sum of quotes adds up.", "quotes"),
            column("word_count", "INTEGER", "Words of the content.", unit="words", required=True),
            column("quoted_word_count", "INTEGER", "Of these, words in quotation marks.", unit="words", required=True),
            _count("article_quote_count", "Attributions of the article.", "quotes"), _ARTICLE_WORDS,
        ), "mart", (TO_ARTICLE, ("quote_id", "quotes", "quote_id")),
    ),
    Table(
        "mart_sentences", "one row per sentence", "Sentences with their acts, frames and words for contested things; copies are marked.",
        ("sentence_id",), (
            *_told("sentences", None, "sentence_id"), ARTICLE_ID, *_FACETS, *_TITLE,
            *_told("sentences", None, "sentence_index", "paragraph_index", sentence_role="role", sentence_text="text"),
            column("quotation", "VARCHAR", "Whether its words stand in the quotation marks of attributed quotes.", allowed=QUOTATIONS, required=True),
            column("acts", "VARCHAR", "Ids of its acts in order, joined by '; '; 'none' where it has none.", required=True),
            column("actor_texts", "VARCHAR", "Who acts, joined by '; '; 'none' where nobody is named.", required=True),
            column("target_texts", "VARCHAR", "Towards whom, joined by '; '; 'none' where nobody is named.", required=True),
            column("frames", "VARCHAR", "Ids of its frames, joined by '; '; 'none' where it has none.", required=True),
            _count("sentence_count", "1: what a sum of sentences adds up.", "sentences"),
            *_told("sentences", None, "word_count", "quoted_word_count"),
            _count("act_count", "Its acts.", "acts"),
            column("acts_polarity", "BIGINT", "Sum of their polarities: above 0 more cooperation, below 0 more conflict.", unit="acts", required=True),
            _count("label_count", "Its words for contested things.", "uses"),
            _count("article_sentence_count", "Sentences of the article's lead, body and headings.", "sentences"), _ARTICLE_WORDS,
        ), "mart", (TO_ARTICLE, ("sentence_id", "sentences", "sentence_id")),
    ),
    Table(
        "mart_labels", "one row per use of a label", "Words for contested things with whose word it is; copies are marked.",
        ("article_id", "mention_index"), (
            ARTICLE_ID, *_told("label_mentions", None, "mention_index", "sentence_id"), *_FACETS, *_TITLE,
            *_told("labels", None, "concept", "label_id", "term"), *_told("labels", "unknown", "register"),
            *_told("label_mentions", None, mention_text="text"), *_told("label_mentions", "none", "modifier"),
            column("voice", "VARCHAR", "Whose words: the outlet's in news, the outlet's in an opinion piece, a paraphrase, a quotation.", allowed=MART_VOICES, required=True),
            *_told("label_mentions", "none", "distance", "speaker_id"),
            column("speaker_name", "VARCHAR", "Name of the speaker of the quote that holds it; 'none' where it stands in no quote, or nobody is named.", required=True),
            *_told("sentences", None, sentence_role="role", sentence_text="text"),
            _count("mention_count", "1: what a sum of uses adds up.", "uses"),
            _count("article_concept_count", "Uses of any label for the concept in the article.", "uses"), _ARTICLE_WORDS,
        ), "mart", (TO_ARTICLE, ("label_id", "labels", "label_id")),
    ),
    Table(
        "mart_stories", "one row per event that several articles tell", "Stories with who told them and how much; words and quotes are those of articles that are no copies.",
        ("story_id",), (
            *_told("stories", None, "story_id"), *_told("stories", "none", "storyline_id"), *_told("stories", "unknown", story_title="title"), *_told("stories", None, "central_article_id"),
            column("first_date", "DATE", "First day of coverage; null where no article has a date."),
            column("last_date", "DATE", "Last day of coverage; null where no article has a date."),
            column("first_week", "VARCHAR", "Week of the first day, ISO 8601; 'unknown' where that is.", example="2026-W23", required=True),
            column("first_month", "VARCHAR", "Month of the first day; 'unknown' where that is.", example="2026-06", required=True),
            *_told("stories", "none", "topic_id"),
            column("topic_name", "VARCHAR", "IPTC's name of it; 'none' where there is none.", required=True),
            column("top_topic_id", "VARCHAR", "The topic of the first level above it; 'none' where there is none.", required=True),
            column("top_topic_name", "VARCHAR", "IPTC's name of that; 'none' where there is none.", required=True),
            column("outlet_names", "VARCHAR", "Names of the outlets that tell it, by alphabet, joined by '; '.", required=True),
            _count("story_count", "1: what a sum of stories adds up.", "stories"),
            *_told("stories", None, "outlet_count", "article_count", "original_count"),
            _count("wire_count", "Articles that are an agency's copy by their credits.", "articles"),
            _count("news_count", "Articles of the kind news.", "articles"),
            _count("word_count", "Words of lead, body and headings.", "words"),
            _count("quoted_word_count", "Of these, words inside quotation marks.", "words"),
            _count("quote_count", "Attributions.", "quotes"), _count("speaker_count", "Different speakers.", "speakers"),
        ), "mart", (("story_id", "stories", "story_id"),), "story_id",
    ),
    Table(
        "dates", "one row per day", "Every day from the first article's to the last one's, also days without an article, and by what days are grouped.",
        ("published_date",), (
            column("published_date", "DATE", "The day.", example="2026-06-12", required=True),
            column("year_number", "INTEGER", "Its year.", required=True),
            column("quarter_name", "VARCHAR", "Its quarter.", example="2026-Q2", required=True),
            column("month_name", "VARCHAR", "Its month, as published_month of the marts.", example="2026-06", required=True),
            column("week_name", "VARCHAR", "Its week (ISO 8601), as published_week of the marts.", example="2026-W24", required=True),
            column("weekday_number", "INTEGER", "Day of the week, from 1 (Monday) to 7.", required=True),
            column("weekday_name", "VARCHAR", "Name of the day of the week.", example="Friday", required=True),
            column("is_weekend", "BOOLEAN", "Whether it is a Saturday or Sunday.", required=True),
        ), "mart", scope="all",
    ),
    Table(
        "mart_observations", "one row per thing counted in an article", "What comparisons count from: how many of an item, out of how many. The row with the empty item stands for the whole; terms are in article_terms.",
        ("article_id", "measure", "of_what", "item"), (
            ARTICLE_ID,
            column("measure", "VARCHAR", "What is counted.", allowed=MEASURES, required=True),
            column("of_what", "VARCHAR", "The whole within which it is counted: all, a concept, a speaker, or a voice.", example="all", required=True),
            column("item", "VARCHAR", "The thing counted; empty for the whole.", example="claim", required=True),
            column("n", "DOUBLE", "How many of it; of the whole, those that are none of the items.", unit="as the measure", required=True),
            column("total", "DOUBLE", "Out of how many in the article.", unit="as the measure", required=True),
        ), "mart", (TO_ARTICLE,),
    ),
)  # fmt: skip
