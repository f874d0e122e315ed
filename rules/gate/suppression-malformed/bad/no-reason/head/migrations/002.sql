-- safeops:allow schema-drop-column: (until 2026-04-01)
ALTER TABLE users DROP COLUMN login;
