-- In whose voice do words of an article stand, where the outlet's voice in an opinion piece is told from that in news?
-- Grain: one text: outlet, opinion, indirect or direct.
-- Reads: its arguments, is_opinion.
create or replace macro whose_voice(voice, article_kind) as
case when voice = 'outlet' and is_opinion(article_kind) then 'opinion' else voice end;
