-- Who is quoted saying what, where and when? One wide table of every quote for BI tools.
-- Grain: quote_id. Copies are included and marked: filter by is_copy before counting.
-- Reads: quotes, articles, speakers.
create or replace view quote_details as
select
    quotes.quote_id,
    quotes.article_id,
    articles.outlet_id,
    articles.outlet_name,
    articles.published_date,
    articles.title,
    quotes.kind,
    quotes.speaker_id,
    coalesce(speakers.name, quotes.speaker_name, quotes.speaker_text) as speaker,
    quotes.story_speaker_id,
    told.name as story_speaker,
    quotes.speaker_kind,
    quotes.speaker_affiliation,
    quotes.speaker_affiliation_class,
    quotes.speaker_role,
    quotes.speaker_country,
    quotes.speaker_method,
    quotes.via_text,
    quotes.cue_text,
    quotes.cue_lemma,
    quotes.cue_class,
    quotes.is_negated,
    quotes.content_act,
    quotes.text,
    quotes.word_count,
    quotes.confidence,
    quotes.rule,
    articles.duplicate_of is not null as is_copy
from quotes
inner join articles using (article_id)
left join speakers on quotes.speaker_id = speakers.speaker_id
left join speakers as told on quotes.story_speaker_id = told.speaker_id;
