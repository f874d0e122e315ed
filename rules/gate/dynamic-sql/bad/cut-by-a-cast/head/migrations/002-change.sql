DO $$
DECLARE
  part record;
BEGIN
  EXECUTE 'SELECT 1 --'::char(9) || '; DROP TABLE users';
END
$$;
