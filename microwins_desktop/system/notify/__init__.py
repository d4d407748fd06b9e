"""Showing a notice through the desktop: one facade (`notifier`) over the ways that may work.

`buttons` speaks to a Linux desktop's notification service and brings answers back; `plain` goes
through plyer on every platform. Both take the same notices, made safe by `wording`.
"""
