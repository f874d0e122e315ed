CREATE TABLE language (name text);
