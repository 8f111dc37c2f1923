-- The keys of words (`word`, in their order), as they are written and without diacritics: each is folded once, not wherever it stands.
SELECT search.word_key(toned(word)) AS toned, search.word_key(search.bare(toned(word))) AS bare FROM word
