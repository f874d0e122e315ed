REINDEX INDEX users_login_idx;
