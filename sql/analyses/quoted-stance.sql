-- How many quoted words are open to something, and how many are against it, by outlet and speaker?
-- Grain: outlet_id, speaker_id; quotes in marks whose content does something. With about=WORD those alone in whose
-- sentence, or the one before it, the word stands: what somebody is open to is said there.
-- Optional: about, outlet, topic, story, from, to.
-- Example: newsprism query quoted-stance --param about=ferry
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
    and (
        $about is null
        or quotes.quote_id in (
            select near.quote_id
            from quotes as near
            inner join sentences as own using (sentence_id)
            inner join sentences as told
                on
                    own.article_id = told.article_id
                    and told.sentence_index in (own.sentence_index - 1, own.sentence_index)
            where contains(lower(told.text), lower($about))
        )
    )
group by asked.outlet_id, asked.outlet_name, quotes.speaker_id, quotes.speaker_name
order by asked.outlet_name, open_words + closed_words desc, quotes.speaker_name, quotes.speaker_id;
