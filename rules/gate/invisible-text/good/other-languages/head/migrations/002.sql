COMMENT ON TABLE users IS 'Пользователи, χρήστες, 用户, Benutzer für müde 😀';
