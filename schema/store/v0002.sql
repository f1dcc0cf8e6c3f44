-- The store, as of version 2. Hand-written, frozen: a change is a new file. See docs/decisions/0075-what-access-reads.md.

CREATE TABLE graph (                -- the graph that was last built of the store, so that its name need not be worked out
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,       -- store.version when it was built
    rules INTEGER NOT NULL,         -- version of the rules that it was built by
    snapshot BLOB NOT NULL,         -- its id
    nodes INTEGER NOT NULL,
    edges INTEGER NOT NULL
) STRICT;
