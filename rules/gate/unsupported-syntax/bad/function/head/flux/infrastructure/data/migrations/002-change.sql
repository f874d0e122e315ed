ALTER TABLE users ADD COLUMN token uuid DEFAULT uuidv7();
