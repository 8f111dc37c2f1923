-- Ai đã xét dữ kiện nào, khi nào, vì sao, và lời ấy còn hiệu lực không? / Who judged which fact, when and why, and does it hold?
-- ? phán quyết, lời của người xét, override / judged facts
-- in_force: còn hiệu lực; ended: bản mới của bài không còn câu ấy; set_aside: quy tắc hay danh mục sau này không cho phép; earlier_text: ở bản cũ của bài, không ở bản mới; taken_back: đã rút, why nói lời nào; no_fact: kho không có dữ kiện ấy. / in_force: it holds; ended: the article's new text has that sentence no longer; set_aside: a later rule or seed does not allow it; earlier_text: of an earlier text of the article, not of the new one; taken_back: undone, why says which word; no_fact: the star has no such fact.
-- $state =  (in_force, ended, set_aside, earlier_text, taken_back, no_fact) : còn hiệu lực hay không; trống: mọi lời / whether it holds; empty: all
-- $who =  : người duyệt; trống: mọi người / who judged; empty: anybody
-- $fact =  : mã dữ kiện hay phần đầu của mã; trống: mọi dữ kiện / a fact's id or how it begins; empty: any
-- > judged_at: 2026-11-27 02:47:35 | judged_by: Lan | action: amend | amendment: {"value": …} | reason: … | state: in_force | why: null | fact_type: measurements
-- > surface: 56.200 tỷ đồng | sentence: … | title: … | origin: https://… | fact_id: 3f0c… | carried_from: null
WITH held AS (
    SELECT
        j.judged_at, j.judged_by, j.action, j.amendment, j.reason,
        CASE
            WHEN j.set_aside IS NOT NULL THEN 'set_aside' WHEN j.ended THEN 'ended'
            WHEN a.is_current THEN 'in_force' ELSE 'earlier_text'
        END AS state,
        j.set_aside AS why, j.fact_type, j.original ->> 'surface' AS surface, s.sentence, a.title, a.origin, j.fact_id, j.carried_from
    FROM fact_judgement AS j
    LEFT JOIN dim_article AS a USING (version_id)
    LEFT JOIN dim_sentence AS s ON j.version_id = s.version_id AND s.sentence_number = (j.original ->> 'sentence_number')::INTEGER
    -- A word that went along into the article's new text is told there.
    WHERE j.fact_id NOT IN (SELECT carried_from FROM fact_judgement WHERE carried_from IS NOT NULL)
), booked AS (
    -- Words on facts as they are read. An undo takes back the last word not taken back yet, which stood a step higher.
    SELECT *, sum(CASE WHEN action = 'undo' THEN -1 ELSE 1 END) OVER (PARTITION BY fact_id ORDER BY "at") AS step
    FROM ops.override
    WHERE fact_id NOT IN (SELECT fact_id FROM fact_judgement)
), last_word AS (
    SELECT l.fact_id, l."at", l.judged_by, l.action, coalesce(l.amendment, w.amendment) AS amendment, l.reason, w.action AS undone, w.judged_by AS undone_by, w.reason AS undone_reason
    FROM (FROM booked QUALIFY row_number() OVER (PARTITION BY fact_id ORDER BY "at" DESC) = 1) AS l
    LEFT JOIN booked AS w ON l.action = 'undo' AND l.fact_id = w.fact_id AND w.action <> 'undo' AND w."at" <= l."at" AND w.step = l.step + 1
    QUALIFY row_number() OVER (PARTITION BY l.fact_id ORDER BY w."at" DESC NULLS LAST) = 1
), placed AS (
    SELECT * FROM (
        SELECT fact_id, 'mentions' AS fact_type, version_id, sentence_number, surface FROM fact_mention
        UNION ALL SELECT fact_id, 'measurements', version_id, sentence_number, surface FROM fact_measurement
        UNION ALL SELECT fact_id, 'targets', version_id, sentence_number, surface FROM fact_target
        UNION ALL SELECT fact_id, 'statements', version_id, sentence_number, surface FROM fact_statement
        UNION ALL SELECT fact_id, 'events', version_id, sentence_number, surface FROM fact_event
        UNION ALL SELECT fact_id, 'investments', version_id, sentence_number, surface FROM fact_investment
        UNION ALL SELECT fact_id, 'agreements', version_id, sentence_number, surface FROM fact_agreement
        UNION ALL SELECT fact_id, 'position_observations', version_id, sentence_number, surface FROM fact_position
        UNION ALL SELECT fact_id, 'citations', version_id, sentence_number, surface FROM fact_citation
        UNION ALL SELECT fact_id, fact_type, version_id, (payload ->> 'sentence_number')::INTEGER, payload ->> 'surface' FROM dq.quarantine_item WHERE fact_id IS NOT NULL
    )
    WHERE fact_id IN (SELECT fact_id FROM last_word)
    QUALIFY row_number() OVER (PARTITION BY fact_id ORDER BY version_id, surface) = 1
), on_read AS (
    SELECT
        w."at" AS judged_at, w.judged_by, w.action, w.amendment, nullif(w.reason, '') AS reason,
        CASE WHEN w.action = 'undo' THEN 'taken_back' WHEN a.is_current IS FALSE THEN 'earlier_text' ELSE 'no_fact' END AS state,
        w.undone || ' (' || w.undone_by || ': ' || w.undone_reason || ')' AS why, p.fact_type, p.surface, s.sentence, a.title, a.origin, w.fact_id
    FROM last_word AS w
    LEFT JOIN placed AS p USING (fact_id)
    LEFT JOIN dim_article AS a USING (version_id)
    LEFT JOIN dim_sentence AS s ON p.version_id = s.version_id AND p.sentence_number = s.sentence_number
)
SELECT * FROM (FROM held UNION ALL BY NAME FROM on_read)
WHERE ($state = '' OR state = $state) AND mart.is_named(judged_by, $who) AND starts_with(fact_id, $fact)
ORDER BY judged_at DESC, fact_id;
