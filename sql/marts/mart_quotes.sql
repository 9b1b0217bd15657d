-- Quotes with speaker, article and evidence, one flat row each.
-- Grain: quote_id. Copies are included and marked: filter by is_copy before counting. What of a speaker is not known is
-- unknown: party, gender and role are what the article itself tells, with what told it.
-- Reads: quotes, articles, article_facets, sentences.
with denominators as (
    select
        article_id,
        count(*) as article_quote_count
    from quotes
    group by article_id
)

select
    quotes.quote_id,
    quotes.article_id,
    article_facets.* exclude (article_id),
    coalesce(articles.title, 'unknown') as title,
    quotes.kind as quote_kind,
    quotes.text as quote_text,
    coalesce(quotes.speaker_id, 'unknown') as speaker_id,
    coalesce(quotes.speaker_name, quotes.speaker_text, 'unknown') as speaker_name,
    coalesce(quotes.speaker_text, 'none') as speaker_text,
    coalesce(quotes.speaker_kind, 'unknown') as speaker_kind,
    coalesce(quotes.speaker_title, 'unknown') as speaker_title,
    coalesce(quotes.speaker_affiliation, 'unknown') as speaker_affiliation,
    coalesce(quotes.speaker_affiliation_class, 'unknown') as speaker_affiliation_class,
    coalesce(quotes.speaker_country, 'unknown') as speaker_country,
    coalesce(quotes.speaker_role, 'unknown') as speaker_role,
    coalesce(quotes.speaker_role_source, 'unknown') as speaker_role_source,
    coalesce(quotes.speaker_party, 'unknown') as speaker_party,
    coalesce(quotes.speaker_party_source, 'unknown') as speaker_party_source,
    coalesce(quotes.speaker_gender, 'unknown') as speaker_gender,
    coalesce(quotes.speaker_gender_source, 'unknown') as speaker_gender_source,
    coalesce(quotes.anonymity in ('unnamed', 'granted'), false) as is_unnamed,
    coalesce(quotes.anonymity, 'named') as anonymity,
    coalesce(quotes.anonymity_text, 'none') as anonymity_text,
    coalesce(quotes.via_text, 'none') as via_text,
    coalesce(quotes.cue_text, 'none') as cue_text,
    coalesce(quotes.cue_lemma, 'none') as cue_lemma,
    coalesce(quotes.cue_class, 'none') as cue_class,
    quotes.is_negated,
    coalesce(quotes.content_act, 'none') as content_act,
    coalesce(sentences.text, 'unknown') as sentence_text,
    quotes.rule,
    quotes.confidence,
    1::bigint as quote_count,
    quotes.word_count,
    coalesce(quotes.quoted_word_count, 0) as quoted_word_count,
    denominators.article_quote_count,
    articles.word_count as article_word_count
from quotes
inner join articles using (article_id)
inner join article_facets using (article_id)
inner join denominators using (article_id)
left join sentences using (sentence_id);
