ALTER ROLE app SET search_path = other, public;
