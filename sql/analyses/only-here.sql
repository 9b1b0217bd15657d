-- Who is quoted by one outlet alone, while no other outlet so much as paraphrases them?
-- A row needs a direct or mixed quote in that outlet, and another outlet that reports anybody. Words are those in
-- quotation marks. Copies are left out.
-- Grain: outlet_id, speaker_id. An outlet that is asked is held against all others.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query only-here --param outlet=capitol-ledger
with reported as (
    select
        asked.outlet_id,
        any_value(asked.outlet_name) as outlet_name,
        quotes.speaker_id,
        count(*) filter (where quotes.kind <> 'indirect') as quote_count,
        (
            sum(coalesce(quotes.quoted_word_count, quotes.word_count)) filter (where quotes.kind <> 'indirect')
        )::bigint as word_count
    from asked_articles(null, $topic, $story, $from, $to) as asked
    inner join quotes using (article_id)
    where quotes.speaker_id is not null
    group by asked.outlet_id, quotes.speaker_id
),

reporting as (
    select count(distinct outlet_id) as all_outlet_count from reported
),

placed as (
    select
        reported.outlet_id,
        reported.outlet_name,
        reported.speaker_id,
        reported.quote_count,
        reported.word_count,
        count(*) over (partition by reported.speaker_id) as outlet_count,
        reporting.all_outlet_count
    from reported
    cross join reporting
)

select
    placed.outlet_name,
    speakers.name as speaker_name,
    speakers.kind as speaker_kind,
    placed.quote_count as quotes,
    placed.word_count as words
from placed
inner join speakers using (speaker_id)
where
    placed.outlet_count = 1
    and placed.all_outlet_count > 1
    and placed.quote_count > 0
    and ($outlet is null or placed.outlet_id = $outlet or lower(placed.outlet_name) = lower($outlet))
order by placed.outlet_name, placed.word_count desc, speakers.name;
