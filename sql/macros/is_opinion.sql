-- Is an article of a kind whose own voice is somebody's opinion, and no news report's?
-- Grain: one truth value: opinion, editorial, letter, review, and what somebody paid for.
-- Reads: its arguments.
create or replace macro is_opinion(article_kind) as
article_kind in ('opinion', 'editorial', 'letter', 'review', 'sponsored');
