-- Does the headline say what the text says: how cooperative or hostile are the acts of title, lead and body?
-- Grain: article_id. Polarity is the mean of the part's acts, from -1 (all conflict) to 1 (all cooperation), and null
-- where it has none; the lead is the first paragraph of prose, the body the rest. Sides are compared with lead and body
-- together. Subtitles and headings count in no part. Articles in languages that are only segmented are left out.
-- Copies are included and marked.
-- Reads: articles, sentences, sentence_acts.
create or replace view headline_against_text as
with acts_of_article as (
    select
        sentences.article_id,
        count(*) filter (where sentences.role = 'title') as title_act_count,
        avg(sentence_acts.polarity) filter (where sentences.role = 'title') as title_polarity,
        count(*) filter (where sentences.role = 'lead') as lead_act_count,
        avg(sentence_acts.polarity) filter (where sentences.role = 'lead') as lead_polarity,
        count(*) filter (where sentences.role = 'body') as body_act_count,
        avg(sentence_acts.polarity) filter (where sentences.role = 'body') as body_polarity,
        avg(sentence_acts.polarity) filter (where sentences.role in ('lead', 'body')) as text_polarity
    from sentence_acts
    inner join sentences using (sentence_id)
    group by sentences.article_id
)

select
    articles.article_id,
    articles.outlet_id,
    articles.outlet_name,
    articles.published_date,
    articles.title,
    acts_of_article.title_polarity,
    acts_of_article.lead_polarity,
    acts_of_article.body_polarity,
    case
        when acts_of_article.title_polarity is null or acts_of_article.text_polarity is null then 'nothing to compare'
        when sign(acts_of_article.title_polarity) = sign(acts_of_article.text_polarity) then 'same side'
        when acts_of_article.title_polarity * acts_of_article.text_polarity < 0 then 'other side'
        else 'one of them neither'
    end as comparison,
    coalesce(acts_of_article.title_act_count, 0) as title_act_count,
    coalesce(acts_of_article.lead_act_count, 0) as lead_act_count,
    coalesce(acts_of_article.body_act_count, 0) as body_act_count,
    articles.duplicate_of is not null as is_copy
from articles
left join acts_of_article using (article_id)
where articles.language_support = 'full';
