DO $$
DECLARE
  part record;
BEGIN
  EXECUTE format('DROP TABLE %I', 'users');
END
$$;
