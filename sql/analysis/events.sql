-- Sự kiện nào diễn ra, ở đâu, ai chủ trì? / Which events took place, where, and who held them?
-- ? hội nghị, lễ khởi công, kỳ họp / conferences, meetings
-- $place =  : nơi, hoặc tỉnh hôm nay; trống: mọi nơi / a place, or a province of today; empty: anywhere
-- $since =  : từ ngày; trống: từ đầu / from this day on; empty: from the beginning
-- $words =  : chữ trong tên; trống: bất kỳ / words of the name; empty: any
-- > starts_on: 2025-10-15 | ends_on: 2025-10-16 | name: Diễn đàn Chuyển đổi số | event_kind: forum | theme: null | place: Quảng Ninh | venue: Cung Quy hoạch | hosts: [UBND tỉnh Quảng Ninh] | participants: [Nguyễn Văn An] | articles: 4 | event_id: aa01…
SELECT starts_on, ends_on, name, event_kind, theme, place, venue, hosts, participants, articles, event_id
FROM mart.distinct_events
WHERE mart.is_named(place, $place) AND ($since = '' OR coalesce(ends_on, starts_on) >= nullif($since, '')::DATE) AND mart.speaks_of(name, $words)
ORDER BY starts_on DESC NULLS LAST, name, event_id;
