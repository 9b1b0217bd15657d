"""The IPTC Media Topics: names, parents, levels; as frames and, while tagging, as columns of numbers."""

import functools
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms import resources
from transforms.text.columns import Numbers

MAX_LEVEL: Final = 6  # depth of the taxonomy
_TOPIC_SCHEMA: Final = {
    "topic_id": pl.String,
    "name": pl.String,
    "parent_topic_id": pl.String,
    "top_topic_id": pl.String,
    "level": pl.Int32,
}


class Taxonomy(NamedTuple):
    """Topics by number, in the order of their ids.

    Attributes:
        topic_ids: Their ids.
        levels: 1 is the top.
        parents: Number of the topic above; -1 at the top.
        tops: Number of its top topic; its own at the top.
        lines: Topic number i counts for the topics ``above`` from ``lines[i]`` to ``lines[i + 1]``.
        above: Itself and all topics above, topic after topic.
        is_institution: Whether it names those who govern, and no subject.
    """

    topic_ids: pl.Series
    levels: Numbers
    parents: Numbers
    tops: Numbers
    lines: Numbers
    above: Numbers
    is_institution: npt.NDArray[np.bool_]


@functools.cache
def topic_rows() -> pl.DataFrame:
    """The topics table: topic_id, name, parent_topic_id, top_topic_id, level (1 is the top). IPTC, CC BY 4.0."""
    rows = resources.read_rows("topics.csv")
    columns = {name: [row[name] or None for row in rows] for name in _TOPIC_SCHEMA}
    return pl.DataFrame(columns | {"level": [int(row["level"]) for row in rows]}, schema=_TOPIC_SCHEMA)


@functools.cache
def numbered_topics() -> pl.DataFrame:
    """The same rows with ``topic``, the number that stands for the topic while tagging."""
    return topic_rows().sort("topic_id").with_row_index("topic")


@functools.cache
def taxonomy() -> Taxonomy:
    """The topics as columns of numbers."""
    topics = numbered_topics()
    number = dict(topics.select("topic_id", "topic").iter_rows())
    parents = [-1 if parent is None else number[parent] for parent in topics["parent_topic_id"]]
    lines: list[list[int]] = []
    for topic in range(topics.height):
        line = [topic]
        while parents[line[-1]] >= 0:
            line.append(parents[line[-1]])
        lines.append(line)
    return Taxonomy(
        topic_ids=topics["topic_id"],
        levels=topics["level"].cast(pl.Int64).to_numpy(),
        parents=np.array(parents, dtype=np.int64),
        tops=np.array([line[-1] for line in lines], dtype=np.int64),
        lines=np.cumsum([0, *map(len, lines)]),
        above=np.array([topic for line in lines for topic in line], dtype=np.int64),
        is_institution=topics["topic_id"].is_in(resources.read_lines("topics_institutions.txt")).to_numpy(),
    )
