ALTER TABLE users ADD COLUMN buffer text;
ALTER TABLE users DROP COLUMN buffer;
