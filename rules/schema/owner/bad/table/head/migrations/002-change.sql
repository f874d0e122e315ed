ALTER TABLE users OWNER TO migrator;
