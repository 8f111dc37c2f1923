"""Whose a figure is, and what it measures, where the words for it stand elsewhere than right before it."""

from functools import cache
from typing import Any

import polars as pl
import pytest

from flows import extract
from flows.ingest.texts import article_rows
from flows.read import lexicon, read

MERGED = (
    "Sắp xếp đơn vị hành chính ở Nam Định",
    "Nhập diện tích 6,21 km2, quy mô dân số 7.150 người của xã Minh Tân và dân số 9.340 người của xã Yên Lộc vào thị trấn.",
)
BEEF = (
    "Giá bò hơi của Việt Nam hạ nhiệt",
    "Từ tháng 3, giá bò hơi ở mức 92.000 đồng/kg.",
    "Sản lượng thịt bò trong nông hộ giảm còn 40%.",
    "Mỗi hộ nuôi được vay 100 triệu đồng.",
    "Giá bò thế giới là 5 USD/kg.",
)
HARBOUR = ("Công ty Cảng Sông Xanh mở rộng bến", "Lợi nhuận đạt 45 tỷ đồng.", "Cổ tức là 12%.")
PEERS = (
    "Nhiều doanh nghiệp báo cáo kết quả",
    "Kết quả quý IV của Công ty Sông Đáy vẫn kém. Mặc dù doanh thu thuần tăng 21%, chi phí bán hàng là 36 tỷ đồng. Các hãng cùng ngành lãi 9 tỷ đồng.",
    "Công ty Sông Đáy và Công ty Mai Linh hợp tác. Lợi nhuận đạt 7 tỷ đồng.",
    "Công ty Sông Đáy bán giống. Ông Tám trồng thanh long, lãi 500 triệu đồng.",
)
MARKET = (
    "Giá cả Đà Nẵng dịp Tết tăng",
    "Sức mua đẩy giá một số nhóm hàng tại Đà Nẵng tăng như: đồ uống tăng 1,7%; gạo tăng 0,3%.",
)
# What groups of goods cost is a place's where its own prices are told, and the country's where they are only passed by.
BASKET = (
    "Chỉ số giá tiêu dùng tháng 9 của Lai Châu tăng nhẹ",
    "CPI tháng 9 của Lai Châu tăng 0,42% so với tháng trước.",
    "Nhóm đồ uống tăng 0,61%; thiết bị và đồ dùng gia đình tăng 0,12%; giao thông giảm 0,33%.",
    "Do nguồn cung dồi dào, giá thịt gà giảm 1,94%. Một số yếu tố kìm giá là rau xanh giảm 2,51%.",
)
PASSED_BY = (
    "CPI cả nước 9 tháng tăng 3,1%",
    "Riêng tại Lai Châu, giá dịch vụ y tế tăng 1,21%. Giá thịt gà giảm 1,94%.",
)
FAIR = (
    "Lai Châu mở phiên chợ",
    "Chợ phiên ở Lai Châu đông khách. Giá thịt gà giảm 1,94%.",
    "Một gia đình kể tiền điện tăng 15%. Một số người phải trả thêm 17%.",
)
SALES = (
    "Thương mại Lai Châu 9 tháng",
    "Doanh thu dịch vụ lưu trú, ăn uống đạt 320 tỷ đồng, tăng 11,2%. Doanh thu vận tải ước đạt 140 tỷ đồng.",
)
INN = (
    "Lai Châu có khách sạn mới",
    "Khách sạn Mây Xanh có doanh thu dịch vụ lưu trú 32 tỷ đồng. Doanh thu phòng nghỉ là 12 tỷ đồng.",
)
# A headline that counts what only a land has is of the country, unless it is about another part of the world or a firm.
COUNTED = (
    "Xuất nhập khẩu tháng 9 khởi sắc",
    "Theo Bộ Công Thương, tháng 9 có nhiều đơn hàng. Hạt điều tăng 14,3%, chè tăng 6,2%.",
)
WIDER = (
    "Lạm phát toàn cầu hạ nhiệt",
    "Bộ Công Thương theo dõi sát giá hàng hóa. Ngũ cốc tăng 3,4%.",
)
BRANDED = ("FDI đổ vào Lanmuoi", "Bộ Công Thương khen ngành muối. Đơn hàng tăng 21%.")
INTO = (
    "Chín tháng, Việt Nam hút vốn ngoại",
    "Vốn FDI đăng ký mới, bổ sung và góp cổ phần đạt 19 tỷ USD, tăng 13,7%.",
    "Góp vốn, mua cổ phần của nhà đầu tư nước ngoài đạt 3,3 tỷ USD.",
    "Ai mua cổ phần lúc ấy thì lãi 45%.",
)
TAX = (
    "Chính phủ trình tăng thuế với xăng",
    "Mức thuế với xăng tăng từ 2.100 đồng/lít lên 3.600 đồng/lít. Mức thuế với dầu tối thiểu 700 đồng/lít, tối đa 1.300 đồng/lít.",
    "Một xe ôm tốn từ 21.000 đồng/ngày lên 26.000 đồng/ngày.",
)
BUYERS = (
    "Lào, Thái Lan mua thêm hàng",
    "Lào là thị trường xuất khẩu lớn thứ hai của Việt Nam, với kim ngạch 1,2 tỷ USD, tăng 8,3%.",
    "Thị trường xuất khẩu của Thái Lan sôi động, kim ngạch đạt 17 tỷ USD.",
)
GUESTS = (
    "Khách Hàn Quốc tới Việt Nam đông, khách Nga trở lại",
    "Lượng khách quốc tế đến Việt Nam đạt 2,2 triệu lượt, tăng 28,5%.",
    "Lượng khách đến Hàn Quốc đạt 1,7 triệu lượt.",
)
WORKERS = (
    "Lao động, việc làm quý III của Việt Nam",
    "Số người có việc làm là 52,4 triệu người (tăng 0,31%).",
)
FACTORY = ("Nhà máy mới ở Lai Châu", "Nhà máy tạo việc làm cho 1.500 người.")
DAYS_NEWS = ("Tin tức sáng 5-11: Cơ cấu lại kinh tế Hà Nam", "Chi phí điều trị lên tới 108.000 tỷ đồng.")
CLUB = ("Khởi tố giám đốc Trung tâm Bóng chuyền tại Lâm Đồng", "Số tiền sai phạm là 3 tỷ đồng.")

# A date line says where a text was written, not whose its figures are.
GREW = ("Kinh tế quý III", "Hà Nội, 6/10/2025 - GDP quý III ước tăng 7,2% so với cùng kỳ.")
NUTS = ("Nông sản", "TP.HCM, ngày 6/10 - Theo Hiệp hội Điều, xuất khẩu hạt điều 9 tháng đạt 3,4 tỷ USD.")
LENT = ("Tín dụng", "Hà Nội (TTXVN) - Dư nợ cho vay nông nghiệp đạt 3,1 triệu tỷ đồng.")
NAMED = ("Ngân sách", "Hà Nội, ngày 6/10. Thu ngân sách của Hà Nội 9 tháng đạt 400.000 tỷ đồng.")
AT_HOME = ("Ngân sách", "Hà Nội, 6/10 - Chín tháng, thành phố thu ngân sách 400.000 tỷ đồng.")
PROVINCE = ("Ngân sách", "Cà Mau, ngày 6/10 - Thu ngân sách 9 tháng đạt 4.700 tỷ đồng.")
# "thành phố", "tỉnh" of another place than the article's home.
CITIES = (
    "Giải ngân chậm ở nhiều nơi",
    "Hà Nội, 6/10 - Bộ Tài chính họp báo tại Hà Nội.",
    "Tại Hải Phòng, đến 30/9, thành phố giải ngân được 11.300 tỷ đồng.",
    "Theo Sở Tài chính tỉnh Cà Mau, toàn tỉnh thu 4.710 tỷ đồng.",
    "Cần Thơ đi trước. 9 tháng, thành phố thu 9.200 tỷ đồng.",
    "Đà Nẵng và Huế vượt lên. 9 tháng, thành phố thu 8.800 tỷ đồng.",
)
OTHERS = ("Quảng Ninh thu ngân sách", "Hải Dương là tỉnh bên cạnh. Tỉnh đã giải ngân 5.600 tỷ đồng.")

SALT = (
    "Lanmuoi sắp cán mốc doanh thu trăm tỷ",
    "Theo Công ty cổ phần Muối Biển Đông (Lanmuoi), thị trường đang ấm lên.",
    "Năm 2024, doanh thu đạt 90 tỷ đồng. Con số này của Lanmuoi tăng 12% so với năm trước.",
    "Lanmuoi đặt kho tại Ninh Thuận. Khách hàng lớn nhất của công ty chiếm 31% sản lượng.",
    "Mỗi diêm dân được vay 70 triệu đồng.",
)
QUARTER = (
    "Sắp làm dự án khu đô thị Đầm Sen Hồng",
    "UBND tỉnh Ninh Bình vừa giao đất làm dự án khu đô thị Đầm Sen Hồng.",
    "UBND tỉnh giao hơn 24 ha đất có thu tiền. Khu trung tâm có diện tích 8 ha.",
    "Quanh hồ có 12 hộ dân làm nhà rộng 90 m2.",
    "Toàn tỉnh còn các dự án với diện tích 700 ha chưa triển khai.",
)
BARRAGE = (
    "Làm cầu Bến Trăng",
    "Tỉnh khởi công cầu Bến Trăng. Tổng mức đầu tư của công trình này là 310 tỷ đồng.",
)
MILL = (
    "Nhà máy đường Sông Mây dừng máy",
    "Dự án Nhà máy đường Sông Mây được khởi công năm 2019. Dự án này đã thua lỗ hơn 1.200 tỷ đồng sau ba năm.",
)
UREA = (
    "Nhà máy đạm Phù Sa xin giãn nợ",
    "Nhà máy đạm Phù Sa được đầu tư năm 2019. Dự án Phù Sa vay Ngân hàng Hoa Sen để mua thiết bị.",
    "Đến nay, dư nợ của khoản vay là 64 triệu USD. Vốn tự có là 21 triệu USD.",
    "Khối lượng thực hiện đạt 97% hợp đồng. Công tác sơn tường đã hoàn thành 35%.",
    "Công ty này đã lỗ 12 tỷ đồng.",
)
SNAILS = (
    "Lãi nhờ nuôi ốc",
    "Tháng 5, anh Lê Văn Bảy (xã Phú Lộc) cải tạo ba ao cá với diện tích 7.500 m2 ở huyện Giao Thủy.",
    "Lợi nhuận mà anh Bảy thu được hơn 640 triệu đồng.",
    "Chị Mai trồng rau cho các hộ với diện tích 2,5 ha.",
)
WINE_TAX = (
    "Sửa thuế đồ uống",
    "Bộ Tài chính trình dự thảo. Thuế suất thuế tiêu thụ đặc biệt với rượu sẽ tăng từ 55% lên 70%.",
    "Thuế giá trị gia tăng của Pháp là 19%.",
    "Cộng cả thuế giá trị gia tăng, mức đóng góp của ngành là 8% tổng thu ngân sách.",
)
TARIFF = (
    "Ngành gỗ lo thuế của Mỹ",
    "Nhiều xưởng gỗ đối mặt với khó khăn khi Mỹ áp mức thuế 20% lên hàng hóa từ Việt Nam.",
)
RESERVE = (
    "Chính phủ bàn thuế với sản phẩm muối",
    "Chính phủ chi 40 tỷ đồng mua muối dự trữ.",
)
THIEF = ("Lai Châu: Trộm két sắt nhà dân", "Trong két có 3,2 tỷ đồng.")

KILN = (
    "Bảo tàng gạch bỏ hoang",
    "UBND tỉnh Ninh Bình duyệt dự án bảo tàng gạch Đồi Chè.",
    "Hiện bảo tàng gạch Đồi Chè tốn 45 tỷ đồng. Gói thầu điện là 12 tỷ đồng.",
)
HIGHLAND = (
    "Ba huyện bàn việc trồng quế",
    "Ông Lò Văn Hặc, Chủ tịch UBND huyện Bát Xát, cho biết huyện có 9.000 ha rừng. Giá trị gỗ quế đạt 800 tỷ đồng.",
)
SENATE = ("Mỹ: Thượng viện bàn gói cứu trợ", "Quốc hội hỗ trợ 90 tỷ USD cho các trường học.")
CAPITAL_CITY = ("Hà Nội chi 3 triệu USD làm phim", "Chúng tôi chi 3 triệu USD để làm phim, ông nói.")
FIELDS = (
    "TP.HCM giảm đất lúa",
    "TP.HCM họp về nông nghiệp. Theo ông Bảy, đất trồng màu tại TP năm 2015 là 17.000 ha.",
    "Thành phố cần 9.300 tỷ đồng để làm kè.",
)
ACCOUNTS = (
    "Việt Nam: Quốc hội bàn quyết toán",
    "Cụ thể: tổng thu đạt 910.000 tỷ đồng; Bội chi là 226.000 tỷ đồng.",
)
SMELTER = (
    "Công ty cổ phần Thép Đông Quan họp cổ đông",
    "Tính đến cuối năm, Công ty đang có vốn chủ sở hữu là 700 tỷ đồng. LNST đạt 210 tỷ đồng.",
)
LENDER = ("Ngân hàng Hoa Sen mở rộng bán lẻ", "Dư nợ cho vay khách hàng cá nhân tăng 23%.")
SYRUP = (
    "Dược Sông Bồ báo lãi lớn",
    "Quý này Dược Sông Bồ báo lãi 31 tỷ đồng.",
    "Vốn điều lệ của Dược Sông Bồ là 290 tỷ đồng.",
    "Công ty đặt mục tiêu doanh thu 870 tỷ đồng.",
)
CODED = (
    "SBQ họp cổ đông",
    "CTCP Gỗ Sông Bồ (mã: SBQ) vừa họp. Năm 2016, SBQ đạt doanh thu 640 tỷ đồng.",
)
TONIC = (
    "Dược phẩm TW5 ra sản phẩm mới",
    "Công ty Cổ phần Dược phẩm TW5 họp cổ đông. Năm 2023, Dược phẩm TW5 đạt doanh thu 17 tỷ đồng.",
)
DUMPLING = ("Ba quán ngon ở Đà Nẵng", "Bát bún ở đó giá 30.000 đồng.")

RYE = (
    "Lúa mạch được mùa",
    "Na Uy vừa gặt xong. GDP của nước này tăng 2,4%.",
    "Bộ Nông nghiệp Chile họp hôm qua. GDP của nước này tăng 3,8%.",
    "Ba Lan bán gạo cho Brazil. GDP của nước này tăng 6,6%.",
    "Kinh tế Chile phục hồi. Năm nay xuất khẩu của nước này sang Peru đạt 71 triệu euro.",
)
MIDLAND = (
    "Tây Nguyên vào vụ cà phê",
    "Kinh tế vùng Tây Nguyên tăng 6%.",
    "Tháng này thu ngân sách đạt 4.300 tỷ đồng.",
)
TUNNEL = (
    "Làm hầm Đá Bạc",
    "Công ty Gió Biển khởi công dự án hầm Đá Bạc. Sau khi hoàn thành, doanh thu là 90 tỷ đồng mỗi năm.",
    "Đối với tuyến đường số 7, tổng mức đầu tư là 740 tỷ đồng.",
)
LOTUS = (
    "Sen Đồng Tháp vào mùa",
    "UBND tỉnh Đồng Tháp duyệt dự án nhà máy chế biến sen Hoa Sao. Nhà máy chế biến sen Hoa Sao xong năm 2026.",
    "Hiện diện tích cây sen trên địa bàn tỉnh khoảng 500 ha.",
    "Nhà máy xây trên diện tích 20 ha.",
)
PORT_CITY = (
    "Quốc hội cho Hải Phòng được giữ lại số thu",
    "Ủy ban Thường vụ Quốc hội họp chiều qua.",
    "Thu nội địa mới có khoảng 21.000 tỷ đồng.",
)
PANGASIUS = (
    "Cá ba sa gặp khó ở chợ xa",
    "Ông Lê Văn Bảy nuôi cá tại Đồng Tháp, Công ty Gió Biển thu mua.",
    "Trong quý I, xuất khẩu sang châu Âu giảm 21,7%, còn 90 triệu USD.",
)
BRICKS = (
    "Công ty cổ phần Gốm Sông Bồ họp cổ đông",
    "Giá gạch trên thị trường dao động quanh 25.000 đồng/kg.",
    "Lợi nhuận năm nay của Công ty là 31 tỷ đồng.",
    "Hiện 65% doanh nghiệp thiếu đất sét.",
    "Để ứng phó Một số chỉ tiêu được thông qua là doanh thu 700 tỷ đồng.",
)
YEN = (
    "Nhật Bản bất ngờ nhập siêu",
    "Theo Bộ Tài chính nước này, xuất khẩu tăng 14,9%.",
    "Báo cáo của Bộ Tài chính Nhật Bản cho thấy quốc gia châu Á này xuất siêu 411 tỷ yen.",
)
COUPON = (
    "SBQ trả lãi trái phiếu",
    "CTCP Gỗ Sông Bồ (HSX: SBQ) vừa họp. Năm 2016, SBQ lãi 64 tỷ đồng.",
)

# The paragraphs of an article; a figure of it; whose it is, null where the text does not say.
# A section of a roundup is of its own province: not of the country, of the province or of a project of the section before.
ROUNDUP = (
    "Hải Dương khởi công cầu Sông Thái; Kiên Giang, Yên Bái báo cáo giải ngân",
    "Hải Dương khởi công cầu Sông Thái",
    "Tỉnh Hải Dương vừa khởi công cầu Sông Thái với tổng mức đầu tư 1.340 tỷ đồng.",
    "Kiên Giang báo cáo kết quả giải ngân",
    "UBND tỉnh Kiên Giang cho biết, năm 2025 tỉnh được giao 5.170 tỷ đồng vốn đầu tư công. Đến hết tháng 9, giải ngân đạt 2.260 tỷ đồng.",
    "Đến ngày 31/12 phải giải ngân đạt 93% kế hoạch vốn.",
    "Tại tỉnh Yên Bái:",
    "Theo báo cáo của UBND tỉnh Yên Bái, kế hoạch vốn năm 2025 là 2.480 tỷ đồng, đã giải ngân 610 tỷ đồng.",
    "Đối với cấp huyện, kế hoạch vốn là 740 tỷ đồng.",
    "Trong khi đó, cả nước giải ngân đạt 57% kế hoạch.",
    "Vướng mắc chung",
    "Đến ngày 30/11 phải giải ngân đạt 88% kế hoạch vốn.",
)
# Headings of an article about one province, and lines of a list, open no sections of others.
SUBHEADS = (
    "Thủ tướng yêu cầu đẩy nhanh đầu tư công",
    "Chín tháng giải ngân đạt 54% kế hoạch vốn.",
    "Kiên Giang: 61%",
    "Yên Bái: 48%",
    "Đến ngày 31/12 phải giải ngân đạt 96% kế hoạch vốn.",
)
# Behind a sentence about a province the country is no longer meant, until something national is told.
PASSAGE = (
    "Thủ tướng yêu cầu đẩy nhanh đầu tư công",
    "UBND tỉnh Yên Bái giao chỉ tiêu cho các ban. Đến ngày 30/11 phải giải ngân đạt 71% kế hoạch vốn.",
    "UBND tỉnh Yên Bái giao chỉ tiêu cho các ban. Bộ Tài chính cho biết việc này còn chậm. Đến ngày 30/11 phải giải ngân đạt 72% kế hoạch vốn.",
    "Đến ngày 31/12 phải giải ngân đạt 97% kế hoạch vốn.",
)
# … nor a project that was told in another passage.
PASSED = (
    "Hải Dương thông xe cầu Sông Thái",
    "Tỉnh Hải Dương thông xe cầu Sông Thái có tổng mức đầu tư 1.340 tỷ đồng. Chi phí bồi thường là 175 tỷ đồng.",
    "Trong khi đó, UBND tỉnh Yên Bái vừa họp về đường sá. Chi phí bồi thường là 290 tỷ đồng.",
)
OWNED: list[tuple[tuple[str, ...], str, str | None]] = [
    (GREW, "7,2%", "Việt Nam"),
    (ROUNDUP, "1.340", "cầu Sông Thái"),
    *((ROUNDUP, figure, "Kiên Giang") for figure in ("5.170", "2.260", "93%")),
    *((ROUNDUP, figure, "Yên Bái") for figure in ("2.480", "610", "740")),
    (ROUNDUP, "57%", "Việt Nam"),
    (ROUNDUP, "88%", None),
    *((SUBHEADS, figure, "Việt Nam") for figure in ("54%", "96%")),
    (PASSAGE, "71%", None),
    *((PASSAGE, figure, "Việt Nam") for figure in ("72%", "97%")),
    (PASSED, "175", "cầu Sông Thái"),
    (PASSED, "290", None),
    (NUTS, "3,4 tỷ USD", "Việt Nam"),
    (LENT, "3,1 triệu tỷ", None),
    (NAMED, "400.000", "Hà Nội"),
    (AT_HOME, "400.000", "Hà Nội"),
    (PROVINCE, "4.700", "Cà Mau"),
    (CITIES, "11.300", "Hải Phòng"),
    (CITIES, "4.710", "Cà Mau"),
    (CITIES, "9.200", "Cần Thơ"),
    (CITIES, "8.800", None),
    (OTHERS, "5.600", "Quảng Ninh"),
    *((BASKET, rise, "Lai Châu") for rise in ("0,42%", "0,61%", "0,12%", "0,33%", "1,94%", "2,51%")),
    (PASSED_BY, "1,21%", "Lai Châu"),
    (PASSED_BY, "1,94%", "Việt Nam"),
    *((FAIR, rise, None) for rise in ("1,94%", "15%", "17%")),
    *((SALES, sum_, "Lai Châu") for sum_ in ("320 tỷ", "11,2%", "140 tỷ")),
    (INN, "32 tỷ", None),
    (INN, "12 tỷ", None),
    *((COUNTED, rise, "Việt Nam") for rise in ("14,3%", "6,2%")),
    (WIDER, "3,4%", None),
    (BRANDED, "21%", None),
    *((INTO, sum_, "Việt Nam") for sum_ in ("19 tỷ", "13,7%", "3,3 tỷ")),
    (INTO, "45%", None),
    *((TAX, fee, "Việt Nam") for fee in ("2.100", "3.600", "700", "1.300")),
    *((TAX, fee, None) for fee in ("21.000", "26.000")),
    (BUYERS, "1,2 tỷ", "Việt Nam"),
    (BUYERS, "8,3%", "Việt Nam"),
    (BUYERS, "17 tỷ", "Thái Lan"),
    (GUESTS, "2,2 triệu", "Việt Nam"),
    (GUESTS, "28,5%", "Việt Nam"),
    (GUESTS, "1,7 triệu", None),
    (WORKERS, "52,4 triệu", "Việt Nam"),
    (WORKERS, "0,31%", "Việt Nam"),
    (FACTORY, "1.500 người", None),
    (MERGED, "6,21 km2", "Minh Tân"),
    (MERGED, "7.150 người", "Minh Tân"),
    (MERGED, "9.340 người", "Yên Lộc"),
    # "Nước này" is the land named last, by a body of its own as well; of two nobody knows which.
    (RYE, "2,4%", "Na Uy"),
    (RYE, "3,8%", "Chile"),
    (RYE, "6,6%", None),
    (RYE, "71 triệu euro", "Chile"),
    # A house is of no place, the rise of an index of no firm, a currency of no land.
    (("Bà Mai sống trong căn nhà ở phường Cửa Nam (Hà Nội) rộng 92 m2.",), "92 m2", None),
    (("Cổ phiếu Công ty Gió Biển tăng 31%, so với mức tăng 4% của chỉ số ngành.",), "4%", None),
    (("Giá dầu tăng 40 xu Mỹ (0,6%) hôm qua.",), "0,6%", None),
    (("Tin thị trường", "Năm ngoái, Na Uy chiếm 9% tổng kim ngạch xuất khẩu gỗ của Chile.",), "9%", None),
    # What a firm earns in a land is not the land's; who comes from a city and what is made like abroad are of neither.
    (("Xưởng gốm tại Lào lãi 5 tỷ đồng.",), "5 tỷ đồng", None),
    (("Chàng trai Hà Nội nhận lương 2.000 USD.",), "2.000 USD", None),
    (("Bảo tàng gốm Hải Phòng đòi bồi thường 70 triệu đồng.",), "70 triệu đồng", "Bảo tàng gốm Hải Phòng"),
    (("Căn bếp phong cách Pháp có giá 90 triệu đồng.",), "90 triệu đồng", None),
    # What is told of a region's province, and of no region, is not the region's.
    (MIDLAND, "4.300 tỷ đồng", None),
    (MIDLAND, "6%", "Tây Nguyên"),
    # What an undertaking will earn is its own; one that opens its sentence is no other.
    (TUNNEL, "90 tỷ đồng", "hầm Đá Bạc"),
    (TUNNEL, "740 tỷ đồng", "tuyến đường số 7"),
    # Of the clause before.
    (("Sơn La thu ngân sách 4.100 tỷ đồng, tăng 9%, trong đó phí là 210 tỷ đồng.",), "210 tỷ đồng", "Sơn La"),
    (("Bến Tre xuất khẩu 1,2 tỷ USD, dừa đi Hàn Quốc chiếm 14%.",), "14%", "Bến Tre"),
    # Of what the article is about.
    (BEEF, "92.000 đồng", "Việt Nam"),
    (BEEF, "40%", "Việt Nam"),
    (BEEF, "100 triệu đồng", None),
    (BEEF, "5 USD", None),
    # What only accounts tell goes on about the firm of the sentence before, the only one that it names.
    (PEERS, "21%", "Công ty Sông Đáy"), (PEERS, "36 tỷ đồng", "Công ty Sông Đáy"), (PEERS, "9 tỷ đồng", None),
    (PEERS, "7 tỷ đồng", None), (PEERS, "500 triệu đồng", None), (MARKET, "0,3%", "Đà Nẵng"), (DAYS_NEWS, "108.000 tỷ đồng", None),
    (HARBOUR, "45 tỷ đồng", "Công ty Cảng Sông Xanh"),
    (HARBOUR, "12%", "Công ty Cảng Sông Xanh"),
    (CLUB, "3 tỷ đồng", None),
    # Who has projects in another country owns them; trade of two countries is ours.
    (("Na Uy hiện có 52 dự án tại Việt Nam với tổng vốn đăng ký 310 triệu USD.",), "310 triệu USD", "Na Uy"),
    (("Việt Nam hiện có 31 dự án tại Lào với số vốn đăng ký 900 triệu USD.",), "900 triệu USD", "Việt Nam"),
    (("Kim ngạch thương mại hai nước Việt Nam và Chile đạt 1,6 tỷ USD.",), "1,6 tỷ USD", "Việt Nam"),
    # Behind the figure, and a body that does something with money.
    (("Doanh thu quý I là 70 tỷ đồng của Công ty Sữa Đồi Xanh.",), "70 tỷ đồng", "Công ty Sữa Đồi Xanh"),
    (("Tập đoàn Biển Đông Á góp 65% vốn, Công ty Gió Biển góp 35% vốn.",), "65%", "Tập đoàn Biển Đông Á"),
    (("Tập đoàn Biển Đông Á góp 65% vốn, Công ty Gió Biển góp 35% vốn.",), "35%", "Công ty Gió Biển"),
    (("Tập đoàn Biển Đông Á ký với một ngân hàng của Pháp khoản vay 65 triệu USD.",), "65 triệu USD", "Tập đoàn Biển Đông Á"),
    (("Tập đoàn Biển Đông Á có thỏa thuận cung ứng tại Việt Nam trị giá 3 tỷ USD.",), "3 tỷ USD", "Tập đoàn Biển Đông Á"),
    # A firm by the brand in brackets behind its name; what its clients have is none of its own.
    (SALT, "90 tỷ đồng", "Công ty cổ phần Muối Biển Đông"),
    (SALT, "12%", "Công ty cổ phần Muối Biển Đông"),
    (SALT, "70 triệu đồng", None),
    # A firm by its trade name alone, or by the code of its shares; who sells these is another.
    (SYRUP, "31 tỷ đồng", "Dược Sông Bồ"),
    (SYRUP, "290 tỷ đồng", "Dược Sông Bồ"),
    (SYRUP, "870 tỷ đồng", "Dược Sông Bồ"),
    (("Vốn điều lệ của Công ty Gió Biển là 90 tỷ đồng, trong đó Tập đoàn Biển Đông Á nắm giữ 51% vốn.",), "51%", "Tập đoàn Biển Đông Á"),
    (("Công ty Gió Biển ở Bình Dương chi 8 tỷ đồng thưởng công nhân.",), "8 tỷ đồng", "Công ty Gió Biển"),
    (CODED, "640 tỷ đồng", "Công ty cổ phần Gỗ Sông Bồ"),
    (TONIC, "17 tỷ đồng", "Công ty cổ phần Dược phẩm Trung ương 5"),
    (("Nông dân lãi 40 triệu đồng mỗi vụ.",), "40 triệu đồng", "nông dân"),
    (("Giá Bitcoin lên 6.000 USD, Bitcoin lỗ 3% hôm qua.",), "6.000 USD", None),
    # The one project of an article has the areas and capital that are told of no other.
    (QUARTER, "24 ha", "khu đô thị Đầm Sen Hồng"),
    (QUARTER, "8 ha", "khu đô thị Đầm Sen Hồng"),
    (QUARTER, "700 ha", "Ninh Bình"),
    (MILL, "1.200 tỷ đồng", "Nhà máy đường Sông Mây"),
    (TARIFF, "20%", "Mỹ"),
    # How the undertaking just told of is paid for and how much of it is done is its own, by its short name too; a part's and a firm's is not.
    (UREA, "64 triệu USD", "Nhà máy đạm Phù Sa"),
    (UREA, "21 triệu USD", "Nhà máy đạm Phù Sa"),
    (UREA, "97%", "Nhà máy đạm Phù Sa"),
    (UREA, "35%", None),
    (UREA, "12 tỷ đồng", None),
    # Whose pond, profit and fine it is, wherever it lies; of what others have as well nobody alone.
    (SNAILS, "7.500 m2", "Lê Văn Bảy"),
    (SNAILS, "640 triệu đồng", "Lê Văn Bảy"),
    (SNAILS, "2,5 ha", None),
    (("Công an huyện ra quyết định xử phạt hành chính 8 triệu đồng đối với ông Lê Văn Bảy.",), "8 triệu đồng", "Lê Văn Bảy"),
    (("Ông Lê Văn Bảy có nghĩ đến 40 ha rừng sắp mất.",), "40 ha", None),
    # Who levies a tax: the country that the goods come into, and ours by its laws; from where they come levies none.
    (("Ghế gỗ nhập khẩu vào Canada chịu thuế 14%, so với Nhật Bản (3%).",), "14%", "Canada"),
    (("Ghế gỗ nhập khẩu vào Canada chịu thuế 14%, so với Nhật Bản (3%).",), "3%", "Canada"),
    (WINE_TAX, "55%", "Việt Nam"),
    (WINE_TAX, "70%", "Việt Nam"),
    (WINE_TAX, "8%", None),
    # Whose firms invest, not where.
    (("Tin điện tử", "Đan Mạch xếp thứ 30 trong số 119 nước đầu tư tại Việt Nam với 95 dự án trị giá 400 triệu USD.",), "95 dự án", "Đan Mạch"),
    (("Tin điện tử", "Đan Mạch xếp thứ 30 trong số 119 nước đầu tư tại Việt Nam với 95 dự án trị giá 400 triệu USD.",), "400 triệu USD", "Đan Mạch"),
    # What a body does with part of the files or of its members.
    (("Tổng cục Thuế đã số hóa 93% hồ sơ, rút ngắn 40% thời gian.",), "93%", "Tổng cục Thuế"),
    (("Hội Nông dân tỉnh Hà Nam sẽ vận động 85% hội viên đăng ký thi đua.",), "85%", "Hội Nông dân tỉnh Hà Nam"),
    # Fields are of their place behind them; a house is as large wherever it stands.
    (("Diện tích lúa hữu cơ là 8,4 ha ở huyện Giao Thủy.",), "8,4 ha", "Giao Thủy"),
    (("Kho giấy rộng 450 m2 ở Hải Phòng bốc cháy.",), "450 m2", None),
    (BARRAGE, "310 tỷ đồng", "cầu Bến Trăng"),
    # Who governs the country stands for it; a theft is nobody's figure.
    (RESERVE, "40 tỷ đồng", "Việt Nam"),
    (THIEF, "3,2 tỷ đồng", None),
    # Where a plant lies is no name of it.
    (("Nhà máy đặt tại Khu kinh tế mở Chu Lai, vốn 1.200 tỷ đồng.",), "1.200 tỷ đồng", None),
    (("Nhà máy Sông Mây đặt tại xã Bình Minh có vốn 450 tỷ đồng.",), "450 tỷ đồng", "Nhà máy Sông Mây"),
    # A project by its name again, and what an article about one project costs.
    (KILN, "45 tỷ đồng", "bảo tàng gạch Đồi Chè"),
    (KILN, "12 tỷ đồng", "bảo tàng gạch Đồi Chè"),
    # An area by its level alone, and the paragraph that goes on about it.
    (HIGHLAND, "9.000 ha", "Bát Xát"),
    (HIGHLAND, "800 tỷ đồng", "Bát Xát"),
    # Who does business, whatever the verb; the first of two; the part of the sentence that has no subject of its own.
    (("Công ty Gió Biển giao dịch nhà xưởng tại Bình Dương với giá trị 30 triệu USD.",), "30 triệu USD", "Công ty Gió Biển"),
    (("Công ty Gió Biển và Công ty Sóng Lớn hợp tác tài chính 60 triệu USD.",), "60 triệu USD", "Công ty Gió Biển"),
    (("Công ty Gió Biển ký với Pháp 5 triệu USD; ký với Đức 7 triệu USD.",), "7 triệu USD", "Công ty Gió Biển"),
    # People with money of their own; not who only says so.
    (("Ông Lê Văn Bảy đã mua cổ phiếu, nâng sở hữu lên 7,5% vốn.",), "7,5%", "Lê Văn Bảy"),
    (("Theo ông Lê Văn Bảy, mỗi hộ nợ khoảng 7,5% vốn.",), "7,5%", None),
    # A land by its headline, its government, a list.
    (SENATE, "90 tỷ USD", "Mỹ"),
    (("Chính phủ Hungary sẽ đánh thuế với mức 2 USD.",), "2 USD", "Hungary"),
    (("Nhiều nơi tăng nhanh như Bình Dương (17%) và Lào Cai (23%).",), "17%", "Bình Dương"),
    (CAPITAL_CITY, "3 triệu USD", "Hà Nội"),
    # The city that is told by its level alone; a list that goes on with a capital behind a semicolon.
    (FIELDS, "17.000 ha", "Hồ Chí Minh"),
    (FIELDS, "9.300 tỷ đồng", "Hồ Chí Minh"),
    (ACCOUNTS, "226.000 tỷ đồng", "Việt Nam"),
    # Who gives, not who is given to.
    (("Nhật Bản đã viện trợ cho tỉnh Quảng Trị 26 triệu USD.",), "26 triệu USD", "Nhật Bản"),
    # What people pay is no city's; a place within a longer name and a currency own nothing.
    (DUMPLING, "30.000 đồng", None),
    (("Nestlé Việt Nam bị phạt 25 triệu đồng.",), "25 triệu đồng", None),
    (("Anh nông dân vay 500 bảng Anh, tức 16 triệu đồng.",), "16 triệu đồng", None),
    # A firm by its noun alone, a ministry that is given money to spend.
    (("Công ty cổ phần Gỗ Sông Bồ họp cổ đông.", "Năm nay, công ty lãi 28 tỷ đồng."), "28 tỷ đồng", "Công ty cổ phần Gỗ Sông Bồ"),
    (("Theo báo cáo của Đường Mía Xanh, công ty lãi 28 tỷ đồng.",), "28 tỷ đồng", None),
    (("Bộ Xây dựng được giao 70.000 tỷ đồng vốn đầu tư công, đạt 45% kế hoạch.",), "45%", "Bộ Xây dựng"),
    # Who is given it owns it, not who gives it.
    (("Bộ Xây dựng được Chính phủ giao 12.000 tỷ đồng vốn đầu tư công.",), "12.000 tỷ đồng", "Bộ Xây dựng"),
    (("Năm 2023, TP.HCM được Chính phủ phân bổ 70.500 tỷ đồng vốn đầu tư công.",), "70.500 tỷ đồng", "Hồ Chí Minh"),
    # Whose trade it is was told before.
    (("Đại sứ Pháp thăm Điện Biên.", "Pháp là đối tác thương mại lớn của Việt Nam.", "Kim ngạch thương mại năm 2024 đạt 4,8 tỷ USD."), "4,8 tỷ USD", "Việt Nam"),
    # Its common noun with a capital, what its staff calls its profit, and those whom it counts name nobody else.
    (SMELTER, "700 tỷ đồng", "Công ty cổ phần Thép Đông Quan"),
    (SMELTER, "210 tỷ đồng", "Công ty cổ phần Thép Đông Quan"),
    (LENDER, "23%", "Ngân hàng Hoa Sen"),
    # Some out of many own nothing that is theirs by name.
    (("Khoảng 60% doanh nghiệp được hỏi cho biết thiếu đơn hàng tại Việt Nam.",), "60%", None),
    # A firm that the seed lists by its brand has what its article tells of firms, and not what its goods cost.
    (("Vinamilk báo lãi kỷ lục", "Lợi nhuận sau thuế tăng 6%, đạt 2.100 tỷ đồng."), "2.100 tỷ đồng", "Vinamilk"),
    (("Ưu đãi cho xe Toyota", "Mẫu xe mới có giá khởi điểm từ 690 triệu đồng."), "690 triệu đồng", None),
    # A digest is of no one firm and no one place.
    (("Điểm tin doanh nghiệp: Công ty cổ phần Gốm Sông Bồ lên sàn", "Cổ phiếu mới chào sàn.", "Doanh thu 869 tỷ đồng, tăng 14%."), "869 tỷ đồng", None),
    # But an item goes on about its firm, until a bullet; what investors trade is theirs.
    (("Điểm tin doanh nghiệp ngày 7/3", "* GSB: Công ty cổ phần Gốm Sông Bồ chốt quyền. Theo đó, cổ tức được trả theo tỷ lệ 12%. * LXA: Chốt quyền ngày 9/3. Cổ tức được trả theo tỷ lệ 8%."), "12%", "Công ty cổ phần Gốm Sông Bồ"),
    (("Điểm tin doanh nghiệp ngày 7/3", "* GSB: Công ty cổ phần Gốm Sông Bồ chốt quyền. Theo đó, cổ tức được trả theo tỷ lệ 12%. * LXA: Chốt quyền ngày 9/3. Cổ tức được trả theo tỷ lệ 8%."), "8%", None),
    (("Điểm tin doanh nghiệp ngày 7/3", "* GSB: Công ty cổ phần Gốm Sông Bồ có cổ đông mới. Khối ngoại mua ròng 12 tỷ đồng."), "12 tỷ đồng", "khối ngoại"),
    # A brand has what is told of it, and of shares their price; prices of goods are none.
    (("Tin điện tử", "Tại Hà Nội, doanh số của Vinamilk đã tăng 9%."), "9%", "Vinamilk"),
    (("Tin điện tử", "Giá cổ phiếu Vinamilk giảm 2,8%."), "2,8%", "Vinamilk"),
    (("Tin điện tử", "Hộp sữa của Vinamilk có giá 35.000 đồng."), "35.000 đồng", None),
    # The genitive before a predicate, a body's too; who only says, aims or lends has nothing.
    (("Số dư tiền gửi của Tập đoàn Biển Đông Á cuối năm 2024 còn hơn 2.000 tỷ đồng.",), "2.000 tỷ đồng", "Tập đoàn Biển Đông Á"),
    (("Tổng thu của Bảo hiểm xã hội Việt Nam năm 2024 là 420.000 tỷ đồng, tăng 8,4%.",), "8,4%", "Bảo hiểm xã hội Việt Nam"),
    (("Tỷ lệ nội địa hóa của Công ty Gió Biển đã lên tới 51%.",), "51%", "Công ty Gió Biển"),
    (("Dự báo của Ngân hàng Thế giới là 6,1%.",), "6,1%", None),
    (("Mục tiêu của Bộ Xây dựng là 45%.",), "45%", None),
    (("Gió Biển vay Ngân hàng Hoa Sen 41 tỷ đồng.",), "41 tỷ đồng", None),
    # What a fronted "Với …" leads to, far behind the figure too; of our trade a partner owns nothing.
    (("Với diện tích gần 12.000 ha trải dọc hai bên bờ sông và dân số hơn 3 triệu người, Quảng Nam có nhiều lợi thế.",), "12.000 ha", "Quảng Nam"),
    (("Với tổng tài sản gần 12.000 tỷ đồng và hơn bốn mươi chi nhánh, Công ty Gió Biển đứng đầu vùng.",), "12.000 tỷ đồng", "Công ty Gió Biển"),
    (("Tin điện tử", "Với kim ngạch hơn 5 tỷ USD trong sáu tháng đầu của năm nay, Đức là thị trường lớn nhất châu Âu.",), "5 tỷ USD", None),
    (("Lãi suất khoảng 7,5% trong khi Hàn Quốc là 3%.",), "7,5%", None),
    # Our trade with a partner, and those who visit us from there.
    (("Chile là đối tác thương mại lớn của Việt Nam, với kim ngạch năm 2024 đạt 2 tỷ USD.",), "2 tỷ USD", "Việt Nam"),
    (("Lượng khách du lịch Đức tới Việt Nam đạt gần 62 nghìn lượt khách.",), "62 nghìn lượt khách", "Việt Nam"),
    # Only a state has a public debt, whoever audits it.
    (("Kiểm toán Nhà nước xác định nợ công cuối năm 2023 là 3.700.000 tỷ đồng.",), "3.700.000 tỷ đồng", "Việt Nam"),
    (("Nợ công của nước này là 3 tỷ USD.",), "3 tỷ USD", None),
    # What a region is to the country is no figure of the country.
    (("Bắc Trung Bộ có vai trò lớn đối với phát triển kinh tế của cả nước, chiếm 15% diện tích cả nước.",), "15%", "Bắc Trung Bộ"),
    (("Tin điện tử", "Nghệ An có vị trí quan trọng của vùng kinh tế trọng điểm miền Trung, với dân số gần 3,5 triệu người."), "3,5 triệu người", "Nghệ An"),
    # "toàn quốc" of another land, and its own ministries; where a land lies; whose projects lie elsewhere.
    (("Tin điện tử", "Hàn Quốc mở cửa khi tỷ lệ tiêm chủng toàn quốc đạt gần 80%."), "80%", "Hàn Quốc"),
    (YEN, "14,9%", "Nhật Bản"),
    (YEN, "411 tỷ yen", "Nhật Bản"),
    (("Tin điện tử", "Đầu tư của Việt Nam sang Lào tăng nhanh, đến nay đã có 18 dự án đầu tư tại Lào với tổng vốn đầu tư là 2,4 tỷ USD."), "2,4 tỷ USD", "Việt Nam"),
    # What a body tells others to reach, and what was taken from somebody, is no one's.
    (("Tin điện tử", "Bộ Y tế có hướng dẫn bảo đảm tỷ lệ tiêm khoảng 80%."), "80%", None),
    (("Tin điện tử", "Nhóm này đột nhập kho tại Thái Nguyên để chiếm đoạt 2 tỷ đồng."), "2 tỷ đồng", None),
    # Whom something is granted to is told of; fields are no project's; whose home is unsure has no trade of the country.
    (PORT_CITY, "21.000 tỷ đồng", "Hải Phòng"),
    (LOTUS, "500 ha", "Đồng Tháp"),
    (LOTUS, "20 ha", "nhà máy chế biến sen Hoa Sao"),
    (PANGASIUS, "21,7%", "Việt Nam"),
    # A firm's article: what a market asks and what others do is not its own; its noun with a capital, and a lost full stop, are nobody else.
    (BRICKS, "25.000 đồng", None),
    (BRICKS, "31 tỷ đồng", "Công ty cổ phần Gốm Sông Bồ"),
    (BRICKS, "65%", None),
    (BRICKS, "700 tỷ đồng", "Công ty cổ phần Gốm Sông Bồ"),
    (COUPON, "64 tỷ đồng", "Công ty cổ phần Gỗ Sông Bồ"),
    (("Ông Lê Văn Bảy, Giám đốc Công ty Gió Biển, cho biết giá đất ở đây là 12 triệu đồng/m2.",), "12 triệu đồng", None),
]  # fmt: skip

# A sentence; a figure of it; what it measures, null where no metric of the list fits.
MEASURED: list[tuple[str, str, str | None]] = [
    ("Lào là thị trường xuất khẩu lớn của Việt Nam, với kim ngạch 1,2 tỷ USD.", "1,2 tỷ USD", "export_turnover"),
    ("Chín tháng, thị trường xuất khẩu sôi động; kim ngạch đạt 31 tỷ USD.", "31 tỷ USD", None),
    ("Tổng nguồn vốn đầu tư toàn xã hội của tỉnh Cà Mau đạt 23.000 tỷ đồng.", "23.000 tỷ", "social_investment"),
    ("Tổng nguồn vốn đầu tư của cầu Sông Xanh là 900 tỷ đồng.", "900 tỷ", "project_investment"),
    ("Vốn FDI đăng ký mới, bổ sung và góp cổ phần đạt 19 tỷ USD.", "19 tỷ USD", "fdi"),
    ("Ba cổ đông góp cổ phần 19 tỷ đồng.", "19 tỷ đồng", None),
    # What a growth is held against is a growth, a part of a plan or a rate is none.
    ("GRDP tỉnh Cà Mau tăng 6,9%, thấp hơn mức 8% Chính phủ giao.", "8%", "economic_growth"),
    ("Thu ngân sách của Cà Mau tăng 9%, cao hơn mức 8% mà Chính phủ giao.", "8%", "state_budget_revenue"),
    # The whole of a part is a plan's where the part is paid out of one or taken in; of others nobody knows.
    ("Giải ngân đầu tư công của tỉnh Cà Mau đạt 1.250/3.400 tỷ đồng.", "1.250", "public_investment_disbursement"),
    ("Giải ngân đầu tư công của tỉnh Cà Mau đạt 1.250/3.400 tỷ đồng.", "3.400 tỷ", "public_investment"),
    ("Thu ngân sách của tỉnh Cà Mau đạt 4.100/6.900 tỷ đồng.", "6.900 tỷ", "state_budget_revenue"),
    ("Doanh thu của cảng đạt 41/69 tỷ đồng.", "41", "revenue"),
    ("Doanh thu của cảng đạt 41/69 tỷ đồng.", "69 tỷ", None),
    ("Các hãng chi 80 triệu USD nhập khẩu ngô.", "80 triệu USD", "import_turnover"),
    ("Nhập khẩu ngô đạt 410.000 tấn, giá trị 95 triệu USD.", "95 triệu USD", "import_turnover"),
    ("Khu du lịch đóng góp 900 tỷ đồng vào ngân sách.", "900 tỷ đồng", "state_budget_revenue"),
    ("Tỉnh cấp phép dự án 2 tỷ USD.", "2 tỷ USD", "project_investment"),
    ("Giá chè đạt 80.000 đồng/kg rồi giảm dần xuống 61.000 đồng/kg.", "61.000 đồng", "price"),
    ("Thành phố xây cầu A Sào (tổng mức đầu tư 700 tỷ đồng), cầu Bến Đá (250 tỷ đồng).", "250 tỷ đồng", "project_investment"),
    ("Toàn huyện có 7.300 ha đất trồng màu.", "7.300 ha", "area"),
    ("Lạm phát không vượt mốc 4%, tăng trưởng không những vượt 6%.", "4%", "inflation"),
    ("Mô hình cho hiệu quả kinh tế tăng 15%.", "15%", None),
    ("Tỉnh có 70 tỷ đồng vốn đầu tư công, bao gồm vốn ngân sách trung ương là 13 tỷ đồng.", "13 tỷ đồng", "public_investment"),
    ("Giải ngân vốn đầu tư công từ ngân sách tỉnh mới là 36 tỷ đồng.", "36 tỷ đồng", "public_investment_disbursement"),
    ("Vải thiều thu được 35.000 đồng/kg.", "35.000 đồng", None),
]  # fmt: skip

TOLD: list[tuple[str, str, str]] = [
    ("GRDP tỉnh Cà Mau tăng 6,9%, thấp hơn mức 8% Chính phủ giao.", "8%", "target"),
    ("GRDP tỉnh Cà Mau tăng 6,9%, thấp hơn mức 8% của cùng kỳ.", "8%", "actual"),
    ("Thu ngân sách của tỉnh Cà Mau đạt 4.100/6.900 tỷ đồng.", "4.100", "actual"),
    ("Thu ngân sách của tỉnh Cà Mau đạt 4.100/6.900 tỷ đồng.", "6.900 tỷ", "target"),
    ("Doanh thu của cảng đạt 41/69 tỷ đồng.", "69 tỷ", "actual"),
    ("Theo kế hoạch, công ty sẽ xây dựng 6 dự án.", "6 dự án", "target"),
    ("Mục tiêu: chi phí giảm 15%; tỷ lệ cơ giới hóa tăng 20%.", "20%", "target"),
    ("Doanh thu dự kiến của nhà máy sau khi hoàn thành là 2 tỷ USD.", "2 tỷ USD", "forecast"),
    ("Quốc hội đã thông qua phương án chi 300 tỷ đồng.", "300 tỷ đồng", "actual"),
    ("Năm 2025 thu ngân sách sẽ tăng 7%; năm 2024 đạt 6%.", "6%", "actual"),
]


KINDS: list[tuple[str, str, str]] = [
    ("GRDP tỉnh Cà Mau tăng 6,9%, thấp hơn mức 8% Chính phủ giao.", "8%", "growth"),
    ("Tỷ lệ đô thị hóa của tỉnh Cà Mau đạt 31%, thấp hơn mức 40% Chính phủ giao.", "40%", "level"),
    ("GRDP tỉnh Đồng Lâm tăng 8,1%, cao hơn dự báo 6,5%.", "6,5%", "growth"),
]


@cache
def told() -> pl.DataFrame:
    """The measurements of all articles above, read in one batch."""
    articles = {text for text, *_ in OWNED} | {(text,) for text, *_ in [*MEASURED, *TOLD, *KINDS]}
    lines = [
        {"id": "\n\n".join(a), "text": "\n\n".join(a), "published_on": "2025-10-15"} for a in sorted(articles)
    ]
    return extract.facts(read(article_rows(lines), lexicon.load()), lexicon.load())["measurements"]


def of(text: tuple[str, ...], surface: str, column: str) -> Any:
    found = told().filter(
        pl.col("article_id") == "\n\n".join(text), pl.col("surface").str.starts_with(surface)
    )
    return found.row(0, named=True)[column]


@pytest.mark.parametrize(("text", "surface", "subject"), OWNED)
def test_whose_a_figure_is(text: tuple[str, ...], surface: str, subject: str | None):
    assert of(text, surface, "subject") == subject


@pytest.mark.parametrize(("text", "surface", "metric"), MEASURED)
def test_what_a_figure_measures(text: str, surface: str, metric: str | None):
    assert of((text,), surface, "metric") == metric


@pytest.mark.parametrize(("text", "surface", "status"), TOLD)
def test_what_status_a_figure_has(text: str, surface: str, status: str):
    assert of((text,), surface, "status") == status


@pytest.mark.parametrize(("text", "surface", "kind"), KINDS)
def test_a_growth_beside_what_was_foreseen_is_a_growth(text: str, surface: str, kind: str):
    assert of((text,), surface, "kind") == kind


def test_trade_of_two_countries_is_never_taken_for_the_whole():
    assert (
        of(("Kim ngạch thương mại hai nước Việt Nam và Chile đạt 1,6 tỷ USD.",), "1,6 tỷ USD", "scope")
        is not None
    )
