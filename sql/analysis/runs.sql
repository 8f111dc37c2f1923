-- Các lần chạy gần đây ra sao? / How did the last runs go?
-- $count = 20 : bao nhiêu lần / how many
-- > started_at: 2026-11-27 02:47:36 | seconds: 78.6 | kind: manual | state: published | documents_read: 3000 | documents_loaded: 3000 | documents_rejected: 0 | facts_loaded: 65583 | facts_quarantined: 0 | generation: 1 | message: null | run_id: 20261127T024735-64c53d
SELECT
    started_at, round(date_diff('millisecond', started_at, finished_at) / 1000, 1) AS seconds, kind, state, documents_read, documents_loaded, documents_rejected,
    facts_loaded, facts_quarantined, generation, message, run_id
FROM ops.run
ORDER BY started_at DESC, run_id DESC
LIMIT $count::INTEGER;
