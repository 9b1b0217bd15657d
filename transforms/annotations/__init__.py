"""An article becomes rows: sentences, quotes, speakers, topics, frames, acts, labels, terms."""
