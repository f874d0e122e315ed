ALTER TABLE users ADD COLUMN folded text GENERATED ALWAYS AS (lower(login)) STORED;
