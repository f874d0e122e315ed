CREATE TABLE tags (id bigserial PRIMARY KEY);
CREATE TABLE marks (a integer, b integer, PRIMARY KEY (a, b));
