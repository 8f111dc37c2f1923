"""Measurements: a figure with what it measures, of whom, for when, how sure (linguistics §3–8, 15.2, 20).

`measurements.measurements` applies the rules in this order; a row is a figure of the reading, and rows leave only where it says so.

 1 clauses      what stands before a figure (before, segment, gap, linked, prev_…): every other rule looks there
 2 metrics      metric, head, way, is_flow. heads: the word that governs; worth, by_what, employees, poor, levies: words around the figure;
                multiples: how many times its head grew; meant: what a head means in its company; counts: visitors, people, firms that none governs. Then
                for figures without one: carried (from … to, lists, in turn), areas (hectares of what stands there), chained (a rise,
                a part right behind), ranked (a league), pointed ("con số này"): each takes what the one before left open; added_up: the sum of the
                months behind a semicolon
 3 rates        rows leave: "1 USD" of an exchange rate
 4 kinds        kind, basis, the value's sign; metric where it makes no sense of that kind. moved: what stands between verb and figure;
                compared: against what. After the metric, for a percentage of a rate is a level. schedule: how far works are behind
 5 differences, averages   by so much above a plan; a day, a month
 6 measurements: metric and kind held against each other (a GRDP that grows is economic_growth); the metric from the figure's other telling
 7 corrected    which figure puts which right; then rows leave: neither money nor percentage nor metric
 8 goal_lists   listed, the heading's day and place. Before status and period, which go by it
 9 status       status, promised, by words; budgets: what is given to spend. held_against: the goal that the figure before has not reached;
                laws: what a rule in force gives and takes is so
10 periods      period_start, period_end; of "cùng kỳ" also status and basis. told_days: its days; in_turn: in the order of a list; things: which take one
11 status       what is left: what lies ahead, else actual. After the period: steps of a goal; spent, what was done beside
                a plan; closing, periods that the article's day and the plan's year bound
12 subjects     subject, subject_kind.
                A section of a roundup is an article of its own (extract.roundups).
                Collected: owners (places, below, lands), undertakings, passages (of one province), firms, tags, holders, about (topics, main firms).
                Chosen: precedence, the one order of who goes first; it asks areas, within, things, partners, budgets what a figure is like,
                and nearby who only stands beside it. deputies: of what assembly.
                Mended: households, levies, investors, in_turn, shares. Still open: inherited (privately; along the sentence, headings, the undertaking, the sentence
                before, the topic, "this firm", its other telling); financed: of an undertaking. Then held_against: the country's average beside a place's own
13 going_on     the period of the sentence before. After the subject: only the same one's goes on. market_days: the day of a market's prices;
                meetings: the year of a firm's meeting
14 compared, next_year   the figure of a year before, of "năm kế tiếp"; a basis that two share
15 denied       the metric of what was not done, of a project's sum
16 scope        what narrows a figure; areas: what stands on hectares; former: a unit that was merged. After metric and subject
17 corrected, denied   rows leave: what is denied or put right. After all that the right figure takes over is known
18 differences  period, scope and status of the level told beside
19 currencies   equivalent_of, value_vnd, value_usd, fx. A conversion takes all that its figure has, so it comes after what gives a figure anything
20 scope, speakers   part_of and speaker, of the rows that stay

Which metrics behave alike is said in one place: codes.
"""
