-- What each headline does: open (cooperation), closed (conflict) or neither, with the words that decide.
select
    outlet_name,
    title,
    reading,
    acts,
    matched_terms
from headlines
where is_counted(is_copy)
order by published_date, outlet_name, title;
