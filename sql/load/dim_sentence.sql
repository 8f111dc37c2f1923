-- Makes the staged versions' sentences equal to what was staged.
DELETE FROM dim_sentence WHERE version_id IN (SELECT version_id FROM touched);

INSERT INTO dim_sentence BY NAME
SELECT version_id, sentence_number, paragraph, section, role, char_start, char_end, sentence, repeat_of FROM staged_sentences
QUALIFY row_number() OVER (PARTITION BY version_id, sentence_number ORDER BY char_start) = 1;
