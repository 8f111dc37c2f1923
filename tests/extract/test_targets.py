"""How much of its sentence a goal is told with, and what is told as missed."""

from collections.abc import Iterable
from datetime import date
from functools import cache

import polars as pl

from tests import at_once


@cache
def found() -> dict[str, pl.DataFrame]:
    """The facts of every article that a test of this file tells."""
    return at_once.facts(
        ("2025-10-15", [*GOALS, *NONE, *OWNERS, *IN_WORDS, AFTER, *COMMITTED, BOTH, *SET_BY, *ORDERED, *BINDING, *NO_GOALS]),
        ("2025-12-12", [*GOAL_LISTS, *NO_GOAL_LISTS, *IN_A_ROW, *DUE]),
        ("2026-02-10", [*STEPS, *PLANS, *SPOILT, *WHOLE, *WHOSE]),
    )  # fmt: skip


def of(texts: Iterable[str], kind: str = "targets") -> pl.DataFrame:
    return found()[kind].filter(pl.col("article_id").is_in(list(texts)))


GOALS = {
    "Mục tiêu của trường là đào tạo kỹ sư về cầu đường, thủy lợi và cấp nước.": "đào tạo kỹ sư về cầu đường, thủy lợi và cấp nước",
    "Mục tiêu của tỉnh là xóa hết nhà tạm, nhà dột nát cho 3.120 hộ dân trong năm 2026.": "xóa hết nhà tạm, nhà dột nát cho 3.120 hộ dân trong năm 2026",
    "Năm 2026, mục tiêu của huyện là xóa toàn bộ nhà tạm, tuyên truyền pháp luật cho 900 hộ trong năm 2026.": "xóa toàn bộ nhà tạm",
    "Năm 2026, mục tiêu của huyện là xóa toàn bộ nhà tạm, nhà dân được vay tiền trong năm 2026.": "xóa toàn bộ nhà tạm",
    "Tỉnh Sơn La đặt mục tiêu đưa TP.Sơn La trở thành đô thị loại I vào năm 2028.": "đưa TP.Sơn La trở thành đô thị loại I vào năm 2028",
    "Trong năm 2026, TP.HCM phải giải ngân ít nhất 96% vốn đầu tư công.": "TP.HCM phải giải ngân ít nhất 96% vốn đầu tư công",
    "TP. Đà Nẵng phấn đấu giải ngân 97% vốn đầu tư công năm 2026.": "TP. Đà Nẵng phấn đấu giải ngân 97% vốn đầu tư công năm 2026",
    "Mục tiêu của huyện là nâng chất lượng lớp học ban ngày, giảm số em bỏ học.": "nâng chất lượng lớp học ban ngày",
    "Đến năm 2031, 100% bến đò có phao cứu sinh, mái che nắng.": "100% bến đò có phao cứu sinh",
    "Tỉnh Sơn La phấn đấu thu ngân sách năm 2026 đạt 6.400 tỷ đồng ngay từ quý III.": "Tỉnh Sơn La phấn đấu thu ngân sách năm 2026 đạt 6.400 tỷ đồng",
    "Chậm nhất ngày 25/12/2025, nộp hồ sơ về Sở Xây dựng.": "Chậm nhất ngày 25/12/2025, nộp hồ sơ về Sở Xây dựng",
    "Ông Đặng Văn Lương cho biết tỉnh đặt mục tiêu giảm nghèo xuống 2% số hộ trong năm 2026.": "đặt mục tiêu giảm nghèo xuống 2% số hộ trong năm 2026",
    "Nghị quyết này đặt mục tiêu cụ thể đến hết năm 2027, tỉnh Sơn La vào nhóm đầu về cải cách hành chính.": "cụ thể đến hết năm 2027, tỉnh Sơn La vào nhóm đầu về cải cách hành chính",
    "Tập đoàn Hoa Ban cam kết sẽ giao nhà cho dân trong vòng 8 tháng.": "sẽ giao nhà cho dân trong vòng 8 tháng",
    "Dự kiến đến năm 2027 xã sẽ xử lý triệt để rác thải ven sông.": "đến năm 2027 xã sẽ xử lý triệt để rác thải ven sông",
    "Bà Trịnh Thu Thảo đề nghị trong quý I/2026, Sở Xây dựng sẽ mở lớp tập huấn.": "trong quý I/2026, Sở Xây dựng sẽ mở lớp tập huấn",
    "Công ty khởi công kho lạnh tại cảng, chậm nhất hoàn thành vào 30/8/2026.": "chậm nhất hoàn thành vào 30/8/2026",
    "UBND xã Tân Lập hứa với cử tri sẽ bàn giao nhà văn hóa trước ngày 30/12.": "sẽ bàn giao nhà văn hóa trước ngày 30/12",
}
NONE = [
    "Tỉnh đặt mục tiêu thu ngân sách năm 2024 đạt 520 tỷ đồng, nhưng thực tế chỉ đạt 412 tỷ đồng.",
    "Nếu mục tiêu là một con thú lớn, nó sẽ bị kéo xuống nước.",
    "Theo kế hoạch, cầu Bãi Ngao hoàn thành năm 2026 nhưng bị chậm vì thiếu cát.",
    "Trường lên kế hoạch mở lớp dạy nghề ngắn hạn trị giá 33 triệu đồng.",
    "Trò chơi này hướng tới các em nhỏ từ 7 đến 12 tuổi.",
    "Giá bạc đang hướng tới 40 USD/ounce trong năm 2026.",
    "Một số chỉ tiêu của ngân hàng cũng tăng khá, như tổng tài sản đạt 64.200 tỷ đồng.",
    "Nếu được giao đất sớm, công ty sẽ hoàn thành nhà máy trong năm 2027.",
    "Mục tiêu của đội năm nay là gì? - Chúng tôi cứ chơi đẹp là được.",
    "Các dự án có mục tiêu sân bóng chiếm nhiều đất, bình quân khoảng 37 ha.",
    "Chỉ tiêu xuất khẩu vượt kế hoạch với 7,4 triệu USD, tăng 13%; khách du lịch 2,6 triệu lượt, tăng 9%.",
    "Chỉ số có thể hướng tới ngưỡng kháng cự tiếp theo tại 1.350 điểm.",
    "Nhóm này cam kết trung thành với thủ lĩnh mới.",
]


def test_a_goal_is_told_whole_and_what_was_missed_is_none():
    found = of([*GOALS, *NONE])
    assert dict(found.select("article_id", "goal").rows()) == GOALS
    handed_in = found.filter(pl.col("goal").str.starts_with("Chậm nhất")).select("subject", "deadline")
    assert handed_in.rows() == [(None, date(2025, 12, 25))]


OWNERS = {
    "Công ty CP Sao Khuê tham vọng chiếm lĩnh 30% thị phần vào năm 2027.": "Công ty cổ phần Sao Khuê",
    "Ban Quản lý dự án Phú Lâm nỗ lực hoàn thành, đưa vào khai thác cầu Bến Đá trong quý IV/2026.": "Ban Quản lý Dự án Phú Lâm",
    "Nhà thầu Sao Khuê sẽ bàn giao mặt bằng trong vòng 6 tháng.": "Nhà thầu Sao Khuê",
    "VNPT Lai Châu phấn đấu dựng 90 trạm phát sóng ở vùng cao đến hết tháng 11/2026.": None,
    "Giám đốc ban nhận lỗi trước Tập đoàn Hóa chất Việt Nam và đặt mục tiêu hoàn thành hồ sơ trước ngày 30/9/2026.": None,
    "Chính phủ yêu cầu bộ, ngành liên quan trình phương án bù giá trước ngày 8/6/2026.": None,
    "Sở Nội vụ tỉnh Lai Châu yêu cầu báo cáo kết quả về Bộ Nội vụ trước ngày 10/3/2026.": None,
    "Tỉnh Lai Châu phấn đấu có 70 xã đạt chuẩn nông thôn mới vào năm 2028.": "Lai Châu",
    "Bên hồ chứa nước ngọt mới, tỉnh Lai Châu đặt mục tiêu dự án sẽ bảo đảm nước sạch cho vùng biên vào năm 2028.": "Lai Châu",
}


def test_a_goal_belongs_to_who_promises_it_not_to_whoever_is_named_beside_it():
    assert dict(of(OWNERS).select("article_id", "subject").rows()) == OWNERS


IN_WORDS = {
    "Đến cuối năm 2026, các lò gạch phải lắp đặt xong hệ thống lọc bụi.": "các lò gạch",
    "Sở Nội vụ yêu cầu các đơn vị liên quan phối hợp, hoàn thành việc di dời trước ngày 30/12/2025.": "các đơn vị liên quan",
    "Đối với các trường bán trú, bếp ăn mới phải hoàn thành trước ngày 20/12/2025.": "các trường bán trú",
    "Nhà máy gạch mới sẽ hoàn thành và đi vào hoạt động trong năm 2027.": "Nhà máy gạch mới",
    "Các cơ quan liên quan đang phấn đấu để hoàn thành trước ngày 30/4/2026.": "Các cơ quan liên quan",
    "Chính phủ yêu cầu hoàn thành việc này trước ngày 8/6/2026.": None,
    "Nguồn vốn này được giải ngân hết, nhà thầu sẽ hoàn thành cầu trước ngày 8/6/2026.": None,
}
AFTER = "Sở yêu cầu các xã biên giới báo cáo số hộ thiếu nước. Hoàn thành báo cáo và gửi về Sở chậm nhất ngày 4/12/2025."


def test_who_has_no_name_is_told_in_words():
    assert dict(of(IN_WORDS).select("article_id", "subject").rows()) == IN_WORDS
    assert of([AFTER])["subject"].to_list() == ["các xã biên giới"]


COMMITTED = {  # by whom, whose office he has, and what he says: none where nobody's office is told, or nobody promises
    "Chủ tịch UBND tỉnh Sơn La Lò Minh Tuấn cam kết đến hết năm 2026 sẽ xóa 2.400 nhà tạm.": ("Lò Minh Tuấn", "Ủy ban nhân dân tỉnh Sơn La", "đến hết năm 2026 sẽ xóa 2.400 nhà tạm"),
    "Giám đốc Sở Xây dựng tỉnh Bến Tre Lã Khắc Ninh cam kết thông xe cầu Bến Miễu trước ngày 2/9/2027.": ("Lã Khắc Ninh", "Sở Xây dựng tỉnh Bến Tre", "thông xe cầu Bến Miễu trước ngày 2/9/2027"),
    "Ông Lò Minh Tuấn, Chủ tịch UBND tỉnh Sơn La, hứa đến hết năm 2027 mọi bản có điện.": ("Lò Minh Tuấn", "Ủy ban nhân dân tỉnh Sơn La", "đến hết năm 2027 mọi bản có điện"),
    "Chủ tịch UBND tỉnh Sơn La Lò Minh Tuấn cam kết trong quý III/2026 hoàn thành cầu Nậm Pàn.": ("Lò Minh Tuấn", "Ủy ban nhân dân tỉnh Sơn La", "trong quý III/2026 hoàn thành cầu Nậm Pàn"),
    "Chủ tịch UBND tỉnh Sơn La Lò Minh Tuấn hứa thông xe cầu Nậm Pàn trước Tết Nguyên đán.": ("Lò Minh Tuấn", "Ủy ban nhân dân tỉnh Sơn La", "thông xe cầu Nậm Pàn trước Tết Nguyên đán"),
    "Lãnh đạo tỉnh Sơn La hứa bố trí đủ 450 tỷ đồng cho cầu Nậm Pàn trong tháng 3/2026.": (None, "Sơn La", "bố trí đủ 450 tỷ đồng cho cầu Nậm Pàn trong tháng 3/2026"),
    "Ông Lò Minh Tuấn hứa đến hết năm 2027 mọi bản có điện.": None,
    "Xưởng chè hứa hẹn mang lại 500 việc làm cho xã.": None,
    "Anh hứa sẽ mua cho con 2 quyển vở.": None,
    "Phó Chủ tịch UBND tỉnh Lào Cai Hà Thị Nga cam kết tỉnh luôn đồng hành với doanh nghiệp.": None,
}  # fmt: skip


def test_who_commits_himself_in_an_office_is_held_to_what_he_promises():
    told = {a: (who, body, goal) for a, who, body, goal in of(COMMITTED).select("article_id", "speaker", "subject", "goal").rows()}  # fmt: skip
    assert told == {text: promise for text, promise in COMMITTED.items() if promise}


BOTH = "Chủ tịch UBND tỉnh Sơn La Lò Minh Tuấn hứa thông xe cầu Nậm Pàn trước ngày 30/4/2026 và nâng thu ngân sách năm 2026 lên 5.800 tỷ đồng."


def test_a_second_promise_has_its_own_figure_and_its_own_day():
    assert of([BOTH]).sort("char_start").select("goal", "deadline", "value").rows() == [
        ("thông xe cầu Nậm Pàn trước ngày 30/4/2026", date(2026, 4, 30), None),
        ("nâng thu ngân sách năm 2026 lên 5.800 tỷ đồng", date(2026, 12, 31), 5_800_000_000_000),
    ]


SET_BY = {  # who sets a goal speaks for it, if it is a person
    "Bà Hà Thị Nga, Chủ tịch UBND tỉnh Lào Cai, đặt mục tiêu đến năm 2030 đón 15 triệu lượt khách du lịch.": "Hà Thị Nga",
    "Cùng với bà Hà Thị Nga, tỉnh Lào Cai đặt mục tiêu đến năm 2030 đón 15 triệu lượt khách du lịch.": None,
}


def test_who_sets_a_goal_is_its_speaker():
    assert dict(of(SET_BY).select("article_id", "speaker").rows()) == SET_BY


ORDERED = {  # an order is of who gives it, its goal of whom he tells
    "Chủ tịch UBND tỉnh Lai Châu Mạc Văn Tiệp yêu cầu Sở Xây dựng hoàn thành cầu Nậm La trước ngày 30/4/2026.": ("Mạc Văn Tiệp", "Sở Xây dựng tỉnh Lai Châu"),
    "Phó Thủ tướng Lò Thị Sao đề nghị Bộ Xây dựng trình hồ sơ trước ngày 15/12/2025.": ("Lò Thị Sao", "Bộ Xây dựng"),
    "Ông Mạc Văn Tiệp, Chủ tịch UBND tỉnh Lai Châu, giao Sở Xây dựng sửa xong cầu Nậm La trước ngày 30/4/2026.": ("Mạc Văn Tiệp", "Sở Xây dựng tỉnh Lai Châu"),
    "UBND tỉnh Lai Châu giao Sở Tài chính báo cáo kết quả trước ngày 20/11/2025.": ("Ủy ban nhân dân tỉnh Lai Châu", "Sở Tài chính tỉnh Lai Châu"),
    "Tập đoàn Hoa Ban cam kết với tỉnh Lai Châu hoàn thành nhà máy vào quý II/2026.": ("Tập đoàn Hoa Ban", "Tập đoàn Hoa Ban"),
    "Thủ tướng yêu cầu Bộ Xây dựng giao các nhà thầu hoàn thành cầu trước ngày 19/12/2025.": (None, "các nhà thầu"),
    "Gặp cử tri Nậm La, ông Mạc Văn Tiệp đề nghị Sở Xây dựng hoàn thành cầu trước ngày 30/6/2026.": ("Mạc Văn Tiệp", "Sở Xây dựng"),
}  # fmt: skip
BINDING = {  # who promises nothing, or only if something else is, is held to nothing
    "Cử tri đề nghị tỉnh Lai Châu hoàn thành đường Nậm La trước ngày 30/6/2026.": 0,
    "Nhiều người dân kiến nghị dự án cầu Nậm La phải hoàn thành trước ngày 30/6/2026.": 0,
    "Ông Mạc Văn Tiệp cho biết nếu mặt bằng sạch, cầu Nậm La sẽ hoàn thành trước ngày 30/6/2026.": 0,
    "Trong trường hợp được giao đất, Tập đoàn Hoa Ban sẽ hoàn thành nhà máy trước ngày 30/6/2026.": 0,
    "Cầu Nậm La sẽ hoàn thành trước ngày 30/6/2026 nếu đủ vốn.": 0,
    "Tập đoàn Hoa Ban cam kết hoàn thành cầu trước ngày 30/6/2026, nếu chậm sẽ chịu phạt.": 1,
    "Nếu như năm ngoái tỉnh chỉ sửa đường, thì năm nay tỉnh phấn đấu hoàn thành cầu Nậm La trước ngày 30/12/2025.": 1,
}  # fmt: skip


def test_an_order_has_who_gives_it_and_a_wish_or_a_condition_binds_nobody():
    told = {a: (who, body) for a, who, body in of(ORDERED).select("article_id", "speaker", "subject").rows()}
    assert told == ORDERED
    assert {t: of([t]).height for t in BINDING} == BINDING


NO_GOALS = [  # what is spent, what help costs, what a work is worth, one's own effort, a goal that is only spoken of
    "Mỗi khách chỉ tiêu tốn khoảng 600.000 đồng một ngày, còn người Việt ra nước ngoài chi tiêu hơn 6 tỷ USD.",
    "Huyện lập kế hoạch thăm hỏi các gia đình với mức hỗ trợ 5 triệu đồng một nhà.",
    "Chính phủ nước này quyết tâm thúc đẩy dự án trị giá 179 tỷ baht.",
    "Chị luôn nhắc bản thân phải cố gắng 200% sức lực.",
    "Mục tiêu đó của xưởng là không quá khó để đạt được.",
    "Nhà thầu Sao Khuê đã bàn giao mặt bằng trong vòng 6 tháng.",
    "Công ty CP Sao Khuê ấp ủ tham vọng mua hãng tàu Biển Bạc với giá 71 triệu USD.",
    "UBND tỉnh Phú Thọ ban hành kế hoạch thực hiện chương trình hành động số 86 của Tỉnh ủy về kinh tế số đến năm 2030.",
    "Trạm radar theo dõi mục tiêu trên không được xác định là quan trọng nhất trong ngày.",
]


def test_what_is_spent_worth_or_only_spoken_of_is_no_goal():
    assert of(NO_GOALS).is_empty()


GOAL_LISTS = {  # a heading of goals, and the items under it: whose they are, by when, and what
    "Kỳ họp HĐND tỉnh Sơn La\n\nTheo nghị quyết, các chỉ tiêu chủ yếu năm 2026 gồm:\n\n- Thu ngân sách 5.600 tỷ đồng;\n\n- Đón 5,4 triệu lượt khách du lịch.": ("Sơn La", ["2026-12-31"] * 2, ["Thu ngân sách 5.600 tỷ đồng", "Đón 5,4 triệu lượt khách du lịch"]),
    "Kỳ họp HĐND tỉnh Sơn La\n\nTheo đó, các chỉ tiêu kinh tế - xã hội chủ yếu của năm 2026 bao gồm:\n\n- Thu ngân sách 5.700 tỷ đồng.": ("Sơn La", ["2026-12-31"], ["Thu ngân sách 5.700 tỷ đồng"]),
    "Kỳ họp HĐND tỉnh Sơn La\n\nHĐND tỉnh thông qua nghị quyết phát triển kinh tế - xã hội năm 2026. Nghị quyết xác định 15 chỉ tiêu, trong đó có:\n\n- Thu ngân sách 5.800 tỷ đồng.": ("Sơn La", ["2026-12-31"], ["Thu ngân sách 5.800 tỷ đồng"]),
    "Đại hội Đảng bộ tỉnh Sơn La\n\nNghị quyết đại hội đặt ra các chỉ tiêu đến năm 2030:\n\nTổng vốn đầu tư toàn xã hội 5 năm đạt khoảng 165.000 tỷ đồng. Thu ngân sách nhà nước tăng bình quân 9%/năm.\n\nHiện thu ngân sách đạt 4.800 tỷ đồng.": ("Sơn La", ["2030-12-31"] * 2, ["Thu ngân sách nhà nước tăng bình quân 9%", "Tổng vốn đầu tư toàn xã hội 5 năm đạt khoảng 165.000 tỷ đồng"]),
    "Kỳ họp HĐND tỉnh Cà Mau\n\nNghị quyết đặt ra các chỉ tiêu chủ yếu năm 2026 gồm:\n\na) Thu ngân sách đạt 12.500 tỷ đồng;\n\nb) Tỷ lệ hộ nghèo giảm 0,8%.\n\nNăm 2025, tỉnh thu ngân sách 11.900 tỷ đồng.": ("Cà Mau", ["2026-12-31"] * 2, ["Thu ngân sách đạt 12.500 tỷ đồng", "Tỷ lệ hộ nghèo giảm 0,8%"]),
    "Tăng trưởng của vùng biên\n\nMục tiêu cụ thể của tỉnh An Giang:\n\n* Đến năm 2030:\n\n- GRDP bình quân đầu người đạt 5.900 USD.\n\n* Đến năm 2035:\n\n- GRDP bình quân đầu người đạt 8.800 USD.": ("An Giang", ["2030-12-31", "2035-12-31"], ["GRDP bình quân đầu người đạt 5.900 USD", "GRDP bình quân đầu người đạt 8.800 USD"]),
    "Đại hội Đảng bộ tỉnh Lâm Đồng\n\nĐại hội thống nhất mục tiêu giai đoạn 2026-2030, tầm nhìn đến năm 2045. Cụ thể:\n\n• Về kinh tế: Thu ngân sách đạt 61.000 tỷ đồng; xuất khẩu đạt 4 tỷ USD.\n\n• Về xã hội: Phấn đấu tỷ lệ hộ nghèo dưới 1%.": ("Lâm Đồng", ["2030-12-31"] * 3, ["Phấn đấu tỷ lệ hộ nghèo dưới 1%", "Thu ngân sách đạt 61.000 tỷ đồng", "xuất khẩu đạt 4 tỷ USD"]),
    "Kế hoạch của tỉnh Sơn La\n\nTỉnh phấn đấu thực hiện các chỉ tiêu năm 2026 như sau: 1. Thu ngân sách đạt 5.100 tỷ đồng. 2. Xuất khẩu đạt 310 triệu USD.": ("Sơn La", ["2026-12-31"] * 2, ["Thu ngân sách đạt 5.100 tỷ đồng", "Xuất khẩu đạt 310 triệu USD"]),
    "Phú Thọ bàn nhiệm vụ năm 2026\n\n1. Mục tiêu năm 2026\n\n- Thu ngân sách đạt 41.000 tỷ đồng (hiện là 39.000 tỷ đồng)\n\n2. Kết quả năm 2025\n\n- Thu ngân sách đạt 39.500 tỷ đồng": ("Phú Thọ", ["2026-12-31"], ["Thu ngân sách đạt 41.000 tỷ đồng"]),
    "Kế hoạch của tỉnh Sơn La\n\nChỉ tiêu kinh tế - xã hội năm 2026:\n\nThu ngân sách đạt 5.200 tỷ đồng.\n\nTổng mức bán lẻ đạt 44.000 tỷ đồng.\n\nChủ tịch UBND tỉnh cho biết, ngân sách chi 21.000 tỷ đồng cho đầu tư.": ("Sơn La", ["2026-12-31"] * 2, ["Thu ngân sách đạt 5.200 tỷ đồng", "Tổng mức bán lẻ đạt 44.000 tỷ đồng"]),
}  # fmt: skip
NO_GOAL_LISTS = [  # what was reached, what is done for a goal, what follows a goal and is none of it
    "Hà Tĩnh bước vào năm mới\n\nTheo báo cáo, các chỉ tiêu chủ yếu đạt được năm 2025 gồm:\n\n- Thu ngân sách 18.600 tỷ đồng.",
    "Hà Tĩnh bước vào năm mới\n\nKết quả 9 tháng khá đều. Trong đó, một số chỉ tiêu chủ yếu như:\n\n- Thu ngân sách 13.700 tỷ đồng.",
    "Hà Tĩnh bước vào năm mới\n\nTheo Cục Thống kê, một số chỉ tiêu chủ yếu 9 tháng như sau:\n\n- Thu ngân sách 13.800 tỷ đồng.",
    "Hà Tĩnh bước vào năm mới\n\nCó 20/24 chỉ tiêu đạt và vượt kế hoạch, trong đó:\n\n- Thu ngân sách đạt 18.000 tỷ đồng;\n\n- Xuất khẩu đạt 2,2 tỷ USD.",
    "Hà Tĩnh bước vào năm mới\n\nĐể đạt mục tiêu trên, tỉnh tập trung các giải pháp:\n\n- Giải ngân 5.000 tỷ đồng vốn đầu tư công.",
    "Hà Tĩnh bước vào năm mới\n\nNăm 2025, tỉnh đã hoàn thành các chỉ tiêu:\n\n- Thu ngân sách đạt 18.100 tỷ đồng;\n\n- Xuất khẩu đạt 2,3 tỷ USD.",
    "Hà Tĩnh bước vào năm mới\n\nKết quả thực hiện các chỉ tiêu năm 2025:\n\n- Thu ngân sách đạt 18.200 tỷ đồng.",
    "Hà Tĩnh bước vào năm mới\n\nCác chỉ tiêu chủ yếu đều tăng:\n\n- Xuất khẩu đạt 2,4 tỷ USD.",
    "Hà Tĩnh bước vào năm mới\n\nTỉnh có ba mục tiêu lớn.\n\nNgân sách thu được 18.300 tỷ đồng. Xuất khẩu đạt 2,5 tỷ USD.",
]


def test_what_a_heading_of_goals_lists_is_a_goal_by_its_day():
    for text, (whose, by, goals) in GOAL_LISTS.items():
        rows = of([text]).sort("goal")
        assert rows["goal"].to_list() == goals
        assert set(rows["subject"]) == {whose}
        assert [str(d) for d in rows["deadline"]] == by
    aims = of([*GOAL_LISTS, *NO_GOAL_LISTS], "measurements").filter(status="target")
    assert not set(aims["article_id"]) & set(NO_GOAL_LISTS)
    assert not set(aims["surface"]) & {"11.900 tỷ đồng", "39.000 tỷ đồng", "39.500 tỷ đồng", "21.000 tỷ đồng"}


IN_A_ROW = {
    "Tỉnh Hà Nam phấn đấu thu ngân sách đạt 12.000 tỷ đồng, xuất khẩu đạt 6 tỷ USD vào năm 2026.": ["2026-12-31"] * 2,
    "Tỉnh Hà Nam phấn đấu thu ngân sách đạt 12.000 tỷ đồng; xuất khẩu đạt 6 tỷ USD vào năm 2026.": [None, "2026-12-31"],
}  # fmt: skip


def test_goals_in_a_row_are_due_by_the_day_that_closes_the_last_of_them():
    told = {t: of([t]).sort("char_start")["deadline"].cast(pl.String).to_list() for t in IN_A_ROW}
    assert told == IN_A_ROW


STEPS = {  # a goal in steps: each has its day; what was reached step by step is none
    "UBND tỉnh Sơn La giao chỉ tiêu hết quý I giải ngân vốn đầu tư công tối thiểu 12%, hết quý II đạt 45% và hết niên độ đạt 100% kế hoạch.": [("12", date(2026, 3, 31)), ("45", date(2026, 6, 30)), ("100", date(2027, 1, 31))],
    "UBND tỉnh Lai Châu yêu cầu tỷ lệ giải ngân vốn đầu tư công hết quý I đạt 18%, đến hết quý II đạt 55% và hết năm đạt 100% kế hoạch.": [("18", date(2026, 3, 31)), ("55", date(2026, 6, 30)), ("100", date(2026, 12, 31))],
    "Năm 2025, tỉnh Lai Châu giải ngân vốn đầu tư công hết quý II đạt 31%, hết quý III đạt 58% kế hoạch.": [],
    "Năm 2025, tỉnh Lai Châu giải ngân vốn đầu tư công đạt 81% kế hoạch, không đạt mục tiêu 94%.": [],
    "Năm nay, tỉnh Lai Châu phấn đấu giải ngân vốn đầu tư công đạt 100% kế hoạch, đến ngày 8/2/2026 đạt 4%.": [("100", date(2026, 12, 31))],
}  # fmt: skip


def test_a_goal_in_steps_is_due_step_by_step():
    told = {t: [(str(v).removesuffix(".000000"), d) for v, d in of([t]).sort("char_start").select("value", "deadline").rows()] for t in STEPS}  # fmt: skip
    assert told == STEPS


DUE = {  # a second work with its own day, the work told before, goals that share the year of the first
    "Dự án cầu Bến Đá khởi công năm 2023, mục tiêu cơ bản hoàn thành năm 2027 và đưa vào khai thác năm 2028.": [("cầu Bến Đá", "2027-12-31"), ("cầu Bến Đá", "2028-12-31")],
    "Tuyến metro số 9 dự kiến hoàn thành trong năm 2027, vận hành thương mại trong quý II/2028.": [("Tuyến metro số 9", "2027-12-31"), ("Tuyến metro số 9", "2028-06-30")],
    "Cầu Bến Đá sẽ hoàn thành trong năm 2026 và năm 2027 là năm đẹp của làng.": [("Cầu Bến Đá", "2026-12-31")],
    "Dự án cầu Bến Đá nối hai huyện. Dự án dài 3 km, phấn đấu hoàn thành cuối năm 2026.": [("cầu Bến Đá", "2026-12-31")],
    "Công ty cổ phần Gạch Sông Lam đặt mục tiêu doanh thu năm 2026 đạt 900 tỷ đồng, tăng 12% so với năm 2025; lợi nhuận đạt 80 tỷ đồng.": [("Công ty cổ phần Gạch Sông Lam", "2026-12-31")] * 3,
    "Công ty cổ phần Gạch Sông Lam đặt mục tiêu doanh thu năm 2026 đạt 900 tỷ đồng và năm 2027 lợi nhuận đạt 80 tỷ đồng.": [("Công ty cổ phần Gạch Sông Lam", "2026-12-31"), ("Công ty cổ phần Gạch Sông Lam", "2027-12-31")],
    "Tỉnh Sơn La phấn đấu tăng trưởng kinh tế năm 2026 đạt 9%. Một số chỉ tiêu cụ thể là: thu ngân sách đạt 6.400 tỷ đồng; xuất khẩu đạt 210 triệu USD.": [("Sơn La", "2026-12-31")] * 3,
    "Huyện Mai Sơn quyết tâm chỉ đạo để hoàn thành việc này, trong đó đến năm 2028 sẽ phấn đấu hoàn thành 40 km đường.": [("Mai Sơn", "2028-12-31")],
    "Tỉnh Sơn La phải hoàn thành hồ Bản Mạt, trong đó có đập, trước ngày 30/6/2027.": [("Sơn La", "2027-06-30")],
    "Người chơi chỉ cần gạt cần để “diệt” mục tiêu là các con thú trên màn hình.": [],
    "Mục tiêu bị nhắm vào đêm qua là kho hàng ở bến cảng phía nam.": [],
}  # fmt: skip
PLANS = {  # a firm's plan is of the year of the meeting that it lays it before; one of another year tells nothing
    "ĐHĐCĐ thường niên 2026 sẽ họp ngày 20/4. Công ty cổ phần Gạch Sông Lam đặt mục tiêu doanh thu 700 tỷ đồng, tăng 5% so với năm trước.": ["2026-12-31"] * 2,
    "Các cổ đông nhắc lại ĐHĐCĐ thường niên 2024. Công ty cổ phần Gạch Sông Lam đặt mục tiêu doanh thu 720 tỷ đồng.": [None],
    "Công ty cổ phần Gạch Sông Lam đặt mục tiêu doanh thu 740 tỷ đồng.": [None],
}  # fmt: skip


def test_each_work_has_its_own_day_and_goals_in_a_row_the_year_of_the_first():
    told = {t: of([t]).sort("char_start").select("subject", pl.col("deadline").cast(pl.String)).rows() for t in DUE}  # fmt: skip
    assert told == DUE


def test_a_firms_goals_are_of_the_year_of_its_meeting():
    told = {t: of([t]).sort("char_start")["deadline"].cast(pl.String).to_list() for t in PLANS}
    assert told == PLANS


SPOILT = [  # no promise at all, nobody's, or one of a year long past
    "Danh mục của quỹ chọn cổ phiếu lớn phục vụ mục tiêu dài hạn là cách làm hợp lý lúc này.",
    "Khách hàng mục tiêu của xưởng là những người thích đồ gỗ mộc.",
    "Mục tiêu của nhóm nghiên cứu là tìm ra giống lúa chịu mặn.",
    "Chị kể đó là sự nỗ lực và phấn đấu không mệt mỏi của cả nhà trong sáu năm.",
    "Mục tiêu của đội là kết thúc mùa giải ở nhóm giữa.",
    "Hai bị can lên kế hoạch làm giả sổ đỏ trị giá 14 tỷ đồng.",
    "Đến năm 2027, ông ta phải vào tù vì đánh bạc.",
    "Hậu vệ này phải dưỡng thương đến tháng 8/2026.",
    "Từ nay đến năm 2030, loài người phải bỏ than đá.",
    "Thủ tục ly hôn của họ sẽ được hoàn tất vào ngày 30/6/2026.",
    "Thực hiện Điều lệ và các nghị quyết của hội, trong tháng 3/2026, ban chấp hành đã dành 2 ngày kiểm điểm.",
    "Báo cáo nêu rõ trận lũ gây thiệt hại 9 tỷ đồng trong năm 2026.",
    "Báo cáo kết quả các việc được giao từ tháng 1/2025 đến ngày 10/5/2026 cho biết tỉnh chậm 9 việc.",
    'Về vụ tai nạn giao thông, ông Mạc Văn Tiệp cho biết: "Theo kết luận của Viện Khoa học vào ngày 17/5, xe hỏng phanh".',
    "Trường có 900 chỉ tiêu ở 9 ngành, trong đó 40% xét tuyển theo học bạ.",
    "Cả đội đều sẽ cố gắng hết 300% sức lực.",
    "Nước này không cần đạt mức mục tiêu chi 5% cho quân đội.",
    "Năm 2019, Công ty cổ phần Sao Khuê đặt mục tiêu trở thành nhà làm gạch lớn nhất nước.",
    "Trong lúc tỉnh thanh tra, tháng 3/2019, chủ đầu tư lại xin khởi động nhà máy với 90 triệu USD, hoàn thành trong 42 tháng.",
]
WHOLE = {  # a goal goes on to the end of its list of nouns, of names, or with what its figure is a part of
    "Mục tiêu của dự án là hỗ trợ khoa học, công nghệ và đổi mới sáng tạo ở vùng cao.": ["hỗ trợ khoa học, công nghệ và đổi mới sáng tạo ở vùng cao"],
    "Mục tiêu của trường là phát triển đào tạo, nghiên cứu và thầy cô sẽ được thưởng thêm.": ["phát triển đào tạo"],
    "Mục tiêu của dự án là di dời dân tại thôn Mỹ Ngãi, Ninh Sơn, Ninh Tây thuộc xã Ninh Lâm.": ["di dời dân tại thôn Mỹ Ngãi, Ninh Sơn, Ninh Tây thuộc xã Ninh Lâm"],
    "Lào phấn đấu đến năm 2030 trở thành nước có nông nghiệp sạch, có cảng cạn hiện đại, đời sống cao và phấn đấu đến năm 2045 xóa nghèo.": ["đến năm 2030 trở thành nước có nông nghiệp sạch, có cảng cạn hiện đại, đời sống cao"],
    "Đại hội thống nhất chỉ tiêu: phấn đấu kết nạp 70% CN có tay nghề vào hội.": ["phấn đấu kết nạp 70% CN có tay nghề vào hội"],
    "Công ty cổ phần Sao Khuê đưa ra kế hoạch chia cổ tức ở mức 16%, trong đó 6% bằng tiền mặt – nhằm giữ vốn.": ["Công ty cổ phần Sao Khuê đưa ra kế hoạch chia cổ tức ở mức 16%", "Công ty cổ phần Sao Khuê đưa ra kế hoạch chia cổ tức ở mức 16%, trong đó 6% bằng tiền mặt"],
    "Ông ta sa thải thủ kho và đưa ra kế hoạch cắt giảm 20% lao động.": ["đưa ra kế hoạch cắt giảm 20% lao động"],
}  # fmt: skip
WHOSE = {  # (whose, by when, who says it)
    "Nghị quyết của Bộ Chính trị đặt ra mục tiêu đến năm 2030, có 62% lực lượng lao động nước ta tham gia bảo hiểm xã hội.": ("Việt Nam", "2030-12-31", None),
    "Bộ Chính trị đặt mục tiêu đến năm 2030, Đà Nẵng trở thành trung tâm kinh tế biển.": ("Đà Nẵng", "2030-12-31", None),
    "Bộ Xây dựng chủ trì, phối hợp với các Bộ: Quốc phòng, Công an lập hội đồng, khẩn trương báo cáo Chính phủ trước tháng 12/2026.": ("Bộ Xây dựng", "2026-11-30", None),
    "Đại hội cổ đông đã thông qua kế hoạch chi trả cổ tức năm 2025 bằng tiền mặt với tỉ lệ 33%.": (None, None, None),
    "Văn phòng Chính phủ có văn bản gửi Bộ Xây dựng truyền đạt ý kiến của Phó Thủ tướng Lò Thị Sao yêu cầu khẩn trương xem xét bãi biển; báo cáo Thủ tướng trước ngày 30/5/2026.": (None, "2026-05-30", "Lò Thị Sao"),
    "Năm 2019, Công ty cổ phần Sao Khuê đặt mục tiêu đến năm 2030 trở thành nhà làm gạch lớn nhất nước.": ("Công ty cổ phần Sao Khuê", "2030-12-31", None),
}  # fmt: skip


def test_what_is_no_promise_or_one_of_old_is_no_goal():
    assert of(SPOILT)["article_id"].to_list() == []


def test_a_goal_goes_on_to_the_end_of_its_list():
    assert {t: of([t]).sort("char_start")["goal"].to_list() for t in WHOLE} == WHOLE


def test_a_goal_is_of_whom_it_binds_and_of_who_says_it():
    columns = ("article_id", "subject", pl.col("deadline").cast(pl.String), "speaker")
    assert {a: tuple(rest) for a, *rest in of(WHOSE).select(*columns).rows()} == WHOSE
