"""Alerts: what a steward must hear of at once, once, and again when it is over. Nothing is sent where nothing is set."""

import json
import logging
import smtplib
import time
import urllib.request
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import polars as pl

from flows.assets import sql
from flows.load import books, ops
from flows.report.summary import RunSummary
from flows.settings import Settings

log = logging.getLogger(__name__)
TRIES, PAUSE_SECONDS, PATIENCE_SECONDS = 3, 1.0, 10


def settle(run: RunSummary, failure: str | None = None) -> list[dict[str, str]]:
    """Sends what began to fail with this run and what recovered, and books it: the alerts of this run.

    An alert that goes on is sent once. What could not be sent is not booked, so the next run tries again; a run
    never fails for its alerts.
    """
    warehouse = Path(run.warehouse)
    if not books.exist(warehouse):
        return []
    failing = conditions(run, failure) | (stale(warehouse) if run.kind == "scheduled" else {})
    open_now = open_alerts(warehouse)
    over = {key for key in open_now if key not in failing and _is_over(key, run, failure)}
    news = [{"key": k, "state": "failing", "message": m} for k, m in failing.items() if k not in open_now]
    news += [{"key": k, "state": "recovered", "message": open_now[k]} for k in sorted(over)]
    if news and deliver(run, news, Settings()):
        ops.record(warehouse, "alert", pl.DataFrame(news), run_id=run.run_id)
    return news


def conditions(run: RunSummary, failure: str | None = None) -> dict[str, str]:
    """What is wrong with a run, by key: it failed, it was refused, a critical expectation does not hold."""
    found: dict[str, str] = {}
    if failure:
        found["run"] = f"run {run.run_id} failed: {failure}"
    for stop in run.stops:
        found[f"refused:{stop.split(':')[0]}"] = f"run {run.run_id} was not published: {stop}"
    for result in run.failed:
        key = f"critical:{result['expectation']}"
        if result["severity"] == "critical" and f"refused:{result['expectation']}" not in found:
            found[key] = (
                f"{result['expectation']} failed for {result['unexpected']} rows of {result['table_name']}, set aside"
            )
    return found


def stale(warehouse: Path) -> dict[str, str]:
    """Sources silent three times longer than ever, and more than a day, by the history of scheduled runs."""
    with books.reading(warehouse) as store:
        brought = store.frame(sql("validate/stale.sql"))
    days = (pl.col("started_at").diff().max() / pl.duration(days=1)).alias("usual")
    silent = ((pl.lit(datetime.now(UTC)) - pl.col("started_at").max()) / pl.duration(days=1)).alias("silent")
    sources = brought.group_by("source", maintain_order=True).agg(days, silent, runs=pl.len())
    stale = sources.filter(pl.col("runs") >= 5, pl.col("silent") > pl.max_horizontal(1, 3 * pl.col("usual")))
    return {
        f"stale:{source}": f"{source} brought nothing for {gap:.1f} days; its longest pause was {usual:.1f}: open it by hand"
        for source, gap, usual in stale.select("source", "silent", "usual").iter_rows()
    }


def open_alerts(warehouse: Path) -> dict[str, str]:
    """Alerts that were sent and are not over: key → message."""
    with books.reading(warehouse) as store:
        rows = store.rows('SELECT "key", state, message FROM alert ORDER BY "at", seq')
    last = {key: (state, message) for key, state, message in rows}
    return {key: message for key, (state, message) in last.items() if state == "failing"}


def deliver(run: RunSummary, news: list[dict[str, str]], settings: Settings) -> bool:
    """Posts and mails the alerts; True where every way that is set took them."""
    subject = f"khotin: {sum(n['state'] == 'failing' for n in news)} failing, {sum(n['state'] == 'recovered' for n in news)} recovered"
    sent = []
    if settings.alert_webhook:
        body = {"title": subject, "run_id": run.run_id, "state": run.state, "kind": run.kind, "warehouse": run.warehouse, "report": run.report, "alerts": news}  # fmt: skip
        sent.append(_tried("webhook", lambda: post(str(settings.alert_webhook), body)))
    if settings.alert_email:
        lines = [f"[{n['state']}] {n['key']}\n{n['message']}\n" for n in news]
        text = "\n".join(
            [
                *lines,
                f"run {run.run_id}: {run.state}",
                f"report: {run.report or '-'}",
                f"warehouse: {run.warehouse}",
            ]
        )
        sent.append(_tried("e-mail", lambda: mail(settings, subject, text)))
    return all(sent)


def post(url: str, body: Mapping[str, Any]) -> None:
    """Posts JSON. Raises OSError where the receiver does not take it."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise OSError(f"{url} is no http address")
    data = json.dumps(body, ensure_ascii=False).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
        answer.read()


def mail(settings: Settings, subject: str, text: str) -> None:
    """Mails a text. Raises OSError (smtplib's errors are ones) where the server does not take it."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, settings.alert_sender, settings.alert_email
    message.set_content(text)
    address = urlsplit(settings.smtp)
    server = smtplib.SMTP_SSL if address.scheme == "smtps" else smtplib.SMTP
    default = 465 if address.scheme == "smtps" else 25
    with server(
        address.hostname or "localhost", address.port or default, timeout=PATIENCE_SECONDS
    ) as connection:
        if address.username:
            if address.scheme != "smtps":
                connection.starttls()
            connection.login(unquote(address.username), unquote(address.password or ""))
        connection.send_message(message)


def emit(run: RunSummary) -> None:
    """A Prefect event for what is critical, inside a flow: automations can act on it."""
    from prefect.events import emit_event

    found = conditions(run)
    if found:
        emit_event(
            event="khotin.critical",
            resource={
                "prefect.resource.id": f"khotin.warehouse.{Path(run.warehouse).stem}",
                "khotin.run_id": run.run_id,
            },
            payload={"state": run.state, "alerts": found},
        )


def markdown(run: RunSummary) -> str:
    """What is critical in a run, for an artifact; empty where nothing is."""
    return "\n".join(f"- **{key}**: {message}" for key, message in conditions(run).items())


def _is_over(key: str, run: RunSummary, failure: str | None) -> bool:
    """Whether a run that does not show a failure says that it is over: only one that got so far can."""
    if failure:
        return False
    if key == "run":
        return True
    if key.startswith("stale:"):
        return run.kind == "scheduled"
    return run.state == "published"


def _tried(what: str, send: Callable[[], None]) -> bool:
    for attempt in range(1, TRIES + 1):
        try:
            send()
            return True
        except OSError as error:
            log.warning("the %s was not delivered (%s of %s): %s", what, attempt, TRIES, error)
            if attempt < TRIES:
                time.sleep(PAUSE_SECONDS * attempt)
    return False
