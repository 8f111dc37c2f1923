"""A signal that asks to end is obeyed, whatever becomes of what it raises."""

import gc
import os
import signal

import pytest

from flows.processes import signals


class Dropping:
    """Python prints what a finalizer raises, and goes on."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGTERM)


def turning() -> None:
    """As pydantic's serializers do, which turn what is raised in them into an error of their own."""
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    except BaseException as error:
        raise TypeError("cannot serialize") from error


def test_a_signal_raises_stopped_and_leaves_the_handlers_as_they_were():
    before = [signal.getsignal(s) for s in signals.ASKING]
    with pytest.raises(signals.Stopped, match="bị dừng bởi / stopped by SIGTERM"), signals.stoppable():
        os.kill(os.getpid(), signal.SIGTERM)
    assert [signal.getsignal(s) for s in signals.ASKING] == before and signals.asked() is None


def test_what_code_makes_of_it_is_stopped_all_the_same():
    with pytest.raises(signals.Stopped) as caught, signals.stoppable():
        turning()
    assert isinstance(caught.value.__cause__, TypeError)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_one_that_was_dropped_is_remembered():
    with pytest.raises(signals.Stopped, match="SIGTERM"), signals.stoppable():
        signals.go_on()
        Dropping()
        gc.collect()
        assert str(signals.asked()) == "bị dừng bởi / stopped by SIGTERM"
        signals.go_on()


def test_it_is_taken_back_from_who_took_it_meanwhile():
    with pytest.raises(signals.Stopped), signals.stoppable():
        signal.signal(signal.SIGTERM, lambda *_: None)  # as Prefect's flow engine does
        signals.take()
        os.kill(os.getpid(), signal.SIGTERM)
