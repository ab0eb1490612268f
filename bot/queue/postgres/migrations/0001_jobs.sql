-- Jobs that wait or run. Times are only ever those of the server's now().
CREATE TABLE duly_job (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lane bigint NOT NULL,
    key text NOT NULL,
    rank smallint NOT NULL,
    due timestamptz NOT NULL,
    since timestamptz NOT NULL DEFAULT now(),
    attempts int NOT NULL DEFAULT 0,
    -- It waits because it stepped back: news do not hurry it.
    patient bool NOT NULL DEFAULT false,
    -- An earlier try may have written something that lists do not show yet.
    begun bool NOT NULL DEFAULT false,
    -- The id of the procrastinate job that performs it; NULL: it waits.
    run bigint,
    why text NOT NULL DEFAULT '',
    repository text NOT NULL,
    -- json, not jsonb: a text in it may hold U+0000.
    job json NOT NULL
);
CREATE UNIQUE INDEX duly_job_waits ON duly_job (key) WHERE run IS NULL;
CREATE INDEX duly_job_lane ON duly_job (lane, rank, due, id);
CREATE INDEX duly_job_due ON duly_job (due) WHERE run IS NULL;

CREATE TABLE duly_unreadable (id bigint PRIMARY KEY, job json NOT NULL, why text NOT NULL);

-- What the next run of a lane has to know of the last one.
CREATE TABLE duly_lane (
    lane bigint PRIMARY KEY,
    -- The process that worked last, and when.
    process text NOT NULL,
    active timestamptz NOT NULL DEFAULT now(),
    -- Until then lists may not show yet what another process wrote.
    unsure timestamptz NOT NULL DEFAULT '-infinity',
    -- Ages in seconds of the last writes and the quiet that GitHub asked for, as they were at `paced`.
    writes real[] NOT NULL DEFAULT '{}',
    quiet real NOT NULL DEFAULT 0,
    paced timestamptz NOT NULL DEFAULT now()
);

-- Short texts, and when each was written last.
CREATE TABLE duly_memory (name text PRIMARY KEY, value text NOT NULL, at timestamptz NOT NULL DEFAULT now());

-- Accounts and repositories (lower case) whose jobs wait until they are resumed.
CREATE TABLE duly_pause (name text PRIMARY KEY);

CREATE VIEW duly_due AS SELECT * FROM duly_job WHERE run IS NULL AND due <= now() AND NOT EXISTS (
    SELECT FROM duly_pause WHERE name IN (lower(repository), lower(split_part(repository, '/', 1)))
);

-- The newer wording of an equal job with the work of both, as Job.joined has it.
CREATE FUNCTION duly_joined(newer json, older json) RETURNS json LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN newer #>> '{work,kind}' = 'tick-back' AND older #>> '{work,kind}' = 'tick-back' THEN
        jsonb_set(newer::jsonb, '{work,issues}', (
            SELECT jsonb_agg(number ORDER BY number) FROM (
                SELECT value::text::bigint FROM json_array_elements(newer #> '{work,issues}')
                UNION SELECT value::text::bigint FROM json_array_elements(older #> '{work,issues}')
            ) AS both_of_them (number)
        ))::json
    ELSE newer END
$$;

-- The fetch of procrastinate looks for other jobs of a lock; without this index it scans all that wait.
CREATE INDEX duly_lane_of ON procrastinate_jobs (lock) WHERE status IN ('todo', 'doing');
