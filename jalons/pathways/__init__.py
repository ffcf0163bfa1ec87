"""Chemins de progrès: nodes, hypotheses, contributing actions, drawing."""
