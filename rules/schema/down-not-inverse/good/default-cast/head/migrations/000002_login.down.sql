ALTER TABLE users ADD COLUMN state varchar(20) DEFAULT 'new'::character varying;
