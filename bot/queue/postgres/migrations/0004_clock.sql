-- When `due` was set. A time in the future: the server's clock was ahead then.
ALTER TABLE duly_job ADD COLUMN due_set timestamptz NOT NULL DEFAULT now();
CREATE INDEX duly_job_due_set ON duly_job (due_set) WHERE run IS NULL;
