DROP POLICY users_backend ON users;
