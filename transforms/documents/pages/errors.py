"""Why a page gave no article: a closed list, so that rejected pages can be counted by reason."""

from typing import Final

PAGE_REASONS: Final = (
    "empty_page",  # nothing but white space
    "not_html",  # another format: a feed, JSON, a PDF, plain text without a tag
    "too_large",  # more characters or elements than a news page has
    "too_deep",  # nested beyond the parser's limit, and nothing readable above it
    "index_page",  # a front page, a section front or a list of teasers
    "no_article_text",  # parsed, but nothing that reads like an article
    "extractor_failed",  # the extraction library gave up on hostile markup
)


class PageError(ValueError):
    """A page from which no article can be read.

    Attributes:
        reason: One of ``PAGE_REASONS``.
        detail: What was seen, in a few words, for the ``rejects`` table.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        if reason not in PAGE_REASONS:
            raise KeyError(reason)
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
