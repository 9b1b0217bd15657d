-- In which words does each outlet of a story tell the same figure, and which are its own: --param story=STORY_ID
-- Grain: article_id, number_index; figures of one value for one thing that two outlets give, side by side.
-- own_words are words of its sentence that no other outlet has in a sentence with the figure, from a to z.
-- Without outlet, topic, from, to: one event is asked, its outlets side by side.
-- Example: newsprism query story-fact-words --param story=STORY_ID
-- Reads: story_coverage, article_numbers, sentences.
with figures as (
    select
        article_numbers.base_unit,
        article_numbers.base_value,
        article_numbers.object_key,
        article_numbers.article_id,
        article_numbers.number_index,
        story_coverage.outlet_id,
        story_coverage.outlet_name,
        article_numbers.text as figure,
        article_numbers.object_text,
        article_numbers.qualifier,
        sentences.text as sentence_text
    from story_coverage
    inner join article_numbers using (article_id)
    inner join sentences using (sentence_id)
    where
        story_coverage.story_id = $story
        and not story_coverage.is_copy
        and article_numbers.object_key is not null
        and not article_numbers.is_conversion
),

shared as (
    select
        base_unit,
        base_value,
        object_key
    from figures
    group by base_unit, base_value, object_key
    having count(distinct outlet_id) >= 2
),

words as (
    select
        base_unit,
        base_value,
        object_key,
        outlet_id,
        article_id,
        number_index,
        unnest(regexp_extract_all(lower(sentence_text), '\pL[\pL''’-]*\pL')) as word
    from figures
    semi join shared using (base_unit, base_value, object_key)
),

words_of_one_outlet as (
    select
        base_unit,
        base_value,
        object_key,
        word
    from words
    group by base_unit, base_value, object_key, word
    having count(distinct outlet_id) = 1
),

own as (
    select
        words.article_id,
        words.number_index,
        string_agg(distinct words.word, ' ' order by words.word) as own_words
    from words
    semi join words_of_one_outlet using (base_unit, base_value, object_key, word)
    group by words.article_id, words.number_index
)

select
    figures.object_key,
    figures.base_unit,
    figures.base_value,
    figures.outlet_name,
    figures.figure,
    figures.qualifier,
    figures.object_text,
    own.own_words,
    figures.sentence_text,
    figures.article_id,
    figures.number_index
from figures
semi join shared using (base_unit, base_value, object_key)
left join own using (article_id, number_index)
order by
    figures.object_key, figures.base_unit, figures.base_value, figures.outlet_name, figures.article_id,
    figures.number_index;
