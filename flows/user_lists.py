"""The user's own lists beside the bundled ones: outlets, label sets and speaker aliases, each a CSV file."""

import polars as pl

from flows.settings import Settings
from transforms.annotations.labels import label_rows
from warehouse.store.layout import MisuseError


def check_lists(settings: Settings) -> None:
    """Look at all of them before anything long begins.

    Raises:
        WarehouseError: One cannot be read, lacks a column or holds what it may not; the message says which and what.
    """
    outlet_registry(settings)
    label_sets(settings)
    speaker_aliases(settings)


def outlet_registry(settings: Settings) -> pl.DataFrame | None:
    """The user's registry of outlets, as strings; None where none is given."""
    return _csv(settings.outlets, ("outlet_id", "name"))


def label_sets(settings: Settings) -> pl.DataFrame | None:
    """The user's label sets, checked; None where none are given."""
    labels = _csv(settings.labels, ("label_id", "concept", "term", "register"))
    try:
        label_rows(labels)
    except ValueError as error:
        raise MisuseError(f"{settings.labels}: {error}") from error
    return labels


def speaker_aliases(settings: Settings) -> pl.DataFrame | None:
    """The user's aliases of speakers; None where none are given."""
    return _csv(settings.aliases, ("alias", "name"))


def _csv(path: str | None, required: tuple[str, ...]) -> pl.DataFrame | None:
    if path is None:
        return None
    try:
        frame = pl.read_csv(path, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise MisuseError(f"{path}: cannot be read as CSV ({error})") from error
    missing = [name for name in required if name not in frame.columns]
    if missing:
        raise MisuseError(f"{path}: needs the columns {', '.join(required)}; missing: {', '.join(missing)}")
    return frame
