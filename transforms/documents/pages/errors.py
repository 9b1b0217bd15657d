"""Why a page gave no article: a closed list, so that rejected pages can be counted by reason."""

from transforms.vocabulary import PAGE_REASONS


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
