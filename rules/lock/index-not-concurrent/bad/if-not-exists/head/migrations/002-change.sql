CREATE INDEX IF NOT EXISTS users_login_idx
    ON users (login,   -- how people sign in
              email);
