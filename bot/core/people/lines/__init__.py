"""How a line names who does its work: in front, behind, in the middle, and in sentences."""
