"""Credits: agencies, images, additional reporting, copyright lines and initials, each with its place in the text.

An agency that the news names is no credit ("told Reuters"). A credit stands where credits stand: in a dateline, on a
line of its own, in brackets after the last sentence, behind a label ("Photo:"), or in one of the set phrases
("contributed to this report"). Every item of a list must be an agency or initials, or the list is none.
"""

import functools
import re
from typing import Final, NamedTuple

import polars as pl

from transforms.resources import read_rows

CREDIT_COLUMNS: Final = {
    "article_id": pl.String,
    "credit_index": pl.Int64,
    "agency_id": pl.String,
    "agency_name": pl.String,
    "credit_kind": pl.String,
    "char_start": pl.Int64,
    "char_end": pl.Int64,
    "text": pl.String,
    "rule": pl.String,
}
UNNAMED: Final = "unnamed"  # "Agencies" without a name
_MAX_LINE: Final = 300  # characters; a credit line is shorter, and the bound keeps the patterns linear
_DATELINE_REACH: Final = 110  # characters from the start of a paragraph: place, date and agency fit in
_DATELINE_PARAGRAPHS: Final = 3  # of the body; a summary or an editor's note may stand before the dateline
_TAIL_PARAGRAPHS: Final = 3  # of the body, in which a bracket after the last sentence may be a credit
_CREDIT_ROLES: Final = frozenset(
    {"credit", "byline", "dateline", "author_box", "legal", "notice", "caption", "alt_text"}
)
_CAPTION_ROLES: Final = frozenset({"caption", "alt_text", "credit"})
_BODY_ROLES: Final = frozenset({"lead", "body"})

_LINE: Final = re.compile(r"[^\n]+")
_SPLIT: Final = re.compile(
    r"\s*[,;/|+·•–—]\s*|\s+-\s+|\s+(?:and|und|et|y|e|och|og|en|ja|i|with|via|through|mit|avec|con|&)\s+", re.IGNORECASE
)
_INITIALS: Final = re.compile(r"^[a-zäöüß]{2,4}$")
_INITIALS_BEFORE: Final = re.compile(r"^\W*(?P<initials>[a-zäöüß]{2,4}(?:\s?[/,]\s?[a-zäöüß]{2,4}){0,4})\s*(?=[(\[])")
# words before a list of agencies that say "this is a credit"
_LEAD_IN: Final = re.compile(
    r"^(?:(?:sources?|quellen?|fuentes?|fontes?|fonti|bron(?:nen)?|kaynak|källor?|kilder?|kilde|lähteet|źródło|zdroj|forrás|sursa|izvor"
    r"|источник|джерело|πηγή|المصدر|منبع)\s*[:：]\s*"
    r"|(?:with|mit|avec|con|com|med|met|door|z|ze|s|via|from|by|von|par|por|da|dari)\s+"
    r"(?:(?:agency|wire|news)\s+)?(?:(?:inputs?|reports?|reporting|files?|information|additional reporting|content"
    r"|material|agenturmaterial|agenturen|informations?|información|informações|informazioni|agences?|agencias|agências"
    r"|inhalten|texten|meldungen)\s+(?:of|from|by|von|de|da|do|di|des|der|d['’])?\s*(?:the\s+)?)?"
    r"|(?:this )?(?:article|story|report|text) (?:is )?(?:by|from)\s+"
    r"|(?:mit|unter verwendung von) (?:agentur)?material (?:von |der |des )?"
    r"|vu[rv]?\s+|текст:\s*)",
    re.IGNORECASE,
)
_BRACKETS: Final = {"(": ")", "[": "]", "（": "）", "【": "】"}
_TRAILING_BRACKET: Final = re.compile(r"[(\[（](?P<inside>[^()\[\]（）\n]{2,120})[)\]）][.\s]*$")
_CITY: Final = r"(?:[^\W\d_][\w.'’-]*(?:[ /,]+[^\W\d_][\w.'’-]*){0,5})"
_DATE: Final = (
    r"(?:,?\s*(?:[^\W\d_]{3,9}\.?,?\s+\d{1,2}|\d{1,2}\.?\s+[^\W\d_]{3,10}\.?|\d{1,2}\.\d{1,2}\.)(?:,?\s*\d{4})?)?"
)
# LONDON (Reuters) -, WASHINGTON (AP) —, BEIJING, June 3 (Xinhua) --, (AP) –
_DATELINE_BRACKET: Final = re.compile(
    rf"^\W{{0,3}}(?P<place>{_CITY}{_DATE})?\s*[(\[（](?P<agency>[^()\[\]（）\n]{{2,60}})[)\]）]\s*(?P<dash>[-–—―:．.]*)\s*(?=\S)"
)
# Berlin/dpa -, New York, June 3, 2020 /PRNewswire/ --, AFP - , DAMASCUS — AP —
_DATELINE_SLASH: Final = re.compile(
    rf"^\W{{0,3}}(?:{_CITY}{_DATE}\s*[/–—,-]\s*)?/?(?P<agency>[^\W\d_][\w.' -]{{1,30}}?)/?\s*(?:--|[-–—:])\s+(?=[\W\w])"
)
_IMAGE_LABEL: Final = re.compile(
    r"^\W*(?:(?:file |archive |archiv|symbol|stock |title |cover |header |titel|hand-?out |courtesy )?"
    r"(?:images?|photos?|photographs?|pictures?|pic|foto(?:s|grafie|grafia)?|bild(?:er|quelle|nachweis)?|imagen|imágenes|imagem|immagine|bilde|kuva"
    r"|zdjęcie|fot|фото|写真|图|照片|사진|crédito|crédits?|graphic|grafik|illustration|video)"
    r"(?:\s?credits?|\s?source|\s?courtesy(?: of)?|\s?by|\s?von|\s?via|\s?de)?\s*[:：/©|]\s*(?:by |von |de |©)?"
    r"|(?:photo|photograph|picture|image|foto|video|illustration)s?\s+(?:by|courtesy(?: of)?|von|via|de|provided by)\s+"
    r"|©\s*)(?P<rest>\S[^\n]{0,120}?)\W*$",
    re.IGNORECASE,
)
# (Photo by Jo Roe/Getty Images), (AP Photo/Jo Roe), (Foto: dpa), (Credit: X) anywhere in a caption or a short line
_IMAGE_BRACKET: Final = re.compile(
    r"[(\[](?P<all>(?:(?:file |archive )?(?:photo|picture|image|foto|bild|credit|pic|photograph|video"
    r"|imagen|crédito|crédit)s?(?:\s+credit)?\s*(?:by|:|courtesy of|courtesy|via|von|de)\s*"
    r"(?P<rest>[^()\[\]\n]{2,100})|(?P<ap>AP(?: File)? Photo\b[^()\[\]\n]{0,80})))[)\]]",
    re.IGNORECASE,
)
_SLASH_PHOTO: Final = re.compile(
    r"^[^/|\n]{2,60}\s?[/|]\s?[^/|\n]{2,40}(?:\s?[/|]\s?[^/|\n]{2,40})?$|\bvia (?:AP|Getty Images|Reuters|AFP)\W*$"
)
_CONTRIBUTED: Final = re.compile(
    r"(?P<who>[^\n.!?\"“”]{2,160}?(?:\b[A-Z]\.[^\n.!?\"“”]{1,80}?)?)\s+(?:also\s+)?contributed\s+(?:to\s+(?:the\s+)?|additional\s+)?"
    r"(?:(?:reporting|information|material)\s+)?(?:to\s+|for\s+)?(?:the\s+|this\s+)?(?:report(?:ing)?|article|story|piece|dispatch|coverage)\b"
)
_ADDITIONAL: Final = re.compile(
    r"\b(?:additional|further|extra|supplementary)\s+(?:reporting|research|contributions?|coverage|material|files?)"
    r"(?:\s*(?:by|from|:|was provided by|provided by|via))?\s+(?:the\s+)?(?P<who>[^\n;.()\[\]]{2,140})",
    re.IGNORECASE,
)
_COPYRIGHT: Final = re.compile(
    r"(?:(?:trademark\s+and\s+|content\s+)?copyright|©|\(c\))[\s,©&]*(?:\(c\)\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?\s*,?\s*)?(?:by\s+|-\s*)?"
    r"(?P<who>[^\W\d_][^\n|]{1,80}?)(?=\s*(?:[.|]|,\s*(?:inc|llc|ltd|a )|\s\d{4}\b|\binc\b|all\b|alle\b|-|–|—|$))",
    re.IGNORECASE,
)
_BYLINE_AGENCY: Final = re.compile(r"^\W*(?:by|von|par|por|di|door|av|af|text:?)\s+", re.IGNORECASE)
_NOISE: Final = re.compile(
    r"^(?:the|die|der|das|le|la|les|l['’])\s+"
    r"|\s+(?:reports?|files?|file photos?|photos?|pictures?|images|wires?|wire services?|staff|news agency|agency"
    r"|agencies|archive|pool|handout|hand-?out|contributed|service)$",
    re.IGNORECASE,
)
_REPORTING_HINTS: Final = ("ontribut", "dditional ", "urther report", "xtra report")


class Credit(NamedTuple):
    """A credit in one article. ``agency_id`` is None for initials and for people."""

    agency_id: str | None
    agency_name: str | None
    kind: str
    char_start: int
    char_end: int
    rule: str


class Agency(NamedTuple):
    """A row of ``agencies.csv``; ``kind`` is ``news``, ``image``, ``syndication`` or ``press_release``."""

    agency_id: str
    name: str
    kind: str
    outlet_id: str | None


@functools.cache
def _agencies() -> tuple[dict[str, Agency], dict[str, Agency]]:
    """Agencies by exact spelling, and by case-folded spelling where a longer name allows it."""
    exact: dict[str, Agency] = {}
    folded: dict[str, Agency] = {}
    for row in read_rows("agencies.csv"):
        agency = Agency(row["agency_id"], row["agency_name"], row["kind"], row["outlet_id"] or None)
        for name in (row["agency_name"], *row["aliases"].split(";")):
            if not name:
                continue
            exact.setdefault(name, agency)
            if len(name) > 4:  # up to four letters case tells "AP" from "ap" and "Mia" from "MIA"
                folded.setdefault(name.casefold(), agency)
    return exact, folded


@functools.cache
def agency_outlets() -> dict[str, str]:
    """Outlet id of each agency that publishes under its own name: agency_id -> outlet_id."""
    return {row["agency_id"]: row["outlet_id"] for row in read_rows("agencies.csv") if row["outlet_id"]}


@functools.lru_cache(maxsize=8192)
def find_agency(name: str) -> Agency | None:
    """The agency of a name as credits write it; None where the name is none, or only contains one."""
    exact, folded = _agencies()
    text = name.strip(" \t.,:;!?–—-'\"“”‘’*")
    for _ in range(3):  # "the AP wire service" sheds one word at a time
        found = exact.get(text) or folded.get(text.casefold())
        if found is not None:
            return found
        shorter = _NOISE.sub("", text).strip(" \t.,/-")
        if shorter == text or not shorter:
            return None
        text = shorter
    return None


def _all_agencies(text: str) -> list[Agency] | None:
    """The agencies of a list of nothing but agencies (initials may stand between them); None if it is anything else."""
    whole = find_agency(text)
    if whole is not None:
        return [whole]
    found = []
    for item in _SPLIT.split(text):
        if not item:
            continue
        agency = find_agency(item)
        if agency is not None:
            found.append(agency)
        elif not _INITIALS.match(item):
            return None
    return found or None


def _some_agencies(text: str) -> list[Agency]:
    """The agencies among the items of a credit that also names people ("Jo Roe/AFP via Getty Images")."""
    whole = find_agency(text)
    if whole is not None:
        return [whole]
    found = [agency for agency in map(find_agency, _SPLIT.split(text)) if agency is not None]
    return list(dict.fromkeys(found))


def _rows(agencies: list[Agency], kind: str, start: int, end: int, rule: str) -> list[Credit]:
    return [Credit(a.agency_id, a.name, kind, start, end, rule) for a in dict.fromkeys(agencies)]


def _agency_line(line: str, start: int, *, alone_counts: bool) -> list[Credit]:
    """A line that is a list of agencies: in brackets, behind a lead-in or initials, or (where credits stand) bare."""
    stripped = line.strip()
    offset = start + line.index(stripped)
    core = stripped.strip(" \t–—-.*")
    if not core:
        return []
    found: list[Credit] = []
    initials = _INITIALS_BEFORE.match(stripped)
    if initials:
        found.extend(
            Credit(
                None,
                None,
                "initials",
                offset + m.start() + initials.start("initials"),
                offset + m.end() + initials.start("initials"),
                "initials",
            )
            for m in re.finditer(r"[^\W\d_]+", initials["initials"])
        )
        core = stripped[initials.end() :].strip(" \t–—-.*")
    bracketed = core[:1] in _BRACKETS and core.endswith(_BRACKETS.get(core[:1], "\0"))
    inside = core[1:-1] if bracketed else core
    led = _LEAD_IN.match(inside)
    body = inside[led.end() :] if led else inside
    agencies = _all_agencies(body)
    if agencies is None or not (bracketed or led or alone_counts):
        return []
    rule = "agency_lead_in" if led else "agency_brackets" if bracketed else "agency_line"
    at = offset + stripped.index(inside)
    return found + _rows(agencies, "agency", at, at + len(inside), rule)


def _image_line(line: str, start: int, *, is_caption: bool) -> list[Credit]:
    label = _IMAGE_LABEL.match(line)
    if label:
        agencies = _some_agencies(label["rest"])
        at, end = start + label.start() + len(line) - len(line.lstrip()), start + label.end("rest")
        if agencies:
            return _rows(agencies, "image", at, end, "image_label")
        labelled = not line.lstrip().startswith("©") and ":" in line
        if is_caption and labelled and len(label["rest"].split()) <= 4:  # a photographer's name
            return [Credit(None, None, "image", at, end, "image_label")]
        return []
    found: list[Credit] = []
    for match in _IMAGE_BRACKET.finditer(line):
        agencies = _some_agencies(match["rest"] or match["ap"])
        at, end = start + match.start("all"), start + match.end("all")
        if agencies:
            found.extend(_rows(agencies, "image", at, end, "image_brackets"))
        elif match["rest"]:
            found.append(Credit(None, None, "image", at, end, "image_brackets"))
    return found


def _caption_end(line: str, start: int) -> list[Credit]:
    """The credit at the end of a caption: "Jo Roe/AFP", "... on Monday. (Reuters)"."""
    stripped = line.strip()
    offset = start + line.index(stripped)
    tail = stripped.rsplit(". ", 1)[-1]
    if _SLASH_PHOTO.search(tail) or find_agency(tail):
        agencies = _some_agencies(tail)
        if agencies:
            end = offset + len(stripped)
            return _rows(agencies, "image", end - len(tail), end, "image_slash")
    bracket = _TRAILING_BRACKET.search(stripped)
    if bracket:
        at = offset + bracket.start("inside")
        return _rows(_some_agencies(bracket["inside"]), "image", at, at + len(bracket["inside"]), "image_brackets")
    return []


def _reporting(line: str, start: int) -> list[Credit]:
    found: list[Credit] = []
    for pattern, rule in ((_CONTRIBUTED, "contributed"), (_ADDITIONAL, "additional_reporting")):
        for match in pattern.finditer(line):
            agencies = _some_agencies(match["who"])
            at, end = start + match.start(), start + match.end()
            at += len(match[0]) - len(match[0].lstrip())
            if agencies:
                found.extend(_rows(agencies, "additional_reporting", at, end, rule))
            elif rule == "additional_reporting" or len(line) <= _MAX_LINE // 2:
                found.append(Credit(None, None, "additional_reporting", at, end, rule))
    return found


def _copyright(line: str, start: int, outlet_id: str | None) -> list[Credit]:
    found: list[Credit] = []
    for match in _COPYRIGHT.finditer(line):
        agency = find_agency(match["who"])
        # the outlet's own copyright line is furniture, not a credit
        if agency is not None and (outlet_id is None or agency.outlet_id != outlet_id):
            found.extend(_rows([agency], "copyright", start + match.start(), start + match.end("who"), "copyright"))
    return found


def _dateline(text: str, start: int, end: int) -> list[Credit]:
    head = text[start : min(end, start + _DATELINE_REACH)]
    match = _DATELINE_BRACKET.match(head)
    if match and (match["dash"] or match["place"] is None or match["place"].isupper() or "," in match["place"]):
        agencies = _all_agencies(match["agency"])
        if agencies:
            return _rows(agencies, "agency", start + match.start("agency"), start + match.end("agency"), "dateline")
    match = _DATELINE_SLASH.match(head)
    if match:
        agency = find_agency(match["agency"])
        if agency is not None:
            at = start + match.start("agency")
            return _rows([agency], "agency", at, start + match.end("agency"), "dateline")
    return []


def _sign_off(text: str, start: int, end: int) -> list[Credit]:
    """A bracket after the last sentence of a paragraph: "... on Monday. (AP, dpa)"."""
    match = _TRAILING_BRACKET.search(text, max(start, end - 140), end)
    if match is None:
        return []
    inside = match["inside"]
    led = _LEAD_IN.match(inside)
    agencies = _all_agencies(inside[led.end() :] if led else inside)
    before = text[start : match.start()].rstrip()
    if agencies is None or (before and before[-1] not in ".!?\"”»“’'。" and not led):
        return []
    at = match.start("inside")
    return _rows(agencies, "agency", at, at + len(inside), "sign_off")


def credits_of(
    text: str, blocks: list[tuple[int, int, str, bool]], *, outlet_id: str | None = None, byline: str | None = None
) -> list[Credit]:
    """Credits of one article in the order of the text, none twice.

    Args:
        text: The article's text.
        blocks: ``(char_start, char_end, role, is_kept)`` in order; they cover the text.
        outlet_id: The article's outlet: its own copyright line is no credit.
        byline: Names from metadata; an agency among them is a credit without a place (offsets -1).
    """
    found: list[Credit] = []
    body_lines = [
        (start + m.start(), start + m.end())
        for start, end, role, is_kept in blocks
        if is_kept and role in _BODY_ROLES
        for m in _LINE.finditer(text[start:end])
        if not m[0].isspace()
    ]
    for start, end in body_lines[:_DATELINE_PARAGRAPHS]:
        dateline = _dateline(text, start, end)
        if dateline:
            found.extend(dateline)
            break
    for start, end in body_lines[-_TAIL_PARAGRAPHS:]:
        found.extend(_sign_off(text, start, end))
    last_start = body_lines[-1][0] if body_lines else len(text)
    for block_start, block_end, role, is_kept in blocks:
        if role in ("title", "subtitle", "navigation"):
            continue
        stands_for_credits = role in _CREDIT_ROLES
        for match in _LINE.finditer(text, block_start, block_end):
            line, start = match[0], match.start()
            if len(line) > _MAX_LINE:
                if is_kept and any(hint in line for hint in _REPORTING_HINTS):
                    found.extend(_reporting(line[-_MAX_LINE:], match.end() - _MAX_LINE))
                continue
            if line.isspace():
                continue
            if role == "dateline":
                found.extend(_dateline(text, start, match.end()))
            alone = stands_for_credits or not is_kept or start >= last_start
            if role == "byline":
                prefix = _BYLINE_AGENCY.match(line)
                cut = prefix.end() if prefix else 0
                agencies = _some_agencies(line[cut:])
                if agencies:
                    found.extend(_rows(agencies, "agency", start + cut, match.end(), "byline"))
                continue
            image = _image_line(line, start, is_caption=role in _CAPTION_ROLES)
            if image:
                found.extend(image)
                continue
            agency_line = _agency_line(line, start, alone_counts=alone and role not in ("caption", "alt_text"))
            if agency_line:
                found.extend(agency_line)
                continue
            if role in _CAPTION_ROLES:
                found.extend(_caption_end(line, start))
            if any(hint in line for hint in _REPORTING_HINTS):
                found.extend(_reporting(line, start))
            if "opyright" in line or "OPYRIGHT" in line or "©" in line or "(c)" in line or "(C)" in line:
                found.extend(_copyright(line, start, outlet_id))
    for name in (byline or "").split(";"):
        agency = find_agency(name)
        if agency is not None and not any(c.rule == "byline" and c.agency_id == agency.agency_id for c in found):
            found.append(Credit(agency.agency_id, agency.name, "agency", -1, -1, "byline"))
    unique: dict[tuple[str | None, str, int], Credit] = {}
    for credit in found:
        unique.setdefault((credit.agency_id, credit.kind, credit.char_start), credit)
    return sorted(unique.values(), key=lambda c: (c.char_start, c.char_end, c.agency_id or ""))


def find_credits(articles: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """Credits of every article.

    Args:
        articles: One row per article: ``article_id``, ``text`` and, if there, ``outlet_id`` and ``byline``.
        blocks: One row per block: ``article_id``, ``block_index``, ``char_start``, ``char_end``, ``role``, ``is_kept``.

    Returns:
        ``CREDIT_COLUMNS``, in the order of the articles and of the text. ``char_start``, ``char_end`` and ``text`` are
        null where the credit stands in the byline that metadata gave. ``agency_id`` and ``agency_name`` are null for
        initials and for people.
    """
    spans: dict[str, list[tuple[int, int, str, bool]]] = {}
    ordered = blocks.sort("article_id", "block_index").select("article_id", "char_start", "char_end", "role", "is_kept")
    for article_id, start, end, role, is_kept in ordered.iter_rows():
        spans.setdefault(article_id, []).append((start, end, role, is_kept))
    data: dict[str, list[object]] = {name: [] for name in CREDIT_COLUMNS}
    height = articles.height
    outlets = articles["outlet_id"].to_list() if "outlet_id" in articles.columns else [None] * height
    bylines = articles["byline"].to_list() if "byline" in articles.columns else [None] * height
    for article_id, text, outlet_id, byline in zip(
        articles["article_id"].to_list(), articles["text"].to_list(), outlets, bylines, strict=True
    ):
        whole = [(0, len(text), "body", True)]
        found = credits_of(text, spans.get(article_id, whole), outlet_id=outlet_id, byline=byline)
        for index, credit in enumerate(found):
            placed = credit.char_start >= 0
            data["article_id"].append(article_id)
            data["credit_index"].append(index)
            data["agency_id"].append(credit.agency_id)
            data["agency_name"].append(credit.agency_name)
            data["credit_kind"].append(credit.kind)
            data["char_start"].append(credit.char_start if placed else None)
            data["char_end"].append(credit.char_end if placed else None)
            data["text"].append(text[credit.char_start : credit.char_end] if placed else None)
            data["rule"].append(credit.rule)
    return pl.DataFrame(data, schema=CREDIT_COLUMNS)


def wire_agencies(found: pl.DataFrame) -> pl.DataFrame:
    """The agency whose copy an article is, from ``find_credits``: ``article_id``, ``agency_id``; others have no row.

    A dateline or a byline names it. Without either, a sign-off or line that names exactly one agency does; a list of
    several, or "with AFP", says that the outlet compiled its own text, and makes no wire copy.
    """
    of_agency = found.filter(
        (pl.col("credit_kind") == "agency") & pl.col("agency_id").is_not_null() & (pl.col("agency_id") != UNNAMED)
    )
    strong = (
        of_agency.filter(pl.col("rule").is_in(["dateline", "byline"]))
        .sort("article_id", "credit_index")
        .group_by("article_id", maintain_order=True)
        .agg(pl.col("agency_id").first())
    )
    single = (
        of_agency.filter(pl.col("rule").is_in(["sign_off", "agency_brackets", "agency_line"]))
        .group_by("article_id")
        .agg(pl.col("agency_id").unique())
        .filter(pl.col("agency_id").list.len() == 1)
        .with_columns(pl.col("agency_id").list.first())
        .join(strong, on="article_id", how="anti")
    )
    return pl.concat([strong, single]).sort("article_id")
