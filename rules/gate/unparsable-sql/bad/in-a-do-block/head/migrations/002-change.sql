DO $$
BEGIN
  ALTER TABLE users DROP COLUM login;
END
$$;
