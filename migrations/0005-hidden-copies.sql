-- The copies that a case wants hidden: what one case restores stays hidden as long as another wants it so.
create table hidden_copies (
  tenant_id text not null,
  connector text not null,
  copy_id   text not null,
  case_id   text not null,
  primary key (tenant_id, connector, copy_id, case_id)
);
create index hidden_copies_of_case on hidden_copies (tenant_id, case_id);

insert into hidden_copies
  select distinct located.tenant_id, copy ->> 'connector', copy ->> 'id', located.case_id
    from case_events as located
   cross join lateral jsonb_array_elements(located.body -> 'copies') as copy
   where located.kind = 'item-located'
     and exists (select 1 from case_events as decided
                  where decided.tenant_id = located.tenant_id and decided.case_id = located.case_id
                    and decided.kind = 'item-decided' and decided.body -> 'item' = located.body -> 'item'
                    and decided.body -> 'decision' ->> 'act' in ('hide', 'destroy'));
