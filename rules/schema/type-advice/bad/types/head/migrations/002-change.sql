CREATE TABLE bills (id bigint PRIMARY KEY, country char(2), amount money, raw json, paid timestamp);
