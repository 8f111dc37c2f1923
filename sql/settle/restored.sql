-- Puts back every tie that is left out, to be judged anew: its articles are settled again as if nothing had failed. A fact
-- or a topic stays out until its version is loaded again.
DELETE FROM left_out
WHERE kind IN ('fact', 'topic') AND (version_id IN (SELECT version_id FROM touched) OR version_id NOT IN (SELECT version_id FROM dim_article));

CREATE OR REPLACE TEMP TABLE resettled AS SELECT kind, thing_id, tellings, articles FROM left_out WHERE kind NOT IN ('fact', 'topic');
DELETE FROM left_out WHERE kind NOT IN ('fact', 'topic');

-- No version of theirs was loaded: their rows are as they were.
INSERT INTO touched SELECT DISTINCT '', unnest(articles) FROM resettled WHERE kind IN ('identity', 'event', 'reprint');
