"""Clean a page dump: every line gets a role and the name of the rule that gave it, and nothing is lost.

What a line is, is decided from the outside in: the stretch of running text (``region``), the head above it (``head``),
then each line inside it by its marks (``marks``) and its neighbours. Everything outside becomes furniture of some kind.
"""

from collections import Counter
from collections.abc import Collection
from typing import Final

from transforms.documents.bylines import opens_byline, people_from_byline
from transforms.documents.dates.finding import date_phrases
from transforms.documents.document import Block, CleanedDocument, FoundDate
from transforms.documents.dumps.furniture import Mark
from transforms.documents.dumps.head import read_head
from transforms.documents.dumps.lines import LABEL, PHRASE, PROSE, SAY, Lines, read_lines
from transforms.documents.dumps.marks import Page, mark_lines
from transforms.documents.dumps.portraits import closing_portraits
from transforms.documents.dumps.region import (
    find_region,
    find_teasers,
    has_blank_lines,
    leave_section,
    running_start,
    sections_of,
)
from transforms.documents.dumps.signatures import names_in_line
from transforms.documents.dumps.sites import site_candidates
from transforms.documents.dumps.titles import find_title, given_title, is_variant, strip_site
from transforms.vocabulary import SENTENCE_ROLES

_KEPT: Final = frozenset(SENTENCE_ROLES)
_HEADING_WORDS: Final = 16  # longer lines without a stop are captions, teasers or list items
_STRAY_WORDS: Final = 3
_HEADLINE_WORDS: Final = 9  # of the shortest headline in a run of links to other stories
_HEADLINES_IN_RUN: Final = 2  # as many lines in a row may be headings, one below the other
_HEADLINE_RUNS: Final = 2  # of a dump; more are the article's own form: its reviews, its results
_CAPS_WORDS: Final = 8  # words in capitals of a link set between paragraphs; headings in capitals are shorter
_TITLE_BELOW: Final = 20  # lines into the stretch at which its title may stand, after pictures and notices
_SAMPLE_LINES: Final = 6  # lines of the text in which English is known by its article
_TAIL_LINES: Final = 12  # lines below the text in which names and credits of the article stand
_BIO_WORDS: Final = 70  # words of the longest author boxes

_LEAD: Final = Mark("lead", "lead")
_BODY: Final = Mark("body", "running_text")
_LIST: Final = Mark("body", "list_item")
_HEADING: Final = Mark("heading", "heading")
_PORTRAIT: Final = Mark("author_box", "author_portrait")
_HEADLINES: Final = Mark("related", "headline_run")
_REPEATED: Final = Mark("other", "repeated_line")
_TIGHT: Final = Mark("alt_text", "tight_line")
_LINKS: Final = Mark("navigation", "link_list")
_INNER_LINKS: Final = Mark("related", "link_list")
_STRAY: Final = Mark("other", "stray_label")
_LABELS: Final = Mark("navigation", "label_run")
_BELOW: Final = Mark("related", "below_text")
_ABOVE: Final = Mark("navigation", "above_text")


def read_dump(
    text: str, *, title: str | None = None, recurring: Collection[str] = (), language: str | None = None
) -> CleanedDocument:
    r"""Clean a page dump.

    Args:
        text: The dump verbatim, with ``\n`` line breaks.
        title: The title, where metadata named it.
        recurring: Hashes of lines that recur across the outlet's documents (``learn_recurring``).
        language: The text's language, where it is known; passed through.

    Returns:
        The text with its blocks, and what the page says of itself. ``notes['site_candidates']`` holds names that the
        furniture gives the site, one a line, in the order of the page; ``notes['date_is_update']`` is set where the
        page tells no date but that of an update.
    """
    lines = read_lines(text)
    counts = Counter(lines.bodies)
    marks, hinted = mark_lines(lines, counts, recurring=recurring)
    page = Page(lines, marks, sections_of(lines, marks), counts, has_blank_lines(lines), find_teasers(lines))
    first, last = find_region(page)
    if first < 0:
        first, last = _fallback(page)
    running = running_start(page, first)
    if first >= 0 and opens_byline(lines.bodies[running]) and people_from_byline(lines.bodies[running]):
        running = running_start(page, running + 1)  # a byline that ends like a sentence
    given = title.strip() if title and title.strip() else None
    at, titles = _title_lines(page, first, running, given)
    roles: list[Mark | None] = [None] * len(lines.bodies)
    for index in titles:
        roles[index] = Mark("title", "title" if index == at else "title_repeated")
    authors: dict[str, None] = {}
    subtitle, date, is_update = None, None, False
    if first >= 0:
        leave_section(page, at)
        if at > running:
            running = running_start(page, at + 1)
        day_first = _writes_day_first(language, lines.bodies[first : first + _SAMPLE_LINES])
        head = read_head(page, at, titles, (first, running), day_first=day_first)
        first, date = head.first, head.date
        is_update = head.is_update
        last = max(last, first)
        for index in head.dates:
            roles[index] = Mark("dateline", "date_line")
        for index, people in sorted(head.bylines.items()):
            authors.update(dict.fromkeys(people))
            roles[index] = Mark("byline", "byline")
        if head.subtitle >= 0:
            subtitle = lines.bodies[head.subtitle]
            roles[head.subtitle] = Mark("subtitle", "standfirst")
        _judge_text(page, roles, first, last, tuple(authors))
        below, date_below = _read_tail(page, roles, last, tuple(authors))
        if not authors:
            authors.update(dict.fromkeys(below))
        if date_below is not None and (date is None or is_update):
            date, is_update = date_below, False
    _judge_rest(page, roles, (at, first, last))
    candidates = site_candidates(lines.bodies, hinted)
    notes = {"site_candidates": "\n".join(candidates)} if candidates else {}
    if is_update:
        notes["date_is_update"] = "true"
    return CleanedDocument(
        text=text,
        blocks=_blocks(text, lines, roles),
        title=given or (strip_site(lines.bodies[at]) if at >= 0 else None),
        subtitle=subtitle,
        authors=tuple(authors),
        date=date,
        language=language,
        notes=notes,
    )


def _title_lines(page: Page, first: int, running: int, given: str | None) -> tuple[int, frozenset[int]]:
    """The line of the title and its repeats: the given one's, else of the line that looks like one; ``-1``: none."""
    at, titles = given_title(page, first, given) if given else (-1, frozenset[int]())
    if at < 0 and first >= 0:
        at, titles = find_title(page, first, min(running, first + _TITLE_BELOW))
        if given and at >= 0 and not is_variant(page.lines.bodies[at], given):
            return -1, frozenset()
    return at, titles


def _writes_day_first(language: str | None, sample: list[str]) -> bool | None:
    """Whether 03/04/2031 is the third of April: in every language but English, where it may be either."""
    if language:
        return None if language.startswith("en") else True
    return None if not sample or " the " in " ".join(sample).lower() else True


def _fallback(page: Page) -> tuple[int, int]:
    """A dump without running prose may be a text of short sentences."""
    kinds, bullets = page.lines.kinds, page.lines.bullets
    solid = [index for index, kind in enumerate(kinds) if kind >= SAY and page.is_open(index) and not bullets[index]]
    return (solid[0], solid[-1]) if solid else (-1, -1)


def _judge_text(page: Page, roles: list[Mark | None], first: int, last: int, authors: tuple[str, ...]) -> None:
    """Roles of the lines between the first and the last paragraph."""
    lines, marks, sections = page.lines, page.marks, page.sections
    bodies, kinds, bullets = lines.bodies, lines.kinds, lines.bullets
    solid = [index for index in range(first, last + 1) if roles[index] is None]
    inside = Counter(bodies[index] for index in solid)
    everywhere = page.counts
    headlines = _headline_runs(page, solid)
    portraits = closing_portraits(lines, [index for index in solid if page.is_open(index)])
    seen: set[str] = set()
    has_lead = listing = False
    for place, index in enumerate(solid):
        mark, section = marks[index], sections[index]
        if mark is not None:
            roles[index] = mark
            continue
        if section is not None:
            roles[index] = section
            continue
        body, kind = bodies[index], kinds[index]
        if everywhere[body] > 1 and (kind != LABEL or inside[body] > 1):
            if body in seen or kind != PROSE:
                roles[index] = _REPEATED
                continue
            seen.add(body)
        listing = bullets[index] and (listing or (place > 0 and bodies[solid[place - 1]][-1] in ":;"))
        if authors and body.startswith(authors):
            role = _author_line(body, kind, authors)
            if role is not None:
                roles[index] = role
                continue
        if index in portraits:
            roles[index] = _PORTRAIT
        elif kind == PROSE:
            if has_lead and (index in page.teasers or (not lines.gaps[index] and _is_player(marks[index - 1]))):
                roles[index] = Mark("related", "teaser_text")
                continue
            roles[index] = _BODY if has_lead else _LEAD
            has_lead = True
        else:
            following = solid[place + 1] if place + 1 < len(solid) else None
            roles[index] = _short_line(page, index, following, listing=listing, in_headlines=index in headlines)


def _short_line(page: Page, index: int, following: int | None, *, listing: bool, in_headlines: bool) -> Mark:
    """The role of a line of the text that is no paragraph, by its own shape and the line that follows it."""
    lines, kind, words = page.lines, page.lines.kinds[index], page.lines.words[index]
    body, is_bullet = lines.bodies[index], lines.bullets[index]
    if kind == LABEL and opens_byline(body) and not listing:
        return Mark("byline", "byline_inside")
    if following is not None and _is_player(page.marks[following]):
        return Mark("related", "teaser_headline")
    if kind == PHRASE and ((words >= _CAPS_WORDS and body.isupper()) or " | " in body):
        return Mark("related", "capitals_link" if body.isupper() else "barred_link")
    if in_headlines:
        return _HEADLINES
    if not page.is_loose(index):
        if is_bullet:
            return _LIST if kind == SAY or body[-1] in ";,:" or listing else _INNER_LINKS
        return _BODY if kind == SAY and _joins_prose(lines, index) else _TIGHT
    if kind == SAY or is_bullet:
        return _BODY
    if following is not None and words <= _HEADING_WORDS:
        # a heading of two words stands above its text; other labels do not
        stray = words <= _STRAY_WORDS and lines.kinds[following] == LABEL and body[-1] not in ":："
        return _STRAY if stray else _HEADING
    return _BODY if kind == PHRASE else _STRAY


def _headline_runs(page: Page, solid: list[int]) -> frozenset[int]:
    """Lines of runs of headlines with no text below any but the last: links to other stories, without a label."""
    bodies, kinds, words, bullets = page.lines.bodies, page.lines.kinds, page.lines.words, page.lines.bullets
    runs: list[list[int]] = []
    run: list[int] = []
    for index in (*solid, -1):
        if (
            index >= 0
            and kinds[index] == PHRASE
            and words[index] >= _HEADLINE_WORDS
            and not bullets[index]
            and page.is_open(index)
            and bodies[index][-1] not in ":;,-–—"
        ):
            run.append(index)
            continue
        # the last one may head the text below it
        if len(run) > _HEADLINES_IN_RUN:
            runs.append(run[:-1])
        run = []
    return frozenset(index for run in runs for index in run) if len(runs) <= _HEADLINE_RUNS else frozenset()


def _joins_prose(lines: Lines, index: int) -> bool:
    """Whether a paragraph stands directly above or below a line."""
    kinds, gaps = lines.kinds, lines.gaps
    if index and not gaps[index] and kinds[index - 1] == PROSE:
        return True
    return index + 1 < len(kinds) and not gaps[index + 1] and kinds[index + 1] == PROSE


def _is_player(mark: Mark | None) -> bool:
    """Whether a line is the age or the length of another story: what stands around it is that story's."""
    return mark is not None and mark.rule in ("related_line", "player_start", "player_time", "player_line")


def _author_line(body: str, kind: int, authors: tuple[str, ...]) -> Mark | None:
    """The role of a line that begins with an author's name: a byline alone, a portrait with more."""
    name = next(name for name in authors if body.startswith(name))
    rest = body[len(name) :].strip(" ,:|–-")
    if not rest:
        return Mark("byline", "byline_again")
    if kind >= PHRASE and rest[0].islower() and body[len(name)] in " ,":
        return Mark("author_box", "author_bio")
    return None


def _read_tail(
    page: Page, roles: list[Mark | None], last: int, authors: tuple[str, ...]
) -> tuple[tuple[str, ...], FoundDate | None]:
    """Names and dates below the text: bylines and author boxes that some sites print at the end."""
    bodies, kinds, words = page.lines.bodies, page.lines.kinds, page.lines.words
    people: dict[str, None] = {}
    found: FoundDate | None = None
    known = list(authors)
    seen = 0
    for index in range(last + 1, len(bodies)):
        seen += 1
        body, mark = bodies[index], page.marks[index]
        if seen > _TAIL_LINES or (mark is not None and mark.opens and mark.role != "author_box"):
            break
        if found is None and words[index] <= _BIO_WORDS and (mark is None or mark.role in ("notice", "legal")):
            found = next((phrase.found for phrase in date_phrases(body, limit=3) if phrase.label == "published"), None)
        if mark is not None or page.lines.bullets[index]:
            continue
        if (
            known
            and body.startswith(tuple(known))
            and (role := _author_line(body, kinds[index], tuple(known))) is not None
        ):
            roles[index] = role
        elif kinds[index] != PROSE:
            names = names_in_line(body)
            if names and (seen == 1 or bodies.count(body) > 1 or set(names) <= set(known)):
                people.update(dict.fromkeys(names))
                known.extend(names)
                roles[index] = Mark("byline", "byline_below")
    return tuple(people), found


def _judge_rest(page: Page, roles: list[Mark | None], span: tuple[int, int, int]) -> None:
    """Roles of the lines that no rule has judged: above the title, in the head, below the text."""
    at, first, last = span
    kinds, bullets = page.lines.kinds, page.lines.bullets
    for index, role in enumerate(roles):
        kind = kinds[index]
        if role is not None:
            continue
        mark = page.marks[index]
        section = page.sections[index]
        if mark is not None:
            roles[index] = mark
        elif section is not None:
            roles[index] = section
        elif 0 <= at < index < first:
            roles[index] = Mark("other", "head_line")
        elif bullets[index]:
            roles[index] = _LINKS
        elif kind == LABEL:
            roles[index] = _LABELS
        elif first >= 0 and index > last:
            roles[index] = _BELOW
        else:
            roles[index] = _ABOVE


def _blocks(text: str, lines: Lines, roles: list[Mark | None]) -> list[Block]:
    """The ledger: a block per kept line, one per run of furniture of one rule; blank lines go with what is above."""
    blocks: list[Block] = []
    starts = lines.starts
    current: Mark | None = None
    kept = False
    begin = 0
    for index, role in enumerate(roles):
        if role is None or (role == current and not kept):
            continue
        if current is not None:
            blocks.append(Block(begin, starts[index], current.role, kept, current.rule))
            begin = starts[index]
        current = role
        kept = role.role in _KEPT and role.rule != "title_repeated"
    if current is not None:
        blocks.append(Block(begin, len(text), current.role, kept, current.rule))
    elif text:
        blocks.append(Block(0, len(text), "other", is_kept=False, rule="blank"))
    return blocks
