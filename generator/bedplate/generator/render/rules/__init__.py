"""Rules of the catalogue for people: a list, and the page of one."""
