using Slipway.Ecs.Storage;

namespace Slipway.Ecs.Ledger.Sqlite;

/// <summary>The ledger's tables. Instants are UTC ticks (100 ns since year 1).</summary>
internal static class SqliteLedgerSchema
{
    internal static readonly SchemaArea Area = new("ledger", [V1]);

    // The hit path reads ledger_current alone: one row per definition that is handed out now, small, in the order of its key. What is more
    // than a number and an instant lies in ledger_revision, whose used_until is written together with it.
    private const string V1 =
        """
        CREATE TABLE ledger_scope (
            scope_id  INTEGER PRIMARY KEY,
            account   TEXT NOT NULL,
            region    TEXT NOT NULL,
            ledger    TEXT NOT NULL,
            UNIQUE (account, region)
        ) STRICT;

        CREATE TABLE ledger_lease (
            scope_id  INTEGER NOT NULL REFERENCES ledger_scope,
            name      TEXT NOT NULL,
            fence     INTEGER NOT NULL,
            renewal   INTEGER NOT NULL,
            holder    TEXT,
            PRIMARY KEY (scope_id, name)
        ) WITHOUT ROWID, STRICT;

        CREATE TABLE ledger_family (
            family_id             INTEGER PRIMARY KEY,
            scope_id              INTEGER NOT NULL REFERENCES ledger_scope,
            name                  TEXT NOT NULL,
            highest               INTEGER NOT NULL,
            looked_up             INTEGER NOT NULL,
            intent_hash           TEXT,
            intent_last           INTEGER,
            intent_launch         TEXT,
            intent_at             INTEGER,
            intent_actor          TEXT,
            intent_reason         TEXT,
            intent_for            TEXT,
            intent_image_version  TEXT,
            intent_image_digest   TEXT,
            intent_git_commit     TEXT,
            UNIQUE (scope_id, name)
        ) STRICT;
        CREATE INDEX ledger_family_intent_launch ON ledger_family (intent_launch) WHERE intent_launch IS NOT NULL;

        CREATE TABLE ledger_current (
            family_id   INTEGER NOT NULL REFERENCES ledger_family,
            hash        TEXT NOT NULL,
            revision    INTEGER NOT NULL,
            used_until  INTEGER NOT NULL,
            PRIMARY KEY (family_id, hash)
        ) WITHOUT ROWID, STRICT;

        CREATE TABLE ledger_revision (
            family_id        INTEGER NOT NULL REFERENCES ledger_family,
            revision         INTEGER NOT NULL,
            state            TEXT NOT NULL,
            state_since      INTEGER NOT NULL,
            hash             TEXT NOT NULL,
            launch           TEXT,
            registered_at    INTEGER NOT NULL,
            last_used_at     INTEGER NOT NULL,
            used_until       INTEGER NOT NULL,
            deregistered_at  INTEGER,
            image_version    TEXT,
            image_digest     TEXT,
            git_commit       TEXT,
            PRIMARY KEY (family_id, revision)
        ) WITHOUT ROWID, STRICT;
        CREATE INDEX ledger_revision_launch ON ledger_revision (launch) WHERE launch IS NOT NULL;
        CREATE INDEX ledger_revision_open ON ledger_revision (family_id, revision)
            WHERE launch IS NOT NULL AND state IN ('active', 'retired', 'orphan', 'deregistering');

        CREATE TABLE ledger_audit (
            entry_id       INTEGER PRIMARY KEY AUTOINCREMENT,
            scope_id       INTEGER NOT NULL REFERENCES ledger_scope,
            family         TEXT NOT NULL,
            revision       INTEGER,
            at             INTEGER NOT NULL,
            hash           TEXT,
            from_state     TEXT,
            to_state       TEXT,
            actor          TEXT NOT NULL,
            reason         TEXT NOT NULL,
            launch         TEXT,
            image_version  TEXT,
            image_digest   TEXT,
            git_commit     TEXT,
            fence          INTEGER
        ) STRICT;
        CREATE INDEX ledger_audit_family ON ledger_audit (scope_id, family, entry_id);
        CREATE INDEX ledger_audit_launch ON ledger_audit (launch, entry_id) WHERE launch IS NOT NULL;
        """;
}
