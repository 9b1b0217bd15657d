-- How prominent is a place of an article's text?
-- Grain: one number, 0.9 at the text's beginning, falling to 0 at its end; what stands in the title is 1, and asks not.
-- Reads: its arguments.
create or replace macro prominence_of(char_start, text_length) as
greatest(0.9 * (1 - char_start / nullif(text_length, 0)), 0.0);
