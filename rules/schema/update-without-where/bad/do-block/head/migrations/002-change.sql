DO $$
BEGIN
  UPDATE users SET login = NULL;
END
$$;
