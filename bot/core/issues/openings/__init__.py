"""What has to hold before an issue is opened: the lists of issues agree, and no other issue stands for the item. Beside
these the issues whose line is gone.

Whether an item asks for an issue at all is decided in `decide_item`; how many may be opened at once in `brake`.
"""
