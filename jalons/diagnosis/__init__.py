"""Regroupements, croisements and urgences sociales."""
