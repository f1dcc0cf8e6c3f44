-- The store, as of version 3. Hand-written, frozen: a change is a new file. See docs/decisions/0153-the-store-as-of-a-moment.md.

CREATE TABLE confirmation (         -- each time at which a source said again what a run had stated, unchanged
    run INTEGER NOT NULL REFERENCES run (id),
    at INTEGER NOT NULL,
    latest INTEGER NOT NULL,        -- the newest run of the store when that was read
    PRIMARY KEY (run, at)
) STRICT, WITHOUT ROWID;

-- Of what was confirmed before, the last time is known.
INSERT INTO confirmation (run, at, latest)
SELECT id, confirmed_at, (SELECT max(id) FROM run) FROM run WHERE confirmed_at > stated_at;
