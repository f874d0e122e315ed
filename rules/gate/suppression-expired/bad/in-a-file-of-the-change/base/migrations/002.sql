-- safeops:allow schema-drop-column: the column was never used (until 2026-02-28)
ALTER TABLE users DROP COLUMN login;
