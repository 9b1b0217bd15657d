"""Templates to pages: whatever comes from articles is text in them, and a page asks for nothing from anywhere.

Jinja escapes every value. Around what articles say stands an element that isolates its direction, so that marks of
right-to-left writing cannot turn the page around them. A page carries its own style and script and allows no other: its
policy names the script by its hash and forbids every request.
"""

import base64
import hashlib
import re
from functools import cache
from importlib import resources
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from warehouse.reports.section import count, plain
from warehouse.reports.sections.headlines import moment

_UNSHOWN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # HTML has none of them

_WHOLE: Final = 10  # per cent, from which on no digit behind the point is of use


def render(template: str, **values: Any) -> str:
    """A page from a template of ``templates/``.

    Args:
        template: Its file.
        values: What it shows.
    """
    style, script = (_text(name) for name in ("page.css", "page.js"))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    return (
        _templates()
        .get_template(template)
        .render(
            style=Markup(style),  # noqa: S704  ours
            script=Markup(script),  # noqa: S704  ours
            script_hash=f"sha256-{digest}",
            **values,
        )
    )


@cache
def _text(name: str) -> str:
    return resources.files("warehouse.reports").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("warehouse.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters.update(plain=plain, percent=_percent, moment=moment, drawn=_drawn, number=_number)
    environment.globals.update(count=count)
    return environment


def _shown(value: Any) -> Any:
    """What a page can hold: no null, no control character."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", value)
    return value


def _percent(value: float | None) -> str:
    """A share with two digits that say something: 46 %, 2.3 %, 0.073 %."""
    if value is None:
        return "–"
    if value > 1:  # no share: words an article, say
        return _number(value)
    share = 100 * value
    return f"{share:.0f} %" if share == 0 or share >= _WHOLE else f"{share:.2g} %"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def _drawn(chart: str) -> Markup:
    """A chart of ours as it is: Vega escapes the texts in it."""
    return Markup(chart)  # noqa: S704
