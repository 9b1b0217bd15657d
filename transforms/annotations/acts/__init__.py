"""Speech and action classes: the sixteen PLOVER types, from verbs and nominalisations and what turns them.

``lexicon`` holds the words, ``selection`` leaves out hits that can make no row, ``standing`` tells the verb from the
noun, ``context`` what the sentence is about, ``scope`` how far a word reaches; ``reading`` goes through a sentence and
lets negators, hedges and governing words turn what follows them, ``headline`` picks the one act that a title reports,
``parties`` names who acts towards whom, ``tagging`` makes the tables.

What the rules cannot see: irony, metaphor beyond the set phrases, an act told without any of its words.

Source of the classes: Halterman, Bagozzi, Beger, Schrodt and Scarborough (2023), "PLOVER and POLECAT: a new political
event ontology and dataset". Definitions and terms are ours.
"""

from transforms.annotations.acts.lexicon import act_rows
from transforms.annotations.acts.tagging import (
    ActHits,
    TaggedActs,
    content_acts,
    find_act_hits,
    headline_evidence,
    tag_acts,
)

__all__ = [
    "ActHits",
    "TaggedActs",
    "act_rows",
    "content_acts",
    "find_act_hits",
    "headline_evidence",
    "tag_acts",
]
