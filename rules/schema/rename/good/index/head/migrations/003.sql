ALTER INDEX users_login_idx RENAME TO users_login_index;
