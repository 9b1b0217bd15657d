"""Stories that make an affair: by the mean over all pairs of their originals, whatever their ids."""

import datetime as dt

import polars as pl

from transforms.corpus.stories import join_stories

_MEMBERS = {"s1": ["a1", "a2"], "s2": ["b1", "b2"], "s3": ["c1", "c2"]}


def _joined(links: dict[tuple[str, str], float], ids: dict[str, str] | None = None, **old: str) -> list[list[str]]:
    named = ids or {story: story for story in _MEMBERS}
    stories = pl.DataFrame(
        {
            "story_id": list(named.values()),
            "title": [f"Of {story}" for story in named],
            "first_date": [dt.date(2031, 5, number) for number in range(1, 4)],
            "last_date": [dt.date(2031, 5, 9)] * 3,
            "article_count": [2, 3, 2],
        }
    )
    members = [(named[story], article) for story, articles in _MEMBERS.items() for article in articles]
    rows, of_story = join_stories(
        stories,
        pl.DataFrame(members, schema=["story_id", "article_id"], orient="row"),
        pl.DataFrame(
            [(*pair, chance) for pair, chance in links.items()],
            schema={"article_id": pl.String, "other_article_id": pl.String, "probability": pl.Float64},
            orient="row",
        ),
        old,
    )
    assert (
        rows["story_count"].to_list() == of_story.group_by("storyline_id").len().sort("storyline_id")["len"].to_list()
    )
    titles = dict(rows.select("storyline_id", "title").iter_rows())
    back = {story_id: story for story, story_id in named.items()}
    lines = of_story.group_by("storyline_id").agg("story_id").sort("storyline_id")
    return sorted([titles[line], *sorted(back[one] for one in ids)] for line, ids in lines.iter_rows())


def test_two_stories_are_one_affair_where_the_mean_over_all_their_pairs_is_enough() -> None:
    assert _joined({("a1", "b1"): 0.3, ("a2", "b2"): 0.12}) == [["Of s2", "s1", "s2"]]  # .42 of four pairs
    assert _joined({("a1", "b1"): 0.38}) == []


def test_links_within_a_story_and_to_nobodys_article_say_nothing() -> None:
    assert _joined({("a1", "a2"): 0.9, ("a1", "z1"): 0.9, ("b1", "c1"): 0.2}) == []


def test_the_ids_of_stories_decide_nothing() -> None:
    links = {("a1", "b1"): 0.4, ("b1", "c1"): 0.4}  # equally likely: the first articles' stories come first
    assert _joined(links) == [["Of s2", "s1", "s2"]]
    assert _joined(links, {"s1": "z", "s2": "y", "s3": "x"}) == [["Of s2", "s1", "s2"]]
