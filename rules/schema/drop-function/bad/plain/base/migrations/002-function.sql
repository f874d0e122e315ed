CREATE FUNCTION full_name(u users) RETURNS text LANGUAGE sql AS $$ SELECT u.login $$;
