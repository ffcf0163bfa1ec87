"""Template tags of the house, available everywhere without `load`."""

from django import template

register = template.Library()
