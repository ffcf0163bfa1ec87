"""Native controls of the browser for dates and times, in the machine format they want."""

from typing import Any

from django import forms


class DayInput(forms.DateInput):
    """`<input type="date">`: the browser shows the day the French way."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class MonthInput(forms.DateInput):
    """`<input type="month">`, with a text fallback « 2026-09 » where browsers have none."""

    input_type = "month"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"placeholder": "2026-09"} | (attrs or {}), format="%Y-%m")


class HourInput(forms.TimeInput):
    """`<input type="time">`."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%H:%M")
