-- Which articles is a question about: of an outlet, on a topic, in a story, from one day to another?
-- Grain: article_id, with the columns of article_facets; null asks for all. Outlet and topic are ids or names. Copies
-- are left out, unless include_copies or the session asks for them.
-- Reads: article_facets, is_counted.
create or replace macro asked_articles(outlet, topic, story, first_day, last_day, include_copies := false) as table
    from article_facets
    where
        (include_copies or is_counted(is_copy))
        and (outlet is null or outlet = outlet_id or lower(outlet) = lower(outlet_name))
        and (
            topic is null
            or topic in (topic_id, top_topic_id)
            or lower(topic) in (lower(topic_name), lower(top_topic_name))
        )
        and (story is null or story_id = story)
        and (first_day is null or published_date >= first_day::date)
        and (last_day is null or published_date <= last_day::date);
