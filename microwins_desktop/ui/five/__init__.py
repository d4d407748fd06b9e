"""Just five minutes: how it is started, seen and kept."""
