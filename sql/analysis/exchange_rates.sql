-- Tỷ giá mà bài báo ngầm dùng khi nói "tương đương" / Exchange rates that articles imply where they state an equivalent
-- $unit =  : ngoại tệ, như USD; trống: mọi loại / the currency, such as USD; empty: all
-- $off_by = 0 : chỉ những chỗ lệch tỷ giá năm ít nhất bấy nhiêu, 0.05 là 5 % / only those off the year's rate by at least so much, 0.05 is 5 %
-- > published_on: 2025-03-04 | currency: USD | amount: 16000000000000 | unit: VND | equivalent: 607000000 | equivalent_unit: USD | implied_vnd: 26359 | reference_vnd: 25960 | deviation: 0.015 | sentence: … | fact_id: 3f0c…
SELECT
    published_on, CASE WHEN unit = 'VND' THEN equivalent_unit ELSE unit END AS currency, amount, unit, equivalent, equivalent_unit,
    round(implied_vnd, 2) AS implied_vnd, reference_vnd, round(deviation, 4) AS deviation, sentence, fact_id
FROM mart.fx_implied
WHERE ($unit = '' OR $unit IN (unit, equivalent_unit)) AND ($off_by::DOUBLE <= 0 OR abs(deviation) >= $off_by::DOUBLE)
    AND fact_id NOT IN (SELECT fact_id FROM mart.copied_facts)
ORDER BY published_on DESC NULLS LAST, fact_id;
