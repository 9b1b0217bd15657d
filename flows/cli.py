"""The command line. Errors name what, where and what to do, and each kind of mistake has an exit code of its own."""

import gc
import importlib
import sys
import tempfile
import traceback
from typing import Any, Final

import click

from flows.configuration import configured
from flows.exits import FAILED, INTERNAL, exit_code, is_reader_gone, nowhere
from flows.scheduling.interrupts import INTERRUPTED, exit_code_of_interrupt, stop_within_a_second, was_interrupted
from flows.scheduling.quiet_exit import leave_quietly
from flows.settings import code_version
from flows.terminal import shown
from warehouse.sources import SourceError
from warehouse.store.layout import WarehouseError

_COMMANDS: Final = (
    "init",
    "run",
    "backfill",
    "serve",
    "query",
    "compare",
    "report",
    "check",
    "status",
    "rollback",
    "forget",
    "compact",
    "upgrade",
    "outlets",
    "dictionary",
)  # modules of flows.commands
_USER_ERRORS: Final = (WarehouseError, SourceError)


class _Commands(click.Group):
    """Imports a command when it is asked for; turns our errors into one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx  # the commands are the same in every context
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx  # as above
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"flows.commands.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            ctx.default_map = dict.fromkeys(_COMMANDS, configured())
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except _USER_ERRORS as error:
            message, code = str(error), exit_code(error)
        except KeyboardInterrupt:
            message, code = INTERRUPTED, exit_code_of_interrupt()
        except OSError as error:
            if isinstance(error, BrokenPipeError) and is_reader_gone():  # who reads has seen enough
                nowhere()
                ctx.exit(0)
            message = f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error)
            code = FAILED
        except Exception as error:  # noqa: BLE001  a mistake of ours: one line for the user, the rest for the report
            if was_interrupted():  # a library says it in its own way
                message, code = INTERRUPTED, exit_code_of_interrupt()
            else:
                message = (
                    f"internal error: {error.__class__.__name__}: {error}\nPlease report it with {_report(error)}."
                )
                code = INTERNAL
        gc.collect()  # connections held by the failed call's frames close here, not noisily at exit
        click.echo(f"newsprism: {shown(message)}", err=True)
        ctx.exit(code)
        return None


def _report(error: Exception) -> str:
    with tempfile.NamedTemporaryFile("w", prefix="newsprism-", suffix=".log", delete=False, encoding="utf-8") as file:
        traceback.print_exception(error, file=file)
        return file.name


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(code_version(), prog_name="newsprism")
def main() -> None:
    """Turn news articles into tables of framing across outlets: who is quoted, what is cut, whose words."""


def entry() -> None:
    """The console script."""
    leave_quietly()
    if sys.argv[1:2] not in (["run"], ["serve"]):  # they have a server to tell, and handlers of their own
        stop_within_a_second()
    main()


if __name__ == "__main__":
    entry()
