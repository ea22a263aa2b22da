-- Several laws a case, several clocks a law: rows written with their events. Alarms are rows of their own and never change.

alter table clocks rename to clocks_before;

create table clocks (
  tenant_id     text        not null,
  case_id       text        not null,
  clock_key     text        not null,
  regime        text        not null,
  duty          text        not null,
  state         text        not null check (state in ('running', 'paused', 'stopped')),
  started_at    timestamptz not null,
  due_at        timestamptz,
  target_at     timestamptz,
  -- When people must hear of it next; null where nothing is owed.
  next_alarm_at timestamptz,
  provisional   boolean     not null,
  stopped_at    timestamptz,
  primary key (tenant_id, case_id, clock_key)
);
create index clocks_owing on clocks (tenant_id, next_alarm_at) where next_alarm_at is not null;
create index clocks_open on clocks (tenant_id, due_at) where state <> 'stopped';

insert into clocks
  select tenant_id, case_id, regime || '/first', regime, 'first',
         case when stopped_at is null then 'running' else 'stopped' end,
         started_at, due_at, target_at,
         case when stopped_at is null then coalesce(due_at, target_at) end,
         provisional, stopped_at
    from clocks_before;
drop table clocks_before;

create table clock_alarms (
  tenant_id text        not null,
  case_id   text        not null,
  clock_key text        not null,
  alarm     text        not null check (alarm in ('near-breach', 'breach', 'target-missed')),
  -- The moment it was owed; raised_at says when the desk saw it.
  moment    timestamptz not null,
  raised_at timestamptz not null,
  primary key (tenant_id, case_id, clock_key, alarm, moment)
);
create index clock_alarms_newest on clock_alarms (tenant_id, raised_at);
create trigger clock_alarms_append_only before update or delete or truncate on clock_alarms
  for each statement execute function redress_append_only();

-- The latest moment this desk has known: time that goes back is noticed, also over a restart.
create table desk_time (
  tenant_id text        not null,
  latest    timestamptz not null,
  primary key (tenant_id)
);

-- What lists need: the nearest deadline and target of the open clocks.
alter table cases add column due_at timestamptz;
alter table cases add column target_at timestamptz;
update cases set due_at = (select min(due_at) from clocks where clocks.tenant_id = cases.tenant_id and clocks.case_id = cases.case_id and state <> 'stopped'),
                 target_at = (select min(target_at) from clocks where clocks.tenant_id = cases.tenant_id and clocks.case_id = cases.case_id and state <> 'stopped');
alter table cases drop column regime;
