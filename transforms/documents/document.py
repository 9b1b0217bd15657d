"""What cleaning makes of a document, whatever it was: the text, its block ledger, what the page says of itself."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Block(NamedTuple):
    """A stretch of the text. The blocks of an article cover its text without gap or overlap, in order.

    White space between paragraphs belongs to the block before it (to the first block at the start of the text).
    ``is_kept`` says whether the stretch goes on to sentences and quotes: true for title, subtitle, lead, body, heading
    and caption; false for boilerplate, bylines, datelines and credits, whose content goes to other columns and tables.
    """

    char_start: int
    char_end: int
    role: str  # one of BLOCK_ROLES
    is_kept: bool
    rule: str


class FoundDate(NamedTuple):
    """A publication date as found: ISO 8601 text, how exact it is, and where it was read."""

    value: str
    precision: str  # one of DATE_PRECISIONS
    method: str  # one of DATE_METHODS


@dataclass(frozen=True, slots=True)
class CleanedDocument:
    """One document after cleaning. ``authors`` are people only; everything absent is None or empty, never guessed."""

    text: str
    blocks: list[Block]
    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    date: FoundDate | None = None
    site_name: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    page_kind: str = "article"  # article, live_blog, index
    notes: dict[str, str] = field(default_factory=dict)
