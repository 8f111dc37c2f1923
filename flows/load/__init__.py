"""The only room that writes the warehouse: migrate, merge, settle, publish, and the books in ops.sqlite.

The star, in the order in which a run comes by
    migrate       what sql/migrations has beyond a file; `catalogue` makes the views and macros of mart, the history of dq, comments
    given, carried   asked before a run loads: which versions are there already, which facts a person's word lets pass
    merge         a run's staging into the star: `tables` says which, `statements` and `all_or_nothing` how
    touched       what settling notes down, for the audit too
    reprints      which articles are copies, settled with the rest of sql/settle; `texts` hands it texts a few megabytes at a time
    judge         people's judgements of facts laid on; `judgement` says which is in force and whether it can hold, `along` what
                  says the same as an amended figure, `said_with` what is told of that; `judged_facts` finds a fact by its id and
                  says what a word changed, `amended_places` which place is meant
    identity, withdrawal   their judgements of who is meant, and of articles as a whole
    left_out      what fails the audit of the star leaves it
    search        the index for full-text search
    hashes        whether two stars are the same

The file that readers see
    publish       the writer's lock, the work copy, its rename
    published     opened for reading; generations; `blocks` finds damage in one, `generations` says what made each and which go first

The books, and what lies beside them
    books         where they lie, that they are whole; upon `store` (SQLite) and `journal` (judgements.jsonl)
    ops           runs, documents, results, holds; `captures` what was fetched, `aside` the quarantine
    alive         whether a run's process lives

What is forgotten
    tombstones    what it is, as keyed hashes; `blanking` takes a name out of a text
    forget        out of a star and of SQLite files; the room flows/forget/ decides what, and goes through all other places

A lake, where the warehouse is one
    lake_home     a home and its lake, one brought up to date with the other; `catching_up` and `shared_books` do it
    lake          the tables of the star in it, a snapshot a publication; `publications` says whose, `snapshots` how they end
    landed        the kept documents in it
    lease         who publishes just now
    extensions    what DuckDB needs for it
"""

LAKE_LINK = "lake.json"  # beside the warehouse of a lake's home: which lake that is
