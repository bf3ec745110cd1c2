"""Pure functions over plain data that decide addresses, names, rules and orders before anything is declared."""
