CREATE TABLE events (id bigint);
CREATE TABLE events_2025 () INHERITS (events);
