ALTER TABLE users OWNER TO backend;
