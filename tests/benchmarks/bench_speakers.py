"""CPU of speaker resolution on invented articles: ``python tests/benchmarks/bench_speakers.py [articles]``."""

import sys
import time

import polars as pl

from transforms.annotations.speakers import resolve_speakers

_PARAGRAPH = (
    "Northmark envoy {first} {last} told reporters on Monday that the talks in Eastholm could resume within weeks. "
    '"We are ready," {last} said. A senior Northmark official said the ministry had not decided. {pronoun} added that '
    "the president, Paul Harrow, would travel to the region. The Northmark Herald reported that two ships were waiting "
    "off Eastholm, near the harbour that both sides claim, and that talks had been broken off twice before.\n"
)
_PEOPLE = (("Ann", "Fox", "She"), ("Peter", "Tarkell", "He"), ("Nuri", "al-Harbani", "He"), ("Maria", "Costa", "She"))
_PARAGRAPHS = 11  # about 4,600 characters


def make(count: int) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Articles, sentences and quotes: three mentions a paragraph."""
    articles, sentences, quotes = [], [], []
    for number in range(count):
        article_id, text = f"a{number}", ""
        sentence_index = quote_index = 0
        for paragraph in range(_PARAGRAPHS):
            first, last, pronoun = _PEOPLE[(number + paragraph) % len(_PEOPLE)]
            offset = len(text)
            added = _PARAGRAPH.format(first=first, last=last, pronoun=pronoun)
            text += added
            starts = [0, *(at + 2 for at in range(len(added)) if added[at : at + 2] == ". ")]
            for start, end in zip(starts, [*starts[1:], len(added)], strict=True):
                sentences.append(
                    (
                        f"{article_id}.s{sentence_index:04d}",
                        article_id,
                        sentence_index,
                        paragraph,
                        "body",
                        offset + start,
                        offset + end,
                    )
                )
                sentence_index += 1
            for mention in (f"{first} {last}", "A senior Northmark official", pronoun):
                at = offset + added.rindex(mention)
                quotes.append((article_id, quote_index, mention, at, at + len(mention), sentences[-1][0]))
                quote_index += 1
        articles.append((article_id, text))
    return (
        pl.DataFrame(articles, schema=["article_id", "text"], orient="row"),
        pl.DataFrame(
            sentences,
            schema=["sentence_id", "article_id", "sentence_index", "paragraph_index", "role", "char_start", "char_end"],
            orient="row",
        ),
        pl.DataFrame(
            quotes,
            schema=[
                "article_id",
                "quote_index",
                "speaker_text",
                "speaker_char_start",
                "speaker_char_end",
                "sentence_id",
            ],
            orient="row",
        ).with_columns(
            kind=pl.lit("indirect"),
            text=pl.lit("words"),
            speaker_link=pl.lit("mention"),
            carried_from=pl.lit(None, pl.Int32),
            cue_char_start=pl.col("speaker_char_end"),
        ),
    )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    articles, sentences, quotes = make(count)
    resolve_speakers(articles, sentences, quotes)  # reads the lists
    start = time.process_time()
    resolve_speakers(articles, sentences, quotes)
    spent = time.process_time() - start
    size = articles["text"].str.len_chars().mean()
    each = quotes.height // count
    line = f"{count} articles of {size:.0f} characters, {each} quotes each: {1000 * spent / count:.3f} ms an article"
    print(line)


if __name__ == "__main__":
    main()
