CREATE SCHEMA audit;
CREATE TABLE public.users (id int, email text);
CREATE TABLE audit.users (id int);
