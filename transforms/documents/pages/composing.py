"""Title, subtitle and paragraphs to one text and its block ledger."""

from typing import Final, NamedTuple

from transforms.documents.document import Block

_GAP: Final = "\n\n"


class Piece(NamedTuple):
    """A paragraph with what was decided about it."""

    text: str
    role: str
    is_kept: bool
    rule: str


def compose(pieces: list[Piece]) -> tuple[str, list[Block]]:
    """Join pieces by blank lines.

    Args:
        pieces: In reading order; none is empty.

    Returns:
        The text, and blocks that cover it without gap or overlap (the blank line belongs to the block before it).
    """
    blocks: list[Block] = []
    start = 0
    last = len(pieces) - 1
    for index, piece in enumerate(pieces):
        end = start + len(piece.text) + (len(_GAP) if index < last else 0)
        blocks.append(Block(start, end, piece.role, piece.is_kept, piece.rule))
        start = end
    return _GAP.join(piece.text for piece in pieces), blocks
