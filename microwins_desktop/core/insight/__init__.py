"""What a journal tells when one looks back: each number defined in one place, pure.

Two kinds of numbers, and only two. Those of a window say so in words ("18 of the last 30 days")
and may fall as the window moves on. All others only grow: a day without a win never lowers them.
"""
