CREATE FUNCTION tidy(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DROP TABLE %I', name);
END
$$;
