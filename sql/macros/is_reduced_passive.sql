-- Does a headline tell in the passive voice without its auxiliary: Minister accused of fraud, Dozens injured in blast?
-- Grain: one truth value: the participle of a verb that needs an object, with none behind it (a preposition, a comma or
-- the end follows) and no verb before it (none of the auxiliaries and common verbs, no word in -s but the one directly
-- before, which is then the subject). Headlines of more than sixteen words are sentences and count as none.
-- Reads: its arguments.
create or replace macro is_reduced_passive(headline) as
len(string_split(trim(headline), ' ')) <= 16
and regexp_matches(
    headline,
    '^(?:[^,:;?!]*[:?!]\s+)?'
    || '(?:(?:\p{L}*[^\ss’'']|(?i:is|us|u\.s\.?)|\p{L}+[’'']s)\s+){0,7}[\p{L}\d.’''-]+\s+(?i:\w+ly\s+)?'
    || '(?i:accused|acquitted|appointed|arrested|banned|barred|beaten|blamed|charged|cleared|convicted|crushed|damaged|'
    || 'deported|destroyed|detained|devastated|displaced|ejected|evacuated|expelled|extradited|fined|flooded|forced|'
    || 'found|freed|hailed|hospitali[sz]ed|identified|impeached|indicted|injured|jailed|killed|murdered|named|'
    || 'nominated|ousted|praised|raided|rescued|sacked|seized|sentenced|shot|slain|stabbed|stranded|sued|'
    || 'taken|targeted|thrown|torched|trapped|wounded)'
    || '(?i:\s+(?:after|amid|among|as|at|by|during|for|from|in|near|of|on|over|to|under|when|while|with|dead|guilty|'
    || 'alive|and)\b|\s*$|\s*[,;]\s|\s+[–—-]\s)'
)
and not regexp_matches(headline, '(?i)\b(?:at least|at most|as many|over \d|up to \d)')
and not regexp_matches(
    headline,
    '(?i)\b(?:is|are|was|were|be|been|being|has|have|had|will|would|can|could|may|might|must|should|did|does|do|says?|'
    || 'said|dies|appears|pleads|faces|gets|wins|denies|seeks|sues|who|that|he|she|they|we|i|you|it|him)\b'
);
