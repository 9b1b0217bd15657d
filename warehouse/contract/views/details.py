"""Wide views for BI tools: rows of one kind with their article beside them; copies are marked, not left out."""

from typing import Final

from transforms.vocabulary import ACTS_TOLD_AS, HEADLINE_COMPARISONS, HEADLINE_READINGS
from warehouse.contract.schema import View, column
from warehouse.contract.views.carried import carried

_ARTICLE: Final = carried("articles", "outlet_id", "outlet_name", "published_date", "title")
_IS_COPY: Final = column(
    "is_copy", "BOOLEAN", "Whether the article is a copy of another one of the warehouse.", required=True
)
_SENTENCE: Final = carried("sentences", "role", sentence_text="text")

VIEWS: Final[tuple[View, ...]] = (
    View(
        "quote_details", ("quote_id",), (
            *carried("quotes", "quote_id", "article_id"), *_ARTICLE, *carried("quotes", "kind", "speaker_id"),
            column("speaker", "VARCHAR", "The best name there is: the speaker's across articles, else the article's, else the mention as it stands; null where nobody is mentioned.", example="Ana Ruiz"),
            *carried("quotes", "story_speaker_id"),
            column("story_speaker", "VARCHAR", "Name of the speaker whom the story's other articles tell; null where they tell nobody, or nobody else.", example="Ana Ruiz"),
            *carried(
                "quotes", "speaker_kind", "speaker_affiliation", "speaker_affiliation_class", "speaker_role",
                "speaker_country", "speaker_method", "via_text", "cue_text", "cue_lemma", "cue_class", "is_negated",
                "content_act", "text", "word_count", "confidence", "rule",
            ),
            _IS_COPY,
        ),
    ),
    View(
        "anonymous_sources", ("quote_id",), (
            *carried("quotes", "quote_id", "article_id"), *_ARTICLE,
            column("source_name", "VARCHAR", "What the unnamed source is called: the description across articles, else the mention as it stands.", example="officials"),
            *carried("quotes", source_text="speaker_text", source_role="speaker_role", source_affiliation="speaker_affiliation", source_affiliation_class="speaker_affiliation_class", source_country="speaker_country"),
            *carried("quotes", "kind", "cue_text", "text", "word_count"),
            _IS_COPY,
        ),
    ),
    View(
        "label_details", ("article_id", "mention_index"), (
            *carried("label_mentions", "article_id", "mention_index", "sentence_id"), *_ARTICLE,
            *carried("labels", "concept", "label_id", "term", "register"),
            *carried("label_mentions", "text", "modifier", "voice"),
            column("speaker", "VARCHAR", "Name of the speaker whose word it is; null in the outlet's own voice and where nobody is named."),
            *_SENTENCE, *carried("label_mentions", "rule"), _IS_COPY,
        ),
    ),
    View(
        "frame_details", ("sentence_id", "frame_id", "voice"), (
            *carried("sentence_frames", "sentence_id", "frame_id", "voice"), *carried("sentences", "article_id"), *_ARTICLE,
            *carried("frames", frame_name="name"), *carried("sentence_frames", "score", "matched_terms"),
            *_SENTENCE, _IS_COPY,
        ),
    ),
    View(
        "act_details", ("sentence_id", "act_index"), (
            *carried("sentence_acts", "sentence_id", "act_index"), *carried("sentences", "article_id"), *_ARTICLE,
            *carried("sentence_acts", "act_id"), *carried("acts", act_name="name"),
            *carried("sentence_acts", "polarity", "is_negated", "voice", "told_as", "actor_text", "target_text", "rule", "matched_terms", "confidence"),
            *_SENTENCE, _IS_COPY,
        ),
    ),
    View(
        "credit_details", ("article_id", "credit_index"), (
            *carried("credits", "article_id", "credit_index"), *_ARTICLE, *carried("articles", "byline"),
            *carried("credits", "credit_kind", "agency_id", "agency_name", "text", "rule"),
            column("is_wire_copy", "BOOLEAN", "Whether the article as a whole is an agency's copy, by its credits.", required=True),
            _IS_COPY,
        ),
    ),
    View(
        "original_articles", ("article_id",),
        carried(
            "articles", "article_id", "source_id", "outlet_id", "outlet_name", "title", "subtitle", "byline", "published_at",
            "published_date", "language", "url", "agency_id", "topic_id", "story_id", "word_count", "sentence_count",
            "quoted_word_count",
        ),
    ),
    View(
        "story_details", ("story_id", "article_id"), (
            *carried("stories", "story_id", "storyline_id", story_title="title"),
            *carried("stories", "first_date", "last_date", "article_count", "outlet_count"),
            *carried("articles", "article_id"), *_ARTICLE,
            *carried("story_articles", "kind", "similarity", "is_central"),
            *carried("articles", "word_count", "agency_id"), _IS_COPY,
        ),
    ),
    View(
        "variant_details", ("variant_id", "article_id", "char_start"), (
            *carried("variant_pieces", "variant_id"), *carried("quote_variants", "story_id", "canonical_text"),
            column("variant_speaker", "VARCHAR", "Name of whom most articles name for the utterance; null where none names anybody."),
            *carried("quote_variants", "outlet_count", "article_count"), *carried("variant_pieces", "article_id"), *_ARTICLE,
            *carried("variant_pieces", "char_start", "char_end", "text", "carriage", "kept_share", "match_score", "is_canonical", "quote_id"),
            column("speaker", "VARCHAR", "Name of who says it, by this article or by the story; null where neither names anybody."),
            *carried("quotes", "cue_text", "cue_class"),
        ),
    ),
    View(
        "variant_edit_details", ("variant_id", "article_id", "edit_index"), (
            *carried("variant_edits", "variant_id"), *carried("quote_variants", "story_id"),
            column("variant_speaker", "VARCHAR", "Name of whom most articles name for the utterance; null where none names anybody."),
            *carried("quote_variants", variant_text="canonical_text"), *carried("variant_edits", "article_id"), *_ARTICLE,
            *carried(
                "variant_edits", "edit_index", "edit_kind", "position", "canonical_text", "outlet_text", "touches_negation",
                "touches_condition", "touches_hedge", "touches_number", "is_condition_lost", "is_marked", "is_outside_quotes",
            ),
        ),
    ),
    View(
        "headlines", ("article_id",), (
            *carried("articles", "article_id"), *_ARTICLE,
            column("acts", "VARCHAR", "Ids of the headline's acts, each once, by alphabet, joined by '; '; null where it has none.", example="reject; threaten"),
            column("polarity", "INTEGER", "1 where more of the headline's acts are cooperative than hostile, -1 where fewer, 0 where they balance or there is none.", required=True),
            column("reading", "VARCHAR", "The same in words: open (1), closed (-1) or neither (0); unsure where confidence is too low to say (is_sure).", allowed=HEADLINE_READINGS, required=True),
            column("told_as", "VARCHAR", "evaluation where an act of the headline is the outlet's own, report where all are others'; null where it has none.", allowed=ACTS_TOLD_AS),
            column("confidence", "DOUBLE", "How probably the act, or that there is none, is right; null where acts are not read.", unit="0 to 1"),
            column("matched_terms", "VARCHAR", "The words of the headline that tell its acts, joined by '; '.", example="rules out"),
            _IS_COPY,
        ),
    ),
    View(
        "headline_against_text", ("article_id",), (
            *carried("articles", "article_id"), *_ARTICLE,
            column("title_polarity", "DOUBLE", "Mean polarity of the headline's acts; null where it has none.", unit="-1 conflict to 1 cooperation"),
            column("lead_polarity", "DOUBLE", "Mean polarity of the acts of the first paragraph of prose; null where it has none.", unit="-1 conflict to 1 cooperation"),
            column("body_polarity", "DOUBLE", "Mean polarity of the acts of the paragraphs after the lead; null where they have none.", unit="-1 conflict to 1 cooperation"),
            column("comparison", "VARCHAR", "Whether headline and text (lead and body together) lean to the same side.", allowed=HEADLINE_COMPARISONS, required=True),
            column("title_act_count", "BIGINT", "Acts of the headline.", unit="acts", required=True),
            column("lead_act_count", "BIGINT", "Acts of the lead.", unit="acts", required=True),
            column("body_act_count", "BIGINT", "Acts of the body.", unit="acts", required=True),
            _IS_COPY,
        ),
    ),
)  # fmt: skip
