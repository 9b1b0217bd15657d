"""Figures of articles: value, unit, what is counted, how sure the text is, and whose words they are."""

from transforms.annotations.numbers.tagging import article_numbers

__all__ = ["article_numbers"]
