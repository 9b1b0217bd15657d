"""Speakers that the articles of a story name together better than each of them alone.

Who is meant by "he", by a surname that the article never expands, or by nobody at all, another article that carries the
same words may say outright. What an article itself says by a name stays as it is, and so do its unnamed sources.
"""

from typing import Final

import polars as pl

_STRONG: Final = ("name_full", "name_surname", "name_unexpanded")  # rules that read a name
_WEAK: Final = ("pronoun_salient", "title_described", "name_salient", "carried_link")  # those that weigh who is meant
_OPEN: Final = (  # those that leave open who is meant; a head that is no source stays one
    "no_mention",
    "pronoun_unknown",
    "pronoun_ambiguous",
    "name_ambiguous",
    "title_ambiguous",
    "carried_link",
)
_SUFFIX: Final = r",? (?:jr\.?|sr\.?|ii|iii|iv)$"
_HE: Final = ("he", "him", "his")
_SHE: Final = ("she", "her", "hers")
_OTHERS: Final = ("they", "them", "their", "we", "us", "our", "it", "its", "who", "which", "that")
CORRECTION: Final = {
    "quote_id": pl.String,
    "speaker_id": pl.String,
    "speaker_name": pl.String,
    "rule": pl.String,
}


def correct_speakers(pieces: pl.DataFrame, quotes: pl.DataFrame) -> pl.DataFrame:
    """Quotes whose speaker the story tells.

    Args:
        pieces: ``variant_id``, ``article_id`` and ``quote_id`` of the stretches that carry variants.
        quotes: Of the originals of stories: ``quote_id``, ``article_id``, ``story_id``, ``speaker_id``,
            ``speaker_name``, ``speaker_kind``, ``speaker_rule``, ``speaker_text`` and ``speaker_gender`` (of the
            speaker across articles), and ``surnames``: last words of the names in the article, blanks around each.

    Returns:
        ``CORRECTION``, one row per quote that is corrected. ``story_surname``: a surname that the article never
        expands is that of the only person whom others of the story call so. ``story_variant``: the only person whom
        articles name for the same words spoke them, where the article leaves open who did, or weighed it wrongly and
        names that person, too; where no article gives the speaker by a name, the only one whom a pronoun or a title
        leads to, for articles that leave it open and name that person. A name that holds all words of another one given
        for the same words is that person's fuller name.
    """
    by_surname = _by_surname(quotes)
    known = quotes.join(by_surname, on="quote_id", how="left", maintain_order="left").with_columns(
        pl.coalesce("right_id", "speaker_id").alias("speaker_id"),
        pl.coalesce("right_name", "speaker_name").alias("speaker_name"),
    )
    by_variant = _by_variant(pieces, known.drop("right_id", "right_name"))
    found = pl.concat(
        [
            by_variant.with_columns(rule=pl.lit("story_variant")),
            by_surname.with_columns(rule=pl.lit("story_surname")),
        ]
    ).unique("quote_id", keep="first", maintain_order=True)
    return found.select("quote_id", "right_id", "right_name", "rule").rename(
        {"right_id": "speaker_id", "right_name": "speaker_name"}
    )


def _surname(name: str) -> pl.Expr:
    """The last word of a name, "Jr." and its like set aside."""
    return pl.col(name).str.to_lowercase().str.replace(_SUFFIX, "").str.split(" ").list.last()


def _by_surname(quotes: pl.DataFrame) -> pl.DataFrame:
    """Quotes of people who are called by one word, and whom a story's other articles call by that and a given name."""
    people = quotes.filter((pl.col("speaker_kind") == "person") & pl.col("speaker_id").is_not_null()).with_columns(
        surname=_surname("speaker_name"), is_bare=~pl.col("speaker_name").str.contains(" ", literal=True)
    )
    bearers = (
        people.filter(~pl.col("is_bare"))
        .group_by("story_id", "surname")
        .agg(
            right_id=pl.col("speaker_id").min(),
            right_name=pl.col("speaker_name").min(),
            bearer_count=pl.col("speaker_id").n_unique(),
        )
        .filter(pl.col("bearer_count") == 1)
    )
    return (
        people.filter("is_bare")
        .join(bearers, on=["story_id", "surname"], how="inner", maintain_order="left")
        .select("quote_id", "right_id", "right_name")
    )


def _words(name: str) -> pl.Expr:
    return pl.col(name).str.to_lowercase().str.replace(_SUFFIX, "").str.split(" ")


def _right(carried: pl.DataFrame) -> pl.DataFrame:
    """Who spoke each variant: ``right_id``, ``right_name``, ``right_gender``, and ``is_sure`` where a name says so.

    Of names of which one holds all words of the others, the fullest counts.
    """
    people = carried.filter(
        (pl.col("speaker_kind") == "person")
        & pl.col("speaker_id").is_not_null()
        & pl.col("speaker_name").str.contains(" ", literal=True)
        & pl.col("speaker_rule").is_in([*_STRONG, *_WEAK])
    ).select(
        "variant_id",
        "speaker_gender",
        right_id="speaker_id",
        right_name="speaker_name",
        is_sure=pl.col("speaker_rule").is_in(_STRONG),
    )
    counted = people.filter(pl.col("is_sure") | ~pl.col("is_sure").any().over("variant_id"))
    fullest = (
        counted.sort(
            "variant_id",
            _words("right_name").list.len(),
            "right_id",
            descending=[False, True, False],
            nulls_last=True,
        )
        .group_by("variant_id", maintain_order=True)
        .agg(
            pl.col("right_id", "right_name", "is_sure").first(),
            right_gender=pl.col("speaker_gender").drop_nulls().first(),
        )
    )
    rivals = (
        counted.select("variant_id", other_id="right_id", other_name="right_name")
        .join(fullest, on="variant_id", how="inner")
        .filter(
            (pl.col("other_id") != pl.col("right_id"))
            & (_words("other_name").list.set_difference(_words("right_name")).list.len() > 0)
        )
    )
    return fullest.join(rivals, on="variant_id", how="anti")


def _by_variant(pieces: pl.DataFrame, quotes: pl.DataFrame) -> pl.DataFrame:
    """Quotes of variants for which articles name one person, and that have nobody or another one."""
    carried = (
        pieces.drop_nulls("quote_id")
        .select("variant_id", "quote_id")
        .unique(maintain_order=True)
        .join(quotes, on="quote_id", how="inner", maintain_order="left")
    )
    right = _right(carried)
    text = pl.col("speaker_text").str.to_lowercase()
    told_gender = pl.when(text.is_in(_HE)).then(pl.lit("m")).when(text.is_in(_SHE)).then(pl.lit("f"))
    fits = ~text.is_in(_OTHERS).fill_null(value=False) & (
        told_gender.is_null() | pl.col("right_gender").is_null() | (told_gender == pl.col("right_gender"))
    )
    names_right = pl.col("surnames").str.contains(
        pl.concat_str(pl.lit(" "), _surname("right_name"), pl.lit(" ")), literal=True
    )
    calls_right = pl.concat_str(pl.lit(" "), text.str.replace_all(r"\W+", " "), pl.lit(" ")).str.contains(
        pl.concat_str(pl.lit(" "), _surname("right_name"), pl.lit(" ")), literal=True
    )  # "the union's Ruiz", "Ruiz's account"
    is_open = pl.col("speaker_id").is_null() & (
        pl.col("speaker_rule").is_in(_OPEN) | calls_right.fill_null(value=False)
    )
    is_bare = pl.col("speaker_name").str.to_lowercase() == _surname("right_name")
    is_weak = pl.col("speaker_rule").is_in(_WEAK) & names_right.fill_null(value=False)
    is_part = _words("speaker_name").list.set_difference(_words("right_name")).list.len() == 0
    is_wrong = (pl.col("speaker_kind") == "person") & (is_weak | is_bare | is_part)
    corrected = (
        carried.join(right, on="variant_id", how="inner", maintain_order="left")
        .filter(
            pl.when("is_sure").then(is_open | is_wrong).otherwise(is_open & names_right.fill_null(value=False))
            & fits
            & (pl.col("speaker_id").is_null() | (pl.col("speaker_id") != pl.col("right_id")))
        )
        .select("quote_id", "right_id", "right_name")
        .unique(maintain_order=True)
    )
    # a quote of several variants that lead to several people says that one of them is no variant
    return corrected.filter(pl.len().over("quote_id") == 1)
