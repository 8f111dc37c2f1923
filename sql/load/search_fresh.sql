-- The texts that are not in the index yet, numbered, each as its search.words with a blank between them: in half the time.
WITH unsought AS (
    -- Found without the texts, which are most of the warehouse.
    SELECT version_id FROM dim_article WHERE is_current AND withdrawn_at IS NULL AND version_id NOT IN (SELECT version_id FROM search.text)
)
SELECT
    (coalesce((SELECT max(text_id) FROM search.text), 0) + row_number() OVER ())::UINTEGER AS text_id,
    version_id, trim(regexp_replace(text, '(?: *[^\p{L}\p{N} ])+ *| {2,}', ' ', 'g')) AS text
FROM dim_article WHERE version_id IN (FROM unsought)
