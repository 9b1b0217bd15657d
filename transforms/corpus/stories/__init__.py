"""Stories: articles of several outlets that tell one event, and the affairs that events belong to."""

from transforms.corpus.stories.grouping import have_todays_weights, new_links
from transforms.corpus.stories.identity import possible_ids
from transforms.corpus.stories.pairs import (
    LEAST_SHARED,
    LEAST_UNDATED,
    LINK_COLUMNS,
    NEAR,
    REACH,
    pair_weights,
)
from transforms.corpus.stories.stories import Stories, StoryState, find_stories, group_stories
from transforms.corpus.stories.storylines import join_stories
from transforms.corpus.stories.vectors import Keys, Numbers, by_kind, key_terms, keys_of

__all__ = [
    "LEAST_SHARED",
    "LEAST_UNDATED",
    "LINK_COLUMNS",
    "NEAR",
    "REACH",
    "Keys",
    "Numbers",
    "Stories",
    "StoryState",
    "by_kind",
    "find_stories",
    "group_stories",
    "have_todays_weights",
    "join_stories",
    "key_terms",
    "keys_of",
    "new_links",
    "pair_weights",
    "possible_ids",
]
