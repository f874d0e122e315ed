CREATE TABLE bills (id bigint PRIMARY KEY, country text, amount numeric, raw jsonb, paid timestamptz);
