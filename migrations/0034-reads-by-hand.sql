-- What the command line shows of people is recorded as well. It has no token: whoever asks there is an account of the machine, and the person
-- she says she is. A row is by a token or by such an account, never by nobody.
alter table reads
  alter column token_id drop not null,
  add column login text,
  -- What of it, by its id: an appeal, a filed mail. Null: all of it.
  add column part text,
  add constraint reads_by_somebody check (num_nonnulls(token_id, login) = 1);
