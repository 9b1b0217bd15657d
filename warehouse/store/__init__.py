"""How it is stored: assembling, checking, snapshots, publishing, the ledger, the lock."""
