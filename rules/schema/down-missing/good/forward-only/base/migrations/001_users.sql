-- +goose Up
CREATE TABLE users (id bigint);
