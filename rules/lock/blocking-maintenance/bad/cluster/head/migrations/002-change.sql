CLUSTER users USING users_login_idx;
