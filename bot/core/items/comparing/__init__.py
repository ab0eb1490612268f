"""What the evidence for one piece of work is made of: the sides that are compared, spelling, and numbers that clash.

`evidence` weighs it; nothing here decides. What words mean is `bot.core.words`.
"""
