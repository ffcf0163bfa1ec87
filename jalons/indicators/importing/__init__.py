"""Reading the files of Insee, the Cnaf, the Drees, the Observatoire des territoires, and those of a Caf.

Pure Python, no Django: a file becomes a stream of records and of lines refused with their reason. What a
file hides stays hidden: a secret code, an empty cell and a zero are three things (domain.md §1.12).
"""
