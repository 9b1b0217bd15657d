"""What all stages of one run share."""

import datetime as dt
import functools
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from flows.rules import Rules
from flows.sample import is_sample, sample_sources
from flows.settings import Settings
from flows.stages.recalling import recall
from flows.user_lists import check_lists
from flows.workers.chunks import check_declarations
from warehouse.remote.holding import Store
from warehouse.store.failures import Failures
from warehouse.store.layout import Layout
from warehouse.store.ledger import Ledger
from warehouse.store.verification import SoundFiles


@dataclass(frozen=True, slots=True)
class RunContext:
    """One run: what was asked for, and what it builds on.

    Attributes:
        settings: The run's settings, with sources.
        run_id: Its id.
        started_at: When it began.
        rules: What decides what becomes of a document.
        published: The run whose snapshot is published; None before the first.
        ledger: What the run need not do again; empty where it starts afresh.
        failures: What earlier runs failed on; empty, too, where it starts afresh.
        store: Where the run publishes, if that is no folder of this machine.
    """

    settings: Settings
    run_id: str
    started_at: dt.datetime
    rules: Rules
    published: str | None
    ledger: Ledger
    failures: Failures = field(default_factory=Failures)
    store: Store | None = None

    @classmethod
    def begin(
        cls, settings: Settings, *, run_id: str, started_at: dt.datetime, store: Store | None = None
    ) -> "RunContext":
        """The context of a run that holds the warehouse.

        Raises:
            WarehouseError: A list of the user's is wrong, or the published state is damaged.
        """
        check_declarations()
        check_lists(settings)
        published = settings.layout.published_run()
        is_afresh = published is None or settings.full_refresh
        is_given = bool(settings.sources) or settings.manifest is not None or settings.upkeep is not None
        is_ours = is_afresh or is_sample(settings.layout.manifest(str(published))["inputs"]["sources"])
        if is_ours and not is_given:
            settings = replace(settings, **sample_sources())
        ledger = Ledger(None) if is_afresh else Ledger.of(settings.layout, published)
        if ledger is None:
            rows = recall(settings.layout, str(published))
            ledger = Ledger.begun(settings.layout, str(published), rows)
        failures = Failures() if is_afresh else Failures.of(ledger, settings.layout)
        context = cls(settings, run_id, started_at, Rules.of(settings), published, ledger, failures, store)
        context.work.mkdir(parents=True, exist_ok=True)
        return context

    @property
    def layout(self) -> Layout:
        """Paths of the warehouse."""
        return self.settings.layout

    @property
    def staging(self) -> Path:
        """Folder of what a later run may take up: chunks, and what became of them."""
        return self.layout.staging

    @property
    def work(self) -> Path:
        """Folder of what this run alone uses."""
        return self.layout.staging / self.run_id

    def sound_manifest(self, *read: str, periods: Collection[str] | None = None) -> dict[str, Any] | None:
        """The manifest of the published snapshot with sound files only; None before the first.

        Args:
            read: Tables of which rows will be read: their files are held against their hashes, others trusted if
                nobody has written them.
            periods: Periods of which they will be; all by default.

        Raises:
            WarehouseError: A file is damaged, and nothing can give its rows.
        """
        if self.published is None:
            return None
        return _sound(self.layout, self.published, self.work / "sound").manifest(read, periods)


@functools.lru_cache(maxsize=1)  # of the run under way
def _sound(layout: Layout, published: str, folder: Path) -> SoundFiles:
    return SoundFiles(layout, layout.manifest(published), folder)


def new_run_id(now: dt.datetime) -> str:
    """Id of a run: its start in UTC and four random digits; sorts by time."""
    return f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"
