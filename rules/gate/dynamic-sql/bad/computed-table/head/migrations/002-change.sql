DO $$
DECLARE
  part record;
BEGIN
  FOR part IN SELECT tablename FROM pg_tables LOOP
    EXECUTE format('DROP TABLE %I', part.tablename);
  END LOOP;
END
$$;
