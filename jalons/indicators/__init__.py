"""The portrait: cold data with source, vintage and status; salient facts."""
