"""Error hooks that make Pulumi's engine try again what Azure refuses only for the moment."""

import asyncio
import copy
from collections.abc import Awaitable, Callable

import pulumi

from bedplate.components.shared.retry.hazards import Hazard, hazards, hazards_of, pause_before_retry

Sleep = Callable[[float], Awaitable[None]]
"""Waits for a number of seconds."""


def transient_error_retries(sleep: Sleep | None = None) -> pulumi.ResourceTransformation:
    """Register one error hook for each hazard, and return what binds them to the resources that can meet it.

    Give it to the outermost component of a program, as `ResourceOptions(transformations=[…])`; everything below
    inherits it. It works in the program itself, before a resource is registered, so it costs no call between engine
    and program. `pulumi destroy` runs hooks only with `--run-program`.

    Args:
        sleep: what waits; a test's own clock.
    """
    hooks = {hazard.id: _hook(hazard, sleep or asyncio.sleep) for hazard in hazards()}
    bindings: dict[str, pulumi.ResourceHookBinding | None] = {}

    def bind(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult | None:
        if args.type_ not in bindings:
            on_error = [hooks[hazard.id] for hazard in hazards_of(args.type_)]
            bindings[args.type_] = pulumi.ResourceHookBinding(on_error=on_error) if on_error else None
        binding = bindings[args.type_]
        if binding is None:
            return None
        opts = copy.copy(args.opts)  # the caller may give the same options to other resources
        opts.hooks = pulumi.ResourceHookBinding.merge(opts.hooks, binding)
        return pulumi.ResourceTransformationResult(props=args.props, opts=opts)

    return bind


def _hook(hazard: Hazard, sleep: Sleep) -> pulumi.ErrorHook:
    async def retry(args: pulumi.ErrorHookArgs) -> bool:
        if pulumi.runtime.is_dry_run():
            return False
        pause = pause_before_retry(hazard, args.type, args.failed_operation, args.errors)
        if pause is None:
            return False
        pulumi.log.info(
            f"{args.name}: {args.failed_operation} failed; trying again in {pause:.0f} s. {hazard.reason} "
            f"(hazard {hazard.id}: {hazard.sources[0]})"
        )
        await sleep(pause)
        return True

    return pulumi.ErrorHook(f"bedplate:{hazard.id}", retry)
