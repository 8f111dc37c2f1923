-- Whether a name or some words are those that are asked for, as a person types them: letter case and the placement of
-- tones do not matter, nor do diacritics where the asked words have none. '' and '%' ask for everything. The short words for
-- councils and committees, which names in the star write out, are taken for the long ones.
CREATE OR REPLACE MACRO mart.bare(words) AS replace(strip_accents(toned(words)), 'đ', 'd');
CREATE OR REPLACE MACRO mart.written_out(words) AS CASE
    WHEN mart.bare(words) = lower(words) THEN regexp_replace(regexp_replace(lower(words), '\bubnd\b', 'uy ban nhan dan', 'g'), '\bhdnd\b', 'hoi dong nhan dan', 'g')
    ELSE regexp_replace(regexp_replace(words, '\bubnd\b', 'Ủy ban nhân dân', 'gi'), '\bhđnd\b', 'Hội đồng nhân dân', 'gi')
END;
CREATE OR REPLACE MACRO mart.is_named(told, asked) AS
    asked IN ('', '%') OR CASE WHEN mart.bare(asked) = lower(asked) THEN mart.bare(told) = mart.written_out(asked) ELSE toned(told) = toned(nfc_normalize(mart.written_out(asked))) END;
CREATE OR REPLACE MACRO mart.speaks_of(told, asked) AS
    asked IN ('', '%') OR CASE WHEN mart.bare(asked) = lower(asked) THEN contains(mart.bare(told), lower(asked)) ELSE contains(toned(told), toned(nfc_normalize(asked))) END;
