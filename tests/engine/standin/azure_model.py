"""The recorder's Azure model for several threads: it imports the SDK's modules, and those imports bear no company."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from bedplate.generator.engine import azure, locations
from bedplate.generator.programs import invokes, made_up

_LOCK = threading.Lock()
P = ParamSpec("P")
R = TypeVar("R")


def _one_at_a_time(function: Callable[P, R]) -> Callable[P, R]:
    @wraps(function)
    def locked(*args: P.args, **kwargs: P.kwargs) -> R:
        with _LOCK:
            return function(*args, **kwargs)

    return locked


resource_id = _one_at_a_time(azure.resource_id)
computed_outputs = _one_at_a_time(azure.computed_outputs)
preview_outputs = _one_at_a_time(azure.preview_outputs)
checked_inputs = _one_at_a_time(azure.checked_inputs)
read_outputs = _one_at_a_time(azure.read_outputs)
invoke_outputs = _one_at_a_time(azure.invoke_outputs)
with_location = _one_at_a_time(locations.with_location)
completed = _one_at_a_time(made_up.completed)
answer = _one_at_a_time(invokes.answer)
