"""Which metrics (codes of seeds/reference/metrics.csv) behave alike, by what the rules of this room ask of them.

A new metric is read by its row in the seed alone; here it is put beside those that it is like.
"""

# What they are
RATES = ["poverty_rate", "unemployment_rate", "forest_cover", "interest_rate", "tax_rate", "urbanisation_rate", "exchange_rate"]  # fmt: skip
GROWTH = ["economic_growth", "inflation"]  # always growth when in percent; never a share of a whole
ONLY_GROWTH = ["economic_growth"]
STOCK_RATES = ["poverty_rate", "unemployment_rate", "forest_cover", "urbanisation_rate"]
LEVEL_IN_PERCENT = [*RATES, "inflation", "digital_economy_share", "public_investment_disbursement"]
# "tăng 12%" of these is growth, and a percentage beside them no share of a whole.
NEVER_SHARE = [
    *GROWTH, "price", "wage", "interest_rate", "tax_rate", "exchange_rate", "income_per_capita", "grdp_per_capita", "gdp_per_capita",
    "industrial_production", "compensation", "population", "employment", "project_count",
]  # fmt: skip
COUNTED = ["population", "employment", "project_count"]
GROWN = [
    "inflation",
    "economic_growth",
    "grdp",
    "industrial_production",
]  # told as growth alone: "CPI tăng 3,2%"
NO_MOVE = ["public_investment_disbursement", "economic_growth", "inflation", "exchange_rate", "project_count"]
BUDGET = ["state_budget_revenue", "state_budget_expenditure"]
TURNOVER = ["export_turnover", "import_turnover", "trade_turnover"]
TRADE = [*TURNOVER, "trade_balance"]
TOURISM = ["tourist_arrivals", "tourism_revenue"]
CAPITAL = ["registered_investment", "project_investment", "fdi", "realised_investment"]
# What is paid out until 31 January of the next year, and what is given for a year.
PAID_OUT = ["public_investment_disbursement", "public_investment"]
GIVEN_FOR_A_YEAR = [*BUDGET, "public_investment"]

# For when they are
# Told as of a day even where a period is named; a flow runs over the period instead.
STOCKS = [
    "enterprises", "credit", "debt", "population", "area", "project_count", "registered_investment", "employment", "price",
    "interest_rate", "poor_households", "poverty_rate",
]  # fmt: skip
# What is so at any time or until changed has no period of another sentence.
LASTING = [*STOCKS, "wage", "tax_rate", "exchange_rate", "compensation", "project_investment"]
# Rates that are counted once a year: in the sentence behind a whole year's figures they are that year's.
YEARLY = ["poverty_rate", "urbanisation_rate", "forest_cover", "income_per_capita", "grdp_per_capita"]
# When a thing was begun or built is no time of what it costs, how large it is and who works there.
OF_THINGS = ["project_investment", "area", "employment"]

# Whose they are
# What firms have; a place has them only where the words say so ("doanh thu của tỉnh").
OF_FIRMS = ["revenue", "profit", "debt", "wage", "interest_rate", "price", "compensation"]
OF_FIRMS_ALONE = ["revenue", "profit"]  # theirs is never told by the article's place alone
# What a brand has that an article tells of it: "63% doanh thu của Apple".
OF_BRANDS = ["revenue", "profit", "debt", "credit", "wage", "employment", "export_turnover", "project_investment"]  # fmt: skip
LENT = ["credit", "debt", "revenue", "profit"]  # what a bank's branch has
OF_STAFF = ["wage", "employment"]
# What a land has, whatever province is told of beside it.
TOLD_BY_LANDS = ["gdp", "gdp_per_capita", "inflation", "tax_rate", "interest_rate", "debt"]
OF_LAW = ["tax_rate", "interest_rate"]  # no person's
# … and a country too, where no one else is told: "giá lợn hơi", "thuế nhập khẩu".
OF_MARKETS = ["wage", "price", "tax_rate", "compensation", "interest_rate"]
# Prices, wages and rates are a country's where no one else is told; no province's.
OF_THE_COUNTRY = ["price", "wage", "tax_rate", "interest_rate", "debt"]
# Set by whoever sells or levies, and borne by others.
BORNE_BY_OTHERS = ["price", "exchange_rate", "tax_rate", "interest_rate"]
OF_NO_ONE = ["exchange_rate"]
OF_NO_PLACE = [
    "project_investment",
    "exchange_rate",
    "compensation",
    "area",
    "employment",
]  # of one undertaking, or of nobody
OF_PROJECTS = ["project_investment", "registered_investment", "area", "employment", "compensation", "revenue", "state_budget_revenue"]  # fmt: skip
OF_WORKS = ["project_investment", "compensation"]
OF_MAIN_PROJECT = ["project_investment", "compensation", "area"]
OF_TOTALS = ["project_investment", "registered_investment", "project_count"]
NOT_BRACKETED = ["project_investment", "registered_investment"]
OF_INVESTORS = ["project_count", *CAPITAL]
# Figures of a whole economy: without a place of its own the article's topic has them.
OF_ECONOMIES = [
    "economic_growth", "grdp_per_capita", "gdp_per_capita", "grdp", "gdp", "income_per_capita", *BUDGET, *PAID_OUT, "social_investment",
    "realised_investment", "fdi", *TRADE, "industrial_production", "retail_sales", *TOURISM, "poverty_rate", "poor_households",
    "unemployment_rate", "inflation", "new_enterprises", "enterprises", "population", "urbanisation_rate", "forest_cover",
    "competitiveness_score", "digital_economy_share", "credit", "registered_investment", "project_count",
]  # fmt: skip
# Without any place these are the country's.
OF_THE_NATION = [
    "gdp", "gdp_per_capita", *GROWTH, *TRADE, "industrial_production", *PAID_OUT, "retail_sales", "unemployment_rate",
]  # fmt: skip
# … and no firm's, whatever an article is about.
OF_NO_FIRM = [
    "gdp", "gdp_per_capita", "grdp", "grdp_per_capita", *GROWTH, "retail_sales", "unemployment_rate", "poverty_rate", "poor_households",
    "population", *PAID_OUT, "social_investment", "fdi", "industrial_production",
]  # fmt: skip
OF_BODIES = [*PAID_OUT, "state_budget_expenditure"]  # what public bodies are given to spend, and spend
ALLOWED_BY_THE_STATE = ["inflation", "gdp"]  # "dưới mức 4,5% mà Quốc hội cho phép": the country's
# What every place has of its own, and is always told as such a percentage.
OF_EVERY_PLACE = ["public_investment_disbursement", "economic_growth", "poverty_rate", "unemployment_rate", "forest_cover", "urbanisation_rate"]  # fmt: skip
LIKE_A_YEAR_BEFORE = [*OF_EVERY_PLACE, "inflation"]
FROM_ABROAD = [*TRADE, "tourist_arrivals"]
WITH_PARTNERS = [*FROM_ABROAD, "project_investment"]

# What they are parts of
# A total before "trong đó" and what its parts may be.
IN_PARTS = [
    "project_investment", "social_investment", "public_investment", *BUDGET, "revenue", "profit", "credit", "debt", "fdi",
    "registered_investment", "export_turnover", "import_turnover",
]  # fmt: skip
FUNDED = ["project_investment", "social_investment", "public_investment"]
# Funds that a plan of investment consists of: "trong đó vốn ngân sách tỉnh là …".
PLANS_OF_FUNDS = [
    "public_investment",
    "public_investment_disbursement",
    "social_investment",
    "realised_investment",
]
BY_PARTNER = [*TRADE, "fdi", "registered_investment"]
# "tỷ lệ hộ nghèo vùng đồng bào dân tộc thiểu số": of a part of the people.
BY_PEOPLE = ["poverty_rate", "poor_households", "unemployment_rate", "income_per_capita", "employment"]
BY_OTHER_PARTS = [*BUDGET, "tourist_arrivals"]

# Done, set, planned
TO_BE_BUILT = ["project_investment", "project_count", "area", "public_investment"]
MADE_KNOWN = ["price", "tax_rate"]  # of law and market: said as they are
SET = [*MADE_KNOWN, "interest_rate", "wage", "compensation", "exchange_rate", "project_investment", "project_count"]  # fmt: skip
# What may not be done yet: "chưa giải ngân được 1.300 tỷ đồng".
TO_BE_DONE = [
    *BUDGET, "public_investment", "public_investment_disbursement", "social_investment", "registered_investment", "realised_investment",
    "fdi", "revenue",
]  # fmt: skip
