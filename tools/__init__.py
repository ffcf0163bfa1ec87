"""Build-time tools: they never ship and are never imported by Jalons."""
