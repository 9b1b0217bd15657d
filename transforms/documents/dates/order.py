"""Whether 03/04/2031 is the third of April or the fourth of March, from the region that a page names."""

from typing import Final
from urllib.parse import urlsplit

# Unicode CLDR, short date formats: day and month stand either way, or behind the year, in these regions. American
# English is what publishing systems come with, so that it tells nothing of who writes.
_UNSURE: Final = frozenset("us as gu mp pr um vi ph ca za se cn jp kr tw hu lt mn".split())  # noqa: SIM905 - a list of words
_MONTH_FIRST_ENDS: Final = frozenset({"us", "gov", "mil", "ph"})
# Country domains of media in English; others say nothing of an English page.
_DAY_FIRST_ENDS: Final = frozenset(
    "uk ie au nz in pk bd lk ng gh ke ug tz zm zw bw na mt cy sg my hk jm tt bb bs gi fj pg mw rw sl gm lr".split()  # noqa: SIM905
)


def writes_day_first(tag: str | None, url: str | None) -> bool | None:
    """Whether the day stands before the month; None where nothing tells.

    Args:
        tag: The page's language, perhaps with a region (``en-GB``, ``en_US``, ``de``).
        url: Its address.
    """
    language, *rest = (tag or "").lower().replace("_", "-").split("-")
    region = rest[-1] if rest and len(rest[-1]) == 2 else ""
    if language in ("", "en"):
        end = _domain_end(url)
        if end in _DAY_FIRST_ENDS or end in _MONTH_FIRST_ENDS:
            return end in _DAY_FIRST_ENDS
        return True if region and region not in _UNSURE else None
    return None if region in _UNSURE else True


def _domain_end(url: str | None) -> str:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.rpartition(".")[2]
