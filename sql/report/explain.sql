-- Where a fact stands, whether its article was withdrawn, and how its table fared in the last audit.
SELECT s.sentence, s.char_start, s.role, a.title, a.origin, a.published_on, a.article_version, a.is_current,
    (SELECT count(*) FROM dq.result WHERE table_name = $table AND success AND run_id = a.run_id),
    (SELECT count(*) FROM dq.result WHERE table_name = $table AND NOT success AND run_id = a.run_id),
    a.withdrawn_at, (SELECT concat_ws(': ', max_by(cause, withdrawn_at), max_by(reason, withdrawn_at)) FROM ops.withdrawn WHERE article_id = a.article_id AND returned_at IS NULL)
FROM dim_article AS a
LEFT JOIN dim_sentence AS s ON a.version_id = s.version_id AND s.sentence_number = $sentence_number
WHERE a.version_id = $version_id
