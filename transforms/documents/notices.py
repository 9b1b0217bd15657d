"""What a site shows instead of an article: not found, access denied, a check for robots, a page being mended.

Servers send many of these as ordinary pages (HTTP 200), and crawls are full of them.
"""

import re
from functools import cache
from typing import Final

from transforms.resources import read_toml

_LONGEST_NOTICE: Final = 900  # characters of a body; a longer one that speaks of a missing page is an article about it
_LONGEST_TITLED: Final = 3000  # under a title that is nothing but the notice: teasers of other stories follow it
_SITE: Final = re.compile(r"\s+[|–—•·:-]\s+[^|–—•·]{2,60}$")


def is_notice(title: str | None, body: str) -> bool:
    """Whether an undated text without an author is a notice of the site.

    Args:
        title: Its title, the site's name perhaps behind it.
        body: What would be the article.
    """
    titles, texts = _patterns()
    if title and len(body) <= _LONGEST_TITLED:
        whole = title.strip().lower()
        if titles.fullmatch(whole) or titles.fullmatch(_SITE.sub("", whole)):
            return True
    return len(body) <= _LONGEST_NOTICE and texts.search(body.lower()) is not None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = read_toml("notices.toml")
    titles, texts = ("|".join(f"(?:{pattern})" for pattern in lists[key]) for key in ("titles", "texts"))
    return re.compile(titles), re.compile(texts)
