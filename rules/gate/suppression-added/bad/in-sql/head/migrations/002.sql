-- safeops:allow schema-drop-column: the column was never used (until 2026-04-01)
ALTER TABLE users DROP COLUMN login;
