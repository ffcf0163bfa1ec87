"""The rehearsal: a whole room played against this installation, with real connections and real cuts."""
