-- Ai đã duyệt dữ kiện nào, khi nào, vì sao, và lời ấy còn hiệu lực không? / Who judged which fact, when and why, and does it hold?
-- ? phán quyết, người duyệt, override / judged facts
-- in_force: còn hiệu lực; ended: bản mới của bài không còn câu ấy; set_aside: quy tắc hay danh mục sau này không cho phép; earlier_text: ở bản cũ, bản mới có lời khác; taken_back: đã rút; no_fact: kho không có dữ kiện ấy. / in_force: it holds; ended: the article's new text has that sentence no longer; set_aside: a later rule or seed does not allow it; earlier_text: of an earlier text, the new one has a word of its own; taken_back: undone; no_fact: the star has no such fact.
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
    SELECT "at" AS judged_at, judged_by, action, amendment, reason, CASE WHEN action = 'undo' THEN 'taken_back' ELSE 'no_fact' END AS state, fact_id
    FROM ops.override
    WHERE fact_id NOT IN (SELECT fact_id FROM fact_judgement)
    QUALIFY row_number() OVER (PARTITION BY fact_id ORDER BY "at" DESC) = 1
)
SELECT * FROM (FROM held UNION ALL BY NAME FROM booked)
WHERE ($state = '' OR state = $state) AND mart.is_named(judged_by, $who) AND starts_with(fact_id, $fact)
ORDER BY judged_at DESC, fact_id;
