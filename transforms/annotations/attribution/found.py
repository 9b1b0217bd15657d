"""What a rule hands on: an attribution as ranges of tokens."""

from transforms.annotations.attribution.cues import Cue

Span = tuple[int, int]


class Found:
    """An attribution as token ranges. ``content`` is one or two ranges, in order."""

    __slots__ = ("content", "cue", "entry", "negated", "rule", "speaker", "via")

    def __init__(
        self, content: list[Span], speaker: Span | None, cue: Span, entry: Cue, *, rule: str, negated: bool = False
    ) -> None:
        """What a rule found; ``via`` is known later."""
        self.content = content
        self.speaker = speaker
        self.cue = cue
        self.entry = entry
        self.negated = negated
        self.rule = rule
        self.via: Span | None = None

    def is_whole(self) -> bool:
        """Whether no range is empty, as happens between marks that no sentence has in a row."""
        for begin, end in self.content:
            if begin >= end:
                return False
        return self.speaker is None or self.speaker[0] < self.speaker[1]

    def reporting(self, content: list[Span], rule: str) -> "Found":
        """Itself, with its content and the rule that found it."""
        self.content, self.rule = content, rule
        return self
