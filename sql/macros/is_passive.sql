-- Is a headline in the passive voice?
-- Grain: one truth value: a form of be or get before a past participle, adverbs between them, or a participle that
-- stands for the passive by itself (is_reduced_passive).
-- Reads: is_reduced_passive.
create or replace macro is_passive(headline) as
regexp_matches(
    headline,
    '(?i)\b(?:is|are|was|were|be|been|being|gets?|got|getting)\s+(?:not\s+|\w+ly\s+)?'
    || '(?:re|un)?(?:\w{2,}ed|taken|given|seen|shown|known|held|told|sent|shot|hit|found|made|left|kept|hurt|struck|'
    || 'driven|beaten|stolen|broken|chosen|hidden|written|forgotten|sworn|torn|born|thrown|drawn|withdrawn|bought|'
    || 'brought|caught|taught|sought|fought|built|lost|paid|sold|set|put|cut|shut|split|hung|stung|won|led|fed|'
    || 'met|laid|said)\b'
)
or is_reduced_passive(headline);
