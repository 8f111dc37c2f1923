-- Articles that speak of the words asked, best first, each with the sentence that says most of them: BM25 over words and pairs
-- of words of the index that every publication brings up to date. Words with diacritics are found as they are written,
-- words without any with and without; "in quotes" they must follow each other. `lacks`: what was asked and the article has not. '' (or null) of a filter lets all through.
-- DuckDB 1.5 forgets MATERIALIZED when it stores a macro: time it on a file that was opened anew, its plan is another one.
CREATE OR REPLACE MACRO mart.search(asked, at_most := 10, since := NULL, until := NULL, source := '', person := '', metric := '', province := '') AS TABLE
WITH part AS (
    SELECT unnest(list_transform(string_split(left(asked, 1000), '"'), lambda p, i: {'told': folded(nfc_normalize(p)), 'is_phrase': i % 2 = 0}), recursive := true)
), asked_part AS (
    -- Words without any diacritics are compared with a text without them.
    SELECT told, is_phrase, search.bare(told) = told AS is_bare FROM part WHERE told <> ''
), word AS (
    SELECT is_phrase, is_bare, unnest(words) AS word, unnest(list_append(words[2:], NULL)) AS following FROM (SELECT *, string_split(told, ' ') AS words FROM asked_part)
), asked_term AS (
    SELECT word AS told, search.word_key(word) AS term, is_phrase, is_bare FROM word
    UNION ALL
    SELECT word || ' ' || following, search.pair_key(search.word_key(search.bare(word)), search.word_key(search.bare(following))), is_phrase, is_bare FROM word WHERE following IS NOT NULL
), wanted AS MATERIALIZED (
    SELECT told, term, bool_or(is_phrase) AS must, bool_or(is_bare) AS is_bare FROM asked_term GROUP BY ALL
), hit AS MATERIALIZED (
    SELECT text_id, term, times FROM search.term SEMI JOIN wanted USING (term)
), whole AS (
    SELECT count(*) AS texts, avg(words) AS words FROM search.text
), weight AS MATERIALIZED (
    SELECT term, ln(1 + (any_value(w.texts) - count(*) + 0.5) / (count(*) + 0.5)) AS weight, term IN (SELECT term FROM wanted WHERE must) AS must FROM hit, whole AS w GROUP BY term
), ranked AS (
    SELECT h.text_id, sum(weight * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * t.words / w.words))) AS score
    FROM hit AS h JOIN weight USING (term) JOIN search.text AS t USING (text_id) CROSS JOIN whole AS w
    GROUP BY h.text_id
    HAVING count(*) FILTER (must) = (SELECT count(DISTINCT term) FROM wanted WHERE must)
), meant AS MATERIALIZED (
    -- What is asked for by name. Each kind is compared with its own parameter, whose pattern is then made once: with a pattern out of a
    -- column DuckDB compiles one for every name there is, which took seconds.
    SELECT 'source' AS what, d.source AS code FROM dim_source AS d WHERE coalesce(source, '') <> '' AND (mart.is_named(d.name_vi, source) OR mart.is_named(d.name_en, source))
    UNION ALL SELECT 'person', d.entity_id FROM dim_entity AS d WHERE coalesce(person, '') <> '' AND d.entity_kind = 'person' AND mart.is_named(d.name, person)
    UNION ALL SELECT 'metric', d.metric FROM dim_metric AS d WHERE coalesce(metric, '') <> '' AND (d.metric = metric OR mart.is_named(d.name_vi, metric) OR mart.is_named(d.name_en, metric))
    UNION ALL SELECT 'province', d.place_code FROM dim_place AS d WHERE coalesce(province, '') <> '' AND d.place_code = d.province_code AND mart.is_named(d.name, province)
), best AS MATERIALIZED (
    SELECT t.version_id, r.score
    FROM ranked AS r JOIN search.text AS t USING (text_id)
    -- What is not asked for is not looked for: the conditions on the parameters alone are decided before a row is read.
    WHERE ((since IS NULL AND until IS NULL AND coalesce(source, '') = '') OR t.version_id IN (
            SELECT d.version_id FROM dim_article AS d
            WHERE (since IS NOT NULL OR until IS NOT NULL OR coalesce(source, '') <> '')
                AND (since IS NULL OR d.published_on >= since::DATE) AND (until IS NULL OR d.published_on <= until::DATE)
                AND (coalesce(source, '') = '' OR d.source = source OR d.source IN (SELECT code FROM meant WHERE what = 'source'))
        ))
        AND (coalesce(person, '') = '' OR t.version_id IN (
            SELECT f.version_id FROM fact_mention AS f WHERE coalesce(person, '') <> '' AND f.entity_id IN (SELECT code FROM meant WHERE what = 'person')
        ))
        AND (coalesce(metric, '') = '' OR t.version_id IN (
            SELECT f.version_id FROM fact_measurement AS f WHERE coalesce(metric, '') <> '' AND f.metric IN (SELECT code FROM meant WHERE what = 'metric')
        ))
        AND (coalesce(province, '') = '' OR t.version_id IN (
            SELECT f.version_id FROM fact_mention AS f JOIN dim_place AS p USING (place_code)
            WHERE coalesce(province, '') <> '' AND p.province_code IN (SELECT code FROM meant WHERE what = 'province')
        ))
    ORDER BY r.score DESC, t.version_id
    -- Some more are read than are shown, for their sentences put them in order; words that must follow each other leave fewer of them.
    LIMIT greatest(at_most, 1) + CASE WHEN contains(asked, '"') THEN 15 ELSE 8 END
), spoken AS (
    SELECT s.version_id, s.role, b.score, {'number': s.sentence_number, 'char_start': s.char_start, 'char_end': s.char_end, 'words': s.sentence} AS sentence, folded(s.sentence) AS folded
    FROM dim_sentence AS s JOIN best AS b USING (version_id)
    WHERE s.repeat_of IS NULL OR s.role = 'title'
), compared AS (
    SELECT version_id, role, score, sentence, ' ' || folded || ' ' AS told, CASE WHEN (SELECT bool_or(is_bare) FROM wanted) THEN search.bare(told) END AS bare FROM spoken
), said AS (
    SELECT
        version_id, role, score, sentence,
        coalesce(list_sum(list_transform(t.terms, lambda t: CASE WHEN contains(CASE WHEN t.is_bare THEN c.bare ELSE c.told END, t.told) THEN t.weight END)), 0) AS says,
        len(list_filter(p.phrases, lambda p: contains(CASE WHEN p.is_bare THEN c.bare ELSE c.told END, p.told))) AS phrases
    FROM compared AS c
    -- A blank at both ends: words and phrases begin and end where a word does.
    CROSS JOIN (SELECT list({'told': ' ' || told || ' ', 'is_bare': is_bare, 'weight': weight}) AS terms FROM wanted JOIN weight USING (term)) AS t
    CROSS JOIN (SELECT coalesce(list({'told': ' ' || told || ' ', 'is_bare': is_bare}), []) AS phrases FROM asked_part WHERE is_phrase) AS p
), chosen AS MATERIALIZED (
    SELECT
        version_id, any_value(score) + max(says) + coalesce(max(says) FILTER (role = 'title'), 0) AS score,
        max_by(sentence, {'phrases': phrases, 'says': says, 'first': -sentence.number}) AS sentence
    FROM said
    GROUP BY version_id
    HAVING sum(phrases) >= (SELECT count(*) FROM asked_part WHERE is_phrase)
    ORDER BY 2 DESC, version_id
    LIMIT greatest(at_most, 1)
), asked_words AS (
    SELECT words, list_transform(words, lambda w: search.word_key(w)) AS keys, list_transform(words, lambda w, i: search.pair_key(search.word_key(search.bare(w)), search.word_key(search.bare(words[i + 1])))) AS pairs
    FROM (SELECT string_split(told, ' ') AS words FROM asked_part)
), held AS (
    SELECT version_id, list(term) AS terms FROM hit JOIN search.text USING (text_id) WHERE version_id IN (SELECT version_id FROM chosen) GROUP BY version_id
), lacking AS (
    -- Vietnamese writes a word in syllables, which stand in other words too. One that is there beside a neighbour is told ('|'); those in
    -- a row that are not are lacking together, or of two only that which the text does not have at all ('·').
    SELECT version_id, list_transform(string_split(array_to_string(list_transform(words, lambda w, i: CASE
        WHEN NOT list_contains(terms, keys[i]) THEN w || '·' WHEN len(words) = 1 OR list_contains(terms, pairs[i - 1]) OR list_contains(terms, pairs[i]) THEN '|' ELSE w
    END), ' '), '|'), lambda run: replace(regexp_replace(trim(run), '^([^· ]+|[^· ]+ ([^ ]+·)|([^ ]+·) [^· ]+)$', '\2\3'), '·', '')) AS lacks
    FROM held CROSS JOIN asked_words
), lacked AS (
    SELECT version_id, list_filter(flatten(list(lacks)), lambda words: words <> '') AS lacks FROM lacking GROUP BY version_id
), shown AS (
    SELECT version_id, sentence.number AS sentence_number FROM chosen
), fact AS (
    -- Where they lie is found by their keys alone; the rest is read of these few rows.
    SELECT version_id, sentence_number, fact_id, 'measurements' AS fact_type, surface FROM fact_measurement WHERE rowid IN (SELECT f.rowid FROM fact_measurement AS f SEMI JOIN shown USING (version_id, sentence_number))
    UNION ALL SELECT version_id, sentence_number, fact_id, 'targets', surface FROM fact_target WHERE rowid IN (SELECT f.rowid FROM fact_target AS f SEMI JOIN shown USING (version_id, sentence_number))
    UNION ALL SELECT version_id, sentence_number, fact_id, 'statements', surface FROM fact_statement WHERE rowid IN (SELECT f.rowid FROM fact_statement AS f SEMI JOIN shown USING (version_id, sentence_number))
    UNION ALL SELECT version_id, sentence_number, fact_id, 'events', surface FROM fact_event WHERE rowid IN (SELECT f.rowid FROM fact_event AS f SEMI JOIN shown USING (version_id, sentence_number))
    UNION ALL SELECT version_id, sentence_number, fact_id, 'investments', surface FROM fact_investment WHERE rowid IN (SELECT f.rowid FROM fact_investment AS f SEMI JOIN shown USING (version_id, sentence_number))
    UNION ALL SELECT version_id, sentence_number, fact_id, 'agreements', surface FROM fact_agreement WHERE rowid IN (SELECT f.rowid FROM fact_agreement AS f SEMI JOIN shown USING (version_id, sentence_number))
    UNION ALL SELECT version_id, sentence_number, fact_id, 'position_observations', surface FROM fact_position WHERE rowid IN (SELECT f.rowid FROM fact_position AS f SEMI JOIN shown USING (version_id, sentence_number))
    UNION ALL SELECT version_id, sentence_number, fact_id, 'citations', surface FROM fact_citation WHERE rowid IN (SELECT f.rowid FROM fact_citation AS f SEMI JOIN shown USING (version_id, sentence_number))
), told_there AS (
    SELECT version_id, sentence_number, list({'fact_type': fact_type, 'fact_id': fact_id, 'surface': surface} ORDER BY fact_type, fact_id) AS facts FROM fact GROUP BY ALL
)
SELECT
    round(c.score, 3) AS score, a.published_on, nullif(a.source, 'unknown') AS source, a.title,
    -- What of the sentence was asked stands between « and ». Letters are told by their blocks: \p{L} takes two ms to compile, each time.
    replace(replace(array_to_string(list_transform(
        regexp_extract_all(replace(replace(c.sentence.words, '«', '"'), '»', '"'), '[0-9A-Za-z\x{C0}-\x{1FFF}\x{2C00}-\x{2DFF}\x{3040}-\x{D7FF}]+|(?s:.)'),
        lambda piece: CASE WHEN list_contains(l.written, toned(piece)) OR (len(l.bare) > 0 AND list_contains(l.bare, search.bare(toned(piece)))) THEN '«' || piece || '»' ELSE piece END
    ), ''), '» «', ' '), '»«', '') AS snippet,
    a.origin, a.article_id, a.article_version, c.sentence.number AS sentence_number, c.sentence.char_start, c.sentence.char_end, coalesce(f.facts, []) AS facts, w.lacks
FROM chosen AS c
JOIN dim_article AS a USING (version_id)
JOIN lacked AS w USING (version_id)
LEFT JOIN told_there AS f ON c.version_id = f.version_id AND c.sentence.number = f.sentence_number
CROSS JOIN (SELECT coalesce(list(word) FILTER (NOT is_bare), []) AS written, coalesce(list(word) FILTER (is_bare), []) AS bare FROM word) AS l
ORDER BY score DESC, c.version_id;
