\i schema.sql
