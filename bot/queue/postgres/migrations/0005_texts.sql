-- The texts are long and the other names many: those that are too old are found without reading either.
CREATE INDEX duly_memory_texts ON duly_memory (at) WHERE starts_with(name, 'post/');
