REASSIGN OWNED BY backend TO migrator;
