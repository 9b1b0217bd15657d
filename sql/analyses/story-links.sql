-- On which likenesses does a story rest: which of its articles are how alike: --param story=STORY_ID.
-- Grain: article_id, other_article_id; pairs of the story, the surest first.
-- Example: newsprism query story-links --param story=STORY_ID
-- Without outlet, topic, from, to: one event is asked, its outlets side by side.
select
    one.outlet_name,
    other.outlet_name as other_outlet_name,
    round(story_links.probability, 3) as probability,
    round(story_links.title_similarity, 2) as title_similarity,
    round(story_links.lead_similarity, 2) as lead_similarity,
    round(story_links.name_similarity, 2) as name_similarity,
    story_links.days,
    one.title,
    other.title as other_title
from story_links
inner join articles as one on story_links.article_id = one.article_id
inner join articles as other on story_links.other_article_id = other.article_id
where one.story_id = $story and other.story_id = $story
order by story_links.probability desc, story_links.article_id, story_links.other_article_id;
