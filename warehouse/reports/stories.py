"""The page of a story: what several outlets made of one event, and the way from each mark to its sentence."""

from warehouse.reports.charts import start_drawing
from warehouse.reports.evidence import gather_evidence
from warehouse.reports.reader import Reader, Row
from warehouse.reports.rendering import render
from warehouse.reports.sections.headlines import headlines
from warehouse.reports.sections.measures import measures
from warehouse.reports.sections.omissions import conflicts, omissions
from warehouse.reports.sections.sentences import sentences
from warehouse.reports.sections.speakers import speakers
from warehouse.reports.sections.voices import first_quoted, voices
from warehouse.reports.sections.words import names, words


def story_page(reader: Reader, story: Row) -> str:
    """The page of a story as HTML.

    Args:
        reader: Where to read.
        story: Its row of ``sql/reports/stories.sql``.
    """
    start_drawing()
    parameters = {"story": story["story_id"]}
    in_a_row = reader.figure("story-headlines", parameters)
    matrix = f"newsprism query speaker-matrix --param story={story['story_id']}"
    evidence = gather_evidence(reader, in_a_row.rows, parameters)
    sections = [
        headlines(in_a_row, evidence),
        sentences(reader.figure("story-sentences", parameters), evidence, reader, parameters),
        speakers(reader.figure_around("speakers", parameters, command=matrix), evidence),
        words(reader.figure("story-words", parameters), evidence),
        names(reader.figure("story-names", parameters), evidence),
        voices(reader.figure("story-voices", parameters), evidence),
        first_quoted(reader.figure("story-first-quoted", parameters), evidence),
        omissions(reader.figure("story-omissions", parameters), evidence),
        conflicts(reader.figure("story-conflicts", parameters), evidence),
        measures(reader.figure("story-measures", parameters), evidence),
    ]
    return render("story.html.j2", story=story, sections=sections, evidence=evidence, about=about(reader))


def about(reader: Reader) -> Row:
    """Which run and which version of the rules the numbers are of."""
    return reader.rows("about")[0]
