"""Credits of articles, and the agency whose copy an article is."""

import bisect
import functools
import re
from typing import Any, Final

import polars as pl
from ahocorasick_rs import AhoCorasick, Implementation

from transforms.documents.credits.agencies import (
    UNNAMED,
    Directory,
    added_agencies,
    directory,
    find_agency,
    image_agencies,
)
from transforms.documents.credits.agency_lines import (
    agency_line,
    agency_place,
    byline,
    outlet_with,
    republished,
    sign_off,
)
from transforms.documents.credits.copyrights import copyright_line
from transforms.documents.credits.credit import Credit
from transforms.documents.credits.datelines import dateline
from transforms.documents.credits.images import image
from transforms.documents.credits.reporting import reporting
from transforms.documents.outlets import bundled_registry, slug

CREDIT_COLUMNS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "article_id": pl.String,
    "credit_index": pl.Int64,
    "agency_id": pl.String,
    "agency_name": pl.String,
    "credit_kind": pl.String,
    "char_start": pl.Int64,
    "char_end": pl.Int64,
    "text": pl.String,
    "rule": pl.String,
}
_MAX_LINE: Final = 300  # characters; a credit line is shorter, and the bound keeps the patterns linear
_MAX_LINES: Final = 400  # with an agency's name, in one article; more is a list of agencies, not credits
_DATELINE_REACH: Final = 110  # characters from the start of a paragraph: place, date and agency fit in
_DATELINE_PARAGRAPHS: Final = 3  # of the body; a summary or an editor's note may stand before the dateline
_TAIL_PARAGRAPHS: Final = 3  # of the body, in which a bracket after the last sentence may be a credit
_CREDIT_ROLES: Final = frozenset(
    {"credit", "byline", "dateline", "author_box", "legal", "notice", "caption", "alt_text"}
)
_CAPTION_ROLES: Final = frozenset({"caption", "alt_text", "credit"})
_BODY_ROLES: Final = frozenset({"lead", "body"})
_SKIPPED_ROLES: Final = frozenset({"title", "subtitle", "navigation"})  # names of sections and of actors in the news
_LINE: Final = re.compile(r"[^\n]+")
# what a line holds, besides an agency's name, if it credits people
_HINTS: Final = ("ontribut", "dditional report", "urther report", "xtra report", "ith reporting", "eporting by")
_IMAGE_HINTS: Final = (
    "hoto",
    "HOTO",
    "mage:",
    "mage credit",
    "icture:",
    "oto:",
    "ild:",
    "redit:",
    "oto ©",
    "фото",
    "Фото",
    "写真",
)


_SHORT: Final = 4  # letters of names that stand in other words
_PICTURE_LABEL: Final = re.compile(r"(?:image|photo|photograph|picture|foto|bild)s?\s*:\s*$", re.IGNORECASE)
_LABEL_REACH: Final = 24  # characters above a line in which a label that announces it ends
_REPORTING: Final = re.compile("ontribut|eport|research| used in")  # what lines of help hold
_REPUBLISHED: Final = re.compile("ublish|rodu|istribut|upplied|rovided")  # what lines of first publications hold
_MAX_BYLINE: Final = 90  # characters of a byline in the text: "By Jo Roe, Associated Press"


@functools.lru_cache(maxsize=8)
def _cues(known: Directory) -> tuple[AhoCorasick, int]:
    """The automaton, and how many of its patterns are short names: they come first, and count as words of their own."""
    short = [name for name in known.names if len(name) <= _SHORT and name.isalpha()]
    rest = [name for name in known.names if len(name) > _SHORT or not name.isalpha()]
    return AhoCorasick((*short, *rest, *_HINTS, *_IMAGE_HINTS), implementation=Implementation.DFA), len(short)


def _lines_with_cues(text: str) -> list[tuple[int, int]]:
    """Starts and ends of the lines that hold an agency's name or a word of credits: all that needs reading."""
    spans: list[tuple[int, int]] = []
    end = -1
    cues, short = _cues(directory())
    for pattern, at, after in cues.find_matches_as_indexes(text, overlapping=True):
        # "sda" is in every Tuesday
        if at < end or (pattern < short and (text[at - 1 : at].isalnum() or text[after : after + 1].isalnum())):
            continue
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        if end < 0:
            end = len(text)
        spans.append((start, end))
    return spans


def _of_block(text: str, start: int, end: int, role: str, *, is_kept: bool, is_last: bool) -> list[Credit]:
    """Credits of one line, or of the part of it that lies in one block."""
    line = text[start:end]
    if line.isspace() or not line:
        return []
    if len(line) > _MAX_LINE:
        tail = end - _MAX_LINE
        return reporting(text[tail:end], tail) if any(hint in line for hint in _HINTS) else []
    if role == "byline":
        return outlet_with(line, start) or byline(line, start)
    if role == "dateline":
        return dateline(text, start, min(end, start + _DATELINE_REACH)) or agency_line(line, start, alone_counts=True)
    is_caption = role in _CAPTION_ROLES
    found = reporting(line, start) if _REPORTING.search(line) else []
    if not found and ("opyright" in line or "OPYRIGHT" in line or "©" in line or "(c)" in line or "(C)" in line):
        found = copyright_line(line, start, is_caption=is_caption)
    if not found and (not is_caption or role == "credit"):
        found = agency_line(line, start, alone_counts=role in _CREDIT_ROLES or not is_kept or is_last)
        if found and _PICTURE_LABEL.search(text, max(0, start - _LABEL_REACH), start):
            found = [credit._replace(kind="image", rule="image_label") for credit in found]
    if not found and not is_caption:
        found = outlet_with(line, start) or (republished(line, start) if _REPUBLISHED.search(line) else [])
        if not found and line.startswith(("By ", "BY ")) and len(line) <= _MAX_BYLINE and not line.endswith((".", ":")):
            found = byline(line, start)
    return found or image(line, start, is_caption=is_caption) or agency_place(line, start)


def credits_of(
    text: str,
    blocks: list[tuple[int, int, str, bool]],
    *,
    outlet_id: str | None = None,
    byline_names: str | None = None,
) -> list[Credit]:
    """Credits of one article in the order of the text, none twice.

    Args:
        text: The article's text.
        blocks: ``(char_start, char_end, role, is_kept)`` in order; they cover the text.
        outlet_id: The article's outlet: what it credits to itself is no credit.
        byline_names: Names from metadata; an agency among them is a credit without a place (offsets -1).
    """
    found: list[Credit] = []
    lines = _lines_with_cues(text)[:_MAX_LINES]
    if lines and blocks:
        starts = [block[0] for block in blocks]
        body = [block for block in blocks if block[3] and block[2] in _BODY_ROLES]
        paragraphs = [
            (match.start(), match.end())
            for block in (
                *body[:_DATELINE_PARAGRAPHS],
                *body[max(_DATELINE_PARAGRAPHS, len(body) - _TAIL_PARAGRAPHS) :],
            )
            for match in _LINE.finditer(text, block[0], block[1])
            if not match[0].isspace()
        ]
        ends = {end for _, end in lines}
        for start, end in paragraphs[:_DATELINE_PARAGRAPHS]:
            places = dateline(text, start, min(end, start + _DATELINE_REACH)) if end in ends else None
            if places:
                found.extend(places)
                break
        for start, end in paragraphs[-_TAIL_PARAGRAPHS:]:
            if end in ends:
                found.extend(sign_off(text, start, end))
        last_start = paragraphs[-1][0] if paragraphs else len(text)
        taken = {(credit.char_start, credit.char_end) for credit in found}
        for line_start, line_end in lines:
            index = max(0, bisect.bisect_right(starts, line_start) - 1)
            while index < len(blocks) and blocks[index][0] < line_end:
                block_start, block_end, role, is_kept = blocks[index]
                index += 1
                if role in _SKIPPED_ROLES:
                    continue
                start, end = max(line_start, block_start), min(line_end, block_end)
                found.extend(
                    credit
                    for credit in _of_block(text, start, end, role, is_kept=is_kept, is_last=start >= last_start)
                    if (credit.char_start, credit.char_end) not in taken
                )
    for name in (byline_names or "").split(";"):
        agency = find_agency(name)
        if agency is not None and not any(c.rule == "byline" and c.agency_id == agency.agency_id for c in found):
            found.append(Credit(agency.agency_id, agency.name, "agency", -1, -1, "byline", agency.outlet_id))
    own = _own_outlets(outlet_id)
    unique: dict[tuple[str | None, str, int], Credit] = {}
    for credit in found:
        if credit.outlet_id in own or (credit.agency_id or "").replace("_", "-") in own:
            if credit.kind != "additional_reporting":
                continue
            # the outlet's own people: help, but from no agency
            credit = credit._replace(agency_id=None, agency_name=None)  # noqa: PLW2901 - the same credit, less its agency
        unique.setdefault((credit.agency_id, credit.kind, credit.char_start), credit)
    return sorted(unique.values(), key=lambda c: (c.char_start, c.char_end, c.agency_id or ""))


@functools.lru_cache(maxsize=4096)
def _own_outlets(outlet_id: str | None) -> frozenset[str]:
    """The outlet and the brand that it belongs to."""
    outlet = bundled_registry().outlets.get(outlet_id or "")
    return frozenset(name for name in (outlet_id, slug(outlet.parent) if outlet and outlet.parent else None) if name)


def find_credits(articles: pl.DataFrame, blocks: pl.DataFrame, *, agencies: pl.DataFrame | None = None) -> pl.DataFrame:
    """Credits of every article.

    Args:
        articles: One row per article: ``article_id``, ``text`` and, if there, ``outlet_id`` and ``byline``.
        blocks: One row per block: ``article_id``, ``block_index``, ``char_start``, ``char_end``, ``role``, ``is_kept``.
        agencies: News agencies besides the bundled ones: ``agency_id``, ``name``, ``aliases`` (see
            ``transforms.documents.outlets.agencies_of``).

    Returns:
        ``CREDIT_COLUMNS``, in the order of the articles and of the text. ``char_start``, ``char_end`` and ``text`` are
        null where the credit stands in the byline that metadata gave. ``agency_id`` and ``agency_name`` are null for
        initials and for people.
    """
    with added_agencies(agencies):
        return _credits(articles, blocks)


def _credits(articles: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    spans: dict[str, list[tuple[int, int, str, bool]]] = {}
    ordered = blocks.sort("article_id", "block_index").select("article_id", "char_start", "char_end", "role", "is_kept")
    for article_id, start, end, role, is_kept in ordered.iter_rows():
        spans.setdefault(article_id, []).append((start, end, role, is_kept))
    data: dict[str, list[Any]] = {name: [] for name in CREDIT_COLUMNS}
    height = articles.height
    outlets = articles["outlet_id"].to_list() if "outlet_id" in articles.columns else [None] * height
    bylines = articles["byline"].to_list() if "byline" in articles.columns else [None] * height
    for article_id, text, outlet_id, names in zip(
        articles["article_id"].to_list(), articles["text"].to_list(), outlets, bylines, strict=True
    ):
        whole = [(0, len(text), "body", True)]
        found = credits_of(text, spans.get(article_id, whole), outlet_id=outlet_id, byline_names=names)
        for index, credit in enumerate(found):
            placed = credit.char_start >= 0
            data["article_id"].append(article_id)
            data["credit_index"].append(index)
            data["agency_id"].append(credit.agency_id)
            data["agency_name"].append(credit.agency_name)
            data["credit_kind"].append(credit.kind)
            data["char_start"].append(credit.char_start if placed else None)
            data["char_end"].append(credit.char_end if placed else None)
            data["text"].append(text[credit.char_start : credit.char_end] if placed else None)
            data["rule"].append(credit.rule)
    return pl.DataFrame(data, schema=CREDIT_COLUMNS)


def wire_agencies(found: pl.DataFrame) -> pl.DataFrame:
    """The agency whose copy an article is, from ``find_credits``: ``article_id``, ``agency_id``; others have no row.

    A dateline or a byline names it. Without either, a copyright line, a sign-off or a line does that names exactly one
    agency; a list of several, or "with AFP", says that the outlet compiled its own text, and makes no wire copy.
    """
    of_agency = found.filter(
        pl.col("credit_kind").is_in(["agency", "copyright"])
        & pl.col("agency_id").is_not_null()
        & ~pl.col("agency_id").is_in([UNNAMED, *image_agencies()])
    )
    strong = (
        of_agency.filter(pl.col("rule").is_in(["dateline", "byline", "republished"]))
        .sort("article_id", "credit_index")
        .group_by("article_id", maintain_order=True)
        .agg(pl.col("agency_id").first())
    )
    single = (
        of_agency.filter(pl.col("rule").is_in(["copyright", "sign_off", "agency_brackets", "agency_line"]))
        .group_by("article_id")
        .agg(pl.col("agency_id").unique())
        .filter(pl.col("agency_id").list.len() == 1)
        .with_columns(pl.col("agency_id").list.first())
        .join(strong, on="article_id", how="anti")
    )
    return pl.concat([strong, single]).sort("article_id")
