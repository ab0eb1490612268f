"""What the evidence for one piece of work is made of: the sides that are compared, spelling, numbers that clash, how much is enough.

`weighing` brings it together; nothing here decides. What words mean is `bot.core.words`.
"""
