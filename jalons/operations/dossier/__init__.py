"""The whole record of a territory: as papers to read, and as an archive that another house reads back."""
