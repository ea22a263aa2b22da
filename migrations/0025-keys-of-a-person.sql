-- One person may sign with several keys, each under a name of its own: they are hers, and never count as two people where another person is
-- wanted. A name and a key belong to one row; a person may have several.
alter table people drop constraint people_pkey;
alter table people add primary key (tenant_id, name);
alter table people drop constraint people_tenant_id_name_key;
create index people_by_person on people (tenant_id, person_id);
