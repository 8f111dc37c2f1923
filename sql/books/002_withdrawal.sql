-- Grain: one judgement of a person on an article: withdrawn, or undone, which takes the last one back.
CREATE TABLE withdrawal (
    seq INTEGER PRIMARY KEY, article_id VARCHAR, verdict VARCHAR, reason VARCHAR, judged_by VARCHAR, "at" TIMESTAMPTZ
);

-- Captures that found nothing any more: few, and every run asks for them.
CREATE INDEX capture_gone ON capture (origin) WHERE status IN (404, 410);
