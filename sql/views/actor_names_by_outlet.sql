-- What does each outlet call the actors of its news, and in whose voice?
-- Grain: outlet_id, head (stem of the noun); every head that an outlet uses. An outlet that never uses a head has no
-- row: heads are found in the data and number thousands. phrases are the commonest forms with their modifiers, at
-- most three. The rate is per 1,000 words of the outlet's news in languages that are more than segmented; what opinion
-- pieces call an actor, and what stands in scare quotes or after so-called, is counted apart. The verdict compares own
-- voice with all other outlets; statistics of contrasts, p_corrected over the heads of all outlets. Copies are left
-- out.
-- Reads: contrasts_by_outlet, actor_mentions, articles, is_counted, is_opinion, whose_voice.
create or replace view actor_names_by_outlet as
with named as (
    select
        articles.outlet_id,
        actor_mentions.head,
        lower(actor_mentions.phrase) as phrase,
        count(*) as mention_count,
        count(*) filter (
            where
            whose_voice(actor_mentions.voice, articles.article_kind) = 'outlet' and actor_mentions.distance is null
        ) as outlet_voice_count,
        count(*) filter (
            where
            whose_voice(actor_mentions.voice, articles.article_kind) = 'outlet' and actor_mentions.distance is not null
        ) as distanced_count,
        count(*) filter (
            where whose_voice(actor_mentions.voice, articles.article_kind) = 'opinion'
        ) as opinion_count,
        count(*) filter (where actor_mentions.voice = 'indirect') as indirect_count,
        count(*) filter (where actor_mentions.voice = 'direct') as quoted_count
    from actor_mentions
    inner join articles using (article_id)
    where is_counted(articles.duplicate_of is not null)
    group by articles.outlet_id, actor_mentions.head, lower(actor_mentions.phrase)
),

ranked as (
    select
        outlet_id,
        head,
        phrase,
        mention_count,
        outlet_voice_count,
        distanced_count,
        opinion_count,
        indirect_count,
        quoted_count,
        row_number() over (partition by outlet_id, head order by mention_count desc, phrase) as phrase_rank
    from named
),

words_of_outlet as (
    select
        outlet_id,
        any_value(outlet_name) as outlet_name,
        coalesce(sum(word_count) filter (where not is_opinion(article_kind)), 0)::bigint as word_count
    from articles
    where is_counted(duplicate_of is not null) and language_support = 'full'
    group by outlet_id
),

summed as (
    select
        outlet_id,
        head,
        string_agg(phrase, '; ' order by phrase_rank) filter (where phrase_rank <= 3) as phrases,
        sum(outlet_voice_count)::bigint as outlet_voice_count,
        sum(distanced_count)::bigint as distanced_count,
        sum(opinion_count)::bigint as opinion_count,
        sum(indirect_count)::bigint as indirect_count,
        sum(quoted_count)::bigint as quoted_count
    from ranked
    group by outlet_id, head
)

select
    summed.outlet_id,
    words_of_outlet.outlet_name,
    summed.head,
    summed.phrases,
    summed.outlet_voice_count,
    summed.distanced_count,
    summed.opinion_count,
    summed.indirect_count,
    summed.quoted_count,
    words_of_outlet.word_count,
    1000.0 * summed.outlet_voice_count / nullif(words_of_outlet.word_count, 0) as outlet_voice_rate,
    contrasted.other_count,
    contrasted.other_total,
    coalesce(contrasted.item_article_count, 0) as item_article_count,
    contrasted.ratio,
    contrasted.ratio_low,
    contrasted.ratio_high,
    contrasted.p_value,
    contrasted.p_corrected,
    contrasted.margin,
    coalesce(contrasted.verdict, 'too small to tell') as verdict
from summed
inner join words_of_outlet using (outlet_id)
left join contrasts_by_outlet('actor') as contrasted
    on summed.outlet_id = contrasted.outlet_id and summed.head = contrasted.item;
