-- Whether a name or some words are those that are asked for, as a person types them: letter case and the placement of
-- tones do not matter, nor do diacritics where the asked words have none. '' and '%' ask for everything.
CREATE OR REPLACE MACRO mart.bare(words) AS replace(strip_accents(toned(words)), 'đ', 'd');
CREATE OR REPLACE MACRO mart.is_named(told, asked) AS
    asked IN ('', '%') OR CASE WHEN mart.bare(asked) = lower(asked) THEN mart.bare(told) = lower(asked) ELSE toned(told) = toned(nfc_normalize(asked)) END;
CREATE OR REPLACE MACRO mart.speaks_of(told, asked) AS
    asked IN ('', '%') OR CASE WHEN mart.bare(asked) = lower(asked) THEN contains(mart.bare(told), lower(asked)) ELSE contains(toned(told), toned(nfc_normalize(asked))) END;
