-- The kind of work of a job; NULL where the JSON is no job. `#>>` raises where a text before the kind holds U+0000.
CREATE FUNCTION duly_kind(job json) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    -- In a text its quotes would be escaped.
    SELECT substring(job::text FROM '"kind": ?"([a-z-]+)"')
$$;
