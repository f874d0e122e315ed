DROP INDEX IF EXISTS users_login_idx, users_email_idx;
