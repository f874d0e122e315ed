-- safeops:allow schema-drop-column: the table is small (until 2026-02-30)
ALTER TABLE users DROP COLUMN login;
