select * from sessions where token_hash = '{session}' limit 1;
select * from people where id = {person} limit 1;
select * from role_assignments where person_id = {person} order by role;
select * from memberships where person_id = {person} order by organization_id;
select * from partners where id = {partner} limit 1;
{begin};
select * from applications where number = {number} and partner_id = {partner} {lock};
update applications set stage = '{stage}', reviewer_id = {reviewer}, stage_since = '{now}', version = version + 1
    where number = {number};
insert into audit_heads (chain, sequence, hash) values ({partner}, 0, '') on conflict (chain) do nothing;
select * from audit_heads where chain = {partner} {lock};
update audit_heads set sequence = sequence + 1 where chain = {partner};
insert into audit (chain, sequence, at, actor, role, request_id, verb, subject, details, previous, hash)
    select chain, sequence, '{now}', 'staff', 'partner_staff', '0405fb6e-9588-4e79-b444-965a661a1da2', 'taken',
    'application:{number}', '{{"verb":"taken","reviewer":{person}}}', hash, hash from audit_heads where chain = {partner};
commit
