"""In which light: the dimensions of the Policy Frames Codebook."""

from typing import Final

from transforms.vocabulary import FRAME_IDS, VOICES
from warehouse.contract.schema import ARTICLE_ID, IS_RETIRED, MATCHED_TERMS, TO_ARTICLE, TO_SENTENCE, Table, column

TABLES: Final[tuple[Table, ...]] = (
    Table(
        "frames", "one row per frame", "The dimensions of the Policy Frames Codebook (Boydstun et al. 2014).",
        ("frame_id",), (
            column("frame_id", "VARCHAR", "The frame.", required=True),
            column("name", "VARCHAR", "Name shown.", required=True),
            column("definition", "VARCHAR", "What belongs to it.", required=True),
            IS_RETIRED,
        ), "static",
    ),
    Table(
        "sentence_frames", "one row per frame of a sentence, by voice", "Frames of sentences, with the terms that caused them.",
        ("sentence_id", "frame_id", "voice"), (
            column("sentence_id", "VARCHAR", "The sentence.", required=True),
            column("frame_id", "VARCHAR", "The frame.", allowed=FRAME_IDS, required=True),
            column("voice", "VARCHAR", "Whose words carry it.", allowed=VOICES, required=True),
            column("score", "DOUBLE", "Sum of the weights of the matched terms.", unit="points"), MATCHED_TERMS,
        ), "batch", (TO_SENTENCE, ("frame_id", "frames", "frame_id")),
    ),
    Table(
        "article_frames", "one row per frame of an article", "Frames that an article leans on, with the terms that caused them.",
        ("article_id", "frame_id"), (
            ARTICLE_ID, column("frame_id", "VARCHAR", "The frame.", allowed=FRAME_IDS, required=True),
            column("score", "DOUBLE", "Share of the frame in all points that the article's words give to frames; 0 for 'other', which stands for an article whose words reach no frame.", unit="0 to 1"),
            column("outlet_share", "DOUBLE", "Share of the frame's points that stand in the outlet's own voice.", unit="0 to 1"),
            MATCHED_TERMS,
        ), "batch", (TO_ARTICLE, ("frame_id", "frames", "frame_id")),
    ),
)  # fmt: skip
