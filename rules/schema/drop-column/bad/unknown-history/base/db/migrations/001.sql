CREATE TABLE users (id int, email text);
DO $$
BEGIN
  IF current_setting('app.stage') = 'staging' THEN
    ALTER TABLE users DROP COLUMN email;
  END IF;
END
$$;
