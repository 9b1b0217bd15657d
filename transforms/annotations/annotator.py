"""What an annotator is: a function with a declaration of what it reads and makes, and in which order several go.

A name is a frame (``sentences``) or a column that is added to one (``articles.topic_id``). A frame that is stored is a
table of the same name; what an annotator hands on, others read and nobody stores. An annotator sees what it declares
and nothing else, so that a declaration cannot say less than is true.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import polars as pl

from transforms.text.matching import SentenceIndex

DOCUMENTS: Final = "documents"  # what the read stage gives: gone once an article is made of it
FRAGMENTS: Final = "fragments"  # what is learned of outlets' templates from many articles
GIVEN: Final = (DOCUMENTS, FRAGMENTS)
READ: Final = "as_read"  # the sentences that are looked at for quotes and words

Frames = Mapping[str, pl.DataFrame]


class DeclarationError(ValueError):
    """Annotators that cannot be put in order, or that do not do what they declare: a mistake of ours."""


@dataclass(frozen=True, slots=True)
class Annotator:
    """One step from article to rows.

    Attributes:
        name: How it is called in fingerprints and messages.
        function: From what it needs to frames: a whole frame for each that it makes or hands on; for columns that it
            adds, a frame of the key and these columns.
        needs: Frames, and columns that others add to them.
        makes: Frames that are stored, and columns added to stored frames.
        hands_on: Frames that only other annotators read.
        lists: Lists of the user's that it takes: ``outlets``, ``labels``.
    """

    name: str
    function: Callable[["Needed"], Frames]
    needs: tuple[str, ...]
    makes: tuple[str, ...] = ()
    hands_on: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


@dataclass
class Rows:
    """What there is of a batch so far.

    Attributes:
        frames: By name; columns that were added stand in their frame.
        lists: The user's lists by name.
    """

    frames: dict[str, pl.DataFrame]
    lists: Mapping[str, pl.DataFrame | None] = field(default_factory=dict)

    @cached_property
    def index(self) -> SentenceIndex:
        """The sentences as they are read, made ready for matching once."""
        return SentenceIndex(self.frames[READ], pl.DataFrame())

    @cached_property
    def voiced_index(self) -> SentenceIndex:
        """The same, with whose words they are."""
        return self.index.with_voices(self.frames["voice_spans"])


class Needed:
    """What one annotator may see of the rows.

    Args:
        rows: All there is.
        annotator: Who asks.
        added: Columns that some annotator adds, by frame.
    """

    def __init__(self, rows: Rows, annotator: Annotator, added: Mapping[str, frozenset[str]]) -> None:
        self._rows, self._annotator, self._added = rows, annotator, added

    def __getitem__(self, name: str) -> pl.DataFrame:
        """A frame, without the columns that others add to it and that are not needed."""
        self._check(name)
        hidden = [column for column in self._added.get(name, ()) if f"{name}.{column}" not in self._annotator.needs]
        frame = self._rows.frames[name]
        return frame.drop(hidden, strict=False) if hidden else frame

    def list_of(self, name: str) -> pl.DataFrame | None:
        """A list of the user's; None where none is given."""
        if name not in self._annotator.lists:
            raise DeclarationError(f"the annotator {self._annotator.name} takes the list {name} and does not say so")
        return self._rows.lists.get(name)

    @property
    def index(self) -> SentenceIndex:
        """The sentences that are read, ready for matching."""
        self._check(READ)
        return self._rows.index

    @property
    def voiced_index(self) -> SentenceIndex:
        """The same, with whose words they are."""
        self._check(READ)
        self._check("voice_spans")
        return self._rows.voiced_index

    def _check(self, name: str) -> None:
        if name not in self._annotator.needs:
            raise DeclarationError(f"the annotator {self._annotator.name} reads {name} and does not say so")


@dataclass(frozen=True, slots=True)
class Again:
    """What is done again from stored rows.

    Attributes:
        annotators: Names, in their order.
        reads: Stored frames that they read.
        writes: Stored frames that they make, or add columns to.
    """

    annotators: tuple[str, ...]
    reads: tuple[str, ...]
    writes: tuple[str, ...]


class Plan:
    """Annotators in an order in which each finds what it needs.

    Args:
        annotators: In any order; of those that could be next the first goes first.

    Raises:
        DeclarationError: A need that nobody makes, two that make the same, or a circle.
    """

    def __init__(self, annotators: Iterable[Annotator]) -> None:
        self.annotators: Final = _ordered(tuple(annotators))
        self._maker: Final = {name: one for one in self.annotators for name in (*one.makes, *one.hands_on)}
        added: dict[str, set[str]] = {}
        for name in self._maker:
            frame, _, column = name.partition(".")
            if column:
                added.setdefault(frame, set()).add(column)
        self.added: Final = {frame: frozenset(columns) for frame, columns in added.items()}

    @property
    def tables(self) -> frozenset[str]:
        """Frames that are stored."""
        return frozenset(name for one in self.annotators for name in one.makes if "." not in name)

    @property
    def bound(self) -> frozenset[str]:
        """Annotators that cannot work without the document."""
        return frozenset(one.name for one in self.annotators if not self.again({one.name}).annotators)

    def run(self, rows: Rows, names: Collection[str] | None = None) -> None:
        """Let annotators add to the rows: those named, else all.

        Raises:
            DeclarationError: One makes something else than it declares.
        """
        for one in self.annotators:
            if names is None or one.name in names:
                self._put(rows, one, one.function(Needed(rows, one, self.added)))

    def _put(self, rows: Rows, one: Annotator, made: Frames) -> None:
        wanted = {name.partition(".")[0] for name in (*one.makes, *one.hands_on)}
        if wanted != set(made):
            raise DeclarationError(
                f"the annotator {one.name} declares {', '.join(sorted(wanted))} and makes {', '.join(sorted(made))}"
            )
        for name, frame in made.items():
            if name in one.makes or name in one.hands_on:
                rows.frames[name] = frame
                continue
            key, *columns = frame.columns
            declared = [make.partition(".")[2] for make in one.makes if make.startswith(f"{name}.")]
            if set(columns) != set(declared):
                raise DeclarationError(
                    f"the annotator {one.name} adds {', '.join(columns)} to {name} and declares {', '.join(declared)}"
                )
            rows.frames[name] = (
                rows.frames[name].drop(columns, strict=False).join(frame, on=key, how="left", maintain_order="left")
            )

    def again(self, stale: Collection[str]) -> Again:
        """What can be done again from stored rows where some annotators would do otherwise now.

        Each stale annotator is run again with all that rests on it, and with whatever hands them frames that are not
        stored. One that cannot be (it needs the document) is left out, and so is what only it would change.

        Args:
            stale: Names of annotators.
        """
        chosen: set[str] = set()
        for one in self.annotators:
            if one.name in stale and one.name not in chosen:
                group = self._closure(one)
                if not any(DOCUMENTS in member.needs for member in self.annotators if member.name in group):
                    chosen |= group
        members = [one for one in self.annotators if one.name in chosen]
        made = {name for one in members for name in (*one.makes, *one.hands_on) if "." not in name}
        read = {name.partition(".")[0] for one in members for name in one.needs}
        written = {name.partition(".")[0] for one in members for name in one.makes}
        return Again(
            tuple(one.name for one in members),
            tuple(sorted(((read | written) - made) & self.tables)),
            tuple(sorted(written)),
        )

    def _closure(self, first: Annotator) -> set[str]:
        """An annotator, those that rest on it, and those that hand any of them what is not stored."""
        changed = {first.name}
        outputs = {*first.makes, *first.hands_on}
        for one in self.annotators:  # in order: what rests on another comes after it
            if outputs & set(one.needs):
                changed.add(one.name)
                outputs |= {*one.makes, *one.hands_on}
        chosen: set[str] = set()
        while not changed <= chosen:
            chosen |= changed
            members = [one for one in self.annotators if one.name in chosen]
            needs = {name for one in members for name in one.needs if name not in GIVEN}
            makers = {self._maker[name].name for name in needs if name in self._maker[name].hands_on}
            # a frame that is made anew has lost the columns that were added to it
            anew = {f"{name}.{column}" for one in members for name in one.makes for column in self.added.get(name, ())}
            changed = makers | {self._maker[name].name for name in anew}
        return chosen


def _ordered(annotators: tuple[Annotator, ...]) -> tuple[Annotator, ...]:
    makers: dict[str, str] = {}
    for one in annotators:
        for name in (*one.makes, *one.hands_on):
            if name in makers:
                raise DeclarationError(f"both annotators {makers[name]} and {one.name} make {name}")
            makers[name] = one.name
    for one in annotators:
        for name in (*one.needs, *(make.partition(".")[0] for make in one.makes)):
            if name not in makers and name not in GIVEN:
                raise DeclarationError(f"the annotator {one.name} needs {name}, which nobody makes")
    waiting = list(annotators)
    there = set(GIVEN)
    ordered: list[Annotator] = []
    while waiting:
        ready = next((one for one in waiting if _wants(one) <= there), None)
        if ready is None:
            raise DeclarationError(
                f"the annotators {', '.join(one.name for one in waiting)} need each other in a circle"
            )
        waiting.remove(ready)
        ordered.append(ready)
        there |= {*ready.makes, *ready.hands_on}
    return tuple(ordered)


def _wants(one: Annotator) -> set[str]:
    """What has to be there before it: what it needs, and the frames that it adds columns to."""
    own = set(one.makes)
    frames = {make.partition(".")[0] for make in one.makes}
    return {*one.needs, *(frame for frame in frames if frame not in own)}
