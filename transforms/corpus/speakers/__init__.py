"""One speaker across articles: names are joined, namesakes stay apart."""

from transforms.corpus.speakers.identity import (
    PROFILE,
    Identities,
    identify,
    link_speakers,
    profiles_of,
    speaker_facts,
    with_speakers,
)

__all__ = ["PROFILE", "Identities", "identify", "link_speakers", "profiles_of", "speaker_facts", "with_speakers"]
