"""The lexicon keeps its own rules."""

from transforms.annotations.attribution.cues import CUE_NOUNS, CUES, match_cue
from transforms.resources import read_rows, read_toml

FRAMES = {"quote", "that", "bare", "wh", "to", "ing", "addr", "obj", "obj2", "obj-to", "obj-of", "obj-as", "obj-for"}
CLASSES = {"neutral", "announce", "claim", "admit", "deny", "refuse", "accuse", "criticize"} | {
    "praise",
    "demand",
    "warn",
    "promise",
    "ask",
    "open",
    "name",
    "joke",
    "think",
    "show",
}


def test_every_row_is_complete_and_known() -> None:
    rows = read_rows("cues.csv")
    lemmas = [row["lemma"] for row in rows]
    assert len(lemmas) == len(set(lemmas)) >= 400
    assert lemmas == sorted(lemmas)
    for row in rows:
        assert len(row["forms"].split("|")) == 5, row
        assert row["cue_class"] in CLASSES, row
        assert row["kind"] in {"speech", "thought", "document"}, row
        assert row["source"], row
        frames = set(row["frames"].split())
        assert frames, row
        assert {frame for frame in frames if not frame.startswith("p:")} <= FRAMES, row


def test_the_longest_phrase_wins() -> None:
    cue = match_cue(["went", "on", "to", "say"], 0, 4)
    assert cue is not None
    assert (cue.lemma, cue.form) == ("go on to say", "past")
    assert match_cue(["went", "home"], 0, 2) is None


def test_forms_are_spelled_as_written_english_has_them() -> None:
    for word in ("began", "bragged", "committed", "agreeing", "regretted", "quizzed", "labelled", "labeled", "tore"):
        assert word in CUES, word
    for row in read_rows("cues.csv"):
        base, third, _, gerund, _ = (form.split("/")[0].split(" ")[0] for form in row["forms"].split("|"))
        assert gerund.endswith("ing"), row
        assert gerund != base[:-1] + "ing" or not base.endswith("ee"), row
        assert third.endswith("s"), row


def test_nouns_are_complete_and_known() -> None:
    rows = read_rows("cue_nouns.csv")
    nouns = [row["noun"] for row in rows]
    assert nouns == sorted(set(nouns))
    for row in rows:
        assert row["lemma"], row
        assert row["cue_class"] in CLASSES, row
        assert row["owned"] or row["carried"], row
    assert CUE_NOUNS["warning"].cue.cue_class == "warn"
    assert "that" in CUE_NOUNS["warning"].owned


def test_the_rules_are_listed_once() -> None:
    rows = read_rows("attribution_rules.csv")
    rules = [row["rule"] for row in rows]
    assert rules == sorted(set(rules))
    for row in rows:
        assert 0 < float(row["confidence"]) < 1, row
        assert row["looks_for"], row


def test_a_closed_class_word_has_one_tag() -> None:
    tags = read_toml("attribution_words.toml")["tags"]
    words = [word for listed in tags.values() for word in set(listed.split())]
    assert len(words) == len(set(words))
