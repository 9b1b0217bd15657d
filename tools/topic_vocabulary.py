"""The hand-made vocabulary of topics: ``tools/topic_seeds/*.toml``.

A table per topic (its IPTC number), its terms by strength: ``strong`` hardly occurs outside the field, ``usual`` is an
ordinary word of it, ``weak`` a hint. ``also`` names further topics that the terms speak for (a drone is defence policy,
and war); ``share`` scales the strengths for the topic itself where the news files its stories elsewhere.
"""

import tomllib
from pathlib import Path
from typing import Final, NamedTuple

from transforms.annotations.topics import topic_rows
from transforms.annotations.topics.lexicon import normalise_term

STRENGTHS: Final = {"strong": 2.0, "usual": 1.0, "weak": 0.5}
SEEDS: Final = Path(__file__).parent / "topic_seeds"


class Claim(NamedTuple):
    """A topic's claim to a term. Of several under one top topic the strongest wins, then the narrowest."""

    strength: float
    level: int
    topic_id: str


def read_seeds(folder: Path = SEEDS) -> dict[tuple[str, str], Claim]:
    """The winning claim for each term (as first written) and top topic.

    Raises:
        ValueError: A table names a topic that the taxonomy does not have.
    """
    taxonomy = {row["topic_id"]: row for row in topic_rows().iter_rows(named=True)}
    claims: dict[tuple[str, str], Claim] = {}
    written: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        for number, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            factors = {f"medtop:{number}": table.get("share", 1.0)} | {
                f"medtop:{other}": 1.0 for other in table.get("also", [])
            }
            terms = [
                (" ".join(term.split()), strength)
                for name, strength in STRENGTHS.items()
                for term in table.get(name, "").split(",")
                if normalise_term(term)
            ]
            for topic_id, factor in factors.items():
                if topic_id not in taxonomy:
                    raise ValueError(f"{path.name}: transforms/data/topics.csv has no topic {topic_id}")
                topic = taxonomy[topic_id]
                for term, strength in terms:
                    place = (written.setdefault(normalise_term(term), term), topic["top_topic_id"])
                    claim = Claim(strength * factor, topic["level"], topic_id)
                    claims[place] = max(claims.get(place, claim), claim)
    return claims
