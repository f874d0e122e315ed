CREATE TABLE stays (room int, during daterange);
