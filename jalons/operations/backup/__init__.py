"""The whole installation as one verifiable archive, the same on SQLite and on PostgreSQL.

A zip: `manifeste.json`, one JSON line a row in `donnees/<table>.jsonl`, files under `medias/`. It is
written and read as a stream, so its size never matters to memory.
"""
