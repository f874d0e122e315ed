CREATE FUNCTION price(item text) RETURNS integer LANGUAGE sql AS 'SELECT 2';
