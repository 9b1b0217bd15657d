"""Lines that recur across an outlet's documents: its furniture, learned from the run and kept for later ones."""

from hashlib import blake2b
from typing import Final

import polars as pl

from transforms.documents.dumps.furniture import label_key
from transforms.documents.dumps.lines import PROSE, read_lines

_MIN_DOCUMENTS: Final = 3  # fewer documents share a line by chance or because one copies the other
_MIN_SHARE: Final = (
    0.3  # of an outlet's documents: what one story's follow-ups repeat stays below it in a run of any size
)
_MIN_DOCUMENTS_PROSE: Final = 8  # a whole sentence recurs in follow-ups as background; furniture recurs everywhere
_MIN_SHARE_PROSE: Final = 0.6
_MIN_SHARE_HEADING: Final = 0.5  # a line above a paragraph may be a heading that the outlet likes: What happens next
_MAX_CHARS: Final = 600  # longer lines are paragraphs; copies of a whole article are the duplicate stage's
_LINES: Final = {"article_id": pl.String, "outlet_key": pl.String, "line_hash": pl.String}


def line_hash(body: str, kind: int, *, heads: bool = False) -> str:
    """Hash of a line's body, case, numbers and edges aside.

    Args:
        body: The line.
        kind: Its kind.
        heads: Whether a paragraph stands right below, as below a heading.

    Returns:
        ``p`` for running prose, ``h`` for another line that heads a paragraph, ``l`` else, and 16 hex digits.
    """
    digest = blake2b(label_key(body).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return ("p" if kind == PROSE else "h" if heads else "l") + digest


def _hashes(text: str) -> set[str]:
    lines = read_lines(text)
    return {
        line_hash(body, kind) for body, kind in zip(lines.bodies, lines.kinds, strict=True) if len(body) <= _MAX_CHARS
    }


def document_lines(documents: pl.DataFrame) -> pl.DataFrame:
    """The lines of documents, each once.

    Args:
        documents: One row per document, with ``article_id``, ``outlet_key`` (outlet id, domain or whatever groups
            documents; null rows are left out) and ``text``.

    Returns:
        One row per (``article_id``, ``outlet_key``, ``line_hash``), and one per document with an empty ``line_hash``:
        the rows of an outlet, counted by it, are what ``learn_recurring`` reads.
    """
    rows = [
        (article_id, outlet, line)
        for article_id, outlet, text in documents.select("article_id", "outlet_key", "text").iter_rows()
        if outlet is not None and text
        for line in ("", *sorted(_hashes(text)))
    ]
    return pl.DataFrame(rows, schema=_LINES, orient="row")


def count_lines(documents: pl.DataFrame) -> pl.DataFrame:
    """Count in how many of an outlet's documents each line stands. A text that comes twice counts once.

    Args:
        documents: One row per document, with ``outlet_key`` and ``text``.

    Returns:
        One row per (``outlet_key``, ``line_hash``) with ``count``, and one per outlet with an empty ``line_hash`` that
        counts its documents; sorted. Frames of several runs may be concatenated: ``learn_recurring`` sums them.
    """
    distinct = documents.select("outlet_key", "text").unique().with_columns(article_id=pl.lit(""))
    counts = document_lines(distinct).group_by("outlet_key", "line_hash").agg(count=pl.len().cast(pl.Int64))
    return counts.sort("outlet_key", "line_hash")


def learn_recurring(counts: pl.DataFrame) -> pl.DataFrame:
    """Choose the lines that recur enough to be furniture.

    Args:
        counts: Rows of ``count_lines``, of one run or of several concatenated ones.

    Returns:
        One row per (``outlet_key``, ``line_hash``) with its ``count``, sorted; no row with an empty hash. A line
        that is furniture wherever it stands has a row for ``l`` and one for ``h``.
    """
    total = counts.group_by("outlet_key", "line_hash").agg(pl.col("count").sum())
    documents = total.filter(pl.col("line_hash") == "").select("outlet_key", documents="count")
    is_prose = pl.col("line_hash").str.starts_with("p")
    share = pl.col("count") / pl.col("documents")
    lines = total.filter(pl.col("line_hash") != "").join(documents, on="outlet_key", how="inner")
    columns = ("outlet_key", "line_hash", "count")
    prose = lines.filter(is_prose & (pl.col("count") >= _MIN_DOCUMENTS_PROSE) & (share >= _MIN_SHARE_PROSE))
    others = lines.filter(~is_prose & (pl.col("count") >= _MIN_DOCUMENTS) & (share >= _MIN_SHARE))
    anywhere = others.filter(share >= _MIN_SHARE_HEADING).with_columns(pl.col("line_hash").str.replace("^l", "h"))
    return pl.concat([frame.select(columns) for frame in (prose, others, anywhere)]).sort("outlet_key", "line_hash")
