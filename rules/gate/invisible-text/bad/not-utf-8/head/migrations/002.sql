COMMENT ON TABLE users IS 'Künde';
