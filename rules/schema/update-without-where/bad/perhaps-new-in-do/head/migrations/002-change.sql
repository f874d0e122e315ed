DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'email') THEN
    ALTER TABLE users ADD COLUMN email text;
  END IF;
END
$$;
UPDATE users SET email = '';
