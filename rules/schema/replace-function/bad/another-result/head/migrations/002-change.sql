DROP FUNCTION price(bigint);
CREATE FUNCTION price(item bigint) RETURNS text LANGUAGE sql AS $$SELECT '2'$$;
