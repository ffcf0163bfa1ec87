"""What the journal says of tables: runsheet prepared, attendance counted."""

SENTENCES = {
    "runsheet.prepared": "a préparé le déroulé de « {label} » : {count} séquences, {minutes} minutes",
    "attendance.counted": "a compté les présences de « {label} » : {people} personnes, {communes} communes",
}
