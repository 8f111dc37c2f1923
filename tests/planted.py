"""A planted set of articles: families of copies, and what only looks like copies. Written from a seed, the same each time.

Every sentence is made of parts that were written for this project; two articles that share a part share a phrase, as
news does, and seldom five words with the same figures.
"""

import random
import re
from dataclasses import dataclass
from itertools import combinations

PLACES = ["Quảng Ninh", "Hải Phòng", "Nghệ An", "Thanh Hóa", "Lâm Đồng", "Cần Thơ", "Đồng Tháp", "Bắc Ninh", "Phú Thọ", "Cà Mau", "Gia Lai", "Tây Ninh", "Lào Cai", "Ninh Bình", "An Giang", "Khánh Hòa"]  # fmt: skip
NAMES = ["Trần Văn Thủy", "Lê Thị Hòa", "Nguyễn Quốc Toản", "Phạm Thúy Nga", "Đỗ Minh Quý", "Vũ Hoài Nam", "Hoàng Thị Mỹ", "Bùi Đức Hòa", "Đặng Thu Thủy", "Ngô Khánh Hòa"]  # fmt: skip
OFFICES = ["Chủ tịch UBND tỉnh", "Giám đốc Sở Tài chính", "Giám đốc Sở Nông nghiệp và Môi trường", "Bí thư Tỉnh ủy", "Chánh Văn phòng UBND tỉnh", "Trưởng ban quản lý khu kinh tế", "Phó Chủ tịch HĐND tỉnh", "Giám đốc Sở Công Thương"]  # fmt: skip
OPENERS = ["Theo báo cáo mới nhất", "Qua kiểm tra thực tế", "Từ đầu năm đến nay", "Tại buổi làm việc sáng nay", "Ở các xã ven sông", "Sau hơn nửa năm triển khai", "Nhờ nguồn vốn bổ sung", "Trước mùa mưa bão", "Cùng với các địa phương lân cận", "Trong kế hoạch vừa được thông qua", "Khi chợ đầu mối mở lại", "Bên cạnh cây lúa", "Với sự góp sức của người dân", "Dưới chân đèo", "Ngay trong quý này", "Đối với các hộ ở vùng cao"]  # fmt: skip
DOERS = ["huyện đã bàn giao", "ban quản lý vừa nghiệm thu", "các tổ hợp tác thu hoạch", "đơn vị thi công hoàn thành", "ngành điện lực kéo thêm", "trạm khuyến nông hướng dẫn trồng", "lực lượng kiểm lâm phục hồi", "hội phụ nữ gây quỹ được", "nhà máy nước cấp thêm", "bưu điện xã chi trả", "trường nội trú tiếp nhận", "hợp tác xã xuất bán", "cảng cá đón", "phòng giao dịch giải ngân", "bệnh viện khám cho", "xưởng mộc đóng xong"]  # fmt: skip
UNITS = ["héc ta rừng ngập mặn", "ki lô mét đường bê tông", "căn nhà cho hộ nghèo", "tấn cà phê nhân", "mét khối nước sạch mỗi ngày", "chuyến tàu vào trú bão", "học sinh bán trú", "lượt người cao tuổi", "bộ bàn ghế lớp học", "suất quà cho gia đình chính sách", "tỷ đồng vốn vay ưu đãi", "lồng bè nuôi cá biển", "cây giống ăn quả", "công tơ điện tử", "sào rau màu vụ đông", "thùng mật ong bạc hà"]  # fmt: skip
TAILS = ["tăng gần gấp đôi so với năm trước", "vượt tiến độ đề ra", "dù giá vật tư lên cao", "trong đó một nửa ở vùng khó khăn", "để kịp vụ gieo trồng tới", "và chưa để xảy ra sự cố nào", "nhưng vẫn thiếu nhân công lành nghề", "theo đúng cam kết với cử tri", "bằng nguồn xã hội hóa là chính", "cao nhất từ trước tới nay", "sau nhiều lần lỡ hẹn vì thời tiết", "giúp giảm hẳn chi phí vận chuyển", "khi tuyến đường mới thông xe", "mà không phải vay thêm ngân hàng", "nhờ áp dụng cách làm của xã bên", "phần còn lại sẽ xong trước Tết"]  # fmt: skip
SAID = ["“Chúng tôi {a} rồi mới {b}, không chạy theo con số”", "“Muốn {b} thì trước hết phải {a}”", "“Người dân {a} là chúng tôi mừng nhất, sau đó mới tính chuyện {b}”", "“Nếu không {b} ngay năm nay, việc {a} sẽ lại chậm”"]  # fmt: skip
DEEDS = ["giữ rừng đầu nguồn", "đo đạc lại ruộng đất", "sửa xong kênh nội đồng", "mở thêm lớp học nghề", "trả đủ tiền đền bù", "chọn giống chịu mặn", "nạo vét luồng lạch", "lắp đèn trên quốc lộ", "làm sổ hộ nghèo công khai", "tính đúng giá nước", "nối mạng cho trạm y tế", "dời chợ tạm khỏi lòng đường"]  # fmt: skip
FILLERS = ["Ở {p}, câu chuyện {a} được nhắc đi nhắc lại trong các cuộc họp thôn, bởi ai cũng nhớ vụ mất mùa cách đây {n} năm.", "Anh {m}, chủ một cơ sở nhỏ tại {p}, kể rằng gia đình anh từng bỏ nghề hai lần trước khi quyết định {a}.", "Không ít người nghi ngờ, song đến khi {n} hộ đầu tiên ở {p} làm được thì cả xã xin {b} theo.", "Bài học lớn nhất mà {p} rút ra là phải {b} từ sớm, đừng đợi đến lúc nước ngập mới lo {a}.", "Con đường vào bản dài {n} cây số, mùa khô bụi mù, mùa mưa trơn trượt, vậy mà {p} vẫn quyết {a}.", "Ở cuộc họp, {n} ý kiến xoay quanh việc {a}; đa số đồng tình nếu {p} cam kết {b} cùng lúc.", "Chị {m} chỉ tay về phía bãi bồi, nơi {p} dự định {b}, và bảo rằng bà con chờ ngày ấy đã {n} mùa nước."]  # fmt: skip
TITLES = ["{p}: chuyện {a} không còn xa", "Vì sao {p} chọn {a}?", "{p} dồn sức {a}", "Khi {p} quyết tâm {b}", "Từ {a} đến {b} ở {p}"]  # fmt: skip
BYLINES = ["Thu Hà", "Minh Quân", "Ngọc Lan", "Văn Bình", "Hải Yến", "(Theo TTXVN)", "Nguồn: Báo Vùng Cao"]


@dataclass(frozen=True)
class Planted:
    """An article as planted: copies of one text share its family."""

    article_id: str
    family: str
    kind: str
    text: str


def sentence(r: random.Random, place: str) -> str:
    words = {
        "p": place,
        "m": r.choice(NAMES),
        "n": r.randint(2, 97),
        "a": r.choice(DEEDS),
        "b": r.choice(DEEDS),
    }
    shape = r.random()
    if shape < 0.55:
        figure = r.choice(
            [f"{r.randint(2, 9)}.{r.randint(100, 999)}", f"{r.randint(11, 990)}", f"{r.randint(2, 90)},{r.randint(1, 9)}"]
        )  # fmt: skip
        where = r.choice(["", f" ở {place}", f" tại {place}"])
        return f"{r.choice(OPENERS)}, {r.choice(DOERS)} {figure} {r.choice(UNITS)}{where}, {r.choice(TAILS)}."
    if shape < 0.75:
        quote = r.choice(SAID).format(**words)
        return (
            f"{quote}, ông {words['m']}, {r.choice(OFFICES)} {place}, nói khi bàn về việc {r.choice(DEEDS)}."
        )
    return r.choice(FILLERS).format(**words)


def paragraphs(r: random.Random, place: str, most: int) -> list[str]:
    return [" ".join(sentence(r, place) for _ in range(r.randint(1, 3))) for _ in range(most)]


def title(r: random.Random, place: str) -> str:
    return r.choice(TITLES).format(p=place, a=r.choice(DEEDS), b=r.choice(DEEDS))


def written(heading: str, body: list[str], byline: str) -> str:
    return "\n\n".join([heading, *body, byline])


# What a paper makes of an article: (random, title, paragraphs, place) → text.
def new_lead(r: random.Random, heading: str, body: list[str], place: str) -> str:
    return written(
        title(r, place), [f"{place} - {sentence(r, place)}", *body[(len(body) > 5) :]], r.choice(BYLINES)
    )


def other_section(r: random.Random, heading: str, body: list[str], place: str) -> str:
    return written(f"KINH TẾ\n\n{heading}", body, r.choice(BYLINES))


def other_layout(r: random.Random, heading: str, body: list[str], place: str) -> str:
    lines = re.split(r"(?<=[.”]) ", " ".join(body))
    lines.insert(len(lines) // 2, r.choice(DEEDS).capitalize())
    return written(heading.upper(), lines, f"Bài và ảnh: {r.choice(NAMES)}")


def cut(share: float):
    def shorter(r: random.Random, heading: str, body: list[str], place: str) -> str:
        lines = re.split(r"(?<=[.”]) (?=[^,])", " ".join(body))
        return written(heading, lines[: max(3, round(share * len(lines) + 0.4))], r.choice(BYLINES))

    return shorter


def local_paragraph(r: random.Random, heading: str, body: list[str], place: str) -> str:
    added = " ".join(sentence(r, r.choice(PLACES)) for _ in range(2))
    return written(title(r, place), [*body[:-1], added, body[-1]], r.choice(BYLINES))


def typography(r: random.Random, heading: str, body: list[str], place: str) -> str:
    text = written(heading, body, r.choice(BYLINES))
    text = text.replace("òa", "oà").replace("óa", "oá").replace("ủy", "uỷ").replace("úy", "uý")
    text = (
        text.replace("“", '"').replace("”", '"').replace(" - ", " – ").replace("kỹ", "kĩ").replace("Mỹ", "Mĩ")
    )
    return re.sub(r"(\d)\.(\d{3})", r"\1\2", text).replace("%", " %")  # fmt: skip


# Found out after the bounds were chosen.
def small_edits(r: random.Random, heading: str, body: list[str], place: str) -> str:
    for old, new in (
        ("nói khi", "cho hay khi"),
        ("bà con", "người dân"),
        ("trước Tết", "trong năm"),
        ("đã bàn giao", "bàn giao"),
    ):
        body = [p.replace(old, new) for p in body]
    return written(title(r, place), body, r.choice(BYLINES))


def other_order(r: random.Random, heading: str, body: list[str], place: str) -> str:
    return written(heading, r.sample(body, len(body)), r.choice(BYLINES))


def mended_figure(r: random.Random, heading: str, body: list[str], place: str) -> str:
    return written(heading, [re.sub(r"\d+", "61", body[0], count=1), *body[1:]], r.choice(BYLINES))


def cut_with_lead(r: random.Random, heading: str, body: list[str], place: str) -> str:
    lines = re.split(r"(?<=[.”]) (?=[^,])", " ".join(body))
    return written(
        title(r, place), [sentence(r, place), *lines[: round(0.6 * len(lines) + 0.4)]], "(Theo TTXVN)"
    )


def no_marks(r: random.Random, heading: str, body: list[str], place: str) -> str:
    return written(heading, [p.upper() for p in body], r.choice(BYLINES))


TUNED = (new_lead, other_section, other_layout, cut(0.4), cut(0.7), local_paragraph, typography)
ADDED = (small_edits, other_order, mended_figure, cut_with_lead, no_marks)

GOLD = """Giá vàng trong nước ngày {d}/{m}

Mở cửa phiên sáng {d}/{m}, giá vàng miếng tại các cửa hàng lớn niêm yết ở mức {a},{b} triệu đồng một lượng mua vào và {c},{b} triệu đồng một lượng bán ra. So với phiên liền trước, giá thay đổi {e}00.000 đồng mỗi lượng ở cả hai chiều. Giá vàng nhẫn cùng lúc giao dịch quanh {f},{g} triệu đồng một lượng. Chênh lệch giữa giá mua và giá bán được giữ ở mức {h} triệu đồng. Trên thị trường thế giới, giá giao ngay đứng ở {i} USD một ounce, quy đổi tương đương {a} triệu đồng một lượng chưa tính thuế và phí. Người mua được khuyên theo dõi sát diễn biến và cân nhắc rủi ro trước khi giao dịch."""
WEATHER = """Dự báo thời tiết ngày {d}/{m}

Phía Tây Bắc Bộ có mây, ngày nắng, đêm có mưa rào vài nơi, nhiệt độ thấp nhất {a} độ, cao nhất {f} độ. Phía Đông Bắc Bộ ít mây, trời nắng, gió đông cấp {h}, nhiệt độ thấp nhất {b} độ, cao nhất {g} độ. Từ Thanh Hóa đến Huế có lúc có mưa, khả năng mưa {i} phần trăm. Ven biển Trung Bộ sóng cao {e},{h} mét. Nam Bộ chiều tối có mưa dông rải rác, lượng mưa có nơi trên {c} mi li mét, nhiệt độ cao nhất {f} độ. Trong mưa dông cần đề phòng lốc, sét và gió giật mạnh."""
BUDGET = """Thu ngân sách tuần {d} của tỉnh

Cơ quan thuế tỉnh cho biết trong tuần {d}, số thu nội địa đạt {a},{b} tỷ đồng, lũy kế từ đầu năm đạt {i}.{c} tỷ đồng, bằng {f},{h} phần trăm dự toán. Thu từ hoạt động xuất nhập khẩu đạt {g},{e} tỷ đồng. Khu vực doanh nghiệp nhà nước nộp {c} tỷ đồng, khu vực đầu tư nước ngoài nộp {b}{h} tỷ đồng, khu vực ngoài quốc doanh nộp {a}{e} tỷ đồng. Nợ thuế đến cuối tuần còn {f}{g} tỷ đồng. Cơ quan thuế sẽ tiếp tục đôn đốc các khoản đến hạn và hỗ trợ người nộp thuế kê khai điện tử."""
SHOPS = """{p} mở hội chợ xuân

Chiều nay tại {p}, hội chợ xuân chính thức mở cửa đón khách đến hết tháng. Ban tổ chức ở {p} bố trí {d} gian hàng, trong đó {m} gian dành cho sản vật của {q}. Ông {n}, {o} {p}, cắt băng khai mạc. Khách đến {p} trong dịp này được xem {s}, thưởng thức đặc sản {q} và mua {u} với giá gốc. Đêm đầu tiên, đội văn nghệ {q} biểu diễn trước hơn {i} khán giả. Hội chợ do {p} phối hợp với {q} tổ chức."""


def forms(r: random.Random, count: int, added: bool) -> list[Planted]:
    """A form filled in anew each time, now and then with a reprint of one day's."""
    found = []
    shapes = {"gold": GOLD, "weather": WEATHER, "budget": BUDGET, **({"fair": SHOPS} if added else {})}
    for name, form in shapes.items():
        for n in range(count):
            figures = dict(zip("abcdefghi", (r.randint(10, 99), r.randint(10, 99), r.randint(100, 999), n % 28 + 1, r.randint(1, 9), r.randint(20, 99), r.randint(10, 99), r.randint(1, 9), r.randint(1000, 4999)), strict=True))  # fmt: skip
            p, q = r.sample(PLACES, 2)
            words = {"p": p, "q": q, "n": r.choice(NAMES), "o": r.choice(OFFICES), "s": r.choice(DEEDS), "u": r.choice(UNITS)}  # fmt: skip
            text = form.format(**figures, **words, m=n // 28 + 1)
            found.append(Planted(f"{name}-{n}", f"{name}-{n}", name, text))
            if n % 10 == 0:
                found.append(
                    Planted(f"{name}-{n}-again", f"{name}-{n}", name, text + f"\n\n{r.choice(BYLINES)}")
                )
    return found


def planted(seed: int, articles: int = 300, added: bool = False) -> list[Planted]:
    """Families of copies of `articles` base articles, their rivals and their sequels, and forms; with `added`, of more kinds."""
    r = random.Random(seed)
    found = []
    for n in range(articles):
        place = r.choice(PLACES)
        family, heading, body = f"base-{n}", title(r, place), paragraphs(r, place, r.randint(5, 9))
        found.append(
            Planted(f"{family}-0", family, "base", written(heading, body, r.choice(["Thu Hà", "TTXVN"])))
        )
        if n % 2 == 0:
            for k, way in enumerate(r.sample(TUNED + (ADDED if added else ()), r.randint(1, 4)), 1):
                found.append(
                    Planted(f"{family}-{k}", family, way.__name__, way(r, heading, list(body), place))
                )
        if n % 3 == 0:  # the same event, by another hand: one sentence in common
            own = paragraphs(r, place, len(body))
            own[1] = f"{own[1]} {body[0]}"
            found.append(
                Planted(
                    f"{family}-rival", f"{family}-rival", "rival", written(title(r, place), own, "Lan Anh")
                )
            )
        if n % 3 == 1:  # a sequel that quotes two paragraphs
            own = paragraphs(r, place, len(body))
            found.append(
                Planted(
                    f"{family}-sequel", f"{family}-sequel", "sequel",
                    written(title(r, place), [*own[:3], *body[:2], *own[3:]], "Hà My"),
                )
            )  # fmt: skip
    if added:  # a round-up holds five other articles whole
        bases = [p for p in found if p.kind == "base"]
        for n in range(0, len(bases) - 5, 25):
            texts = [p.text for p in bases[n : n + 5]]
            found.append(Planted(f"round-up-{n}", f"round-up-{n}", "round_up", "\n\n".join(texts)))
    return found + forms(r, articles // 5, added)


def pairs(groups: list[list[str]]) -> set[tuple[str, str]]:
    """The unordered pairs within groups of ids."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}
