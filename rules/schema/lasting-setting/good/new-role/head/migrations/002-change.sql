CREATE ROLE reader LOGIN;
ALTER ROLE reader SET search_path = app, public;
