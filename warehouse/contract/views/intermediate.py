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

_FACETS: Final = (
    *("outlet_id", "outlet_name", "outlet_country", "outlet_medium", "published_date", "published_week"),
    *(
        "published_month",
        "article_language",
        "article_kind",
        "topic_id",
        "topic_name",
        "top_topic_id",
        "top_topic_name",
    ),
    *("story_id", "is_copy"),
)

VIEWS: Final[tuple[View, ...]] = (
    View(
        "outlet_groups", ("article_id",), (
            *carried("articles", "article_id"),
            column("group_name", "VARCHAR", "The outlet as a group of articles.", example="irish-times", required=True),
        ),
    ),
    View("article_facets", ("article_id",), carried("mart_articles", "article_id", *_FACETS)),
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
