"""Every table and column of the warehouse, declared once.

The Polars schemas, the DuckDB tables with their comments, the ``data_dictionary`` table and the generated page
``docs/data-dictionary.md`` all come from here. Columns named in :data:`CONTRACT` are relied upon by users: they may gain
company, they may not go.

Types are those that every reader of Parquet understands alike: no nested types, no categoricals, no HUGEINT.
Suffixes say what a column holds: ``_id`` key, ``_name`` shown to people, ``_text`` as it stands in the source, ``_count``
whole number, ``_share`` 0 to 1, ``_at`` moment in UTC, ``_date`` day; booleans begin with ``is_``. ``char_start`` and
``char_end`` are code points into ``articles.text``: ``substring(text, char_start + 1, char_end - char_start)``.
"""

from dataclasses import dataclass
from typing import Final, Literal

Type = Literal["VARCHAR", "BIGINT", "INTEGER", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP WITH TIME ZONE"]
Origin = Literal["batch", "resolve", "static", "run"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, in which unit, and which values it may take."""

    name: str
    type: Type
    description: str
    unit: str | None = None
    allowed: tuple[str, ...] = ()
    example: str | None = None
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``key`` is unique and gives the sort order; ``origin`` says which stage makes its rows.

    Tables of origin ``batch`` hold rows of single articles (they carry ``article_id`` and are partitioned by month);
    ``resolve`` tables are made across articles, ``static`` ones from bundled lists, ``run`` ones by the run itself.
    """

    name: str
    grain: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    origin: Origin
    references: tuple[tuple[str, str, str], ...] = ()  # (column, table, column)

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def article_key(self) -> str:
        """SQL for the article that a row belongs to: ids of sentences and quotes begin with their article's."""
        if "article_id" in self.column_names:
            return "article_id"
        return f"split_part({self.key[0]}, '.', 1)"

    @property
    def is_partitioned(self) -> bool:
        """Whether the table's Parquet files are partitioned by month of publication."""
        return self.origin == "batch"


BLOCK_ROLES: Final = (
    "title", "subtitle", "byline", "dateline", "lead", "body", "heading", "caption", "credit",
    "navigation", "share", "player", "related", "advert", "legal", "subscribe", "notice", "author_box", "comments",
    "alt_text", "other",
)  # fmt: skip
SENTENCE_ROLES: Final = ("title", "subtitle", "lead", "body", "heading", "caption")
VOICES: Final = ("outlet", "indirect", "direct")
OUTLET_METHODS: Final = ("given", "domain", "metadata", "signature", "byline", "none")
SPEAKER_KINDS: Final = ("person", "organization", "office", "collective", "metonym", "document", "anonymous")
SPEAKER_METHODS: Final = ("name", "title", "pronoun", "carried", "none")
CREDIT_KINDS: Final = ("agency", "image", "additional_reporting", "copyright", "initials")
ACT_IDS: Final = (
    "agree", "consult", "support", "cooperate", "aid", "concede", "retreat", "request", "accuse", "reject", "threaten",
    "protest", "sanction", "mobilize", "coerce", "assault",
)  # fmt: skip
FRAME_IDS: Final = (
    "economic", "capacity_and_resources", "morality", "fairness_and_equality", "legality_constitutionality",
    "policy_prescription_and_evaluation", "crime_and_punishment", "security_and_defense", "health_and_safety",
    "quality_of_life", "cultural_identity", "public_opinion", "political", "external_regulation_and_reputation", "other",
)  # fmt: skip
REJECT_REASONS: Final = {
    "unreadable_file": "The file could not be opened or read.",
    "unsupported_type": "The file's ending is none that newsprism reads.",
    "not_text": "The bytes are no text in any encoding (a picture, a database, an archive).",
    "truncated_archive": "The compressed file ends too early; the records before the break were read.",
    "broken_record": "The record is no valid JSON object or CSV row.",
    "missing_content": "The record has none of html, raw_text and text.",
    "ambiguous_content": "The record has more than one of html, raw_text and text.",
    "invalid_field": "A field of the record has the wrong type.",
    "empty_article": "Nothing is left that could be called an article.",
    "too_large": "The document is larger than the limit.",
    "too_deep": "The page nests deeper than the limit, or its compression ratio passes the limit.",
    "duplicate_id": "Another document of the warehouse's sources has the same id.",
    "no_article_text": "The page holds no article: an index, a player, a form.",
    "empty_page": "The page is empty, or the parser finds no element in it.",
    "extractor_failed": "The extraction library gave up on the page's markup.",
    "live_blog": "The page is a live blog: many small entries, no one article.",
    "index_page": "The page is a list of articles.",
    "not_html": "The record is no HTML page (an image, a feed, an error page of the server).",
    "http_error": "The archived response is an error or a redirect.",
    "outside_manifest_folder": "The manifest names a file outside its own folder.",
    "timed_out": "The document took longer than the limit.",
    "internal_error": "A rule failed on this document; the detail names it. Please report it.",
}


def _c(
    name: str,
    type_: Type,
    description: str,
    *,
    unit: str | None = None,
    allowed: tuple[str, ...] = (),
    example: str | None = None,
    required: bool = False,
) -> Column:
    return Column(name, type_, description, unit, allowed, example, required)


_ARTICLE_ID = _c("article_id", "VARCHAR", "The article.", example="art_5f0c2a9b7d1e4c38", required=True)
_CHAR_START = _c(
    "char_start", "BIGINT", "Where the stretch begins in articles.text.", unit="code points", required=True
)
_CHAR_END = _c(
    "char_end", "BIGINT", "Where the stretch ends in articles.text (exclusive).", unit="code points", required=True
)
_TO_ARTICLE = ("article_id", "articles", "article_id")
_TO_RUN = ("run_id", "runs", "run_id")
_TO_SENTENCE = ("sentence_id", "sentences", "sentence_id")
_MATCHED = _c(
    "matched_terms",
    "VARCHAR",
    "The terms that caused the row, strongest first, joined by '; '.",
    example="ceasefire; truce",
)
_SCORE = _c("score", "DOUBLE", "Strength of the evidence; comparable within a table, not across tables.")

TABLES: Final[tuple[Table, ...]] = (
    Table(
        "outlets", "one row per outlet", "Outlets that published at least one article of the warehouse.",
        ("outlet_id",), (
            _c("outlet_id", "VARCHAR", "The outlet.", example="irish_times", required=True),
            _c("name", "VARCHAR", "The outlet's usual name.", example="The Irish Times", required=True),
            _c("domain", "VARCHAR", "Main web domain.", example="irishtimes.com"),
            _c("country", "VARCHAR", "Country of publication, ISO 3166-1 alpha-2.", example="IE"),
            _c("language", "VARCHAR", "Main language, ISO 639-1.", example="en"),
            _c("medium", "VARCHAR", "Kind of medium: newspaper, broadcaster, agency, magazine, online and the like.", example="newspaper"),
            _c("is_agency", "BOOLEAN", "Whether the outlet is a news agency.", required=True),
            _c("is_registered", "BOOLEAN", "Whether the registry knows the outlet; false where it was named from the page, the domain or the manifest only.", required=True),
        ), "resolve",
    ),
    Table(
        "articles", "one row per article kept", "Articles, copies of others included (see duplicate_of).",
        ("article_id",), (
            _ARTICLE_ID,
            _c("source_id", "VARCHAR", "The document's own id: the id given, or the file's name without its endings.", example="2026-06-12-talks", required=True),
            _c("source_uri", "VARCHAR", "Where the document was read, as given by the user.", example="news/2026-06-12-talks.html", required=True),
            _c("source_kind", "VARCHAR", "What the document was.", allowed=("html", "raw_text", "text"), required=True),
            _c("url", "VARCHAR", "Web address of the article."),
            _c("outlet_id", "VARCHAR", "The outlet that published the article; 'unknown' where nothing names it.", required=True),
            _c("outlet_name", "VARCHAR", "The outlet's usual name; 'unknown' where nothing names it.", required=True),
            _c("outlet_method", "VARCHAR", "What named the outlet.", allowed=OUTLET_METHODS, required=True),
            _c("outlet_confidence", "DOUBLE", "How sure the outlet is.", unit="0 to 1"),
            _c("agency_id", "VARCHAR", "The news agency whose copy the article is, by its credits: its outlet_id in the registry; a row of outlets only if it published articles here. Its name stands in credits.", example="reuters"),
            _c("title", "VARCHAR", "Headline."),
            _c("subtitle", "VARCHAR", "Standfirst or deck."),
            _c("byline", "VARCHAR", "Names that the article credits as its authors, joined by '; ': people, agencies and desks.", example="Ana Ruiz; dpa"),
            _c("authors", "VARCHAR", "The people among them, joined by '; '.", example="Ana Ruiz"),
            _c("published_at", "TIMESTAMP WITH TIME ZONE", "First publication, UTC; midnight UTC where only the day is known."),
            _c("published_date", "DATE", "Day of first publication, in the outlet's own time zone where the source gives one."),
            _c("date_precision", "VARCHAR", "How exact the date is.", allowed=("second", "minute", "hour", "day", "month", "year")),
            _c("date_method", "VARCHAR", "Where the date was read.", allowed=("given", "json_ld", "meta", "time_element", "url", "text", "trafilatura")),
            _c("language", "VARCHAR", "Language of the text, ISO 639-1.", example="en"),
            _c("language_support", "VARCHAR", "full: every stage ran; text_only: quotes, topics, frames, acts and labels exist for English alone, so this article has none.", allowed=("full", "text_only"), required=True),
            _c("page_kind", "VARCHAR", "article, or live_blog: many small entries under one headline.", allowed=("article", "live_blog"), required=True),
            _c("text", "VARCHAR", "The text that all offsets refer to: the given text, or what was extracted from the page.", required=True),
            _c("word_count", "BIGINT", "Words of lead, body and headings.", unit="words", required=True),
            _c("sentence_count", "BIGINT", "Sentences of lead, body and headings.", unit="sentences", required=True),
            _c("quoted_word_count", "BIGINT", "Words of lead, body and headings inside the quotation marks of attributed quotes; null where quotes are not looked for (language_support is text_only).", unit="words"),
            _c("topic_id", "VARCHAR", "Primary topic; null rather than a guess.", example="medtop:11000000"),
            _c("story_id", "VARCHAR", "The event covered across outlets."),
            _c("duplicate_of", "VARCHAR", "The article of which this is a copy; null for an original."),
            _c("duplicate_kind", "VARCHAR", "How it is a copy.", allowed=("exact", "near", "wire")),
            _c("content_hash", "VARCHAR", "Hash of the document as read.", required=True),
            _c("run_id", "VARCHAR", "The run that processed the article.", required=True),
        ), "batch",
        (("outlet_id", "outlets", "outlet_id"), ("duplicate_of", "articles", "article_id"), ("topic_id", "topics", "topic_id"), ("story_id", "stories", "story_id"), _TO_RUN),
    ),
    Table(
        "blocks", "one row per stretch of the source text", "The ledger of cleaning: blocks cover the text without gap or overlap.",
        ("article_id", "block_index"), (
            _ARTICLE_ID,
            _c("block_index", "INTEGER", "Position among the article's blocks, from 0.", required=True),
            _CHAR_START, _CHAR_END,
            _c("role", "VARCHAR", "What the stretch is; the later roles are kinds of boilerplate.", allowed=BLOCK_ROLES, required=True),
            _c("is_kept", "BOOLEAN", "Whether the stretch goes on to sentences and quotes.", required=True),
            _c("rule", "VARCHAR", "The rule that decided.", example="link_list", required=True),
        ), "batch", (_TO_ARTICLE,),
    ),
    Table(
        "credits", "one row per credit found", "Agencies, additional reporting, images, copyright lines and sub-editors' initials.",
        ("article_id", "credit_index"), (
            _ARTICLE_ID,
            _c("credit_index", "INTEGER", "Position among the article's credits, from 0.", required=True),
            _c("agency_id", "VARCHAR", "The agency credited, where it is known.", example="afp"),
            _c("agency_name", "VARCHAR", "The agency's or owner's name.", example="AFP"),
            _c("credit_kind", "VARCHAR", "What is credited.", allowed=CREDIT_KINDS, required=True),
            _c("char_start", "BIGINT", "Where the credit begins; null where it stands in a byline that came as metadata.", unit="code points"),
            _c("char_end", "BIGINT", "Where it ends (exclusive).", unit="code points"),
            _c("text", "VARCHAR", "The credit as it stands in the text."),
            _c("rule", "VARCHAR", "The rule that found it.", example="agency_brackets", required=True),
        ), "batch", (_TO_ARTICLE,),
    ),
    Table(
        "sentences", "one row per sentence", "Sentences of the kept text. A boundary inside a quotation is a boundary.",
        ("sentence_id",), (
            _c("sentence_id", "VARCHAR", "The sentence.", example="art_5f0c2a9b7d1e4c38.s0004", required=True),
            _ARTICLE_ID,
            _c("sentence_index", "INTEGER", "Position in the article, from 0.", required=True),
            _c("paragraph_index", "INTEGER", "Paragraph of the article, from 0.", required=True),
            _c("role", "VARCHAR", "What the sentence belongs to; lead is the first paragraph of the body that reads as prose.", allowed=SENTENCE_ROLES, required=True),
            _c("char_start", "BIGINT", "Where the sentence begins in articles.text; null for a title that came with the record and does not stand in the text.", unit="code points"),
            _c("char_end", "BIGINT", "Where it ends (exclusive); null together with char_start.", unit="code points"),
            _c("text", "VARCHAR", "The sentence.", required=True),
            _c("word_count", "INTEGER", "Words.", unit="words", required=True),
            _c("quoted_word_count", "INTEGER", "Words inside the quotation marks of attributed quotes.", unit="words", required=True),
        ), "batch", (_TO_ARTICLE,),
    ),
    Table(
        "quotes", "one row per attribution: one source, one cue, one content", "Who said what, directly or indirectly.",
        ("quote_id",), (
            _c("quote_id", "VARCHAR", "The quote.", example="art_5f0c2a9b7d1e4c38.q0002", required=True),
            _ARTICLE_ID,
            _c("sentence_id", "VARCHAR", "Sentence in which the content begins."),
            _c("quote_index", "INTEGER", "Position among the article's quotes, from 0.", required=True),
            _c("kind", "VARCHAR", "direct: all content stands in quotation marks; mixed: some does; indirect: none does.", allowed=("direct", "mixed", "indirect"), required=True),
            _c("text", "VARCHAR", "The content; pieces are joined by ' … '.", required=True),
            _c("word_count", "INTEGER", "Words of the content.", unit="words", required=True),
            _c("speaker_id", "VARCHAR", "The speaker across the corpus; null where nobody is named."),
            _c("speaker_name", "VARCHAR", "The one name of the speaker across articles; null where the article does not decide or the mention is no source.", example="Ana Ruiz"),
            _c("speaker_text", "VARCHAR", "The mention as it stands in the text.", example="the minister"),
            _c("speaker_char_start", "BIGINT", "Where the mention begins.", unit="code points"),
            _c("speaker_char_end", "BIGINT", "Where the mention ends (exclusive).", unit="code points"),
            _c("speaker_method", "VARCHAR", "How the mention led to the name.", allowed=SPEAKER_METHODS, required=True),
            _c("speaker_kind", "VARCHAR", "What kind of source speaks.", allowed=SPEAKER_KINDS),
            _c("speaker_affiliation", "VARCHAR", "The institution the speaker belongs to or hints at.", example="Pentagon"),
            _c("speaker_affiliation_class", "VARCHAR", "Kind of that institution.", example="government"),
            _c("speaker_role", "VARCHAR", "Role in which the source speaks.", example="representative"),
            _c("speaker_country", "VARCHAR", "Country the source stands for, ISO 3166-1 alpha-2."),
            _c("speaker_title", "VARCHAR", "Title or description that the article gives.", example="foreign minister"),
            _c("speaker_gender", "VARCHAR", "Gender, where the text or the name tells.", allowed=("f", "m")),
            _c("speaker_confidence", "DOUBLE", "How sure the resolution is.", unit="0 to 1"),
            _c("speaker_rule", "VARCHAR", "The rule that resolved the speaker.", example="name_surname"),
            _c("via_text", "VARCHAR", "The go-between, as in 'according to state television'."),
            _c("via_char_start", "BIGINT", "Where the go-between begins.", unit="code points"),
            _c("via_char_end", "BIGINT", "Where the go-between ends (exclusive).", unit="code points"),
            _c("cue_text", "VARCHAR", "The word or phrase that reports, as it stands.", example="ruled out"),
            _c("cue_lemma", "VARCHAR", "Its base form.", example="rule out"),
            _c("cue_class", "VARCHAR", "Stance of the cue: neutral, claim, deny, refuse, admit, accuse, demand, warn, promise, open, praise and others.", example="refuse"),
            _c("is_negated", "BOOLEAN", 'Whether the cue is negated ("did not say").', required=True),
            _c("cue_char_start", "BIGINT", "Where the cue begins.", unit="code points"),
            _c("cue_char_end", "BIGINT", "Where the cue ends (exclusive).", unit="code points"),
            _c("content_act", "VARCHAR", "What the content does, apart from the cue.", allowed=ACT_IDS),
            _c("confidence", "DOUBLE", "How sure the attribution is.", unit="0 to 1", required=True),
            _c("rule", "VARCHAR", "The rule that found the quote.", example="direct_inverted", required=True),
        ), "batch",
        (_TO_ARTICLE, _TO_SENTENCE, ("speaker_id", "speakers", "speaker_id"), ("content_act", "acts", "act_id")),
    ),
    Table(
        "quote_pieces", "one row per contiguous piece of a quote's content", '"A," he said. "B." is one quote of two pieces.',
        ("quote_id", "piece_index"), (
            _c("quote_id", "VARCHAR", "The quote.", required=True),
            _c("piece_index", "INTEGER", "Position among the quote's pieces, from 0.", required=True),
            _CHAR_START, _CHAR_END,
            _c("text", "VARCHAR", "The piece.", required=True),
        ), "batch", (("quote_id", "quotes", "quote_id"),),
    ),
    Table(
        "voice_spans", "one row per stretch of an article that is not in the outlet's own voice", "Whose words: stretches inside quotation marks of an attributed quote (direct) and reported content outside them (indirect). Every other character is the outlet's.",
        ("article_id", "char_start"), (
            _ARTICLE_ID, _CHAR_START, _CHAR_END,
            _c("voice", "VARCHAR", "Whose words.", allowed=("indirect", "direct"), required=True),
            _c("quote_id", "VARCHAR", "The quote whose content this is.", required=True),
        ), "batch", (_TO_ARTICLE, ("quote_id", "quotes", "quote_id")),
    ),
    Table(
        "speakers", "one row per speaker across the corpus", "People, offices, organizations and unnamed sources that are quoted.",
        ("speaker_id",), (
            _c("speaker_id", "VARCHAR", "The speaker.", example="spk_0b64f0a87c3d21e9", required=True),
            _c("name", "VARCHAR", "Name shown.", example="Ana Ruiz", required=True),
            _c("kind", "VARCHAR", "What kind of source.", allowed=SPEAKER_KINDS, required=True),
            _c("affiliation", "VARCHAR", "Institution."),
            _c("affiliation_class", "VARCHAR", "Kind of institution."),
            _c("role", "VARCHAR", "Role in which the source mostly speaks."),
            _c("title", "VARCHAR", "Title or description, as it stands most often."),
            _c("gender", "VARCHAR", "Gender, where the texts or the name tell.", allowed=("f", "m")),
            _c("country", "VARCHAR", "Country, ISO 3166-1 alpha-2."),
        ), "resolve",
    ),
    Table(
        "speaker_aliases", "one row per alias of a speaker", "The forms under which a speaker appears.",
        ("speaker_id", "alias", "alias_kind"), (
            _c("speaker_id", "VARCHAR", "The speaker.", required=True),
            _c("alias", "VARCHAR", "A form of the name.", example="Ms Ruiz", required=True),
            _c("alias_kind", "VARCHAR", "What kind of form: name, variant, acronym, metonym, user.", required=True),
        ), "resolve", (("speaker_id", "speakers", "speaker_id"),),
    ),
    Table(
        "topics", "one row per topic of the taxonomy", "IPTC Media Topics (NewsCodes, CC BY 4.0).",
        ("topic_id",), (
            _c("topic_id", "VARCHAR", "The topic.", example="medtop:20000593", required=True),
            _c("name", "VARCHAR", "IPTC's name of it.", required=True),
            _c("parent_topic_id", "VARCHAR", "The topic above; null at the top."),
            _c("top_topic_id", "VARCHAR", "The topic of the first level above, or itself.", required=True),
            _c("level", "INTEGER", "Level in the taxonomy, from 1.", required=True),
        ), "static", (("parent_topic_id", "topics", "topic_id"), ("top_topic_id", "topics", "topic_id")),
    ),
    Table(
        "article_topics", "one row per topic of an article", "Topics with the terms that caused them.",
        ("article_id", "topic_id"), (
            _ARTICLE_ID, _c("topic_id", "VARCHAR", "The topic.", required=True), _SCORE, _MATCHED,
        ), "batch", (_TO_ARTICLE, ("topic_id", "topics", "topic_id")),
    ),
    Table(
        "sentence_topics", "one row per topic of a sentence", "Topics of single sentences, with the terms that caused them.",
        ("sentence_id", "topic_id"), (
            _c("sentence_id", "VARCHAR", "The sentence.", required=True),
            _c("topic_id", "VARCHAR", "The topic.", required=True), _SCORE, _MATCHED,
        ), "batch", (_TO_SENTENCE, ("topic_id", "topics", "topic_id")),
    ),
    Table(
        "frames", "one row per frame", "The dimensions of the Policy Frames Codebook (Boydstun et al. 2014).",
        ("frame_id",), (
            _c("frame_id", "VARCHAR", "The frame.", allowed=FRAME_IDS, required=True),
            _c("name", "VARCHAR", "Name shown.", required=True),
            _c("definition", "VARCHAR", "What belongs to it.", required=True),
        ), "static",
    ),
    Table(
        "sentence_frames", "one row per frame of a sentence, by voice", "Frames of sentences, with the terms that caused them.",
        ("sentence_id", "frame_id", "voice"), (
            _c("sentence_id", "VARCHAR", "The sentence.", required=True),
            _c("frame_id", "VARCHAR", "The frame.", allowed=FRAME_IDS, required=True),
            _c("voice", "VARCHAR", "Whose words carry it.", allowed=VOICES, required=True),
            _SCORE, _MATCHED,
        ), "batch", (_TO_SENTENCE, ("frame_id", "frames", "frame_id")),
    ),
    Table(
        "article_frames", "one row per frame of an article", "Frames that an article leans on, with the terms that caused them.",
        ("article_id", "frame_id"), (
            _ARTICLE_ID, _c("frame_id", "VARCHAR", "The frame.", allowed=FRAME_IDS, required=True), _SCORE,
            _c("outlet_share", "DOUBLE", "Share of the score that the outlet's own words carry.", unit="0 to 1"),
            _MATCHED,
        ), "batch", (_TO_ARTICLE, ("frame_id", "frames", "frame_id")),
    ),
    Table(
        "acts", "one row per kind of act", "The 16 event types of PLOVER (Halterman et al. 2023).",
        ("act_id",), (
            _c("act_id", "VARCHAR", "The act.", allowed=ACT_IDS, required=True),
            _c("name", "VARCHAR", "Name shown.", required=True),
            _c("polarity", "INTEGER", "-1 conflict, 0 neither, 1 cooperation.", required=True),
            _c("definition", "VARCHAR", "What belongs to it.", required=True),
        ), "static",
    ),
    Table(
        "sentence_acts", "one row per act in a sentence", "Speech and action of sentences and headlines.",
        ("sentence_id", "act_index"), (
            _c("sentence_id", "VARCHAR", "The sentence.", required=True),
            _c("act_index", "INTEGER", "Position among the sentence's acts, from 0.", required=True),
            _c("act_id", "VARCHAR", "The act, after negation.", allowed=ACT_IDS, required=True),
            _c("polarity", "INTEGER", "-1 conflict, 1 cooperation, after negation; 0 where hedged or asked.", required=True),
            _c("is_negated", "BOOLEAN", "Whether a negation turned the key word round.", required=True),
            _c("voice", "VARCHAR", "Whose words carry it.", allowed=VOICES, required=True),
            _c("actor_text", "VARCHAR", "Who acts, as it stands."),
            _c("target_text", "VARCHAR", "Towards whom, as it stands."),
            _c("rule", "VARCHAR", "How the act was read: stated, negated, hedged, asked and others.", example="negated", required=True),
            _MATCHED,
        ), "batch", (_TO_SENTENCE, ("act_id", "acts", "act_id")),
    ),
    Table(
        "labels", "one row per word-choice label", "Competing words for the same actors and things.",
        ("label_id",), (
            _c("label_id", "VARCHAR", "The label.", example="armed_group.militant", required=True),
            _c("concept", "VARCHAR", "What the competing words name.", example="armed_group", required=True),
            _c("term", "VARCHAR", "The word or phrase.", example="militant", required=True),
            _c("register", "VARCHAR", "Tone of the word: neutral, pejorative, euphemistic, legal and others.", example="neutral"),
            _c("source", "VARCHAR", "Where the contest over the word is documented."),
        ), "static",
    ),
    Table(
        "label_mentions", "one row per use of a label", "Each use with its voice and speaker.",
        ("article_id", "mention_index"), (
            _ARTICLE_ID,
            _c("mention_index", "INTEGER", "Position among the article's rows, in the order of the text, from 0.", required=True),
            _c("sentence_id", "VARCHAR", "The sentence.", required=True),
            _c("label_id", "VARCHAR", "The label.", required=True),
            _c("char_start", "BIGINT", "Where the use begins; null in a title that does not stand in the text.", unit="code points"),
            _c("char_end", "BIGINT", "Where it ends (exclusive).", unit="code points"),
            _c("text", "VARCHAR", "The words as they stand.", required=True),
            _c("modifier", "VARCHAR", "Words before the head that qualify it.", example="Islamist"),
            _c("rule", "VARCHAR", "The rule that found it; bundled or user for the set it comes from.", required=True),
            _c("voice", "VARCHAR", "Whose words.", allowed=VOICES, required=True),
            _c("quote_id", "VARCHAR", "The quote that holds the use; null in the outlet's own voice."),
            _c("speaker_id", "VARCHAR", "Whose word it is; null in the outlet's own voice and where nobody is named."),
        ), "batch", (_TO_ARTICLE, _TO_SENTENCE, ("label_id", "labels", "label_id"), ("quote_id", "quotes", "quote_id"), ("speaker_id", "speakers", "speaker_id")),
    ),
    Table(
        "actor_mentions", "one row per use of a noun phrase for an actor", "Heads with their modifiers and titles, found in the data, as each outlet uses them.",
        ("article_id", "mention_index"), (
            _ARTICLE_ID,
            _c("mention_index", "INTEGER", "Position among the article's rows, in the order of the text, from 0.", required=True),
            _c("sentence_id", "VARCHAR", "The sentence.", required=True),
            _c("head", "VARCHAR", "Stem of the head, which groups the forms.", example="fighter", required=True),
            _c("phrase", "VARCHAR", "The phrase as it stands.", example="Islamist fighters", required=True),
            _c("rule", "VARCHAR", "The rule that found it.", required=True),
            _c("modifier", "VARCHAR", "Words before the head.", example="Islamist"),
            _c("char_start", "BIGINT", "Where the phrase begins; null in a title that does not stand in the text.", unit="code points"),
            _c("char_end", "BIGINT", "Where it ends (exclusive).", unit="code points"),
            _c("voice", "VARCHAR", "Whose words.", allowed=VOICES, required=True),
            _c("quote_id", "VARCHAR", "The quote that holds the use; null in the outlet's own voice."),
            _c("speaker_id", "VARCHAR", "Who calls the actor so; null in the outlet's own voice and where nobody is named."),
        ), "batch", (_TO_ARTICLE, _TO_SENTENCE, ("quote_id", "quotes", "quote_id"), ("speaker_id", "speakers", "speaker_id")),
    ),
    Table(
        "article_terms", "one row per term of an article, by voice", "Normalised words and content bigrams for keyness.",
        ("article_id", "term", "voice"), (
            _ARTICLE_ID,
            _c("term", "VARCHAR", "The normalised term.", example="cease-fire", required=True),
            _c("voice", "VARCHAR", "Whose words.", allowed=VOICES, required=True),
            _c("term_kind", "VARCHAR", "One word or two.", allowed=("word", "bigram"), required=True),
            _c("surface", "VARCHAR", "The commonest form as it stands.", example="ceasefire"),
            _c("count", "INTEGER", "Occurrences.", unit="occurrences", required=True),
        ), "batch", (_TO_ARTICLE,),
    ),
    Table(
        "article_signatures", "one row per article", "By what copies are found: a hash of the words and a MinHash signature of the word shingles (Broder 1997). Of use to the next run, not to analyses.",
        ("article_id",), (
            _ARTICLE_ID,
            _c("text_hash", "VARCHAR", "Hash of the body's words, case and punctuation aside; null without words."),
            _c("shingle_count", "BIGINT", "Different word shingles.", unit="shingles", required=True),
            _c("signature", "VARCHAR", "128 little-endian 32-bit integers in Base64; null where the text is too short to compare."),
            _c("signature_scheme", "VARCHAR", "How the signature was made; different schemes are not compared.", required=True),
        ), "batch", (_TO_ARTICLE,),
    ),
    Table(
        "stories", "one row per event covered across outlets", "Articles of several outlets about the same event. Filled by a later release.",
        ("story_id",), (
            _c("story_id", "VARCHAR", "The story.", required=True),
            _c("title", "VARCHAR", "Title of its most central article."),
            _c("first_date", "DATE", "First day of coverage."),
            _c("last_date", "DATE", "Last day of coverage."),
            _c("article_count", "INTEGER", "Articles.", required=True),
            _c("outlet_count", "INTEGER", "Outlets.", required=True),
            _c("method", "VARCHAR", "How the articles were brought together."),
        ), "resolve",
    ),
    Table(
        "quote_variants", "one row per utterance across outlets", "The same utterance as several outlets carry it. Filled by a later release.",
        ("variant_id",), (
            _c("variant_id", "VARCHAR", "The utterance.", required=True),
            _c("story_id", "VARCHAR", "The story."),
            _c("speaker_id", "VARCHAR", "Who said it."),
            _c("canonical_text", "VARCHAR", "The fullest carrying stretch.", required=True),
            _c("outlet_count", "INTEGER", "Outlets that carry it.", required=True),
        ), "resolve", (("story_id", "stories", "story_id"), ("speaker_id", "speakers", "speaker_id")),
    ),
    Table(
        "variant_pieces", "one row per stretch of a quote that carries a variant", "A clause: one quote can carry several variants. Filled by a later release.",
        ("variant_id", "article_id", "char_start"), (
            _c("variant_id", "VARCHAR", "The utterance.", required=True),
            _c("quote_id", "VARCHAR", "The quote that carries it.", required=True),
            _ARTICLE_ID, _CHAR_START, _CHAR_END,
            _c("text", "VARCHAR", "The stretch.", required=True),
            _c("kept_share", "DOUBLE", "Words kept of the canonical text.", unit="0 to 1"),
        ), "resolve", (_TO_ARTICLE, ("variant_id", "quote_variants", "variant_id"), ("quote_id", "quotes", "quote_id")),
    ),
    Table(
        "variant_edits", "one row per edit of a carrying stretch against the canonical text", "Who cut the condition, who changed a word. Filled by a later release.",
        ("variant_id", "article_id", "edit_index"), (
            _c("variant_id", "VARCHAR", "The utterance.", required=True),
            _ARTICLE_ID,
            _c("edit_index", "INTEGER", "Position among the edits, from 0.", required=True),
            _c("edit_kind", "VARCHAR", "What was done.", allowed=("cut", "added", "replaced", "spelling", "punctuation"), required=True),
            _c("canonical_text", "VARCHAR", "Words of the canonical text."),
            _c("outlet_text", "VARCHAR", "Words of the outlet."),
        ), "resolve", (_TO_ARTICLE, ("variant_id", "quote_variants", "variant_id")),
    ),
    Table(
        "omissions", "one row per item that several outlets of a story carry and this article's outlet does not", "What was left out. Filled by a later release.",
        ("story_id", "outlet_id", "item_kind", "item_id"), (
            _c("story_id", "VARCHAR", "The story.", required=True),
            _c("outlet_id", "VARCHAR", "The outlet that leaves it out.", required=True),
            _c("item_kind", "VARCHAR", "What is left out.", allowed=("speaker", "quote", "label", "fact"), required=True),
            _c("item_id", "VARCHAR", "The speaker, variant, label or fact.", required=True),
            _c("item_name", "VARCHAR", "Its name or text."),
            _c("carrier_count", "INTEGER", "Outlets of the story that carry it.", required=True),
            _c("outlet_count", "INTEGER", "Outlets of the story.", required=True),
        ), "resolve", (("story_id", "stories", "story_id"), ("outlet_id", "outlets", "outlet_id")),
    ),
    Table(
        "rejects", "one row per document not kept", "Nothing is dropped silently.",
        ("run_id", "reject_index"), (
            _c("run_id", "VARCHAR", "The run that rejected it.", required=True),
            _c("reject_index", "INTEGER", "Position among the run's rejects, from 0.", required=True),
            _c("source_id", "VARCHAR", "The document's own id, where it has one."),
            _c("source_uri", "VARCHAR", "Where the document was read.", required=True),
            _c("reason", "VARCHAR", "Why it was not kept.", allowed=tuple(REJECT_REASONS), required=True),
            _c("detail", "VARCHAR", "Where in the document, and what was found there."),
        ), "run", (_TO_RUN,),
    ),
    Table(
        "runs", "one row per run that published", "The history of the warehouse. read = unchanged + kept + duplicates + rejected.",
        ("run_id",), (
            _c("run_id", "VARCHAR", "The run.", example="20260612T081500Z-4f1c", required=True),
            _c("started_at", "TIMESTAMP WITH TIME ZONE", "When the run began, UTC.", required=True),
            _c("finished_at", "TIMESTAMP WITH TIME ZONE", "When its tables were complete, UTC.", required=True),
            _c("code_version", "VARCHAR", "Version of newsprism.", required=True),
            _c("rules_hash", "VARCHAR", "Hash over rules and word lists.", required=True),
            _c("settings_hash", "VARCHAR", "Hash over the settings that can change a result.", required=True),
            _c("documents_read", "BIGINT", "Documents seen in the sources that were read.", required=True),
            _c("documents_unchanged", "BIGINT", "Of these, known from an earlier run and not processed again.", required=True),
            _c("articles_kept", "BIGINT", "Of these, new or changed articles that are originals.", required=True),
            _c("duplicates", "BIGINT", "Of these, new or changed articles that are copies (kept, with duplicate_of).", required=True),
            _c("rejected", "BIGINT", "Of these, rejected.", required=True),
            _c("files_skipped", "BIGINT", "Source files not opened because neither size nor time of change differ.", required=True),
            _c("records_skipped", "BIGINT", "Records of archives that are no pages by their nature (errors of the server, redirects, images); no documents, so not among those read."),
            _c("articles_total", "BIGINT", "Articles of the warehouse after the run.", required=True),
        ), "run",
    ),
    Table(
        "data_dictionary", "one row per column", "This dictionary.",
        ("table_name", "column_index"), (
            _c("table_name", "VARCHAR", "The table.", required=True),
            _c("column_index", "INTEGER", "Position of the column, from 0.", required=True),
            _c("column_name", "VARCHAR", "The column.", required=True),
            _c("type", "VARCHAR", "DuckDB type.", required=True),
            _c("description", "VARCHAR", "What it holds.", required=True),
            _c("unit", "VARCHAR", "Unit of measure."),
            _c("allowed_values", "VARCHAR", "Closed list of values, joined by '; '."),
            _c("example", "VARCHAR", "An example."),
        ), "static",
    ),
)  # fmt: skip

TABLE: Final[dict[str, Table]] = {table.name: table for table in TABLES}

# The columns that users rely on (DESIGN section 4, in bold). A test holds every release to them.
CONTRACT: Final[dict[str, tuple[str, ...]]] = {
    "outlets": ("outlet_id", "name"),
    "articles": (
        "article_id", "source_id", "outlet_id", "outlet_name", "outlet_method", "title", "byline", "published_at",
        "published_date", "text", "topic_id", "story_id",
    ),
    "blocks": ("role",),
    "credits": ("article_id", "agency_name", "credit_kind"),
    "sentences": ("sentence_id", "article_id", "sentence_index", "role", "char_start", "char_end", "text"),
    "quotes": (
        "quote_id", "article_id", "kind", "text", "speaker_id", "speaker_name", "speaker_text", "speaker_char_start",
        "speaker_char_end", "cue_text", "cue_char_start", "cue_char_end",
    ),
    "quote_pieces": ("quote_id", "piece_index", "char_start", "char_end"),
    "speakers": ("speaker_id", "name", "kind"),
    "topics": ("topic_id", "top_topic_id"),
    "article_frames": ("article_id", "frame_id", "score"),
    "acts": ("polarity",),
    "sentence_acts": ("sentence_id", "act_id", "polarity"),
    "labels": ("label_id", "term"),
    "label_mentions": ("article_id", "sentence_id", "label_id", "voice"),
    "stories": ("story_id",),
    "variant_pieces": ("variant_id", "article_id", "char_start", "char_end"),
}  # fmt: skip
