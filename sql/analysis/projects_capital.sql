-- Dự án nào tăng hay giảm vốn từ bài này sang bài khác? / Which projects' capital rose or fell from one article to another?
-- ? tăng vốn, đội vốn, giảm vốn, điều chỉnh tổng mức đầu tư, vốn đầu tư thay đổi / cost overrun, capital raised, capital cut
-- Con số được kể đầu tiên cạnh con số mới nhất cùng loại tiền, trên 1% khác nhau; một giai đoạn cạnh cả dự án cũng là khác: đọc hai câu. / The first sum told beside the newest one in the same currency, where they are more than 1% apart; a phase beside the whole differs too: read both sentences.
-- $words =  : chữ trong tên; trống: bất kỳ / words of the name; empty: any
-- > project: Nhà máy điện gió Bắc Hải | province: Quảng Ninh | unit: VND | first_amount: 6500000000000 | last_amount: 7100000000000 | change: 0.092 | first_on: 2024-05-08 | last_on: 2025-06-29
-- > first_sentence: … | last_sentence: … | first_fact_id: 3f0c… | last_fact_id: 12aa… | project_id: 77be…
WITH told AS (
    SELECT project_id, unit, amount, published_on, sentence, fact_id, (published_on, fact_id) AS moment
    FROM mart.project_history UNPIVOT (amount FOR unit IN (amount_vnd AS 'VND', amount_usd AS 'USD'))
    WHERE published_on IS NOT NULL AND comparator IN ('eq', 'approx') AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
), ends AS (
    SELECT
        project_id, unit, min_by(amount, moment) AS first_amount, max_by(amount, moment) AS last_amount, min(published_on) AS first_on, max(published_on) AS last_on,
        min_by(sentence, moment) AS first_sentence, max_by(sentence, moment) AS last_sentence, min_by(fact_id, moment) AS first_fact_id, max_by(fact_id, moment) AS last_fact_id
    FROM told GROUP BY project_id, unit
)
SELECT
    p.name AS project, p.province, e.unit, e.first_amount, e.last_amount, round(e.last_amount / e.first_amount - 1, 3)::DOUBLE AS change, e.first_on, e.last_on,
    e.first_sentence, e.last_sentence, e.first_fact_id, e.last_fact_id, e.project_id
FROM ends AS e JOIN mart.projects AS p USING (project_id)
WHERE e.first_on < e.last_on AND abs(e.last_amount / e.first_amount - 1) > 0.01 AND mart.speaks_of(p.name, $words)
ORDER BY abs(change) DESC, e.last_on DESC, e.project_id, e.unit;
