-- Where a fact stands, and how its table fared in the last audit.
SELECT s.sentence, s.char_start, s.role, a.title, a.origin, a.published_on, a.article_version, a.is_current,
    (SELECT count(*) FROM dq.result WHERE table_name = $table AND success AND run_id = a.run_id),
    (SELECT count(*) FROM dq.result WHERE table_name = $table AND NOT success AND run_id = a.run_id)
FROM dim_article AS a
LEFT JOIN dim_sentence AS s ON a.version_id = s.version_id AND s.sentence_number = $sentence_number
WHERE a.version_id = $version_id
