SET lock_timeout = '5s';
DELETE FROM pg_attribute WHERE attname = 'login';
UPDATE pg_catalog.pg_class SET relname = 'u2' WHERE relname = 'users';
