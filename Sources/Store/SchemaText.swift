extension Schema {
    /// The text of schema/store/v0001.sql, which a test holds against the file.
    static let v0001 = """
        -- The store, as of version 1. Hand-written, frozen: a change is a new file. See docs/decisions/0050-store-layout.md.
        -- Text from outside is BLOB, never TEXT: it is compared as UTF-8 bytes, and a NUL in it must not end it.
        -- All times are nanoseconds since 1970, UTC. `to_run` is NULL while a row is valid.

        CREATE TABLE store (                -- one row
            id INTEGER PRIMARY KEY CHECK (id = 1),
            version INTEGER NOT NULL,       -- grows when facts, records or activities change, and only then
            hash_key BLOB NOT NULL          -- 16 random bytes: the key of run.digest and seen.key
        ) STRICT;

        CREATE TABLE node (                 -- keys of nodes, whoever states them
            id INTEGER PRIMARY KEY,
            key BLOB NOT NULL UNIQUE
        ) STRICT;

        CREATE TABLE text (                 -- files, kinds of edges, property names, conditions, premises
            id INTEGER PRIMARY KEY,
            body BLOB NOT NULL UNIQUE
        ) STRICT;

        CREATE TABLE scope (                -- the smallest thing that a whole run may end
            id INTEGER PRIMARY KEY,
            source BLOB NOT NULL,
            instance BLOB NOT NULL,
            part BLOB NOT NULL,
            UNIQUE (source, instance, part)
        ) STRICT;

        CREATE TABLE run (                  -- one statement of one scope
            id INTEGER PRIMARY KEY,
            scope INTEGER NOT NULL REFERENCES scope (id),
            stated_at INTEGER NOT NULL,     -- when the source said so: the order of runs
            confirmed_at INTEGER NOT NULL,  -- when the source last said the very same, at least stated_at
            opened_at INTEGER NOT NULL,
            whole INTEGER NOT NULL,
            rules INTEGER,                  -- version of the rules, for what is derived
            digest BLOB NOT NULL,
            nodes INTEGER NOT NULL,         -- what it stated
            edges INTEGER NOT NULL,
            documents INTEGER NOT NULL,
            added INTEGER NOT NULL,         -- what it did
            changed INTEGER NOT NULL,
            ended INTEGER NOT NULL,
            unchanged INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX run_newest ON run (scope, confirmed_at);
        CREATE INDEX run_digest ON run (scope, digest);

        CREATE TABLE property (             -- what one scope says of one node
            id INTEGER PRIMARY KEY,
            scope INTEGER NOT NULL REFERENCES scope (id),
            node INTEGER NOT NULL REFERENCES node (id),
            from_run INTEGER NOT NULL REFERENCES run (id),
            to_run INTEGER REFERENCES run (id),
            body BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX property_current ON property (scope, node) WHERE to_run IS NULL;

        CREATE TABLE fan (                  -- what one scope says of the edges out of one node, packed
            id INTEGER PRIMARY KEY,
            scope INTEGER NOT NULL REFERENCES scope (id),
            src INTEGER NOT NULL REFERENCES node (id),
            part INTEGER NOT NULL,          -- 0, 1, … where there are more than 4096 edges
            from_run INTEGER NOT NULL REFERENCES run (id),
            to_run INTEGER REFERENCES run (id),
            n INTEGER NOT NULL,             -- edges in it
            body BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX fan_current ON fan (scope, src, part) WHERE to_run IS NULL;

        CREATE TABLE document (             -- policies, trusts, bindings: redacted, judged when a run closes
            id INTEGER PRIMARY KEY,
            scope INTEGER NOT NULL REFERENCES scope (id),
            kind TEXT NOT NULL,
            subject INTEGER NOT NULL REFERENCES node (id),
            name BLOB NOT NULL,
            from_run INTEGER NOT NULL REFERENCES run (id),
            to_run INTEGER REFERENCES run (id),
            evidence BLOB NOT NULL,
            lines BLOB NOT NULL,            -- the line of each element and member of body, in its order
            body BLOB NOT NULL              -- JSON
        ) STRICT;
        CREATE UNIQUE INDEX document_current ON document (scope, kind, subject, name) WHERE to_run IS NULL;

        CREATE TABLE batch (                -- the ledger of runtime input: received = accepted + duplicate + rejected
            id INTEGER PRIMARY KEY,
            source BLOB NOT NULL,
            file BLOB NOT NULL,
            digest BLOB NOT NULL,
            received_at INTEGER NOT NULL,
            first_at INTEGER,               -- of the events in it, duplicates too
            last_at INTEGER,
            received INTEGER NOT NULL,
            accepted INTEGER NOT NULL,
            duplicate INTEGER NOT NULL,
            rejected INTEGER NOT NULL,
            UNIQUE (source, digest),
            CHECK (received = accepted + duplicate + rejected)
        ) STRICT;

        CREATE TABLE rejection (            -- why records of a batch were not taken
            batch INTEGER NOT NULL REFERENCES batch (id),
            seq INTEGER NOT NULL,
            reason BLOB NOT NULL,
            n INTEGER NOT NULL,
            line INTEGER,                   -- of the first such record
            offset INTEGER,
            PRIMARY KEY (batch, seq)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE record (               -- accepted records of a batch as skeletons, at most 8192 a row, deflated
            batch INTEGER NOT NULL REFERENCES batch (id),
            part INTEGER NOT NULL,
            n INTEGER NOT NULL,
            size INTEGER NOT NULL,          -- before deflating
            body BLOB NOT NULL,
            PRIMARY KEY (batch, part)
        ) STRICT;

        CREATE TABLE seen (                 -- natural keys of accepted records, hashed with store.hash_key to 128 bits
            key BLOB PRIMARY KEY,
            batch INTEGER NOT NULL REFERENCES batch (id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE segment (              -- activities in the order of time, at most 8192 a row, deflated
            id INTEGER PRIMARY KEY,
            n INTEGER NOT NULL,
            first_at INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            size INTEGER NOT NULL,
            body BLOB NOT NULL
        ) STRICT;

        """

    /// The text of schema/store/v0002.sql, which a test holds against the file.
    static let v0002 = """
        -- The store, as of version 2. Hand-written, frozen: a change is a new file. See docs/decisions/0075-what-access-reads.md.

        CREATE TABLE graph (                -- the graph that was last built of the store, so that its name need not be worked out
            id INTEGER PRIMARY KEY CHECK (id = 1),
            version INTEGER NOT NULL,       -- store.version when it was built
            rules INTEGER NOT NULL,         -- version of the rules that it was built by
            snapshot BLOB NOT NULL,         -- its id
            nodes INTEGER NOT NULL,
            edges INTEGER NOT NULL
        ) STRICT;

        """

    /// The text of schema/store/v0003.sql, which a test holds against the file.
    static let v0003 = """
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

        """

    /// The text of schema/store/v0004.sql, which a test holds against the file.
    static let v0004 = """
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

        """
}
