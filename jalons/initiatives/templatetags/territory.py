"""What the pages inside a territory show at their head."""

from django import template

from jalons.core.thread import Thread
from jalons.initiatives import marks
from jalons.initiatives.models import Initiative

register = template.Library()


@register.simple_tag
def thread_of(initiative: Initiative) -> Thread:
    """The path of the démarche: `{% thread_of initiative as thread %}{% fil_mini thread %}`; one query."""
    return marks.thread_of(initiative)
