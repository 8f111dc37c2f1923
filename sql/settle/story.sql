-- Takes one story out of each group: its fullest text with those that are like that one itself, so that no chain of texts,
-- each like the next, becomes one story. Done until no group is left.
CREATE OR REPLACE TEMP TABLE fullest AS
SELECT m.group_id, max_by(m.article_id, (s.length, m.article_id)) AS story_id FROM member AS m JOIN shingled AS s USING (article_id) GROUP BY m.group_id;

CREATE OR REPLACE TEMP TABLE looked_into AS SELECT article_id FROM member WHERE article_id NOT IN (SELECT article_id FROM parted);
INSERT INTO parted FROM in_parts;

INSERT INTO story
SELECT m.article_id, f.story_id
FROM member AS m
JOIN fullest AS f USING (group_id)
JOIN parted AS l ON m.article_id = l.article_id
JOIN parted AS r ON f.story_id = r.article_id
WHERE m.article_id = f.story_id
    OR are_alike(l, r) AND concat_ws('|', least(m.article_id, f.story_id), greatest(m.article_id, f.story_id)) NOT IN (SELECT thing_id FROM left_out WHERE kind = 'reprint');

DELETE FROM member WHERE article_id IN (SELECT article_id FROM story);
