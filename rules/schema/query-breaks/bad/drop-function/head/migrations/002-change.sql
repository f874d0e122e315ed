DROP FUNCTION display_name(text);
