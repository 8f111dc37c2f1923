-- Makes the reference dimensions equal to the seeds.
DELETE FROM dim_metric;
INSERT INTO dim_metric SELECT code, name_vi, name_en, needs_period = 'true', better, successor, is_flow = 'true' FROM seed_metrics;
DELETE FROM dim_unit;
INSERT INTO dim_unit SELECT code, name_vi, name_en, dimension FROM seed_units;
DELETE FROM dim_topic;
INSERT INTO dim_topic SELECT code, name_vi, name_en FROM seed_topics;
DELETE FROM dim_fx_rate;
INSERT INTO dim_fx_rate SELECT year::INTEGER, unit, vnd::DECIMAL(38, 6) FROM seed_fx_rates;
DELETE FROM dim_title;
INSERT INTO dim_title SELECT title, min(rank::INTEGER), bool_or(single_seat = 'yes'), coalesce(min(same_as), title) FROM seed_titles GROUP BY title;
