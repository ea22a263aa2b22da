-- What was answered to an act that came over the API, by the key its sender gave it: the same request sent again gets the same answer.
-- Kept for two days. Nothing depends on it: the id of each act keeps it from counting twice.
create table kept_answers (
  tenant_id      text        not null,
  token_id       text        not null,
  key            text        not null,
  request_digest text        not null,
  asked_at       timestamptz not null,
  -- Null: it was begun, and nobody knows how it ended.
  answer         jsonb,
  primary key (tenant_id, token_id, key)
);
create index kept_answers_by_age on kept_answers (tenant_id, asked_at);
