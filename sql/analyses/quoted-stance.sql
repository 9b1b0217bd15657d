-- How many quoted words are open to something, and how many are against it, by outlet and speaker?
-- Grain: outlet_id, speaker_id; quotes in marks whose content does something. With about=WORD those alone in whose
-- sentence, or the one before it, the word stands: what somebody is open to is said there; or the one before that,
-- where the same speaker is quoted in between.
-- Optional: about, outlet, topic, story, from, to.
-- Example: newsprism query quoted-stance --param about=ferry
with placed as (
    select
        quotes.quote_id,
        quotes.article_id,
        quotes.speaker_id,
        sentences.sentence_index
    from quotes
    inner join sentences using (sentence_id)
),

about_it as (
    select placed.quote_id
    from placed
    inner join sentences as told
        on
            placed.article_id = told.article_id
            and told.sentence_index between placed.sentence_index - 2 and placed.sentence_index
    left join placed as said_before
        on
            placed.article_id = said_before.article_id
            and placed.speaker_id = said_before.speaker_id
            and said_before.sentence_index = placed.sentence_index - 1
    where
        contains(lower(told.text), lower($about))
        and (told.sentence_index >= placed.sentence_index - 1 or said_before.quote_id is not null)
)

select
    asked.outlet_name,
    quotes.speaker_name,
    coalesce(sum(quotes.quoted_word_count) filter (where acts.polarity > 0), 0)::bigint as open_words,
    coalesce(sum(quotes.quoted_word_count) filter (where acts.polarity < 0), 0)::bigint as closed_words,
    coalesce(sum(quotes.quoted_word_count) filter (where acts.polarity = 0), 0)::bigint as neither_words,
    count(*) as quotes
from asked_articles($outlet, $topic, $story, $from, $to) as asked
inner join quotes using (article_id)
inner join acts on quotes.content_act = acts.act_id
where
    quotes.kind <> 'indirect'
    and quotes.speaker_name is not null
    and ($about is null or quotes.quote_id in (select about_it.quote_id from about_it))
group by asked.outlet_id, asked.outlet_name, quotes.speaker_id, quotes.speaker_name
order by asked.outlet_name, open_words + closed_words desc, quotes.speaker_name, quotes.speaker_id;
