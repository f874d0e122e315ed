INSERT INTO users (id, login) VALUES (1, '-- safeops:allow schema-drop-table: no (until 2026-04-01)');
