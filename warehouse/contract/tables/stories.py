"""What is found across articles: copies, stories, omissions."""

from typing import Final

from transforms.vocabulary import STORY_ARTICLE_KINDS, STORY_CHANGES, STORY_METHODS
from warehouse.contract.schema import ARTICLE_ID, TO_ARTICLE, TO_RUN, Table, column

TABLES: Final[tuple[Table, ...]] = (
    Table(
        "article_signatures", "one row per article", "By what copies are found: a hash of the words and a MinHash signature of the word shingles (Broder 1997). Of use to the next run, not to analyses.",
        ("article_id",), (
            ARTICLE_ID,
            column("text_hash", "VARCHAR", "Hash of the body's words, case and punctuation aside; null without words."),
            column("shingle_count", "BIGINT", "Different word shingles.", unit="shingles", required=True),
            column("signature", "VARCHAR", "128 little-endian 32-bit integers in Base64; null where the text is too short to compare."),
            column("signature_scheme", "VARCHAR", "How the signature was made; different schemes are not compared.", required=True),
        ), "batch", (TO_ARTICLE,),
    ),
    Table(
        "article_story_terms", "one row per article", "By what stories are told: the article's weighty words, and how often they stand in title, lead and body. Of use to the next run, not to analyses.",
        ("article_id",), (
            ARTICLE_ID,
            column("terms", "VARCHAR", "Records of a word's hash, its weight and its counts, in Base64.", required=True),
            column("term_scheme", "VARCHAR", "How the records were made; different schemes are not compared.", required=True),
        ), "batch", (TO_ARTICLE,),
    ),
    Table(
        "stories", "one row per event that several articles tell", "Articles about the same event, mostly of several outlets: two originals at least, or copies in two outlets.",
        ("story_id",), (
            column("story_id", "VARCHAR", "The story; it keeps its id while it grows.", example="sto_3a1f09c2d4e5b678", required=True),
            column("storyline_id", "VARCHAR", "The affair that the event belongs to; null where it stands alone."),
            column("title", "VARCHAR", "Title of its most central article."),
            column("first_date", "DATE", "First day of coverage; null where no article has a date."),
            column("last_date", "DATE", "Last day of coverage."),
            column("article_count", "INTEGER", "Articles, copies included.", unit="articles", required=True),
            column("outlet_count", "INTEGER", "Outlets that are known.", unit="outlets", required=True),
            column("original_count", "INTEGER", "Articles that are no copies.", unit="articles", required=True),
            column("central_article_id", "VARCHAR", "The original that is most like the others.", required=True),
            column("topic_id", "VARCHAR", "Primary topic of that article."),
            column("method", "VARCHAR", "How the articles were brought together.", allowed=STORY_METHODS, required=True),
        ), "state", (("storyline_id", "storylines", "storyline_id"), ("central_article_id", "articles", "article_id"), ("topic_id", "topics", "topic_id")),
    ),
    Table(
        "story_articles", "one row per article of a story", "Copies belong to the story of their original.",
        ("story_id", "article_id"), (
            column("story_id", "VARCHAR", "The story.", required=True),
            ARTICLE_ID,
            column("similarity", "DOUBLE", "Mean probability with which the article (of a copy, its original) and each other original of the story tell one event; 1 where there is no other.", unit="0 to 1", required=True),
            column("is_central", "BOOLEAN", "Whether it is the story's most central article.", required=True),
            column("kind", "VARCHAR", "What kind of article it is there: opinion by its address or title, brief below 150 words, follow_up from the third day on.", allowed=STORY_ARTICLE_KINDS, required=True),
            column("joined_run_id", "VARCHAR", "The run in which the article came to the story.", required=True),
        ), "state", (TO_ARTICLE, ("story_id", "stories", "story_id")),
    ),
    Table(
        "story_links", "one row per pair of originals that may tell one event", "What stories rest on. A pair's numbers depend on its two articles alone; pairs that are not here count 0.",
        ("article_id", "other_article_id"), (
            ARTICLE_ID,
            column("other_article_id", "VARCHAR", "The other article; its id is the greater one.", required=True),
            column("probability", "DOUBLE", "That both tell one event.", unit="0 to 1", required=True),
            column("lead_similarity", "DOUBLE", "Cosine of title and first hundred weighty words.", unit="0 to 1", required=True),
            column("full_similarity", "DOUBLE", "Cosine of title and body.", unit="0 to 1", required=True),
            column("title_similarity", "DOUBLE", "Cosine of the titles.", unit="0 to 1", required=True),
            column("name_similarity", "DOUBLE", "Cosine of the capitalised words of the body.", unit="0 to 1", required=True),
            column("number_similarity", "DOUBLE", "Cosine of the numbers.", unit="0 to 1", required=True),
            column("quote_similarity", "DOUBLE", "Logarithm of one and the runs of four quoted words that both have; null in links of an earlier version, which the next run makes anew.", unit="logarithm"),
            column("figure_similarity", "DOUBLE", "Cosine of the figures with their units; null as quote_similarity.", unit="0 to 1"),
            column("days", "INTEGER", "Days between them; null where a date is missing.", unit="days"),
        ), "state", (TO_ARTICLE, ("other_article_id", "articles", "article_id")),
    ),
    Table(
        "story_changes", "one row per change of a story's identity", "What became of ids: whoever keeps a story_id finds it here when it is gone.",
        ("run_id", "story_id", "change"), (
            column("run_id", "VARCHAR", "The run that changed it.", required=True),
            column("story_id", "VARCHAR", "The story.", required=True),
            column("change", "VARCHAR", "created; split_from another; merged_into another; retired: no article of it is in any story.", allowed=STORY_CHANGES, required=True),
            column("other_story_id", "VARCHAR", "The story that it was split from, or merged into."),
            column("article_count", "INTEGER", "Articles that it had then.", unit="articles", required=True),
        ), "run", (TO_RUN,),
    ),
    Table(
        "storylines", "one row per affair", "Affairs that go on over several events: stories that are more like each other than like the rest.",
        ("storyline_id",), (
            column("storyline_id", "VARCHAR", "The affair; it keeps its id while it grows.", required=True),
            column("title", "VARCHAR", "Title of its largest story."),
            column("first_date", "DATE", "First day of coverage."),
            column("last_date", "DATE", "Last day of coverage."),
            column("story_count", "INTEGER", "Stories.", unit="stories", required=True),
        ), "resolve",
    ),
)  # fmt: skip
