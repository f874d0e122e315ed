CREATE OR REPLACE FUNCTION price(item bigint, at date, digits integer DEFAULT 2) RETURNS integer LANGUAGE sql AS 'SELECT 2';
