-- Letters that joined a case are acknowledged as well: one acknowledgement a letter, and not a case. Empty: the letter that opened it.
alter table acknowledgements add column letter_id text not null default '';
alter table acknowledgements drop constraint acknowledgements_pkey;
alter table acknowledgements add primary key (tenant_id, case_id, letter_id);
