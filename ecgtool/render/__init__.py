"""Write meetings, agendas and calls for people and programs.

Titles are data: they come out as the text that they are.
"""
