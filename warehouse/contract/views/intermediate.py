"""What comparisons count from: things counted article by article, their denominators, and the groups compared."""

from typing import Final

from transforms.vocabulary import MEASURES
from warehouse.contract.schema import View, column
from warehouse.contract.views.carried import carried

_MEASURE: Final = column("measure", "VARCHAR", "What is counted.", allowed=MEASURES, required=True)
_OF_WHAT: Final = column(
    "of_what",
    "VARCHAR",
    "The whole within which it is counted: all, a concept, a speaker, or a voice.",
    example="all",
    required=True,
)
_TOTAL: Final = column("total", "DOUBLE", "Out of how many in the article.", unit="as the measure", required=True)

VIEWS: Final[tuple[View, ...]] = (
    View(
        "outlet_groups", ("article_id",), (
            *carried("articles", "article_id"),
            column("group_name", "VARCHAR", "The outlet as a group of articles.", example="irish-times", required=True),
        ),
    ),
    View(
        "counted_things", ("article_id", "measure", "of_what", "item"), (
            *carried("articles", "article_id"), _MEASURE, _OF_WHAT,
            column("item", "VARCHAR", "The thing; null for what belongs to the whole and is none of those asked for.", example="claim"),
            column("n", "BIGINT", "How many of it.", unit="as the measure", required=True),
        ),
    ),
    View(
        "observation_totals", ("article_id", "measure", "of_what"), (
            *carried("articles", "article_id"), _MEASURE, _OF_WHAT, _TOTAL,
        ),
    ),
    View(
        "observations", ("article_id", "measure", "of_what", "item"), (
            *carried("articles", "article_id", "outlet_id", "story_id", "published_date", "topic_id"), _MEASURE, _OF_WHAT,
            column("item", "VARCHAR", "The thing counted: an id where it has one, else its name.", example="claim", required=True),
            column("n", "DOUBLE", "How many of it.", unit="as the measure", required=True),
            _TOTAL,
        ),
    ),
)  # fmt: skip
