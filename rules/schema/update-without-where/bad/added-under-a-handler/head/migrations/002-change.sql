DO $$
BEGIN
  ALTER TABLE users ADD COLUMN email text;
EXCEPTION WHEN duplicate_column THEN
  NULL;
END
$$;
UPDATE users SET email = '';
