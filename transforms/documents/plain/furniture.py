"""Lines of a clean text that the page's furniture left behind: said of them, nothing dropped.

Texts that come as clean often are not: *Advertisement*, *Sign up for our newsletter*, *Enlarge this image*, galleries
with a counter after each picture. Such a line stays, and its rule in the block ledger names what it is, so that what
counts words can leave it out; a picture's line gets the role ``caption``.
"""

import re
from collections import Counter
from typing import Final

import numpy as np
import polars as pl

from transforms.documents.dumps.furniture import Mark
from transforms.documents.dumps.lines import LABEL, PHRASE, PROSE, Lines
from transforms.documents.dumps.marks import mark_lines
from transforms.documents.dumps.portraits import closing_portraits
from transforms.documents.insertions import is_link
from transforms.text.axis import Axis, within

FURNITURE: Final = "furniture_"  # begins the rule of every such line that is no caption

_PICTURE_MARKS: Final = frozenset(("other_start", "alt_text_line", "credit_photographer", "figure_label"))
_SAID: Final = frozenset(("other", "credit", "comments", "alt_text", "related_line"))  # as often the article's own
# in a paragraph the lists of beginnings and whole lines are sure; of phrases inside it takes two
_SURE_PROSE: Final = re.compile(r".*_(?:start|phrases)$|legal_inside$|author_box_inside$|share_follow$")
_UNSURE: Final = frozenset(("social_post", "notice_start", "repeated_label", "related_line", "subscribe_inside"))
_OPENS_SENTENCES: Final = "advert_start"
_QUOTE_MARKS: Final = "\"“„«‘'"
_COUNTS: Final = re.compile(r" of [1-9]")  # what a counter holds
_COUNTER: Final = re.compile(r"\b\d{1,3} of (\d{1,3})\b")
_PICTURES: Final = 3  # counters of one total in a line: a gallery
_GALLERY_WORDS: Final = 40  # of the shortest line of a gallery: captions are sentences
_HIDE: Final = re.compile(r"\b(?:hide|toggle) caption\b(?P<counter> \d{1,3} of \d)?", re.IGNORECASE)
_OVERLAY: Final = re.compile(r"(?:CLOSE|PLAY|SKIP) (?=[A-Z\"“])")  # the button on a clip, and what the clip shows
_BUTTONS: Final = ("CLOSE ", "PLAY ", "SKIP ")
_PLAYER: Final = ("JUST WATCHED ", "Just Watched ", "MUST WATCH ", "Must Watch ")
_OPENINGS: Final = (
    *_BUTTONS,
    *_PLAYER,
    *("Photos: ", "PHOTOS: Photos: ", "Media playback is ", "Image copyright ", "Enlarge this image"),
)
_FIRSTS: Final = frozenset(opening[0] for opening in _OPENINGS)
_MAX_WORDS: Final = 75  # of the longest line, save for galleries: a longer one is a text that lost its line breaks
# what a caption ends with, if it is as long as a paragraph: a bracket, "Jo Roe/Agency", an agency in capitals
_CREDIT_END: Final = re.compile(r"(?:[)\]]|/ ?[\w .'’-]{2,40}|\b[A-Z]{2,5}|\bImages|\bReuters)\W*$")
_CAPITALS: Final = 6  # words in capitals of a link set between paragraphs; headings in capitals are shorter
_LINK_WORDS: Final = 25  # of the longest headline of a link
# More:Council votes on quay; Harbour tax:What we know
_GLUED: Final = re.compile(r"[A-Z][\w,’' &-]{1,40}:(?=[A-Z'‘\"“])")
# Who Pays For The Quay? Listen · 3:51 3:51
_PLAYER_END: Final = re.compile(r"(?:\bListen|[·•]\s*\d{1,2}:\d\d)(?:\s*[·•]?\s*\d{1,2}:\d\d)*$")


def mark_furniture(text: str, lines: Lines) -> list[Mark | None]:
    """What each line of a clean text is besides the article's text.

    Args:
        text: The text.
        lines: Its lines.

    Returns:
        For each line None, a mark of role ``caption``, or one whose rule begins with `FURNITURE` and whose role is that
        of the block ledger's furniture.
    """
    marks, _ = mark_lines(lines, Counter())
    found: list[Mark | None] = [None] * len(marks)
    captions = "aption" in text
    counters = captions or len(_COUNTS.findall(text)) >= _PICTURES
    kinds, words = lines.kinds, lines.words
    for index, (body, mark) in enumerate(zip(lines.bodies, marks, strict=True)):
        kind = kinds[index]
        if counters and words[index] >= _GALLERY_WORDS and _is_gallery(body):
            found[index] = Mark("caption", "caption_gallery")
        elif words[index] > _MAX_WORDS:
            continue
        elif kind != PROSE or (captions and "aption" in body) or (body[0] in _FIRSTS and body.startswith(_OPENINGS)):
            found[index] = _from_shape(body, kind, words[index])
        if mark is not None and found[index] is None:
            found[index] = _from_lists(body, kind, mark)
    for index in closing_portraits(lines, [index for index, mark in enumerate(found) if mark is None]):
        found[index] = Mark("author_box", FURNITURE + "author_box")
    return found


def outside_furniture(sentences: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """The sentences that stand in no line of furniture, in their order.

    Args:
        sentences: ``article_id``, ``char_start`` (null: in no line) and more.
        blocks: The block ledger: ``article_id``, ``char_start``, ``char_end``, ``rule``.
    """
    lines = blocks.filter(pl.col("rule").str.starts_with(FURNITURE)).select("article_id", "char_start", "char_end")
    if lines.is_empty():
        return sentences
    axis = Axis(lines["article_id"])
    starts, ends = axis.places(lines, "char_start"), axis.places(lines, "char_end")
    order = np.argsort(starts, kind="stable")
    line_of = within(axis.places(sentences, "char_start"), starts[order], ends[order])
    return sentences.filter(pl.Series(line_of < 0))


def _from_lists(body: str, kind: int, mark: Mark) -> Mark | None:
    """What the lists of page furniture say, where a clean text may be trusted to mean it."""
    if mark.role == "caption" or mark.rule in _PICTURE_MARKS:
        return None if body[0] in _QUOTE_MARKS or not _shows_picture(body, kind, mark) else Mark("caption", mark.rule)
    if mark.role in _SAID or mark.rule in _UNSURE:
        return None
    if kind == PROSE and (mark.rule == _OPENS_SENTENCES or not _SURE_PROSE.match(mark.rule)):
        return None
    return Mark(mark.role, FURNITURE + mark.role)


def _shows_picture(body: str, kind: int, mark: Mark) -> bool:
    """Whether a line that speaks of a picture is its caption rather than a paragraph that names an agency."""
    if mark.rule == "caption_before_credit":
        return False
    return kind != PROSE or mark.rule != "caption_inside" or _CREDIT_END.search(body) is not None


def _is_gallery(body: str) -> bool:
    """Whether a line holds several pictures: a counter behind each."""
    if "aption" in body and sum(match["counter"] is not None for match in _HIDE.finditer(body)) > 1:
        return True
    return body.count(" of ") >= _PICTURES and max(Counter(_COUNTER.findall(body)).values(), default=0) >= _PICTURES


def _from_shape(body: str, kind: int, words: int) -> Mark | None:
    """Galleries, players' texts, links that stand as lines."""
    if body.startswith(_OPENINGS):
        if body.startswith(_PLAYER):
            return Mark("player", FURNITURE + "player")
        if _OVERLAY.match(body):
            return Mark("caption", "caption_player")
        if not body.startswith(_BUTTONS):
            return Mark("caption", "caption_gallery")
    if "aption" in body and _HIDE.search(body):
        return Mark("caption", "caption_gallery")
    if kind in (LABEL, PHRASE) and words <= _LINK_WORDS:
        if body[0] in "([" and is_link(body):
            return Mark("related", FURNITURE + "related")
        if _GLUED.match(body) or (words >= _CAPITALS and body.isupper()):
            return Mark("related", FURNITURE + "related")
        if body[-1] in "n0123456789" and _PLAYER_END.search(body):
            return Mark("player", FURNITURE + "player")
    return None
