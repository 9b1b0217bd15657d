"""Word choice for actors: bundled and own label sets, and what an outlet calls the actors of its text."""

from transforms.annotations.labels.actors import actor_labels
from transforms.annotations.labels.sets import find_labels, label_rows

__all__ = ["actor_labels", "find_labels", "label_rows"]
