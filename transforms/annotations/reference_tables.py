"""Tables that come from bundled lists alone: topics, frames, acts, labels."""

import polars as pl

from transforms.annotations.acts import act_rows
from transforms.annotations.frames import frame_rows
from transforms.annotations.labels import label_rows
from transforms.annotations.topics import topic_rows


def static_tables(*, labels: pl.DataFrame | None = None) -> dict[str, pl.DataFrame]:
    """Rows by table name; ``labels`` are the user's, added to the bundled ones."""
    rows = {"topics": topic_rows(), "frames": frame_rows(), "acts": act_rows(), "labels": label_rows(labels)}
    return {name: of_list.with_columns(is_retired=pl.lit(value=False)) for name, of_list in rows.items()}
