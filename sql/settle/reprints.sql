-- Ties reprints: pairs of articles of which one tells most of the other's words, with the same figures in them. Texts with
-- the same words around other figures are a form filled in anew (a day's gold prices, a week's weather). A text of less
-- than a third of the other's length is a part of it; one that has less than half of the other's words is a copy cut
-- short only where it has the other's opening: what a sequel quotes stands further down. Then the groups are found.
CREATE OR REPLACE MACRO in_common(l, r) AS len(list_intersect(l, r)) / greatest(1, least(len(l), len(r)));
-- Of the figures that stand in the same words in both texts, two in three are the same.
CREATE OR REPLACE MACRO same_figures(l, r) AS 3 * len(list_intersect(l.figures, r.figures)) >= 2 * len(list_intersect(l.frames, r.frames));
CREATE OR REPLACE MACRO same_opening(l, r) AS
    2 * len(list_intersect(l.told, r.told)) >= greatest(len(l.told), len(r.told))
    OR CASE WHEN len(l.told) > len(r.told) THEN in_common(l.opening, r.told) ELSE in_common(r.opening, l.told) END >= 0.5;
CREATE OR REPLACE MACRO has_most(l, r) AS 3 * least(len(l), len(r)) >= greatest(len(l), len(r)) AND 100 * len(list_intersect(l, r)) >= 65 * greatest(1, least(len(l), len(r)));
CREATE OR REPLACE MACRO are_alike(l, r) AS l.whole = r.whole OR has_most(l.told, r.told) AND same_figures(l, r) AND same_opening(l, r);

-- Few pairs have most words in common: only these are looked into.
CREATE OR REPLACE TEMP TABLE close AS
SELECT p.article_id, p.other_id
FROM likely AS p
JOIN shingled AS l ON p.article_id = l.article_id
JOIN shingled AS r ON p.other_id = r.article_id
WHERE l.whole = r.whole OR has_most(l.told, r.told);
INSERT INTO looked_into SELECT article_id FROM close UNION SELECT other_id FROM close;
INSERT INTO parted FROM in_parts;

DELETE FROM bridge_reprint WHERE article_id IN (FROM compared) OR other_id IN (FROM compared);
INSERT INTO bridge_reprint
SELECT p.article_id, p.other_id, round(CASE WHEN l.whole = r.whole THEN 1 ELSE in_common(l.told, r.told) END, 4)
FROM close AS p
JOIN parted AS l ON p.article_id = l.article_id
JOIN parted AS r ON p.other_id = r.article_id
WHERE are_alike(l, r) AND concat_ws('|', p.article_id, p.other_id) NOT IN (SELECT thing_id FROM left_out WHERE kind = 'reprint');

-- The groups of all that was compared, and of what was in one group with it before.
CREATE OR REPLACE TEMP TABLE member AS
WITH RECURSIVE edge AS (
    SELECT article_id, other_id FROM bridge_reprint UNION ALL SELECT other_id, article_id FROM bridge_reprint
), begun AS (
    FROM compared
    UNION SELECT c.article_id FROM bridge_copy AS c WHERE c.article_id IN (FROM compared) OR c.original_id IN (FROM compared)
    UNION SELECT c.original_id FROM bridge_copy AS c WHERE c.article_id IN (FROM compared)
    UNION SELECT o.article_id FROM bridge_copy AS c JOIN bridge_copy AS o USING (original_id) WHERE c.article_id IN (FROM compared)
), reached AS (
    SELECT article_id FROM begun
    UNION
    SELECT e.other_id FROM reached JOIN edge AS e USING (article_id)
), grouped (article_id, least_id) USING KEY (article_id) AS (
    SELECT article_id, article_id FROM reached
    UNION
    SELECT g.article_id, min(n.least_id)
    FROM recurring.grouped AS g JOIN edge AS e USING (article_id) JOIN grouped AS n ON e.other_id = n.article_id
    WHERE n.least_id < g.least_id
    GROUP BY g.article_id
)
SELECT article_id, least_id AS group_id FROM grouped;

CREATE OR REPLACE TEMP TABLE settled_copy AS SELECT article_id FROM member;
DELETE FROM member WHERE group_id IN (SELECT group_id FROM member GROUP BY group_id HAVING count(*) = 1);

CREATE OR REPLACE TEMP TABLE story (article_id VARCHAR, story_id VARCHAR);
