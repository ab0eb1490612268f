-- The kind of work of a job; NULL where the JSON is no job. `#>>` raises where a text before the kind holds U+0000.
CREATE FUNCTION duly_kind(job json) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    -- In a text its quotes would be escaped.
    SELECT substring(job::text FROM '"kind": ?"([a-z-]+)"')
$$;
-- The comments of both, without the one that the newer wording belongs to.
CREATE FUNCTION duly_repeats(newer json, older json) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_agg(value ORDER BY value), '[]') FROM (
        SELECT value FROM jsonb_array_elements(duly_union(newer, older, '{work,repeats}'))
        UNION SELECT older::jsonb #> '{work,comment}'
    ) AS all_of_them (value) WHERE value <> newer::jsonb #> '{work,comment}'
$$;
-- The newer wording of an equal job with the work of both, as Job.joined has it.
CREATE OR REPLACE FUNCTION duly_joined(newer json, older json) RETURNS json LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        -- jsonb cannot hold U+0000. No job that joins an equal one has it.
        WHEN duly_kind(newer) <> duly_kind(older) OR strpos(newer::text || older::text, '\u0000') > 0 THEN newer
        WHEN duly_kind(newer) = 'tick-back' THEN jsonb_set(
            jsonb_set(newer::jsonb, '{work,issues}', duly_union(newer, older, '{work,issues}')),
            '{work,commanded}', duly_union(newer, older, '{work,commanded}')
        )::json
        WHEN duly_kind(newer) = 'welcome' THEN jsonb_set(
            newer::jsonb, '{work,repositories}', duly_union(newer, older, '{work,repositories}')
        )::json
        WHEN duly_kind(newer) = 'obey' AND newer #>> '{work,folds}' = 'true'
        THEN jsonb_set(newer::jsonb, '{work,repeats}', duly_repeats(newer, older))::json
        ELSE newer
    END
$$;
