"""Who does what to whom: acts of conflict and cooperation."""

from typing import Final

from transforms.vocabulary import ACT_IDS, ACT_RULES, ACTS_TOLD_AS, VOICES
from warehouse.contract.schema import IS_RETIRED, TO_SENTENCE, Table, column

TABLES: Final[tuple[Table, ...]] = (
    Table(
        "acts", "one row per kind of act", "The 16 event types of PLOVER (Halterman et al. 2023).",
        ("act_id",), (
            column("act_id", "VARCHAR", "The act.", required=True),
            column("name", "VARCHAR", "Name shown.", required=True),
            column("polarity", "INTEGER", "-1 conflict, 0 neither, 1 cooperation.", required=True),
            column("definition", "VARCHAR", "What belongs to it.", required=True),
            IS_RETIRED,
        ), "static",
    ),
    Table(
        "sentence_acts", "one row per act in a sentence", "Speech and action of sentences and headlines; an act that recurs in a sentence in one voice counts once.",
        ("sentence_id", "act_index"), (
            column("sentence_id", "VARCHAR", "The sentence.", required=True),
            column("act_index", "INTEGER", "Position among the sentence's acts, from 0.", required=True),
            column("act_id", "VARCHAR", "The act, after negation.", allowed=ACT_IDS, required=True),
            column("polarity", "INTEGER", "-1 conflict, 1 cooperation, after negation; 0 where hedged or asked, and for acts that are neither.", required=True),
            column("is_negated", "BOOLEAN", "Whether a negation turned the key word round.", required=True),
            column("voice", "VARCHAR", "Whose words carry it.", allowed=VOICES, required=True),
            column("told_as", "VARCHAR", "evaluation: the outlet itself judges, appeals or mocks; report: it tells what others do or say.", allowed=ACTS_TOLD_AS, required=True),
            column("actor_text", "VARCHAR", "Who acts, as it stands."),
            column("target_text", "VARCHAR", "Towards whom, as it stands."),
            column("rule", "VARCHAR", "How the act was read.", allowed=ACT_RULES, example="negated", required=True),
            column("matched_terms", "VARCHAR", "The words that tell the act, joined by '; ': what turns, hedges or performs it first, then its own.", example="refuses to; negotiate"),
            column("confidence", "DOUBLE", "How probably the act is right; of a headline's act the same as articles.headline_confidence.", unit="0 to 1", required=True),
        ), "batch", (TO_SENTENCE, ("act_id", "acts", "act_id")),
    ),
)  # fmt: skip
