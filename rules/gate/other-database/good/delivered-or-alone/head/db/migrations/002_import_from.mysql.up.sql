CREATE TABLE imported (id bigserial PRIMARY KEY);
