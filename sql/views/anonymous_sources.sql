-- What do unnamed people say, as whom, and in which outlet?
-- Grain: quote_id of an attribution whose source is not named. Copies are included and marked.
-- Reads: quotes, articles, speakers.
create or replace view anonymous_sources as
select
    quotes.quote_id,
    quotes.article_id,
    articles.outlet_id,
    articles.outlet_name,
    articles.published_date,
    articles.title,
    coalesce(speakers.name, quotes.speaker_name, quotes.speaker_text) as source_name,
    quotes.speaker_text as source_text,
    quotes.speaker_role as source_role,
    quotes.speaker_affiliation as source_affiliation,
    quotes.speaker_affiliation_class as source_affiliation_class,
    quotes.speaker_country as source_country,
    quotes.kind,
    quotes.cue_text,
    quotes.text,
    quotes.word_count,
    articles.duplicate_of is not null as is_copy
from quotes
inner join articles using (article_id)
left join speakers using (speaker_id)
where quotes.speaker_kind = 'anonymous';
