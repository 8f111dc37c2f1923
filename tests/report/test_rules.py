"""`khotin rules`: what each rule reads, where, how often it was right, and what it gave."""

from flows.report.rules import listing, rules, told
from tests.conftest import khotin


def test_without_a_warehouse_the_rules_are_told_with_what_was_measured():
    known = rules(words="quantity_percent")
    assert known.select("rule", "facts").rows() == [("quantity_percent", None)]
    assert set(rules(words="Phần trăm")["rule"]) == {"quantity_percent", "quantity_unsigned"}
    assert known["right"].item() <= known["read"].item()


def test_of_a_warehouse_it_is_told_what_each_rule_gave(sample_run):
    warehouse, _ = sample_run
    known = rules(warehouse)
    (money,) = known.filter(known["rule"] == "quantity_money").to_dicts()
    assert 0 < money["facts_last_run"] <= money["facts"]
    assert listing(known).row_count == known.height


def test_the_command_finds_rules_by_words(sample_run):
    warehouse, _ = sample_run
    shown = khotin("rules", "date_q", warehouse=warehouse).stdout
    assert "date_quarter_range" in shown and "flows/read/dates/words.py" in shown and "date_day" not in shown


def test_a_fact_leads_to_its_rules_by_name():
    (money, metric) = told("quantity_money+metric_head")
    assert money.startswith("quantity_money: số tiền / an amount of money (flows/read/numbers/")
    assert metric.startswith("metric_head: ")
    assert told("no_such_rule") == []
