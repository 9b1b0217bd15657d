-- Who says no, rejects or denies, in which outlet, in whose voice, and who is quoted with it?
-- Grain: sentence_id, act_index. speaker_names are those to whom the sentence's words of that voice are attributed.
-- Optional: outlet, topic, story, from, to.
-- Example: newsprism query who-refuses --param topic=politics
with refused as (
    select
        asked.outlet_name,
        sentences.*,
        sentence_acts.act_index,
        sentence_acts.act_id,
        sentence_acts.actor_text,
        sentence_acts.target_text,
        sentence_acts.voice,
        sentence_acts.matched_terms
    from asked_articles($outlet, $topic, $story, $from, $to) as asked
    inner join sentences using (article_id)
    inner join sentence_acts using (sentence_id)
    where sentence_acts.act_id = 'reject' and sentence_acts.polarity < 0
),

said as (
    select
        refused.sentence_id,
        refused.act_index,
        string_agg(
            distinct coalesce(quotes.speaker_name, quotes.speaker_text),
            '; '
            order by coalesce(quotes.speaker_name, quotes.speaker_text)
        ) as speaker_names
    from refused
    inner join voice_spans
        on
            refused.article_id = voice_spans.article_id
            and refused.voice = voice_spans.voice
            and refused.char_start < voice_spans.char_end
            and refused.char_end > voice_spans.char_start
    inner join quotes using (quote_id)
    group by refused.sentence_id, refused.act_index
)

select
    refused.outlet_name,
    refused.act_id,
    refused.actor_text,
    refused.target_text,
    refused.voice,
    said.speaker_names,
    refused.matched_terms,
    refused.role,
    refused.text as sentence_text
from refused
left join said using (sentence_id, act_index)
order by refused.outlet_name, refused.article_id, refused.sentence_index, refused.act_index;
