"""What a run needs of Prefect and of the machine: runners, servers, signals."""
