"""What people can do during a sequence. A kind is declared as data in a folder: copy one to make another.

A folder holds `KIND = Kind(…)` in its `__init__.py`; its templates stand in
`templates/rooms/kinds/<code>/` (participant.html, projector.html, paper.html for votes). `discover` registers
every folder found here: nothing else is to be told. A higher area makes its own the same way and calls
`rooms.kinds.registry.register(KIND)` in its AppConfig.ready(). See docs/types-de-sequence.md.
"""
