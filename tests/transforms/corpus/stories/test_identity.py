"""Ids of stories are state: they stay with the most shared members, and all else is a change."""

from transforms.corpus.stories.identity import Change, name_groups


def test_a_group_that_nobody_has_seen_is_created() -> None:
    named = name_groups([["a", "b"]], {}, prefix="sto")
    assert named.changes == [Change(named.ids[0], "created", None, 2)]
    assert named.ids == name_groups([["a", "b", "c"]], {}, prefix="sto").ids  # made of its first member


def test_a_group_that_grows_keeps_its_id() -> None:
    named = name_groups([["x", "a", "b"]], {"a": "sto_1", "b": "sto_1"}, prefix="sto")
    assert named == (["sto_1"], [])


def test_of_two_that_become_one_the_larger_gives_the_id() -> None:
    old = {"a": "sto_1", "b": "sto_2", "c": "sto_2", "d": "sto_1", "e": "sto_2"}
    named = name_groups([["a", "b", "c", "d", "e"]], old, prefix="sto")
    assert named == (["sto_2"], [Change("sto_1", "merged_into", "sto_2", 2)])


def test_what_splits_off_gets_an_id_of_its_own() -> None:
    named = name_groups([["a", "b"], ["c", "d", "e"]], dict.fromkeys("abcde", "sto_1"), prefix="sto")
    assert named.ids[1] == "sto_1"
    assert named.changes == [Change(named.ids[0], "split_from", "sto_1", 2)]


def test_an_id_is_not_given_twice() -> None:
    first = name_groups([["a", "b"]], {}, prefix="sto").ids[0]
    named = name_groups([["b", "c"], ["a", "d"]], {"a": first, "b": first, "c": first}, prefix="sto")
    assert named.ids[0] == first
    assert named.ids[1] != first


def test_a_story_without_articles_is_retired() -> None:
    assert name_groups([], {"a": "sto_1"}, prefix="sto").changes == [Change("sto_1", "retired", None, 1)]
