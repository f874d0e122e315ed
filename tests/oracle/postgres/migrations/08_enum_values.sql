alter type mood add value 'lowest' before 'low';
alter type mood add value 'middle' after 'fine';
alter type mood add value 'highest';
