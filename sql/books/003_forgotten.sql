-- Grain: one thing that is forgotten: a keyed hash, which tells that something is what was forgotten, and not what that is.
CREATE TABLE tombstone (
    seq INTEGER PRIMARY KEY, kind VARCHAR, digest VARCHAR, words INTEGER, reason VARCHAR, forgotten_by VARCHAR, "at" TIMESTAMPTZ
);

-- Grain: one document that was rewritten without what is forgotten, and the one that took its place.
CREATE TABLE replaced (seq INTEGER PRIMARY KEY, old_sha256 VARCHAR, new_sha256 VARCHAR, "at" TIMESTAMPTZ);
CREATE INDEX replaced_by_old ON replaced (old_sha256);
