-- By which order of a desk a notice was written: who reads the appeals knows with that what they are about. Null: by none.
alter table notice add column order_key text;
