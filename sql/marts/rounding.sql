-- How far a figure may lie from what it rounds: half of the last digit told ("12,6 nghìn" 50, "12.640" 5), and 5 % at most, for "2 triệu" is told with one.
CREATE OR REPLACE MACRO mart.rounding(value) AS least(
    0.5 * pow(10, length(abs(value * 1000000)::HUGEINT::VARCHAR) - length(rtrim(abs(value * 1000000)::HUGEINT::VARCHAR, '0')) - 6), 0.05 * abs(value)
);
