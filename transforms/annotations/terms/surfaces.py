"""From surface forms to terms: spelling variants fold together, furniture and function words drop out.

Everything here works on the distinct surface forms of a batch, not on its running words, so that a rule costs nothing
per article. American spelling is the common form only because it is the shorter one.
"""

import functools
from typing import Final

import polars as pl

from transforms import resources

_MARKS: Final = "\"'“”‘’„‚«»‹›`´()[]{}<>.,;:!?…—–-*•·|/\\_#$€£%&+=~^©®™"
# ASCII classes on purpose: the terms are English, and a Unicode class costs a millisecond to compile in each process
_ISE: Final = r"^([a-z]{2,})is(e|ed|es|er|ers|ing|ation|ations|ational)$"
_ISE_PREFIX: Final = r"^(?:fund|sun|moon|out|over|under|un|dis|mis|re|pre)"
_PREFIXED: Final = r"^(co|re|pre|non|anti|multi|semi|post|e)-([a-z]{3,})$"
_LETTERS: Final = r"^[A-Za-z]+$"
_DOTTED: Final = r"^[A-Za-z](?:\.[A-Za-z])+$"
_PARTY_STATE: Final = r"^[DRI]-[A-Z]"
_WEB: Final = r"[@]|^https?|^www\.|\.(?:com|org|net|htm|html|co|gov|edu|ly|example)(?:$|/)"
_COUNTRY: Final = ("US", "U.S", "USA", "U.S.A")
_COUNTRY_TERM: Final = "u.s."


@functools.cache
def _dropped() -> pl.Series:
    return pl.Series([row["term"] for row in resources.read_rows("terms_dropped.csv")], dtype=pl.String)


@functools.cache
def _variants() -> tuple[list[str], list[str]]:
    rows = resources.read_rows("terms_variants.csv")
    return [row["variant"] for row in rows], [row["term"] for row in rows]


@functools.cache
def _ise_exceptions() -> pl.Series:
    return pl.Series(resources.read_lines("terms_ise.txt"), dtype=pl.String)


def describe(surfaces: pl.Series) -> pl.DataFrame:
    """What each distinct surface form stands for.

    Args:
        surfaces: Strings between white space: ``organised``, ``U.S.'s``, ``talks.``, ``(``.

    Returns:
        One row per surface, in the same order: ``form`` (marks and possessive off), ``plain`` (lower case, figures as
        ``#``: what fragments are compared in; empty where only marks stood), ``term`` (normalised), ``is_content``.
    """
    frame = pl.DataFrame({"raw": surfaces}).with_row_index("code")
    frame = frame.with_columns(
        form=pl.col("raw").str.strip_chars(_MARKS).str.replace("’", "'", literal=True).str.strip_suffix("'s")
    )
    # most surfaces are letters alone: only the others need the rules for figures, stops, hyphens and addresses
    is_simple = frame["form"].str.contains(_LETTERS)
    described = pl.concat([_describe_simple(frame.filter(is_simple)), _describe_other(frame.filter(~is_simple))])
    variants, terms = _variants()
    term = pl.col("term").replace(variants, terms)
    return (
        described.with_columns(term=term, is_content=pl.col("is_content") & ~term.is_in(_dropped().implode()))
        .sort("code")
        .drop("code")
    )


def _describe_simple(frame: pl.DataFrame) -> pl.DataFrame:
    form, plain = pl.col("form"), pl.col("plain")
    frame = frame.select("code", "form", form.str.to_lowercase().alias("plain"))
    return frame.with_columns(
        term=pl.when(form.is_in(list(_COUNTRY))).then(pl.lit(_COUNTRY_TERM)).otherwise(_american(plain)),
        is_content=form.str.len_bytes() > 1,
    )


def _describe_other(frame: pl.DataFrame) -> pl.DataFrame:
    raw, form, plain, term = pl.col("raw"), pl.col("form"), pl.col("plain"), pl.col("term")
    frame = frame.with_columns(form=form.str.strip_chars_end("'"))
    frame = frame.with_columns(plain=form.str.to_lowercase().str.replace_all(r"[0-9]+", "#"))
    frame = frame.with_columns(
        term=pl.when(form.is_in(list(_COUNTRY)))
        .then(pl.lit(_COUNTRY_TERM))
        .when(plain.str.contains(_DOTTED))
        .then(plain.str.replace_all(".", "", literal=True))
        .otherwise(_american(plain.str.replace(_PREFIXED, "${1}${2}")))
    )
    return frame.select(
        "code",
        "form",
        "plain",
        "term",
        is_content=(
            (term.str.len_chars() > 1)
            & (term != term.str.to_uppercase())  # holds a letter
            & ~plain.str.starts_with("#")
            & ~plain.str.contains("/", literal=True)
            & ~form.str.contains(_PARTY_STATE)
            & ~raw.str.contains(_WEB)
        ),
    )


def _american(word: pl.Expr) -> pl.Expr:
    """The -ize spelling of a word in lower case."""
    stem = word.str.extract(_ISE, 1) + "is"
    exceptions = _ise_exceptions().implode()
    is_variant = ~(stem.is_in(exceptions) | stem.str.replace(_ISE_PREFIX, "").is_in(exceptions))
    return pl.when(is_variant).then(word.str.replace(_ISE, "${1}iz${2}")).otherwise(word)
