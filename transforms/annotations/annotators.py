"""The annotators: what becomes of documents, step by step, as data. To add one, see CONTRIBUTING.md.

Offsets count in the article's own text. What reads sentences sees the text with blanks where the site set something
into a line; what is stored has its own characters again.
"""

from typing import Final

import polars as pl

from transforms.annotations.acts import content_acts, find_act_hits, tag_acts
from transforms.annotations.annotator import DOCUMENTS, FRAGMENTS, READ, Annotator, Frames, Needed, Plan
from transforms.annotations.attribution import attribute
from transforms.annotations.facets import FACET_COLUMNS, speaker_facets
from transforms.annotations.frames import tag_frames
from transforms.annotations.labels import actor_labels, find_labels
from transforms.annotations.labels.distance import distances
from transforms.annotations.names import article_names
from transforms.annotations.numbers import article_numbers
from transforms.annotations.sentences import segment
from transforms.annotations.signatures import signatures
from transforms.annotations.speakers import SPEAKER_COLUMNS, resolve_speakers
from transforms.annotations.story_marks import story_marks
from transforms.annotations.story_terms import story_terms
from transforms.annotations.terms import article_terms, term_pieces
from transforms.annotations.topics import tag_topics
from transforms.annotations.voice import count_quoted_words, count_words_in_marks, voice_spans
from transforms.documents.articles import make_articles
from transforms.documents.credits import added_agencies, find_credits, wire_agencies
from transforms.documents.insertions import blank_insertions, insertions_of, restore_texts
from transforms.documents.kinds import article_kinds
from transforms.documents.language import article_languages
from transforms.documents.outlets import agencies_of, identify_outlets
from transforms.documents.plain.furniture import FURNITURE, outside_furniture
from transforms.vocabulary import BODY_ROLES

_ANALYSED: Final = "en"  # the language of the cue, topic, frame, act and label lexicons
_SAID: Final = (
    *("given_outlet", "given_authors", "site_name", "site_candidates"),
    *("given_language", "declared_language"),
)
# names as an article itself has them: the one name across articles is decided over all of them, from these
_OUTLET: Final = ("outlet_id", "outlet_name", "article_outlet_name", "outlet_method", "outlet_confidence")
_SPEAKER: Final = tuple("article_speaker_name" if name == "speaker_name" else name for name in SPEAKER_COLUMNS)
_KIND: Final = ("article_kind", "article_kind_rule", "article_kind_text")
_LINK: Final = ("speaker_text", "speaker_link", "carried_from")
_COUNTS: Final = ("word_count", "sentence_count", "quoted_word_count")
_BLANKS: Final = r" {8,}"  # what was blanked inside a quote's text


def _documents(needed: Needed) -> Frames:
    with added_agencies(agencies_of(needed.list_of("outlets"))):  # an agency among the given authors is no person
        articles, blocks, rejects = make_articles(needed[DOCUMENTS])
    return {
        "articles": articles.drop(_SAID),
        "blocks": blocks,
        "rejects": rejects,
        "said": articles.select("article_id", *_SAID),
    }


def _languages(needed: Needed) -> Frames:
    articles, said = needed["articles"], needed["said"]
    languages = article_languages(articles["text"], given=said["given_language"], declared=said["declared_language"])
    is_analysed = languages.is_null() | (languages == _ANALYSED)
    support = pl.DataFrame({"is_analysed": is_analysed}).select(
        language_support=pl.when("is_analysed").then(pl.lit("full")).otherwise(pl.lit("text_only"))
    )
    return {"articles": articles.select("article_id", languages).hstack(support)}


def _outlets(needed: Needed) -> Frames:
    articles = needed["articles"].hstack(needed["said"].drop("article_id"))
    found = identify_outlets(articles, extra=needed.list_of("outlets"))
    return {"articles": found.with_columns(article_outlet_name="outlet_name").select("article_id", *_OUTLET)}


def _kinds(needed: Needed) -> Frames:
    articles = needed["articles"]
    return {"articles": articles.select("article_id").hstack(article_kinds(articles))}


def _credits(needed: Needed) -> Frames:
    found = find_credits(needed["articles"], needed["blocks"], agencies=agencies_of(needed.list_of("outlets")))
    return {"credits": found, "articles": wire_agencies(found)}


def _insertions(needed: Needed) -> Frames:
    return {"insertions": insertions_of(needed["articles"])}


def _reading(needed: Needed) -> Frames:
    """The articles as they are read: the site's headlines inside a sentence are nobody's words."""
    articles = needed["articles"]
    given = articles.select("article_id", "title", "authors", "language", "text")
    reading = blank_insertions(given, needed["insertions"])
    return {
        "reading": reading,
        "analysed": reading.filter(articles["language_support"] == "full"),
        "unblanked": articles.select("article_id", "text").filter(articles["text"] != reading["text"]),
    }


def _sentences(needed: Needed) -> Frames:
    return {"sentences": restore_texts(segment(needed["reading"], needed["blocks"]), needed["unblanked"])}


def _as_read(needed: Needed) -> Frames:
    """The sentences in which anything is looked for: of the languages that are read, and no furniture."""
    analysed = needed["analysed"]
    blanked = analysed.join(needed["unblanked"].select("article_id"), on="article_id", how="semi")
    sentences = needed["sentences"].join(
        analysed.select("article_id"), on="article_id", how="semi", maintain_order="left"
    )
    return {READ: restore_texts(outside_furniture(sentences, needed["blocks"]), blanked)}


def _quotes(needed: Needed) -> Frames:
    unblanked = needed["unblanked"]
    quotes, pieces = attribute(needed["analysed"], needed[READ])
    links = quotes.select("quote_id", *_LINK)  # mentions as they were read
    quotes = quotes.drop("speaker_link", "carried_from")
    if unblanked.height:
        is_blanked = pl.col("article_id").is_in(unblanked["article_id"].implode())
        quotes = quotes.with_columns(
            pl.when(is_blanked).then(pl.col("text").str.replace_all(_BLANKS, " ")).otherwise("text").alias("text")
        )
        for part in ("speaker", "cue", "via"):
            quotes = restore_texts(
                quotes, unblanked, start=f"{part}_char_start", end=f"{part}_char_end", text=f"{part}_text"
            )
        owned = pieces.join(quotes.select("quote_id", "article_id"), on="quote_id", maintain_order="left")
        pieces = restore_texts(owned, unblanked).drop("article_id")
    return {"quotes": quotes, "quote_pieces": pieces, "links": links}


def _speakers(needed: Needed) -> Frames:
    quotes = needed["quotes"].drop("speaker_text").hstack(needed["links"].drop("quote_id"))
    resolved = resolve_speakers(needed["analysed"].with_columns(byline="authors"), needed[READ], quotes)
    return {"quotes": resolved.rename({"speaker_name": "article_speaker_name"}).select("quote_id", *_SPEAKER)}


def _facets(needed: Needed) -> Frames:
    quotes = needed["quotes"].drop("speaker_name", strict=False).rename({"article_speaker_name": "speaker_name"})
    return {"quotes": speaker_facets(quotes, needed[READ])}


def _voice(needed: Needed) -> Frames:
    spans = voice_spans(needed["analysed"], needed["quotes"], needed["quote_pieces"])
    sentences = needed["sentences"]
    counts = count_quoted_words(sentences, articles=needed["reading"], spans=spans)
    in_marks = count_words_in_marks(needed["quotes"], articles=needed["reading"], spans=spans)
    return {
        "voice_spans": spans,
        "sentences": sentences.select("sentence_id", quoted_word_count=counts),
        "quotes": needed["quotes"].select("quote_id", quoted_word_count=in_marks),
    }


def _counts(needed: Needed) -> Frames:
    body = needed["sentences"].filter(pl.col("role").is_in(BODY_ROLES))
    counts = body.group_by("article_id").agg(
        word_count=pl.col("word_count").sum(),
        sentence_count=pl.len(),
        quoted_word_count=pl.col("quoted_word_count").sum(),
    )
    counted = (
        needed["articles"]
        .select("article_id", "language_support")
        .join(counts, on="article_id", how="left", maintain_order="left")
        .with_columns(pl.col(name).fill_null(0).cast(pl.Int64) for name in _COUNTS)
    )
    # nobody looked for quotes where the language is not analysed: that is no zero
    looked_for = pl.when(pl.col("language_support") == "full").then(pl.col("quoted_word_count"))
    return {"articles": counted.with_columns(quoted_word_count=looked_for).select("article_id", *_COUNTS)}


def _topics(needed: Needed) -> Frames:
    topics = tag_topics(needed["analysed"], needed[READ], index=needed.index)
    return {
        "article_topics": topics.article_topics,
        "sentence_topics": topics.sentence_topics,
        "articles": topics.primary,
    }


def _frames(needed: Needed) -> Frames:
    of_sentences, of_articles = tag_frames(
        needed["analysed"], needed[READ], needed["voice_spans"], index=needed.voiced_index
    )
    return {"sentence_frames": of_sentences, "article_frames": of_articles}


def _acts(needed: Needed) -> Frames:
    hits = find_act_hits(needed.voiced_index)
    found = tag_acts(needed[READ], needed["voice_spans"], quotes=needed["quotes"], hits=hits)
    return {
        "sentence_acts": _numbered(found.acts, "act_index", within="sentence_id"),
        "articles": found.headlines,
        "quotes": content_acts(needed["quotes"], pieces=needed["quote_pieces"], hits=hits),
    }


def _labels(needed: Needed) -> Frames:
    found = find_labels(
        needed["analysed"],
        needed[READ],
        needed["voice_spans"],
        extra=needed.list_of("labels"),
        index=needed.voiced_index,
    )
    found = found.with_columns(distances(found, needed["analysed"]))
    return {"label_mentions": restore_texts(_numbered(found, "mention_index"), needed["unblanked"])}


def _actors(needed: Needed) -> Frames:
    found = actor_labels(needed["analysed"], needed[READ], needed["voice_spans"], index=needed.voiced_index)
    told = found.mentions.with_columns(distances(found.mentions, needed["analysed"]))
    mentions = restore_texts(_numbered(told, "mention_index"), needed["unblanked"], text="phrase")
    return {"actor_mentions": mentions, "name_runs": found.names}


def _names(needed: Needed) -> Frames:
    spoken = needed["quotes"].select("article_id", "speaker_kind", speaker_name="article_speaker_name")
    return {"article_names": article_names(needed.index, needed["name_runs"], spoken)}


def _figures(needed: Needed) -> Frames:
    found = article_numbers(needed.voiced_index)
    return {"article_numbers": restore_texts(_numbered(found, "number_index"), needed["unblanked"])}


def _signatures(needed: Needed) -> Frames:
    found = signatures(needed["articles"], needed["blocks"])
    return {"article_signatures": found.with_columns(pl.col("signature").bin.encode("base64"))}


def _story_terms(needed: Needed) -> Frames:
    terms = story_terms(needed.index).join(
        story_marks(needed["quotes"], needed["article_numbers"]), on="article_id", how="left", maintain_order="left"
    )
    both = [words + (marks or b"") for words, marks in terms.select("terms", "marks").iter_rows()]
    stored = terms.drop("marks").with_columns(pl.Series("terms", both, pl.Binary).bin.encode("base64"))
    return {"article_story_terms": stored}


def _pieces(needed: Needed) -> Frames:
    """What terms are counted in: of the articles that are analysed, without credits, furniture and insertions."""
    articles = needed["articles"].filter(language_support="full")
    spans = ("article_id", "char_start", "char_end")
    masks = pl.concat(
        [
            needed["credits"].filter(pl.col("char_start").is_not_null()).select(spans),
            needed["blocks"].filter(pl.col("rule").str.starts_with(FURNITURE)).select(spans),
            needed["insertions"].select(spans),
        ]
    )
    return {"term_pieces": term_pieces(articles, needed["sentences"], needed["voice_spans"], masks=masks)}


def _terms(needed: Needed) -> Frames:
    """Terms, without what outlets' templates repeat."""
    articles = needed["articles"].rename({"article_outlet_name": "outlet_name"})
    return {"article_terms": article_terms(articles, needed["term_pieces"], fragments=needed[FRAGMENTS])}


def _numbered(rows: pl.DataFrame, name: str, *, within: str = "article_id") -> pl.DataFrame:
    """Rows with their position among those of one article or sentence: offsets alone can be null or shared."""
    return rows.with_columns(pl.int_range(pl.len()).over(within).alias(name))


def _columns(frame: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{frame}.{name}" for name in names)


_READABLE: Final = ("analysed", READ, "unblanked")
_VOICED: Final = (*_READABLE, "voice_spans")

ANNOTATORS: Final = Plan(
    (
        Annotator(
            "documents", _documents, (DOCUMENTS,), ("articles", "blocks"), ("rejects", "said"), lists=("outlets",)
        ),
        Annotator("languages", _languages, ("articles", "said"), ("articles.language", "articles.language_support")),
        Annotator("outlets", _outlets, ("articles", "said"), _columns("articles", _OUTLET), lists=("outlets",)),
        Annotator("kinds", _kinds, ("articles",), _columns("articles", _KIND)),
        Annotator(
            "credits",
            _credits,
            ("articles", "articles.outlet_id", "blocks"),
            ("credits", "articles.agency_id"),
            lists=("outlets",),
        ),
        Annotator("insertions", _insertions, ("articles",), hands_on=("insertions",)),
        Annotator(
            "reading",
            _reading,
            ("articles", "articles.language", "articles.language_support", "insertions"),
            hands_on=("reading", "analysed", "unblanked"),
        ),
        Annotator("sentences", _sentences, ("reading", "unblanked", "blocks"), ("sentences",)),
        Annotator("as_read", _as_read, ("analysed", "unblanked", "sentences", "blocks"), hands_on=(READ,)),
        Annotator("attribution", _quotes, _READABLE, ("quotes", "quote_pieces"), ("links",)),
        Annotator("speakers", _speakers, ("analysed", READ, "quotes", "links"), _columns("quotes", _SPEAKER)),
        Annotator(
            "facets",
            _facets,
            (READ, "quotes", *_columns("quotes", _SPEAKER)),
            _columns("quotes", tuple(FACET_COLUMNS)),
        ),
        Annotator(
            "voice",
            _voice,
            ("reading", "analysed", "sentences", "quotes", "quote_pieces"),
            ("voice_spans", "sentences.quoted_word_count", "quotes.quoted_word_count"),
        ),
        Annotator(
            "counts",
            _counts,
            ("articles", "articles.language_support", "sentences", "sentences.quoted_word_count"),
            _columns("articles", _COUNTS),
        ),
        Annotator("topics", _topics, ("analysed", READ), ("article_topics", "sentence_topics", "articles.topic_id")),
        Annotator("frames", _frames, ("analysed", READ, "voice_spans"), ("sentence_frames", "article_frames")),
        Annotator(
            "acts",
            _acts,
            (READ, "voice_spans", "quotes", "quote_pieces"),
            ("sentence_acts", "quotes.content_act", "articles.headline_confidence"),
        ),
        Annotator("labels", _labels, _VOICED, ("label_mentions",), lists=("labels",)),
        Annotator("actors", _actors, _VOICED, ("actor_mentions",), ("name_runs",)),
        Annotator(
            "names",
            _names,
            (READ, "name_runs", "quotes", "quotes.article_speaker_name", "quotes.speaker_kind"),
            ("article_names",),
        ),
        Annotator("numbers", _figures, _VOICED, ("article_numbers",)),
        Annotator("signatures", _signatures, ("articles", "blocks"), ("article_signatures",)),
        Annotator("story_terms", _story_terms, (READ, "quotes", "article_numbers"), ("article_story_terms",)),
        Annotator(
            "pieces",
            _pieces,
            (
                *("articles", "articles.language", "articles.language_support"),
                *("blocks", "credits", "sentences", "voice_spans", "insertions"),
            ),
            hands_on=("term_pieces",),
        ),
        Annotator(
            "terms",
            _terms,
            (
                "articles",
                *_columns("articles", ("language", "outlet_id", "article_outlet_name")),
                "term_pieces",
                FRAGMENTS,
            ),
            ("article_terms",),
        ),
    )
)
