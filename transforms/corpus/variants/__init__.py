"""Quote variants: one utterance in several articles of a story, what each kept of it and what it cut."""

from transforms.corpus.variants.reading import StoryRows
from transforms.corpus.variants.variants import Variants, find_variants

__all__ = ["StoryRows", "Variants", "find_variants"]
