"""The words that tell an act, and what each of their written forms may mean.

A written form tells an act (``TELLS``), turns one (``DENIES``, ``REFUSES``, ``HEDGES``, ``ENDS``), only looks like one
(``IDIOM``), or says what the sentence is about (``CONTEXT``). The files are described in data/provenance/acts.md.
"""

from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.resources import read_rows, read_toml
from transforms.text.matching import TermMatcher, inflect, term_key

TELLS: Final = 0
DENIES: Final = 1
REFUSES: Final = 2
HEDGES: Final = 3
ENDS: Final = 4
PERFORMS: Final = 5
IDIOM: Final = 6
CONTEXT: Final = 7
_KINDS: Final = {"denial": DENIES, "refusal": REFUSES, "hedge": HEDGES, "ending": ENDS, "performing": PERFORMS}

FORCE: Final = 1
NATURE: Final = 2
CASUALTY: Final = 4
HOSTILE: Final = 8
CAPTIVE: Final = 16
FAILING: Final = 32
SPORT: Final = 64
_CONTEXTS: Final = {
    "force": FORCE,
    "nature": NATURE,
    "casualty": CASUALTY,
    "hostile": HOSTILE,
    "captive": CAPTIVE,
    "failing": FAILING,
    "sport": SPORT,
}

AS_WRITTEN: Final = 0
BASE: Final = 1
THIRD: Final = 2
PAST: Final = 3
ING: Final = 4
NOUN: Final = 5

NO_ACT: Final = "none"
TITLE_THRESHOLD: Final = 2.0  # a headline's act must be performed by a verb, or by a noun that nothing weakens
BODY_THRESHOLD: Final = 2.5  # in running text a noun ("the outrage") mostly names an act that another sentence tells
CONTENT_THRESHOLD: Final = 2.0  # what a quotation's content does may stand in a noun
_NOUN_LOSS: Final = 1.6  # a verb's form standing as a noun ("his support") reports an act less surely
_ONES: Final = "one's"
_OWNERS: Final = ("his", "her", "its", "their")
_GOVERNING: Final = {
    "request": 2.0,
    "accuse": 2.5,
    "reject": 2.5,
    "threaten": 2.5,
    "support": 3.0,
    "agree": 3.0,
}  # from this strength on


class Use(NamedTuple):
    """What a written form means: its act, how strongly, and its act among words of force."""

    act_id: str
    strength: float
    act_id_with_force: str
    polarity: int | None  # where it differs from the act's
    governs: bool  # whether it swallows the acts in its object
    judges: bool  # a word of opinion, which reports no deed: nothing stops, permits or demands it


class Sense(NamedTuple):
    """What one written form may mean."""

    kind: int  # TELLS, DENIES, …
    use: Use | None  # None: the form only turns other acts, or is context
    noun: Use | None  # the use where the form stands as a noun; None: no such form
    opening: Use | None  # the use at the start of a clause: an imperative
    shape: int  # AS_WRITTEN, BASE, THIRD, PAST, ING, NOUN
    is_often_noun: bool  # a verb's form that is a noun as often, told by the words beside it
    contexts: int  # bits of FORCE, NATURE, …: what the form says of the sentence


class Lexicon(NamedTuple):
    """The forms, ready for matching; arrays and senses by the number of the form."""

    matcher: TermMatcher
    senses: list[Sense]
    kinds: npt.NDArray[np.int64]
    strengths: npt.NDArray[np.float64]  # of the strongest use; 0 where the form tells nothing by itself
    contexts: npt.NDArray[np.int64]
    asks: npt.NDArray[np.bool_]  # tells a request, which a hostile act behind it sharpens
    may_name: npt.NDArray[np.bool_]  # may stand as a noun, which a verb performs
    lifting: int  # bits of the contexts that lift a weak act
    polarity: dict[str, int]
    when_refused: dict[str, str]
    when_denied: dict[str, str]


def act_rows() -> pl.DataFrame:
    """The acts: act_id, name, polarity (-1 conflict, 0, 1 cooperation), and definition in our own words."""
    rows = read_rows("acts.csv")
    names = ("act_id", "name", "polarity", "definition")
    return pl.DataFrame({name: [row[name] for row in rows] for name in names}).with_columns(
        pl.col("polarity").cast(pl.Int64)
    )


def _use(row: dict[str, str], act_id: str) -> Use:
    strength = float(row["strength"])
    return Use(
        act_id,
        strength,
        row.get("act_id_with_force") or act_id,
        int(row["polarity"]) if row.get("polarity") else None,
        strength >= _GOVERNING.get(act_id, 99.0),
        row["form"] == "j",
    )


class _Forms:
    """The written forms of the lexicon's rows, gathered before they become senses."""

    def __init__(self) -> None:
        self.uses: dict[str, dict[str, Use]] = {"v": {}, "n": {}, "x": {}, "j": {}, "i": {}}
        self.shapes: dict[str, int] = {}
        self.often_nouns: set[str] = set()
        self.kinds: dict[str, int] = {}
        self.contexts: dict[str, int] = {}
        self._also_nouns = frozenset(read_toml("acts_verb_forms.toml")["also_nouns"].split())

    def add(self, term: str, form: str, use: Use, *, kind: int) -> None:
        """Give every written form of a term its use; of two uses the stronger stays."""
        written = [term_key(term)] if form in ("i", "j") else [term_key(each) for each in inflect(term, form)]
        if form == "v":
            self._add_shapes(term, written)
        for each in written:
            known = self.uses[form].get(each)
            if known is None or known.strength < use.strength:
                self.uses[form][each] = use
                if form != "i":
                    self.kinds[each] = kind

    def _add_shapes(self, term: str, written: list[str]) -> None:
        shapes = [BASE, THIRD, *[PAST] * (len(written) - 3), ING]
        for each, shape in zip(written, shapes, strict=True):
            self.shapes.setdefault(each, shape)
        if term in self._also_nouns:
            self.often_nouns.update(written[:2])

    def sense(self, form: str) -> Sense:
        """What a written form may mean, of all that its rows say."""
        uses = self.uses
        noun = uses["n"].get(form)
        shape = self.shapes.get(form, AS_WRITTEN)
        verb, judging = uses["v"].get(form), uses["j"].get(form)
        if shape == ING and judging is not None:  # "misleading" judges more often than it tells
            verb = judging
        plain = uses["x"].get(form) or verb or noun or judging
        if shape == AS_WRITTEN and plain is noun is not None:
            shape = NOUN
        if shape == ING and (form in uses["x"] or judging is not None):
            shape = AS_WRITTEN
        if shape not in (BASE, THIRD):
            noun = None
        elif noun is None and plain is not None:
            noun = plain._replace(strength=plain.strength - _NOUN_LOSS, governs=False)
        return Sense(
            self.kinds.get(form, CONTEXT),
            plain,
            noun,
            uses["i"].get(form),
            shape,
            form in self.often_nouns,
            self.contexts.get(form, 0),
        )


def _owned(term: str) -> list[str]:
    """A term by everybody's word: "change one's story" is his, hers, its and theirs."""
    return [term.replace(_ONES, owner) for owner in _OWNERS] if _ONES in term else [term]


def _gathered() -> _Forms:
    forms = _Forms()
    for row in read_rows("acts_idioms.csv"):
        for written in inflect(row["term"], row["form"]):
            forms.kinds[term_key(written)] = IDIOM
    for row in read_rows("acts_terms.csv"):
        for term in _owned(row["term"]):
            forms.add(term, row["form"], _use(row, row["act_id"]), kind=TELLS)
    for row in read_rows("acts_scope.csv"):
        forms.add(row["term"], row["form"], _use(row, row["act_id"] or NO_ACT), kind=_KINDS[row["kind"]])
    for row in read_rows("acts_contexts.csv"):
        for written in inflect(row["term"], row["form"]):
            key = term_key(written)
            forms.contexts[key] = forms.contexts.get(key, 0) | _CONTEXTS[row["context"]]
    return forms


def _strongest(sense: Sense) -> float:
    uses = (use for use in (sense.use, sense.noun, sense.opening) if use is not None)
    return max((use.strength for use in uses if use.act_id != NO_ACT or use.act_id_with_force != NO_ACT), default=0.0)


@cache
def lexicon() -> Lexicon:
    """The bundled lexicon; read once per process."""
    forms = _gathered()
    terms = sorted(forms.kinds.keys() | forms.contexts.keys() | forms.uses["i"].keys())
    senses = [forms.sense(term) for term in terms]
    acts = read_rows("acts.csv")
    return Lexicon(
        matcher=TermMatcher(terms),
        senses=senses,
        kinds=np.array([sense.kind for sense in senses], dtype=np.int64),
        strengths=np.array([_strongest(sense) for sense in senses]),
        contexts=np.array([sense.contexts for sense in senses], dtype=np.int64),
        asks=np.array([sense.use is not None and sense.use.act_id == "request" for sense in senses]),
        may_name=np.array([sense.noun is not None or sense.shape in (AS_WRITTEN, NOUN) for sense in senses]),
        lifting=CASUALTY | CAPTIVE,
        polarity={row["act_id"]: int(row["polarity"]) for row in acts} | {NO_ACT: 0},
        when_refused={row["act_id"]: row["when_refused"] for row in acts} | {NO_ACT: NO_ACT},
        when_denied={row["act_id"]: row["when_denied"] for row in acts} | {NO_ACT: NO_ACT},
    )
