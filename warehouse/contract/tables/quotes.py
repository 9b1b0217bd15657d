"""Who said what, and whose words every character is."""

from typing import Final

from transforms.vocabulary import (
    ACT_IDS,
    AFFILIATION_CLASSES,
    ATTRIBUTION_RULES,
    CUE_CLASSES,
    GENDERS,
    QUOTE_KINDS,
    QUOTED_VOICES,
    SPEAKER_KINDS,
    SPEAKER_METHODS,
    SPEAKER_ROLES,
)
from warehouse.contract.schema import ARTICLE_ID, CHAR_END, CHAR_START, TO_ARTICLE, TO_SENTENCE, Table, column

TABLES: Final[tuple[Table, ...]] = (
    Table(
        "quotes", "one row per attribution: one source, one cue, one content", "Who said what, directly or indirectly.",
        ("quote_id",), (
            column("quote_id", "VARCHAR", "The quote.", example="art_5f0c2a9b7d1e4c38.q0002", required=True),
            ARTICLE_ID,
            column("sentence_id", "VARCHAR", "Sentence in which the content begins."),
            column("quote_index", "INTEGER", "Position among the article's quotes, from 0.", required=True),
            column("kind", "VARCHAR", "direct: all content stands in quotation marks; mixed: some does; indirect: none does.", allowed=QUOTE_KINDS, required=True),
            column("text", "VARCHAR", "The content, pieces joined by ' … '. Marks around a piece of a direct or mixed quote are left out where no others stand in it.", required=True),
            column("word_count", "INTEGER", "Words of the content.", unit="words", required=True),
            column("quoted_word_count", "INTEGER", "Words of the content that stand in quotation marks: none of an indirect quote, some of a mixed one. Words of a source that speaks inside the quote count there. Null in rows that a version before this column wrote.", unit="words"),
            column("speaker_id", "VARCHAR", "The speaker across the corpus; null where nobody is named."),
            column("speaker_name", "VARCHAR", "The one name of the speaker across articles; null where the article does not decide or the mention is no source.", example="Ana Ruiz"),
            column("speaker_text", "VARCHAR", "The mention as it stands in the text.", example="the minister"),
            column("speaker_char_start", "BIGINT", "Where the mention begins.", unit="code points"),
            column("speaker_char_end", "BIGINT", "Where the mention ends (exclusive).", unit="code points"),
            column("speaker_method", "VARCHAR", "How the mention led to the name.", allowed=SPEAKER_METHODS, required=True),
            column("speaker_kind", "VARCHAR", "What kind of source speaks.", allowed=SPEAKER_KINDS),
            column("speaker_affiliation", "VARCHAR", "The institution the speaker belongs to or hints at.", example="Pentagon"),
            column("speaker_affiliation_class", "VARCHAR", "Kind of that institution.", allowed=AFFILIATION_CLASSES, example="government"),
            column("speaker_role", "VARCHAR", "Role in which the source speaks.", allowed=SPEAKER_ROLES, example="representative"),
            column("speaker_country", "VARCHAR", "Country the source stands for, ISO 3166-1 alpha-2."),
            column("speaker_title", "VARCHAR", "Title or description that the article gives.", example="foreign minister"),
            column("speaker_gender", "VARCHAR", "Gender, where the text or the name tells.", allowed=GENDERS),
            column("speaker_confidence", "DOUBLE", "Figure of the rule that led from the mention to the name within the article (a carried speaker's is nine tenths of it): an order of rules, not a measured probability of the row; 0 where nobody is meant.", unit="0 to 1"),
            column("speaker_rule", "VARCHAR", "The rule that resolved the speaker.", example="name_surname"),
            column("via_text", "VARCHAR", "The go-between, as in 'according to state television'."),
            column("via_char_start", "BIGINT", "Where the go-between begins.", unit="code points"),
            column("via_char_end", "BIGINT", "Where the go-between ends (exclusive).", unit="code points"),
            column("cue_text", "VARCHAR", "The word or phrase that reports, as it stands.", example="ruled out"),
            column("cue_lemma", "VARCHAR", "Its base form.", example="rule out"),
            column("cue_class", "VARCHAR", "Stance of the cue.", allowed=CUE_CLASSES, example="refuse"),
            column("is_negated", "BOOLEAN", 'Whether the cue is negated ("did not say").', required=True),
            column("cue_char_start", "BIGINT", "Where the cue begins.", unit="code points"),
            column("cue_char_end", "BIGINT", "Where the cue ends (exclusive).", unit="code points"),
            column("content_act", "VARCHAR", "What the content does, apart from the cue.", allowed=ACT_IDS),
            column("confidence", "DOUBLE", "Figure of the rule, not of the row: roughly how often it finds the content as readers mark it.", unit="0 to 1", required=True),
            column("rule", "VARCHAR", "The rule that found the quote.", allowed=ATTRIBUTION_RULES, example="inverted", required=True),
        ), "batch",
        (TO_ARTICLE, TO_SENTENCE, ("speaker_id", "speakers", "speaker_id"), ("content_act", "acts", "act_id")),
    ),
    Table(
        "quote_pieces", "one row per contiguous piece of a quote's content", '"A," he said. "B." is one quote of two pieces.',
        ("quote_id", "piece_index"), (
            column("quote_id", "VARCHAR", "The quote.", required=True),
            column("piece_index", "INTEGER", "Position among the quote's pieces, from 0.", required=True),
            CHAR_START, CHAR_END,
            column("text", "VARCHAR", "The piece.", required=True),
        ), "batch", (("quote_id", "quotes", "quote_id"),),
    ),
    Table(
        "voice_spans", "one row per stretch of an article that is not in the outlet's own voice", "Whose words: stretches inside quotation marks of an attributed quote (direct) and reported content outside them (indirect). Every other character is the outlet's.",
        ("article_id", "char_start"), (
            ARTICLE_ID, CHAR_START, CHAR_END,
            column("voice", "VARCHAR", "Whose words.", allowed=QUOTED_VOICES, required=True),
            column("quote_id", "VARCHAR", "The quote whose content this is.", required=True),
        ), "batch", (TO_ARTICLE, ("quote_id", "quotes", "quote_id")),
    ),
)  # fmt: skip
