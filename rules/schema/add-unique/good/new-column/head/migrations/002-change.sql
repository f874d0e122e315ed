ALTER TABLE users ADD COLUMN code text;
ALTER TABLE users ADD CONSTRAINT users_code_key UNIQUE (code);
