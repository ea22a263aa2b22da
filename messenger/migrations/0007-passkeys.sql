-- Passkeys beside the passphrase: an account needs one of the two.

alter table account alter column passphrase drop not null;
-- What an authenticator keeps for an account: random, so that it tells nothing.
alter table account add column handle text unique;

create table passkey (
  id text primary key,
  account_id bigint not null references account,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  label text not null,
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create index passkey_account on passkey (account_id);

-- Questions that are open: each is answered at most once, within minutes.
create table challenge (
  challenge text primary key,
  purpose text not null check (purpose in ('sign-up', 'add', 'sign-in')),
  account_id bigint references account,
  name text,
  handle text,
  expires_at timestamptz not null
);
create index challenge_expiry on challenge (expires_at);
