"""``newsprism init``: a configuration file to begin with."""

from pathlib import Path

import click

from flows.configuration import FILE, template
from warehouse.store.layout import MisuseError


@click.command("init")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path())
def command(folder: Path) -> None:
    """Write newsprism.toml into FOLDER (here by default): every option of a run, with what it is.

    Raises:
        WarehouseError: There is such a file.
    """
    path = folder / FILE
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(template())
    except FileExistsError as error:
        raise MisuseError(f"{path}: is there; change it, or take it away first") from error
    click.echo(f"Wrote {path}. Set sources and warehouse in it, then: newsprism run")
