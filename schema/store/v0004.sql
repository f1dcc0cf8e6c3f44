-- The store, as of version 4. Hand-written, frozen: a change is a new file. See docs/decisions/0165-what-a-service-keeps.md.

ALTER TABLE batch ADD COLUMN sender BLOB;   -- who sent it, of what came over the network; NULL for a file
ALTER TABLE batch ADD COLUMN chain BLOB;    -- keyed hash over this row and the chain of the batch before: what the mark beside the store is held against

CREATE TABLE record_key (           -- keys of the rows of record, 16 bytes each, in their order; seen holds those of before
    batch INTEGER NOT NULL REFERENCES batch (id),
    part INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (batch, part)
) STRICT;

CREATE TABLE folded (               -- the newest batch that the stored conclusions rest on
    id INTEGER PRIMARY KEY CHECK (id = 1),
    batch INTEGER NOT NULL
) STRICT;

CREATE TABLE loss (                 -- acknowledged batches that a store lacks, as somebody accepted
    id INTEGER PRIMARY KEY,
    noticed_at INTEGER NOT NULL,
    newest INTEGER NOT NULL,        -- the last batch that was there
    marked INTEGER NOT NULL,        -- the last batch that had been acknowledged; no later batch has its number or a smaller one
    chain BLOB NOT NULL             -- of the mark
) STRICT;

CREATE TABLE delivery (             -- uploads by the key that their sender gave them
    key BLOB PRIMARY KEY,           -- hash of sender and key
    digest BLOB NOT NULL,           -- of the content
    at INTEGER NOT NULL,
    report BLOB NOT NULL            -- JSON, as it was answered
) STRICT, WITHOUT ROWID;

CREATE TABLE tail (                 -- how far a followed file was read
    device INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    path BLOB NOT NULL,             -- as evidence cites it: that under which it was met first
    size INTEGER NOT NULL,          -- bytes of it that were read and are kept
    lines INTEGER NOT NULL,         -- line breaks in them
    head BLOB NOT NULL,             -- its first bytes, hashed, so that another file in its place is told from it
    head_size INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    PRIMARY KEY (device, inode)
) STRICT, WITHOUT ROWID;

CREATE TABLE horizon (              -- what retention has done
    id INTEGER PRIMARY KEY CHECK (id = 1),
    before INTEGER NOT NULL,        -- acts of before are no longer kept one by one
    refused_before INTEGER NOT NULL, -- records of before are no longer taken: their natural keys are gone
    records INTEGER NOT NULL        -- records that are gone
) STRICT;

CREATE TABLE past_act (             -- acts of before the horizon, those of a day that are alike in one row
    day INTEGER NOT NULL,           -- days since 1970
    key BLOB NOT NULL,              -- hash of what is alike
    n INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (day, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE past_batch (           -- what batches whose records are gone were, source by source
    source BLOB PRIMARY KEY,
    batches INTEGER NOT NULL,
    first_at INTEGER,
    last_at INTEGER,
    received INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    duplicate INTEGER NOT NULL,
    rejected INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE excess (               -- names beyond what one sender may bring, which became one
    sender BLOB NOT NULL,
    term TEXT NOT NULL,             -- the attribute
    n INTEGER NOT NULL,             -- records
    last_at INTEGER NOT NULL,
    PRIMARY KEY (sender, term)
) STRICT, WITHOUT ROWID;
