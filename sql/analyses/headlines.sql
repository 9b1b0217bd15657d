-- What each headline does: open (cooperation), closed (conflict) or neither, with the words that decide and who acts.
-- Grain: article_id; copies are left out.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query headlines --param topic=politics
with acting as (
    select
        sentences.article_id,
        string_agg(distinct sentence_acts.actor_text, '; ' order by sentence_acts.actor_text) as actors
    from sentence_acts
    inner join sentences using (sentence_id)
    where sentences.role = 'title'
    group by sentences.article_id
)

select
    asked.outlet_name,
    headlines.title,
    headlines.reading,
    acting.actors,
    headlines.acts,
    headlines.matched_terms
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join headlines using (article_id)
left join acting using (article_id)
order by asked.published_date, asked.outlet_name, headlines.title;
