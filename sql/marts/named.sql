-- Whether a name or some words are those that are asked for, as a person types them: letter case and the placement of
-- tones do not matter, nor do diacritics where the asked words have none. '' and '%' ask for everything. The short words for
-- councils and committees, which names in the star write out, are taken for the long ones.
-- The lambdas bind what is asked once: a macro's argument is planned anew wherever its text has it, which took 22 ms a query.
CREATE OR REPLACE MACRO mart.bare(words) AS replace(strip_accents(toned(words)), 'đ', 'd');
CREATE OR REPLACE MACRO mart.written_out(words) AS list_transform([words], lambda asked: CASE
    WHEN mart.bare(asked) = lower(asked) THEN regexp_replace(regexp_replace(lower(asked), '\bubnd\b', 'uy ban nhan dan', 'g'), '\bhdnd\b', 'hoi dong nhan dan', 'g')
    ELSE regexp_replace(regexp_replace(asked, '\bubnd\b', 'Ủy ban nhân dân', 'gi'), '\bh[đd]nd\b', 'Hội đồng nhân dân', 'gi')
END)[1];
-- The regular expression of what is asked for. It is made once, and one pass of it over what is told costs a twentieth of
-- folding all that: each letter of words without diacritics stands for itself with any, what `toned` makes one for both.
CREATE OR REPLACE MACRO mart.pattern_of(words) AS list_transform([words], lambda asked: CASE
    WHEN mart.bare(asked) = lower(asked) THEN array_to_string(list_transform(string_split(regexp_escape(lower(asked)), ''), lambda letter: coalesce(MAP {
        'a': '[aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ]', 'b': '[bḃḅḇ]', 'c': '[cçćĉċčḉ]', 'd': '[dďđḋḍḏḑḓ]', 'e': '[eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ]', 'f': '[fḟ]',
        'g': '[gĝğġģǧǵḡ]', 'h': '[hĥȟḣḥḧḩḫẖ]', 'i': '[iìíîïĩīĭįǐȉȋḭḯỉị]', 'j': '[jĵǰ]', 'k': '[kķǩḱḳḵ]', 'l': '[lĺļľḷḹḻḽ]', 'm': '[mḿṁṃ]',
        'n': '[nñńņňǹṅṇṉṋ]', 'o': '[oòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ]', 'p': '[pṕṗ]', 'r': '[rŕŗřȑȓṙṛṝṟ]', 's': '[sśŝşšșṡṣṥṧṩ]', 't': '[tţťțṫṭṯṱẗ]',
        'u': '[uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự]', 'v': '[vṽṿ]', 'w': '[wŵẁẃẅẇẉẘ]', 'x': '[xẋẍ]', 'y': '[yýÿŷȳẏẙỳỵỷỹ]', 'z': '[zźżžẑẓẕ]'
    }[letter], letter)), '')
    ELSE replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        regexp_escape(toned(nfc_normalize(asked))), 'òa', '(?:òa|oà)'), 'óa', '(?:óa|oá)'), 'ỏa', '(?:ỏa|oả)'), 'õa', '(?:õa|oã)'), 'ọa', '(?:ọa|oạ)')
        , 'òe', '(?:òe|oè)'), 'óe', '(?:óe|oé)'), 'ỏe', '(?:ỏe|oẻ)'), 'õe', '(?:õe|oẽ)'), 'ọe', '(?:ọe|oẹ)')
        , 'ùy', '(?:ùy|uỳ)'), 'úy', '(?:úy|uý)'), 'ủy', '(?:ủy|uỷ)'), 'ũy', '(?:ũy|uỹ)'), 'ụy', '(?:ụy|uỵ)')
END)[1];
-- The regular expression of a name, or of several with '|' between them, any of which is meant (flows/place_names.py).
CREATE OR REPLACE MACRO mart.pattern_of_name(names) AS replace(mart.pattern_of(mart.written_out(names)), '\|', '|');
CREATE OR REPLACE MACRO mart.is_named(told, asked) AS asked IN ('', '%') OR regexp_full_match(told, mart.pattern_of_name(asked), 'i');
-- Whether a body's name holds the words that are asked for, whose short words are taken as those of a name are.
CREATE OR REPLACE MACRO mart.holds_name(told, asked) AS asked IN ('', '%') OR regexp_matches(told, mart.pattern_of_name(asked), 'i');
CREATE OR REPLACE MACRO mart.speaks_of(told, asked) AS asked IN ('', '%') OR regexp_matches(told, mart.pattern_of(asked), 'i');
