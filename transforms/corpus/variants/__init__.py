"""Quote variants: one utterance in several articles of a story, what each kept of it and what it cut."""

from transforms.corpus.variants.reading import StoryRows
from transforms.corpus.variants.speakers import CORRECTION, correct_speakers
from transforms.corpus.variants.variants import Variants, find_variants, with_speakers

__all__ = ["CORRECTION", "StoryRows", "Variants", "correct_speakers", "find_variants", "with_speakers"]
