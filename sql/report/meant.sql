-- Whom and what the names of a fact mean across articles, and why. $names, $fact_id, $article_id.
SELECT i.identity, i.entity_kind, i.identity_id, count(DISTINCT m.article_id) AS articles, i.reason, i.evidence
FROM mart.identities AS i
JOIN bridge_identity AS b USING (telling_id)
LEFT JOIN bridge_identity AS m ON m.identity_id = i.identity_id
WHERE (b.name_id IN $names AND b.article_id = $article_id) OR b.telling_id = $fact_id
GROUP BY ALL
ORDER BY i.entity_kind, i.identity
