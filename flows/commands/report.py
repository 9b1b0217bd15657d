"""``newsprism report``: pages for people: a story in every outlet, an index of stories, two outlets side by side."""

import datetime as dt
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from flows import options
from warehouse.query import nearest
from warehouse.remote.places import opened
from warehouse.reports.comparisons import comparison_page
from warehouse.reports.index import index_page, matching, page_name
from warehouse.reports.reader import Reader, Row, open_reader
from warehouse.reports.stories import story_page

_MOST_HINTS: Final = 5  # stories that a message names


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    del context  # click passes it to every callback
    try:
        return value and dt.date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise click.UsageError(f"{parameter.opts[0]} wants a day as 2026-11-30, not {value!r}") from error


@click.command("report")
@click.argument("story", metavar="[STORY]", required=False)
@options.warehouse
@click.option("--all", "every", is_flag=True, help="A page of every story of several outlets, and an index of them.")
@click.option(
    "--outlets", nargs=2, metavar="A B", help="Two outlets side by side, by their ids: what differs and holds."
)
@click.option("--topic", help="Only what is on this topic: its id or name.")
@click.option(
    "--from", "first_day", metavar="DAY", callback=_day, help="Only what is of this day or later: 2026-11-30."
)
@click.option("--to", "last_day", metavar="DAY", callback=_day, help="Only what is of this day or earlier.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("newsprism-pages"),
    show_default=True,
    help="Folder for the pages.",
)
def command(
    story: str | None,
    *,
    warehouse: str,
    every: bool,
    outlets: tuple[str, str] | None,
    out: Path,
    **restrictions: str | None,
) -> None:
    """Write the page of a STORY (its id, or words of its title), of all, or of two outlets: files without network."""
    if [story is not None, every, outlets is not None].count(True) != 1:
        raise click.UsageError("name a STORY, or say --all, or --outlets A B; newsprism query stories lists stories")
    layout = opened(warehouse)
    if out.resolve().is_relative_to(layout.root.resolve()):
        raise click.UsageError(f"--out {out} lies in the warehouse, which runs alone may write to")
    with open_reader(layout.require_published()) as reader:
        if outlets is not None:
            pages = _comparison(reader, *outlets, restrictions)
        else:
            stories = reader.rows("stories", {"outlet": None, **restrictions})
            pages = _pages(reader, stories if story is None else [_only(story, stories)], with_index=every)
        files = [_write(out, file, page) for file, page in pages]
    others = f" and {len(files) - 1:,} {'page' if len(files) == 2 else 'pages'}" if every else ""
    click.echo(f"{files[-1]}{others}")


def _comparison(
    reader: Reader, first: str, second: str, restrictions: Mapping[str, str | None]
) -> Iterator[tuple[str, str]]:
    """The page of two outlets."""
    known = {row["outlet_id"]: row for row in reader.rows("outlets")}
    for outlet in (first, second):
        if outlet not in known:
            raise click.UsageError(f"no outlet {outlet!r}; {nearest(outlet, list(known))}")
    if first == second:
        raise click.UsageError("--outlets wants two that differ")
    name = re.sub(r"[^\w-]+", "-", f"{first}-and-{second}")
    yield f"{name}.html", comparison_page(reader, known[first], known[second], restrictions)


def _pages(reader: Reader, stories: Sequence[Row], *, with_index: bool) -> Iterator[tuple[str, str]]:
    """Each page with the name of its file; the index last, so that it leads to pages that are there."""
    for story in stories:
        yield page_name(story), story_page(reader, story)
    if with_index:
        yield "index.html", index_page(reader, stories)


def _only(asked: str, stories: Sequence[Row]) -> Row:
    found = matching(stories, asked)
    if len(found) == 1:
        return found[0]
    if not found:
        titles = [story["title"] or story["story_id"] for story in stories]
        raise click.UsageError(f"no story {asked!r} of several outlets; {nearest(asked, titles[:_MOST_HINTS])}")
    named = ", ".join(f"{story['story_id']} ({story['title']})" for story in found[:_MOST_HINTS])
    raise click.UsageError(f"{len(found):,} stories have {asked!r} in their title, as {named}")


def _write(folder: Path, file: str, page: str) -> Path:
    """A file that is there whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file
    draft = path.with_name(f".{file}.{os.getpid()}.draft")
    try:
        draft.write_text(page, encoding="utf-8")
        os.replace(draft, path)  # noqa: PTH105  whole or not at all
    finally:
        draft.unlink(missing_ok=True)
    return path
