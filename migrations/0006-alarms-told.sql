-- How far each channel was told of the alarms. Alarms are numbered in the order of their commits (see write-change.ts), so that
-- `told up to` skips none; the same moment may be owed twice, when the desk believed a later time and was set back.
alter table clock_alarms disable trigger clock_alarms_append_only;
alter table clock_alarms add column seq bigint;
update clock_alarms set seq = numbered.seq
  from (select tenant_id, case_id, clock_key, alarm, moment,
               row_number() over (partition by tenant_id order by raised_at, case_id, clock_key, moment) as seq
          from clock_alarms) as numbered
 where (clock_alarms.tenant_id, clock_alarms.case_id, clock_alarms.clock_key, clock_alarms.alarm, clock_alarms.moment)
     = (numbered.tenant_id, numbered.case_id, numbered.clock_key, numbered.alarm, numbered.moment);
alter table clock_alarms alter column seq set not null;
alter table clock_alarms drop constraint clock_alarms_pkey;
alter table clock_alarms add primary key (tenant_id, case_id, clock_key, alarm, moment, raised_at);
create unique index clock_alarms_in_order on clock_alarms (tenant_id, seq);
alter table clock_alarms enable trigger clock_alarms_append_only;

create table alarms_told (
  tenant_id text   not null,
  channel   text   not null,
  told_seq  bigint not null,
  primary key (tenant_id, channel)
);

create table wall_trusts_told (
  tenant_id text not null,
  channel   text not null,
  trust_id  text not null,
  primary key (tenant_id, channel, trust_id)
);

-- People are told from clock_alarms now, by channels that were told of nothing yet.
update outbox set state = 'done' where state = 'waiting' and work ->> 'kind' = 'alarm';
