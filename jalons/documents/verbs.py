SENTENCES = {"document.issued": "a émis le document {number}, « {label} »"}
