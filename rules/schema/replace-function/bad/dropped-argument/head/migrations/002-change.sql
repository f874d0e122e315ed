DROP FUNCTION price(bigint, date);
CREATE FUNCTION price(item bigint) RETURNS integer LANGUAGE sql AS 'SELECT 2';
