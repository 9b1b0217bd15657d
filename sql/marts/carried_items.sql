-- What does each article of a story carry that others may leave out: whose words, which utterance, label, act, figure?
-- Grain: article_id, kind, item_id. strength is 3 where the article carries the item, 2 where it has it in reported
-- speech alone, 1 where it only touches it (names the speaker; has the words of nobody, some of them in marks, or many
-- of them in a sentence of its own; the label in quotation marks; the act between others; another figure for the
-- thing). prominence is 1 in the title and
-- falls to 0 at the text's end. Sources without a name of their own are no items, nor are two who speak as one: each of
-- them is. Acts count where somebody is said to act or to be acted upon, figures where it is said what they count;
-- lengths of time, ages and figures that add to others are left out.
-- Reads: story_coverage, reported_speakers, quotes, article_names, variant_pieces, quote_variants, label_mentions,
-- labels, article_terms, sentence_acts, article_numbers, sentences, prominence_of.
with places as (
    select
        sentences.sentence_id,
        sentences.article_id,
        sentences.char_start,
        sentences.char_end,
        sentences.text as sentence_text,
        story_coverage.story_id,
        case
            when sentences.role = 'title' then 1.0
            else prominence_of(sentences.char_start, story_coverage.text_length)
        end as prominence
    from sentences
    inner join story_coverage using (article_id)
    where sentences.char_start is not null or sentences.role = 'title'
),

quoted as (
    -- of whom a spokesman speaks for, the words are there, whoever says them
    select
        reported_speakers.story_id,
        reported_speakers.article_id,
        'speaker' as kind,
        reported_speakers.speaker_id as item_id,
        reported_speakers.speaker_name as item_text,
        case
            when reported_speakers.kind = 'indirect' or reported_speakers.reported_as = 'spokesman' then 2 else 3
        end as strength,
        places.prominence,
        reported_speakers.sentence_id
    from reported_speakers
    inner join places
        on
            reported_speakers.sentence_id = places.sentence_id
            and reported_speakers.story_id = places.story_id
    where
        reported_speakers.speaker_kind not in ('anonymous', 'document')
        and reported_speakers.speaker_name <> lower(reported_speakers.speaker_name)
        and not (reported_speakers.speaker_kind = 'collective' and contains(reported_speakers.speaker_name, ' and '))
),

speakers_of_story as (
    -- a speaker of the story is named where the whole name is, or of a person the surname
    select distinct
        story_id,
        item_id,
        item_text,
        regexp_extract(item_text, '(\S+?)(?:,? (?:Jr|Sr)\.?| I{2,3})?$', 1) as last_word
    from quoted
),

names_of_story as (
    select
        story_coverage.story_id,
        article_names.article_id,
        article_names.name,
        article_names.kind,
        article_names.entity_id,
        regexp_extract(article_names.name, '(\S+?)(?:,? (?:Jr|Sr)\.?| I{2,3})?$', 1) as last_word,
        case
            when article_names.is_in_title then 1.0
            else prominence_of(article_names.first_char_start, story_coverage.text_length)
        end as prominence
    from article_names
    inner join story_coverage using (article_id)
),

told_of_speaker as (
    -- who speaks without a quote that is found: a post is set into the text beside who wrote it, "— Ana Ruiz
    -- (@anaruiz)"; "said a statement by Ana Ruiz"; and in a headline, "Bridge to stay closed, Harbour Board says"
    select
        places.story_id,
        places.article_id,
        'speaker' as kind,
        speakers_of_story.item_id,
        speakers_of_story.item_text,
        case
            when
                contains(places.sentence_text, ' (@')
                and lower(regexp_extract(places.sentence_text, '(\S+) \(@\w+\)', 1))
                = lower(speakers_of_story.last_word)
                and (
                    contains(
                        string_split(places.sentence_text, ' (@')[1], string_split(speakers_of_story.item_text, ' ')[1]
                    )
                    or contains(
                        lower(regexp_extract(places.sentence_text, '\(@(\w+)\)', 1)),
                        lower(speakers_of_story.last_word)
                    )
                )
                then 3
            when
                contains(places.sentence_text, 'statement ')
                and contains(places.sentence_text, speakers_of_story.item_text)
                and regexp_matches(
                    split_part(places.sentence_text, speakers_of_story.item_text, 1),
                    '\bstatement (?:by|from|of) (?:\S+ ){0,8}$'
                )
                then 3
            when
                places.prominence = 1.0
                and regexp_matches(places.sentence_text, '\b(?:says?|said)\b')
                and regexp_matches(
                    split_part(places.sentence_text, speakers_of_story.last_word, 2), '^,? (?:says?|said)\b'
                )
                then 2
        end as strength,
        places.prominence,
        places.sentence_id
    from places
    inner join speakers_of_story using (story_id)
    where strength is not null
),

named as (
    select
        names_of_story.story_id,
        names_of_story.article_id,
        'speaker' as kind,
        speakers_of_story.item_id,
        speakers_of_story.item_text,
        1 as strength,
        names_of_story.prominence,
        null as sentence_id
    from names_of_story
    inner join speakers_of_story
        on
            names_of_story.story_id = speakers_of_story.story_id
            and (
                names_of_story.entity_id = speakers_of_story.item_id
                or (
                    names_of_story.last_word = speakers_of_story.last_word
                    and (
                        replace(names_of_story.name, '-', ' ') = replace(speakers_of_story.item_text, '-', ' ')
                        or (
                            names_of_story.kind in ('person', 'other') and not contains(names_of_story.name, ' ')
                        )
                        or (
                            names_of_story.kind = 'person'
                            and (
                                not contains(speakers_of_story.item_text, ' ')
                                or left(names_of_story.name, 1) = left(speakers_of_story.item_text, 1)
                            )
                        )
                    )
                )
            )
),

uttered as (
    -- an utterance stands in the sentence of its own words: its quote may begin sentences before
    select
        story_coverage.story_id,
        variant_pieces.article_id,
        'quote' as kind,
        variant_pieces.variant_id as item_id,
        quote_variants.canonical_text as item_text,
        case
            when variant_pieces.carriage in ('direct', 'partial') then 3
            when variant_pieces.carriage = 'indirect' then 2
            else 1
        end as strength,
        prominence_of(variant_pieces.char_start, story_coverage.text_length) as prominence,
        places.sentence_id
    from variant_pieces
    inner join quote_variants using (variant_id)
    inner join story_coverage
        on
            variant_pieces.article_id = story_coverage.article_id
            and quote_variants.story_id = story_coverage.story_id
    left join places
        on
            variant_pieces.article_id = places.article_id
            and quote_variants.story_id = places.story_id
            and variant_pieces.char_start >= places.char_start
            and variant_pieces.char_start < places.char_end
),

fragments as (
    -- what stands in quotation marks within one sentence, whoever is said to have said it
    select
        story_id,
        article_id,
        sentence_id,
        unnest(
            regexp_extract_all(replace(lower(sentence_text), '’', ''''), '[“"]([^”"]+?)[,.]?[”"]', 1)
        ) as fragment
    from places
    where regexp_matches(sentence_text, '[“"]')
),

touched as (
    -- three words of an utterance in quotation marks are some of it ("paid for the roof"), and so are two
    -- long ones ("leaking harbour")
    select
        fragments.story_id,
        fragments.article_id,
        'quote' as kind,
        quote_variants.variant_id as item_id,
        quote_variants.canonical_text as item_text,
        1 as strength,
        0.0 as prominence,
        fragments.sentence_id
    from fragments
    inner join quote_variants using (story_id)
    where
        regexp_matches(fragments.fragment, '\S \S+ \S|^\S{5,} \S{5,}$')
        and contains(replace(lower(quote_variants.canonical_text), '’', ''''), fragments.fragment)
),

quoted_widely as materialized (
    -- of which others can leave something out
    select
        quote_variants.story_id,
        quote_variants.variant_id,
        quote_variants.canonical_text,
        list_distinct(regexp_extract_all(lower(quote_variants.canonical_text), '\b[a-z]{5}|\b\d{2,}')) as words
    from quote_variants
    where quote_variants.outlet_count >= 2
),

words_of_sentences as (
    select
        places.story_id,
        places.article_id,
        places.sentence_id,
        unnest(list_distinct(regexp_extract_all(lower(places.sentence_text), '\b[a-z]{5}|\b\d{2,}'))) as word
    from places
    semi join quoted_widely using (story_id)
),

wanted as (
    select
        story_id,
        variant_id,
        canonical_text,
        len(words) as word_count,
        unnest(words) as word
    from quoted_widely
),

reporting as (
    select distinct sentence_id from quotes
),

told as (
    -- an utterance in other words: half of its long ones, three at least, stand in one sentence, by their beginnings; a
    -- third, or four, in one that reports what somebody says
    select
        words_of_sentences.story_id,
        words_of_sentences.article_id,
        'quote' as kind,
        wanted.variant_id as item_id,
        wanted.canonical_text as item_text,
        1 as strength,
        0.0 as prominence,
        words_of_sentences.sentence_id
    from wanted
    inner join words_of_sentences using (story_id, word)
    left join reporting using (sentence_id)
    group by all
    having
        count(*) >= 3
        and (
            count(*) >= 0.5 * any_value(wanted.word_count)
            or (
                any_value(reporting.sentence_id) is not null
                and (count(*) >= 0.34 * any_value(wanted.word_count) or count(*) >= 4)
            )
        )
),

labelled as (
    select
        places.story_id,
        label_mentions.article_id,
        'label' as kind,
        label_mentions.label_id as item_id,
        labels.term as item_text,
        case label_mentions.voice when 'outlet' then 3 when 'indirect' then 2 else 1 end as strength,
        places.prominence,
        label_mentions.sentence_id
    from label_mentions
    inner join labels using (label_id)
    inner join places using (sentence_id)
),

texts_of_story as (
    select distinct
        story_id,
        kind,
        item_id,
        item_text
    from (
        from quoted
        union all
        from labelled
    ) as told
),

spelled as (
    -- the word stands there, whatever the lists make of it; of a speaker, two that are a name here, and none there
    -- ("the Trump administration"), name him alone
    select
        story_coverage.story_id,
        article_terms.article_id,
        texts_of_story.kind,
        texts_of_story.item_id,
        texts_of_story.item_text,
        case
            when texts_of_story.kind = 'speaker' or article_terms.voice = 'direct' then 1
            when article_terms.voice = 'indirect' then 2
            else 3
        end as strength,
        0.0 as prominence,
        null as sentence_id
    from article_terms
    inner join story_coverage using (article_id)
    inner join texts_of_story
        on
            story_coverage.story_id = texts_of_story.story_id
            and article_terms.term = lower(texts_of_story.item_text)
),

acted as (
    select
        places.story_id,
        places.article_id,
        'act' as kind,
        sentence_acts.act_id || ' | ' || lower(sentence_acts.actor_text) || ' | ' || lower(sentence_acts.target_text)
            as item_id,
        sentence_acts.act_id,
        sentence_acts.actor_text || ' – ' || sentence_acts.act_id || ' – ' || sentence_acts.target_text as item_text,
        places.prominence,
        sentence_acts.sentence_id
    from sentence_acts
    inner join places using (sentence_id)
    where
        sentence_acts.polarity <> 0
        and sentence_acts.actor_text is not null
        and sentence_acts.target_text is not null
),

figured as (
    -- two digits of a value count: 1,690 and 1,700 are one fact
    select
        places.story_id,
        article_numbers.article_id,
        article_numbers.base_unit,
        article_numbers.object_key,
        round(
            article_numbers.base_value, 1 - cast(floor(log10(article_numbers.base_value)) as integer)
        ) as about,
        article_numbers.text || coalesce(' ' || coalesce(article_numbers.object_text, article_numbers.object_key), '')
            as item_text,
        places.prominence,
        article_numbers.sentence_id,
        lower(places.sentence_text) as sentence_text
    from article_numbers
    inner join places using (sentence_id)
    where
        not article_numbers.is_conversion
        and article_numbers.base_unit not in ('day', 'age')
        and article_numbers.base_value > 0
        and article_numbers.qualifier is distinct from 'another'
),

facts_of_story as (
    -- few things of one story are counted by the same number from 13 on; below, and of round shares, the thing tells
    select
        story_id,
        base_unit,
        about,
        case
            when about >= 13 and (base_unit <> 'percent' or about % 5 <> 0) then ''
            else object_key
        end as thing,
        list(distinct object_key) as object_keys,
        mode(item_text order by item_text) as item_text
    from figured
    where
        object_key is not null
        and not contains(object_key, '-')
        and (
            base_unit <> 'count'
            or (
                about >= 3
                and not (
                    ends_with(item_text, '-' || object_key)
                    and regexp_matches(left(item_text, length(item_text) - length(object_key) - 1), '\w$')
                )
            )
        )
    group by all
),

met as (
    -- an article has the fact ("10% tariff on steel" is 10 percent of steel, too), or another figure for the thing, or
    -- the same one for a thing by another name ("five sites", "five places")
    select
        figured.story_id,
        figured.article_id,
        'fact' as kind,
        facts_of_story.base_unit || ' | ' || facts_of_story.thing || ' | ' || facts_of_story.about as item_id,
        facts_of_story.item_text,
        case
            when
                figured.about = facts_of_story.about
                and (
                    facts_of_story.thing = ''
                    or coalesce(list_contains(facts_of_story.object_keys, figured.object_key), false)
                    or coalesce(
                        list_has_any(
                            string_split(figured.object_key, ' '), string_split(facts_of_story.thing, ' ')
                        ),
                        false
                    )
                    or contains(figured.sentence_text, facts_of_story.thing)
                )
                then 3
            else 1
        end as strength,
        figured.prominence,
        figured.sentence_id
    from figured
    inner join facts_of_story
        on
            figured.story_id = facts_of_story.story_id
            and figured.base_unit = facts_of_story.base_unit
            and (
                list_contains(facts_of_story.object_keys, figured.object_key)
                or figured.about = facts_of_story.about
            )
),

acts_of_story as (
    select distinct
        story_id,
        item_id,
        item_text,
        act_id,
        string_split(item_id, ' | ')[2] as actor,
        string_split(item_id, ' | ')[3] as acted_upon
    from acted
),

acted_otherwise as (
    select
        acted.story_id,
        acted.article_id,
        acted.kind,
        acts_of_story.item_id,
        acts_of_story.item_text,
        case when acted.item_id = acts_of_story.item_id then 3 else 1 end as strength,
        acted.prominence,
        acted.sentence_id
    from acted
    inner join acts_of_story using (story_id, act_id)
),

acted_in_other_words as (
    -- both parties stand in one sentence: it may tell the act by another verb
    select
        places.story_id,
        places.article_id,
        'act' as kind,
        acts_of_story.item_id,
        acts_of_story.item_text,
        1 as strength,
        0.0 as prominence,
        places.sentence_id
    from places
    inner join acts_of_story using (story_id)
    where
        contains(lower(places.sentence_text), acts_of_story.actor)
        and contains(lower(places.sentence_text), acts_of_story.acted_upon)
),

every_one as (
    from quoted
    union all
    from told_of_speaker
    union all
    from named
    union all
    from uttered
    union all
    from touched
    union all
    from told
    union all
    from labelled
    union all
    from spelled
    union all
    from met
    union all
    from acted_otherwise
    union all
    from acted_in_other_words
)

select
    story_id,
    article_id,
    kind,
    item_id,
    min(item_text) as item_text,
    max(strength) as strength,
    max(prominence) as prominence,
    arg_max(sentence_id, (strength + prominence, sentence_id)) as sentence_id
from every_one
group by story_id, article_id, kind, item_id
