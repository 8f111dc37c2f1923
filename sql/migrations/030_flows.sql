-- What adds up over the days of a period (exports, arrivals) and what is so on a day (debt, population, a price).
ALTER TABLE dim_metric ADD COLUMN is_flow BOOLEAN;
COMMENT ON COLUMN dim_metric.is_flow IS 'True where its figures add up over the days of a period: those of half a year are no figures of the year.';
