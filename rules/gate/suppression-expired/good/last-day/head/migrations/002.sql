-- safeops:allow schema-drop-column: the column was never used (until 2026-03-01)
ALTER TABLE users DROP COLUMN login;
