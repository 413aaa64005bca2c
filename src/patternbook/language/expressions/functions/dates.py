"""Functions on days, moments and periods."""

from __future__ import annotations

from functools import partial
from typing import Final

from patternbook.language import periods
from patternbook.language.expressions.functions.days import (
    WEEKDAY,
    WEEKDAYS,
    age,
    bound_of,
    date_of,
    day_in_year,
    day_of,
    days_between,
    earlier,
    in_span,
    later,
    minutes_between,
    nc_year,
    numbered,
    overlaps,
    period_form,
    reached,
    read_date,
    read_time,
    same_ranges,
    season,
    span_name,
    time_of,
    with_counts_from,
    with_until,
    working_days_between,
)
from patternbook.language.expressions.functions.forms import Form, Function
from patternbook.language.periods import Unit

_PERIODS: Final[tuple[tuple[str, Unit, str], ...]] = (
    ("minutes", "minute", "{0} minutes"),
    ("hours", "hour", "{0} hours"),
    ("working_hours", "working_hour", "{0} working hours"),
    ("days", "day", "{0} days"),
    ("weekdays", "weekday", "{0} weekdays"),
    ("working_days", "working_day", "{0} working days"),
    ("school_days", "school_day", "{0} school days"),
    ("weeks", "week", "{0} weeks"),
    ("months", "month", "{0} months"),
    ("years", "year", "{0} years"),
)

DATE_FUNCTIONS: Final = (
    *(
        Function(
            name=name,
            forms=(period_form(unit),),
            says=f"A period of so many {name.replace('_', ' ')}.",
            reads=reads,
            example=f"{name}(3)",
        )
        for name, unit, reads in _PERIODS
    ),
    Function(
        name="until",
        style="method",
        forms=(Form(takes=("period", "time"), gives="same", run=with_until),),
        says="The same period, ending at a time of its last day.",
        reads="{0}, until {1}",
        example='working_days(2).until(time("16:00"))',
    ),
    Function(
        name="counts_from",
        style="method",
        forms=(Form(takes=("period", "time"), gives="same", run=with_counts_from),),
        says="The same period, in which what starts at that time of day or later counts from the next day.",
        reads="{0}, counted from the next day after {1}",
        example='days(1).counts_from(time("18:00"))',
    ),
    Function(
        name="add",
        forms=(
            Form(takes=("datetime", "period"), gives="datetime", run=later, calendar=True, refine=reached),
            Form(takes=("date", "period"), gives="date", run=later, calendar=True, refine=reached),
        ),
        says="The day or moment a period later; unknown beyond the known calendar.",
        reads="{1} after {0}",
        example="add(submitted, working_days(3))",
    ),
    Function(
        name="before",
        forms=(
            Form(takes=("datetime", "period"), gives="datetime", run=earlier, calendar=True, refine=reached),
            Form(takes=("date", "period"), gives="date", run=earlier, calendar=True, refine=reached),
        ),
        says="The day or moment a period earlier; unknown beyond the known calendar.",
        reads="{1} before {0}",
        example="before(event_on, weeks(6))",
    ),
    Function(
        name="days_between",
        forms=(
            Form(
                takes=("date|datetime", "date|datetime"),
                gives="int",
                run=days_between,
                refine=numbered(-3_652_058, 3_652_058),
            ),
        ),
        says="How many days the second lies after the first; below zero where it lies before.",
        reads="the days from {0} to {1}",
        example="days_between(first, last) <= 28",
    ),
    Function(
        name="minutes_between",
        forms=(
            Form(
                takes=("datetime", "datetime"),
                gives="int",
                run=minutes_between,
                refine=numbered(-5_270_000_000, 5_270_000_000),
            ),
        ),
        says="How many whole minutes pass from the first to the second; below zero where it lies before.",
        reads="the minutes from {0} to {1}",
        example="minutes_between(hire.start, hire.end) / 60",
    ),
    Function(
        name="working_days_between",
        forms=(
            Form(
                takes=("date|datetime", "date|datetime"),
                gives="int",
                run=working_days_between,
                calendar=True,
                unknown=True,
                refine=numbered(-3_652_058, 3_652_058),
            ),
        ),
        says="How many working days lie after the first day, up to and with the second.",
        reads="the working days from {0} to {1}",
        example="working_days_between(today, event_on)",
    ),
    Function(
        name="whole_weeks",
        forms=(
            Form(
                takes=("date", "date"),
                gives="int",
                run=lambda first, end: max((end - first).days, 0) // 7,
                refine=numbered(0, 521_722),
            ),
        ),
        says="How many whole weeks lie between two days; 0 where the second is not later.",
        reads="the whole weeks from {0} to {1}",
        example="whole_weeks(today, term_ends)",
    ),
    Function(
        name="date_of",
        forms=(Form(takes=("datetime",), gives="date", run=date_of),),
        says="The day of a moment, in Europe/London.",
        reads="the day of {0}",
        example="date_of(now)",
    ),
    Function(
        name="time_of",
        forms=(Form(takes=("datetime",), gives="time", run=time_of),),
        says="The time of day of a moment, in Europe/London.",
        reads="the time of {0}",
        example='time_of(now) >= time("16:00")',
    ),
    Function(
        name="at",
        forms=(Form(takes=("date", "time"), gives="datetime", run=periods.at),),
        says="The moment of a time of day on a day, in Europe/London.",
        reads="{1} on {0}",
        example='at(today, time("06:30"))',
    ),
    Function(
        name="weekday",
        forms=(
            Form(
                takes=("date|datetime",),
                gives="text",
                run=lambda day: WEEKDAYS[day_of(day).weekday()],
                refine=lambda found, given: WEEKDAY,
            ),
        ),
        says="The day of the week, a choice from `monday` to `sunday`.",
        reads="the day of the week of {0}",
        example='weekday(today) == "sunday"',
    ),
    Function(
        name="year",
        forms=(
            Form(
                takes=("date|datetime",),
                gives="int",
                run=lambda day: day_of(day).year,
                refine=numbered(1, 9999),
            ),
        ),
        says="The year.",
        reads="the year of {0}",
        example="year(today)",
    ),
    Function(
        name="month",
        forms=(
            Form(
                takes=("date|datetime",),
                gives="int",
                run=lambda day: day_of(day).month,
                refine=numbered(1, 12),
            ),
        ),
        says="The month, from 1 to 12.",
        reads="the month of {0}",
        example="month(today) == 4",
    ),
    Function(
        name="day",
        forms=(
            Form(
                takes=("date|datetime",), gives="int", run=lambda day: day_of(day).day, refine=numbered(1, 31)
            ),
        ),
        says="The day of the month, from 1 to 31.",
        reads="the day of the month of {0}",
        example="day(start) > 15",
    ),
    Function(
        name="age",
        forms=(Form(takes=("date", "date"), gives="int", run=age, refine=numbered(-9999, 9999)),),
        says="Whole years of age on a day.",
        reads="the age on {1} of somebody born on {0}",
        example="age(born, today) >= 18",
    ),
    Function(
        name="nc_year",
        forms=(Form(takes=("date", "date"), gives="int", run=nc_year, refine=numbered(-10_005, 10_005)),),
        says="The National Curriculum year of a child on a day: 0 is reception.",
        reads="the school year on {1} of a child born on {0}",
        example="nc_year(born, today) <= 6",
    ),
    Function(
        name="start_of",
        forms=(
            Form(
                takes=("date", "text"),
                gives="date",
                run=partial(bound_of, end=False),
                literals={1: span_name},
                calendar=True,
                refine=in_span,
            ),
        ),
        says="The first day of the `year`, `term`, `financial_year`, `month` or `week` (from Monday) that a day lies in.",
        reads="the start of the {1} of {0}",
        example='start_of(today, "financial_year")',
    ),
    Function(
        name="end_of",
        forms=(
            Form(
                takes=("date", "text"),
                gives="date",
                run=partial(bound_of, end=True),
                literals={1: span_name},
                calendar=True,
                refine=in_span,
            ),
        ),
        says="The last day of the `year`, `term`, `financial_year`, `month` or `week` that a day lies in.",
        reads="the end of the {1} of {0}",
        example='end_of(today, "term")',
    ),
    Function(
        name="season",
        forms=(
            Form(
                takes=("date", "text", "text"),
                gives="bool",
                run=season,
                literals={1: day_in_year, 2: day_in_year},
            ),
        ),
        says="Whether a day lies in a season, given by its first and last month and day; it may pass the new year.",
        reads="{0} is between {1} and {2}",
        example='season(today, "10-31", "05-01")',
    ),
    Function(
        name="overlaps",
        forms=(Form(takes=("range", "range"), gives="bool", run=overlaps, refine=same_ranges),),
        says="Whether two ranges (records with `start` and `end`) share a day or a moment.",
        reads="{0} overlaps {1}",
        example="overlaps(stay, closure)",
    ),
    Function(
        name="date",
        forms=(Form(takes=("text",), gives="date", run=day_of, literals={0: read_date}),),
        says="A day, written out.",
        reads="{0}",
        example='date("2026-04-01")',
    ),
    Function(
        name="time",
        forms=(Form(takes=("text",), gives="time", run=lambda time: time, literals={0: read_time}),),
        says="A time of day, written out.",
        reads="{0}",
        example='time("06:30")',
    ),
)
