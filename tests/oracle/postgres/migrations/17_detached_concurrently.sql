-- since PostgreSQL 15
alter table detached detach partition detached_1 concurrently;
