CREATE OR REPLACE VIEW people AS SELECT id, email, login, now() AS seen FROM users;
