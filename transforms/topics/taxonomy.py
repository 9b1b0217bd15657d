"""The IPTC Media Topics as frames: names, parents, levels."""

import functools
from typing import Final

import polars as pl

from transforms import resources

MAX_LEVEL: Final = 6  # depth of the taxonomy
_TOPIC_SCHEMA: Final = {
    "topic_id": pl.String,
    "name": pl.String,
    "parent_topic_id": pl.String,
    "top_topic_id": pl.String,
    "level": pl.Int32,
}


@functools.cache
def topic_rows() -> pl.DataFrame:
    """The topics table: topic_id, name, parent_topic_id, top_topic_id, level (1 is the top). IPTC, CC BY 4.0."""
    rows = resources.read_rows("topics.csv")
    columns = {name: [row[name] or None for row in rows] for name in _TOPIC_SCHEMA}
    return pl.DataFrame(columns | {"level": [int(row["level"]) for row in rows]}, schema=_TOPIC_SCHEMA)


@functools.cache
def numbered_topics() -> pl.DataFrame:
    """The same rows with ``topic``, the number that stands for the topic while tagging."""
    return topic_rows().with_row_index("topic")


@functools.cache
def topic_parents() -> pl.DataFrame:
    """One row per topic below the top: topic and parent, both as numbers."""
    topics = numbered_topics()
    parents = topics.select(parent="topic", parent_topic_id="topic_id")
    return topics.join(parents, on="parent_topic_id", how="inner").select("topic", "parent")


@functools.cache
def topic_lines() -> pl.DataFrame:
    """One row per topic and topic that it counts for, itself and all above: topic, above, level (of ``above``)."""
    levels = numbered_topics().select(above="topic", level="level")
    line = numbered_topics().select("topic", above="topic")
    lines = [line]
    for _ in range(MAX_LEVEL - 1):
        line = line.join(topic_parents().rename({"topic": "above"}), on="above").select("topic", above="parent")
        lines.append(line)
    return pl.concat(lines).join(levels, on="above", how="left", maintain_order="left")
