"""Answers to a blueprint's questions, held to the rules of the settings that they become."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML

from bedplate.blueprints.settings import SettingsError, from_config
from bedplate.blueprints.settings.nearest import suggestion
from bedplate.generator.scaffold.blueprint import Blueprint, Question
from bedplate.generator.scaffold.files import Choices, stack_texts

_KEY = "bedplate:landingZone"


def complete(blueprint: Blueprint, given: Mapping[str, str]) -> dict[str, str]:
    """Return an answer to every question: what is given, else what stands in for it."""
    answers: dict[str, str] = {}
    for question in blueprint.questions:
        stand_in = answers[question.same_as] if question.same_as else question.default
        answers[question.key] = given.get(question.key, stand_in)
    return answers


def unknown_keys(blueprint: Blueprint, given: Mapping[str, str]) -> list[str]:
    """Return one line for each key that no question has."""
    known = [question.key for question in blueprint.questions]
    return [f"--set {key}: there is no such answer ({suggestion(key, known)})" for key in given if key not in known]


def complaints(choices: Choices) -> list[str]:
    """Return everything that the settings' rules have against the answers, each with a hint; none means all is well."""
    found: list[str] = []
    for stack, text in stack_texts(choices).items():
        reader: Any = YAML(typ="safe", pure=True)
        document = reader.load(text)
        try:
            from_config(document["config"][_KEY])
        except SettingsError as error:
            found.extend(_of_answer(str(problem), choices, stack) for problem in error.problems)
    return list(dict.fromkeys(found))


def _of_answer(complaint: str, choices: Choices, stack: str) -> str:
    """Return a complaint about a setting as one about the answer that the setting came from."""
    path, colon, words = complaint.partition(": ")
    for question in choices.blueprint.questions:
        if stack in question.stacks and any(f"{path}.".startswith(f"{at}.") for at in question.at):
            return f"{_given_as(question, choices)}{colon}{words}"
    return complaint


def _given_as(question: Question, choices: Choices) -> str:
    """Return the key of the answer that somebody gave: that of another question where this one took it over."""
    other = question.same_as
    if other is None or choices.answers[other] != choices.answers[question.key]:
        return question.key
    return _given_as(choices.blueprint.question(other), choices)
