-- Cơ quan nào đã sáp nhập, đổi tên, nay là gì? / Which bodies merged or were renamed, and what are they today?
-- ? sáp nhập bộ, sở / merger
-- $words =  : chữ trong tên; trống: mọi cơ quan đã đổi / words of the name; empty: all that changed
-- > name: Bộ Kế hoạch và Đầu tư | kind: state | valid_from: null | valid_to: 2025-02-28 | successors: [Bộ Tài chính] | aliases: [Bộ KH&ĐT] | organization_id: 12aa…
SELECT name, kind, valid_from, valid_to, successors, aliases, organization_id
FROM mart.organizations
WHERE len(successors) > 0 AND mart.speaks_of(name, $words)
ORDER BY valid_to DESC NULLS LAST, name, organization_id;
