ALTER ROLE app SET statement_timeout = '30s';
SET search_path = app;
