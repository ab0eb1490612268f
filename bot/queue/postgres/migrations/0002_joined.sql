-- The newer wording of an equal job with the work of both, as Job.joined has it.
CREATE OR REPLACE FUNCTION duly_union(newer json, older json, path text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_agg(value ORDER BY value), '[]') FROM (
        SELECT value FROM jsonb_array_elements(coalesce(newer::jsonb #> path, '[]'))
        UNION SELECT value FROM jsonb_array_elements(coalesce(older::jsonb #> path, '[]'))
    ) AS both_of_them (value)
$$;
CREATE OR REPLACE FUNCTION duly_joined(newer json, older json) RETURNS json LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN newer #>> '{work,kind}' <> older #>> '{work,kind}' THEN newer
        WHEN newer #>> '{work,kind}' = 'tick-back' THEN jsonb_set(
            jsonb_set(newer::jsonb, '{work,issues}', duly_union(newer, older, '{work,issues}')),
            '{work,commanded}', duly_union(newer, older, '{work,commanded}')
        )::json
        WHEN newer #>> '{work,kind}' = 'welcome' THEN jsonb_set(
            newer::jsonb, '{work,repositories}', duly_union(newer, older, '{work,repositories}')
        )::json
        ELSE newer
    END
$$;
