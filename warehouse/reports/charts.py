"""Charts: Vega-Lite specifications, drawn once, to pictures that stand in the page.

vl-convert draws them with Vega itself. So the page needs no script for them, prints as it looks, and they take their
colours from the page's style, dark or light. A chart is a picture of a table that stands beneath it: what leads to
sentences is there.
"""

import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Final

import vl_convert
from lxml import etree

_VERSION: Final = "6.4"  # of Vega-Lite, of those that vl-convert carries
_LEAST: Final = 1 / 100  # where a scale of ratios ends; intervals may run to 0 and to no end
_COLOURS: Final = {
    "more": "var(--more)",
    "less": "var(--less)",
    "same": "var(--same)",
    "too small to tell": "var(--undecided)",
}
_CONFIG: Final = {
    "background": "transparent",
    "font": "Arial, Helvetica, sans-serif",  # vl-convert measures with letters as wide as these
    "padding": {"left": 30, "right": 20, "top": 5, "bottom": 5},  # room for letters that are wider yet
    "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--soft)",
        "titleColor": "var(--soft)",
        "gridColor": "var(--line)",
        "domainColor": "var(--line)",
        "tickColor": "var(--line)",
        "labelFontSize": 12,
        "labelLimit": 150,
    },
    "header": {"labelColor": "var(--ink)", "labelFontSize": 13, "labelLimit": 225, "labelAnchor": "start"},
    "title": {"color": "var(--ink)"},
}


@cache
def start_drawing() -> None:
    """Let Vega start beside what comes first: that takes as long as all queries of a page, once a process."""
    threading.Thread(target=_draw, args=({"data": {"values": []}, "mark": "point"},)).start()


@dataclass(frozen=True, slots=True)
class Interval:
    """An outlet's rate of one thing beside that of the others; low and high are None where no interval is known."""

    panel: str
    name: str
    rate: float | None
    other_rate: float | None
    low: float | None
    high: float | None
    verdict: str


def small_multiples(intervals: Sequence[Interval]) -> str:
    """One panel a thing, one line an outlet: a dot for its rate, a tick for the others', a rule for the interval."""
    if not intervals:
        return ""
    panels = list(dict.fromkeys(interval.panel for interval in intervals))
    share: dict[str, Any] = {"type": "quantitative", "axis": {"format": "%", "title": None, "tickCount": 3}}
    colour = {
        "field": "verdict",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": list(_COLOURS), "range": list(_COLOURS.values())},
    }
    line = {"field": "name", "type": "nominal", "title": None, "axis": {"grid": True, "ticks": False}}
    return _draw(
        {
            "data": {"values": [asdict(interval) for interval in intervals]},
            "columns": 3,
            "facet": {"field": "panel", "type": "nominal", "title": None, "sort": panels},
            "spec": {
                "width": 230,
                "height": {"step": 19},
                "layer": [
                    {
                        "mark": {"type": "rule", "strokeWidth": 2},
                        "encoding": {"x": {"field": "low", **share}, "x2": {"field": "high"}},
                    },
                    {
                        "mark": {"type": "tick", "thickness": 2, "size": 13, "color": "var(--soft)"},
                        "encoding": {"x": {"field": "other_rate", **share}, "color": {"value": "var(--soft)"}},
                    },
                    {
                        "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
                        "encoding": {"x": {"field": "rate", **share}},
                    },
                ],
                "encoding": {"y": line, "color": colour},
            },
            "resolve": {"scale": {"y": "shared", "x": "independent"}},
        }
    )


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as much one outlet has of a thing as the other, with the ends of the interval."""

    name: str
    ratio: float
    low: float
    high: float
    verdict: str


def forest(ratios: Sequence[Ratio]) -> str:
    """One line a thing: a dot for the ratio, a rule for its interval, on a scale where double and half are as far."""
    if not ratios:
        return ""
    values = [
        {**asdict(each), **{end: min(max(getattr(each, end), _LEAST), 1 / _LEAST) for end in ("ratio", "low", "high")}}
        for each in ratios
    ]
    scale = {
        "type": "quantitative",
        "scale": {"type": "log", "nice": False},
        "axis": {"title": None, "format": "~g", "tickCount": 6},
    }
    return _draw(
        {
            "data": {"values": values},
            "width": 420,
            "height": {"step": 22},
            "encoding": {
                "y": {
                    "field": "name",
                    "type": "nominal",
                    "sort": [each.name for each in ratios],
                    "title": None,
                    "axis": {"labelLimit": 330, "ticks": False},
                },
                "color": {
                    "field": "verdict",
                    "type": "nominal",
                    "legend": None,
                    "scale": {"domain": list(_COLOURS), "range": list(_COLOURS.values())},
                },
            },
            "layer": [
                {
                    "mark": {"type": "rule", "color": "var(--soft)", "strokeDash": [3, 3]},
                    "encoding": {
                        "x": {"datum": 1, **scale},
                        "y": {"value": 0},
                        "y2": {"value": {"expr": "height"}},
                        "color": {"value": "var(--soft)"},
                    },
                },
                {
                    "mark": {"type": "rule", "strokeWidth": 2},
                    "encoding": {"x": {"field": "low", **scale}, "x2": {"field": "high"}},
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
                    "encoding": {"x": {"field": "ratio", **scale}},
                },
            ],
        }
    )


def _draw(specification: dict[str, Any]) -> str:
    """The picture as SVG, without Vega's own roles: the page describes it as a whole."""
    drawn = vl_convert.vegalite_to_svg({**specification, "config": _CONFIG}, vl_version=_VERSION)
    picture = etree.fromstring(drawn.encode())
    for element in picture.iter():
        for name in element.attrib:
            if name == "role" or name.startswith("aria-"):
                del element.attrib[name]
    picture.set("aria-hidden", "true")
    return str(etree.tostring(picture, encoding="unicode"))
