DO $$
DECLARE
  part record;
BEGIN
  EXECUTE format('SELECT 1 -- %I', current_setting('app.note'));
END
$$;
