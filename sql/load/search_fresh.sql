-- Makes the terms of a slice of the texts that are not in the index yet. Words are folded once each, not wherever they stand.
CREATE TEMP TABLE IF NOT EXISTS entering AS FROM search.term LIMIT 0;

CREATE OR REPLACE TEMP TABLE sought AS
WITH unsought AS (
    -- Found without the texts, which are most of the warehouse.
    SELECT version_id FROM dim_article WHERE is_current AND withdrawn_at IS NULL AND version_id NOT IN (SELECT version_id FROM search.text) LIMIT 5000
)
SELECT
    (coalesce((SELECT max(text_id) FROM search.text), 0) + row_number() OVER ())::UINTEGER AS text_id,
    version_id, search.words(text) AS words
FROM dim_article WHERE version_id IN (FROM unsought);

CREATE OR REPLACE TEMP TABLE running AS
SELECT text_id, unnest(words) AS word, unnest(list_append(words[2:], '')) AS following FROM sought;

CREATE OR REPLACE TEMP TABLE spelling AS
SELECT word, search.word_key(toned(word)) AS toned, search.word_key(search.bare(toned(word))) AS bare FROM (SELECT DISTINCT word FROM running);

CREATE OR REPLACE TEMP TABLE spelled AS
SELECT r.text_id, w.toned, w.bare, f.bare AS following
FROM running AS r JOIN spelling AS w ON r.word = w.word LEFT JOIN spelling AS f ON r.following = f.word;

INSERT INTO entering
SELECT bare AS term, text_id, least(count(*), 255)::UTINYINT FROM spelled GROUP BY ALL
UNION ALL SELECT toned, text_id, least(count(*), 255)::UTINYINT FROM spelled WHERE toned <> bare GROUP BY ALL
UNION ALL SELECT search.pair_key(bare, following), text_id, least(count(*), 255)::UTINYINT FROM spelled WHERE following IS NOT NULL GROUP BY ALL;

INSERT INTO search.text SELECT text_id, version_id, len(words)::UINTEGER FROM sought;

DROP TABLE sought;
DROP TABLE running;
DROP TABLE spelling;
DROP TABLE spelled;
