CREATE POLICY users_backend ON users FOR ALL TO backend USING (true);
