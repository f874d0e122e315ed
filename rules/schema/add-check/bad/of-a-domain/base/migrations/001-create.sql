CREATE DOMAIN login_name AS text;
CREATE TABLE users (id bigint PRIMARY KEY, login login_name);
