"""Looking back at wins that were: beside Today, and under a day of the calendar."""
