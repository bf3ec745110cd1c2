"""What every settings model has in common."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Self, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    Strict,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic.alias_generators import to_camel

from bedplate.blueprints.settings import partial

Text = Annotated[str, Strict(), Field(min_length=1)]
"""A string with at least one character; an unquoted number or truth value is refused rather than converted."""
Count = Annotated[int, Strict()]
"""A whole number; a quoted one is refused rather than converted."""
Switch = Annotated[bool, Strict()]
"""`true` or `false`."""


class Choice(StrEnum):
    """One of a few words; the members' values are what a file says."""


class SettingsModel(BaseModel):
    """Immutable, camel-cased in files, and closed: a key that no field has is an error."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=to_camel,
        validate_by_alias=True,
        validate_by_name=False,
        serialize_by_alias=True,
        use_attribute_docstrings=True,
    )

    @model_validator(mode="wrap")
    @classmethod
    def _keep_what_is_usable(cls, value: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        try:
            return handler(value)
        except ValidationError:
            if info.context is not partial.CONTEXT:
                raise
            if not isinstance(value, dict):
                return partial.empty(cls)
            return partial.construct(cls, cast("dict[str, Any]", value))

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Report a field that a partial instance lacks as unusable."""
            if name in type(self).model_fields:
                raise partial.Unusable(name)
            return super().__getattr__(name)
