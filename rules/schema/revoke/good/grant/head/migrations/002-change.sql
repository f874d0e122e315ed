GRANT SELECT ON users TO backend;
