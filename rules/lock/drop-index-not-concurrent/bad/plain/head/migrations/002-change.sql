DROP INDEX users_login_idx;
