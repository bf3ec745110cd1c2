"""Contoso's rules."""

from contoso_landing_zones.rules import records_are_immutable, storage_accounts

RULES = (*storage_accounts.RULES, records_are_immutable.RULE)
