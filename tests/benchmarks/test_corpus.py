"""The generated corpus: the same every time, of any size, with work for every stage."""

import gzip
import json

import polars as pl
import pytest

from tests.benchmarks.corpus import articles, main


def test_same_seed_gives_the_same_articles_wherever_one_begins():
    whole = list(articles(60, per_day=25))
    assert list(articles(60, per_day=25)) == whole
    assert list(articles(20, per_day=25, first=40)) == whole[40:]
    assert [one["text"] for one in articles(5, seed=2, per_day=25)] != [one["text"] for one in whole[:5]]


def test_days_grow_with_the_number_of_articles():
    dates = pl.Series([one.get("published_at", "")[:10] for one in articles(300, per_day=50)])
    counts = dates.filter(dates != "").value_counts()
    assert counts.height >= 300 / 50
    assert dates.eq("").sum() > 0


def test_stories_repeat_quotes_and_agencies_texts():
    made = list(articles(1000))
    first_texts = [one["text"][:200] for one in made]
    assert any(text.split(" - ", 1)[0].endswith(")") for text in first_texts)
    said = pl.Series([line.split("”")[0] for one in made for line in one["text"].split("\n\n") if line.startswith("“")])
    assert said.is_duplicated().mean() > 0.1
    assert len({one["outlet"] for one in made}) == 40
    assert 3_500 < sum(len(one["text"]) for one in made) / len(made) < 6_000
    again = [one["id"] for one in made if one["title"].startswith("Update: ")]
    assert again  # the page of the day before, changed: an update
    assert len({one["id"] for one in made}) == len(made) - len(again)


@pytest.mark.parametrize("kind", ["text", "html"])
def test_writes_what_a_run_can_read(tmp_path, kind):
    from flows.settings import Settings
    from flows.stages.running import run_once
    from flows.workers.executors import InProcess

    file = tmp_path / "news.jsonl.gz"
    main(["12", str(file), "--kind", kind, "--per-day", "6"])
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        assert all(kind in json.loads(line) for line in lines)
    outcome = run_once(Settings(sources=(str(file),), warehouse=str(tmp_path / "w")), InProcess())
    assert outcome.published is not None
    assert outcome.published.counts["articles_kept"] + outcome.published.counts["duplicates"] == 12
    assert outcome.published.row_counts["quotes"] > 20
