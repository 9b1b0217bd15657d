"""Topics of sentences and articles on the IPTC Media Topics."""

from transforms.annotations.topics.tagging import TopicTags, tag_topics
from transforms.annotations.topics.taxonomy import topic_rows

__all__ = ["TopicTags", "tag_topics", "topic_rows"]
