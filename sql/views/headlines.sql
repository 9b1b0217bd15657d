-- What does each headline do: its acts, and does it read as open (cooperation), closed (conflict) or neither?
-- Grain: article_id. Polarity is 1 where more acts of the headline are cooperative than not, -1 where fewer, 0 where
-- they balance. A headline without an act has polarity 0 and no act. The reading is unsure where the confidence is
-- too low to say. Copies are included and marked.
-- Reads: articles, sentences, sentence_acts, is_sure.
create or replace view headlines as
with acts_of_title as (
    select
        sentences.article_id,
        string_agg(distinct sentence_acts.act_id, '; ' order by sentence_acts.act_id) as acts,
        sign(sum(sentence_acts.polarity))::integer as polarity,
        min(sentence_acts.told_as) as told_as,
        string_agg(distinct sentence_acts.matched_terms, '; ' order by sentence_acts.matched_terms) as matched_terms
    from sentence_acts
    inner join sentences using (sentence_id)
    where sentences.role = 'title'
    group by sentences.article_id
)

select
    articles.article_id,
    articles.outlet_id,
    articles.outlet_name,
    articles.published_date,
    articles.title,
    acts_of_title.acts,
    coalesce(acts_of_title.polarity, 0) as polarity,
    case
        when not is_sure(articles.headline_confidence) then 'unsure'
        when acts_of_title.polarity = 1 then 'open'
        when acts_of_title.polarity = -1 then 'closed'
        else 'neither'
    end as reading,
    acts_of_title.told_as,
    articles.headline_confidence as confidence,
    acts_of_title.matched_terms,
    articles.duplicate_of is not null as is_copy
from articles
left join acts_of_title using (article_id);
