-- Makes the staged versions' sentences equal to what was staged. Where a version was staged more than once, each sentence is
-- laid down once; only of these the rows are sorted.
DELETE FROM dim_sentence WHERE version_id IN (SELECT version_id FROM touched);

CREATE OR REPLACE TEMP TABLE staged_again AS
SELECT version_id, sentence_number FROM staged_sentences GROUP BY ALL HAVING count(*) > 1;

INSERT INTO dim_sentence BY NAME
SELECT version_id, sentence_number, paragraph, section, role, char_start, char_end, sentence, repeat_of
FROM staged_sentences ANTI JOIN staged_again USING (version_id, sentence_number)
UNION ALL
SELECT version_id, sentence_number, paragraph, section, role, char_start, char_end, sentence, repeat_of
FROM staged_sentences SEMI JOIN staged_again USING (version_id, sentence_number)
QUALIFY row_number() OVER (PARTITION BY version_id, sentence_number ORDER BY char_start) = 1;
