"""The options of a run, as the command line, the flow and the environment have them: all made from :class:`Settings`.

What is given goes before the environment variable (``NEWSPRISM_`` and the name in capitals), that before
``newsprism.toml``, that before the default.
"""

import inspect
import os
from collections.abc import Callable, Iterator
from dataclasses import Field, fields
from typing import Any, Final, Literal, TypeVar, get_args, get_origin, get_type_hints

import click
from click.core import ParameterSource

from flows.configuration import configured, warehouses
from flows.settings import Option, Settings

Function = TypeVar("Function", bound=Callable[..., Any])

_TYPES: Final = get_type_hints(Settings)
_WAREHOUSE: Final = "warehouse"
_ANY: Final = object()  # a context's object where no warehouse is to be chosen: what is asked for is the defaults


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return f"NEWSPRISM_{name.upper()}"


def declared() -> Iterator[tuple[Field[Any], Option]]:
    """The settings that are options, in their order."""
    for setting in fields(Settings):
        if "option" in setting.metadata:
            yield setting, setting.metadata["option"]


def of_run(command: Function) -> Function:
    """Decorator: a command that takes all options of a run."""
    for setting, option in reversed(list(declared())):
        command = _parameter(setting, option)(command)
    return command


def of_run_of_several(command: Function) -> Function:
    """Decorator: a command that takes all options of a run, and ``--warehouse`` several times."""
    for setting, option in reversed(list(declared())):
        if setting.name != _WAREHOUSE:
            command = _parameter(setting, option)(command)
            continue
        command = click.option(
            f"--{_WAREHOUSE}",
            "chosen",  # not the setting's name, by which the file would give one
            multiple=True,
            metavar=option.metavar,
            callback=_several,
            help=f"{option.help} May be given several times; {variable(_WAREHOUSE)} names one.",
        )(command)
    return command


def warehouse(command: Function) -> Function:
    """Decorator: a command that works on a warehouse."""
    return some("warehouse")(command)


def some(*names: str) -> Callable[[Function], Function]:
    """Decorator: a command that takes some options of a run."""

    def decorate(command: Function) -> Function:
        for setting, option in reversed(list(declared())):
            if setting.name in names:
                command = _parameter(setting, option)(command)
        return command

    return decorate


def as_parameters(function: Function) -> Function:
    """Decorator: a function of ``**parameters`` has the options as its signature and docstring, which Prefect reads.

    Raises:
        click.UsageError: An environment variable holds what its setting may not be.
    """
    of_file = click.Context(click.Command("newsprism"), default_map={"run": configured()}, obj=_ANY)
    defaults = click.Command("run", params=_parameters()).make_context("run", [], parent=of_file).params
    signature = inspect.Signature(
        [
            inspect.Parameter(
                setting.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=_as_parameter(defaults[setting.name]),
                annotation=list[str] | None if get_origin(_TYPES[setting.name]) is tuple else _TYPES[setting.name],
            )
            for setting, _ in declared()
        ]
    )
    setattr(function, "__signature__", signature)  # noqa: B010  mypy does not know what inspect looks for
    lines = "\n".join(f"        {setting.name}: {option.help}" for setting, option in declared())
    function.__doc__ = f"{inspect.getdoc(function)}\n\n    Args:\n{lines}\n"
    return function


def parameters_of(settings: Settings) -> dict[str, Any]:
    """Parameters of the flow that give these settings."""
    return {setting.name: _as_parameter(getattr(settings, setting.name)) for setting, _ in declared()}


def settings_of(parameters: dict[str, Any]) -> Settings:
    """Settings that parameters of the flow give."""
    several = {
        setting.name: tuple(parameters[setting.name] or ())
        for setting, _ in declared()
        if get_origin(_TYPES[setting.name]) is tuple
    }
    return Settings(**{**parameters, **several})


def _as_parameter(value: Any) -> Any:
    """A value in the types of JSON, which parameters of a flow have."""
    return list(value) or None if isinstance(value, tuple) else value


def _parameters() -> list[click.Parameter]:
    return of_run(click.command()(lambda: None)).params


def _parameter(setting: Field[Any], option: Option) -> Callable[[Function], Function]:
    type_ = _TYPES[setting.name]
    if get_origin(type_) is tuple and not option.is_repeated:
        return click.argument(setting.name, nargs=-1, envvar=variable(setting.name), metavar="[SOURCE]...")
    return click.option(
        option.flag or f"--{setting.name.replace('_', '-')}",
        setting.name,
        envvar=variable(setting.name),
        show_envvar=True,
        metavar=option.metavar,
        type=_click_type(type_, option),
        is_flag=type_ is bool,
        is_eager=setting.name == _WAREHOUSE,
        callback=_named if setting.name == _WAREHOUSE else None,
        multiple=option.is_repeated,
        default=setting.default,
        show_default=type_ is not bool and setting.default not in (None, ()),
        help=option.help,
    )


def _named(context: click.Context, _: click.Parameter, value: str) -> str:
    """The warehouse, where its name in the file is given; the options that stand there are the defaults of all others.

    Raises:
        click.UsageError: None is given, and the file has tables of several.
    """
    if context.obj is _ANY or not (found := warehouses()):
        return value
    if context.get_parameter_source(_WAREHOUSE) is ParameterSource.DEFAULT:
        if len(found) > 1:
            raise click.UsageError(f"--warehouse: which one? newsprism.toml has {', '.join(found)}")
        value = next(iter(found))
    if value in found:
        context.default_map = {**(context.default_map or {}), **found[value]}
        return str(found[value][_WAREHOUSE])
    return value


def _several(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Warehouses that are given, or the one that the environment names, which may have spaces in it."""
    named = os.environ.get(variable(_WAREHOUSE))
    return value or ((named,) if named else ())


def _click_type(type_: Any, option: Option) -> click.ParamType[Any] | None:
    if get_origin(type_) is Literal:
        return click.Choice(get_args(type_))
    kinds = get_args(type_) or (type_,)  # int | None
    if int in kinds:
        return click.IntRange(None if option.least is None else int(option.least))
    if float in kinds:
        return click.FloatRange(option.least)
    if bool in kinds:
        return None
    return click.Path(exists=True, dir_okay=False) if option.is_file else click.STRING
