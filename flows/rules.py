"""What decides that something is done again, and what: docs/again.md says it for readers.

Every annotator has a fingerprint: of its code, the bundled lists that it names, the user's lists that it takes, and the
columns that it fills. So have the reading of sources and what is made across articles. The ledger keeps them with each
article, so that a run sees what would come out otherwise today.
"""

import contextlib
import functools
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import polars as pl

from flows.settings import Settings
from transforms.annotations.annotator import Annotator
from transforms.annotations.annotators import ANNOTATORS
from transforms.fingerprints import Code, source_hash
from warehouse.contract.tables import TABLE, TABLES
from warehouse.statements import sql_files
from warehouse.store.layout import Layout
from warehouse.store.ledger import FINGERPRINTS, Ledger

_READERS: Final = (
    ("warehouse.sources", "find_files"),
    ("warehouse.sources", "read_manifest"),
    ("warehouse.sources", "read_file"),
)
_ACROSS: Final = (("flows.stages.resolving", "resolve"), ("transforms.annotations.reference_tables", "static_tables"))
_SEEN: Final = (("transforms.annotations.unseen", None),)  # between every annotator and the text
_SQL: Final = ("views", "macros")
_WHOLE: Final = ""  # the ledger's hash for what made a snapshot as a whole
_OPENING, _ACROSS_ARTICLES = "opening", "across"
_SIZE: Final = 8  # bytes, as of the fingerprints of code


@dataclass(frozen=True, slots=True)
class Rules:
    """Fingerprints of what a run does.

    Attributes:
        annotators: By annotator.
        opening: Of what opens and decodes sources.
        across: Of what is made of all articles: speakers, copies, views, the tables' own prose.
    """

    annotators: Mapping[str, str]
    opening: str
    across: str

    @classmethod
    def of(cls, settings: Settings) -> "Rules":
        """Those of the installed code under a run's settings."""
        code = _code_fingerprints(settings.layout)
        lists = {name: _content(path) for name, path in (("outlets", settings.outlets), ("labels", settings.labels))}
        annotators = {
            one.name: _hash(code[one.name], *_columns(one), *(f"{name}={lists[name]}" for name in one.lists))
            for one in ANNOTATORS.annotators
        }
        across = _hash(code[_ACROSS_ARTICLES], lists["outlets"], _content(settings.aliases), repr(TABLES), *_sql())
        return cls(annotators, _hash(code[_OPENING], repr(asdict(settings.limits))), across)

    @property
    def hash(self) -> str:
        """Hash over all annotators: what an article's rows were made by."""
        return hash_of(self.annotators)

    @property
    def opening_hash(self) -> str:
        """Hash over what a file has to be opened again for: readers, and annotators that need the document."""
        return _hash(self.opening, hash_of({name: self.annotators[name] for name in ANNOTATORS.bound}))

    def stale(self, made: Mapping[str, str]) -> frozenset[str]:
        """Annotators that were others when some rows were made.

        Args:
            made: Their fingerprints then, by name.
        """
        return frozenset(name for name, now in self.annotators.items() if made.get(name) != now)

    def current_documents(self, ledger: Ledger) -> frozenset[str]:
        """Hashes of rules under which a document would be cleaned as today."""
        return frozenset(made for made, prints in ledger.rules().items() if not self.stale(prints) & ANNOTATORS.bound)

    def is_same_across(self, ledger: Ledger) -> bool:
        """Whether what is made of all articles is as it was for the published snapshot."""
        return ledger.rules().get(_WHOLE, {}).get(_ACROSS_ARTICLES) == self.across

    def frame(self) -> pl.DataFrame:
        """Rows for the ledger's fingerprints."""
        whole = pl.DataFrame([(_WHOLE, _ACROSS_ARTICLES, self.across)], schema=FINGERPRINTS, orient="row")
        return pl.concat([frame_of(self.annotators), whole])


def hash_of(annotators: Mapping[str, str]) -> str:
    """Hash over fingerprints of annotators."""
    return _hash(*(f"{name}={annotators[name]}" for name in sorted(annotators)))


def frame_of(annotators: Mapping[str, str]) -> pl.DataFrame:
    """Fingerprints of annotators as rows for the ledger."""
    rows = [(hash_of(annotators), name, value) for name, value in annotators.items()]
    return pl.DataFrame(rows, schema=FINGERPRINTS, orient="row")


def _code_fingerprints(layout: Layout) -> Mapping[str, str]:
    """Those of the installed code, as the last run over the warehouse found them, if the code is as it was then."""
    source = source_hash()
    try:
        kept = json.loads(layout.fingerprints.read_bytes())
        code = {str(name): str(value) for name, value in kept["code"].items()}
        if kept["check"] == _check(source, code):
            return code
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # not there, or damaged
        pass
    code = _found_fingerprints()
    with contextlib.suppress(OSError):  # nobody may write here, or there is no warehouse yet
        draft = layout.fingerprints.with_suffix(".draft")
        draft.write_text(json.dumps({"check": _check(source, code), "code": code}), encoding="utf-8")
        draft.replace(layout.fingerprints)
    return code


def _check(source: str, code: Mapping[str, str]) -> str:
    """What holds kept fingerprints to the code that they were found in, and to themselves."""
    return _hash(source, *(f"{name}={code[name]}" for name in sorted(code)))


@functools.cache
def _found_fingerprints() -> dict[str, str]:
    """Those of the installed code; a second and a half of processor time, for all of it is parsed."""
    code = Code()
    found = {
        one.name: code.fingerprint([(one.function.__module__, one.function.__name__), *_SEEN])
        for one in ANNOTATORS.annotators
    }
    return found | {_OPENING: code.fingerprint(_READERS), _ACROSS_ARTICLES: code.fingerprint(_ACROSS)}


def _columns(one: Annotator) -> list[str]:
    """The contract's columns that an annotator fills."""
    said = []
    for make in one.makes:
        table, _, added = make.partition(".")
        others = ANNOTATORS.added.get(table, frozenset())
        wanted = (c for c in TABLE[table].columns if (c.name == added if added else c.name not in others))
        said += [f"{table}.{column.name} {column.type}" for column in wanted]
    return said


def _sql() -> list[str]:
    return [f"{name}={text}" for folder in _SQL for name, text in sql_files(folder)]


def _content(path: str | None) -> str:
    return "" if path is None else hashlib.sha256(Path(path).read_bytes()).hexdigest()


def _hash(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=_SIZE).hexdigest()
