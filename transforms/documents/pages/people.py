"""Names to people: who among the names that a page gives is a person, and not the site, a desk or an agency."""

import re
from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from transforms.documents.bylines import people_from_byline
from transforms.documents.outlets.registry import bundled_registry
from transforms.text.words import bare_words

_CJK_OUTLET: Final = re.compile(
    "新聞|新闻|日報|日报|社|編集|编辑|編輯|记者|記者|网|網|報|报|ニュース|取材班|放送|テレビ|电视|電視|通讯|通信|公司|会社|中心|協会|协会|뉴스|신문|일보|기자|팀|통신|방송|편집"
)
_CJK: Final = re.compile(r"[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7a3\s·・]{2,12}")


class Authors(NamedTuple):
    """People who signed the page, all names the page credits, in order, and where they were read."""

    people: tuple[str, ...]
    credited: tuple[str, ...]
    method: str  # json_ld, meta, element, none


def is_address(name: str) -> bool:
    """Whether a "name" is the address of a page or a mailbox, or a handle."""
    return "://" in name or name.startswith(("www.", "/", "@")) or "@" in name


def is_site(name: str, outlets: Collection[str]) -> bool:
    """Whether a name is the site's own, written as it writes itself or run together as in its address."""
    squeezed = bare_words(name).replace(" ", "")
    return any(squeezed == one.replace(" ", "") for one in outlets)


def _is_outlet(name: str, outlets: Collection[str]) -> bool:
    return bundled_registry().by_name(name) is not None or is_site(name, outlets)


def is_cjk_outlet(name: str) -> bool:
    """Whether a Chinese, Japanese or Korean name holds a word for a newspaper, an agency or a desk."""
    return _CJK_OUTLET.search(name) is not None


def people_named(name: str, outlets: Collection[str], *, is_person: bool | None) -> tuple[str, ...]:
    """People in a name that a page gives.

    Args:
        name: A name, a list of names, or a whole byline.
        outlets: Folded names of the site.
        is_person: Whether the page says that it is a person; None: it says nothing.

    Returns:
        The people; none where it names an organisation, the site, an address or nothing that reads like a name.
    """
    if is_address(name) or is_person is False:
        return ()
    people = tuple(one for one in people_from_byline(name, outlet_names=outlets) if not _is_outlet(one, outlets))
    if people or not is_person or _is_outlet(name, outlets):
        return people
    # scripts without capitals: only the page's own word says that it is a person
    if _CJK.fullmatch(name) and not is_cjk_outlet(name):
        return (name.strip(),)
    if name == name.lower() or name == name.upper():
        return people_from_byline(name.title(), outlet_names=outlets)
    return ()


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Names in order, each once, whatever its case and punctuation."""
    seen: dict[str, str] = {}
    for name in names:
        key = bare_words(name)
        if key:
            seen.setdefault(key, name)
    return tuple(seen.values())
