"""Every closed list of the tables, once: the rules that make a value and the contract that allows it read it here."""
