"""One neutral tree rendered as tagged PDF and DOCX; issued documents are immutable."""
