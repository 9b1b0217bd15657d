"""Stories: articles of several outlets that tell one event, and the affairs that events belong to."""

from transforms.corpus.stories.grouping import have_todays_weights
from transforms.corpus.stories.pairs import LINK_COLUMNS, REACH
from transforms.corpus.stories.stories import Stories, StoryState, find_stories

__all__ = ["LINK_COLUMNS", "REACH", "Stories", "StoryState", "find_stories", "have_todays_weights"]
