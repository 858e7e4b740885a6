select * from sessions join people on people.id = sessions.person_id
    left join role_assignments on role_assignments.person_id = sessions.person_id left join partners on partners.id = role_assignments.tenant
    left join memberships on memberships.person_id = sessions.person_id where token_hash = '{session}';
select * from applications where partner_id = {partner} and {open} order by number desc limit 51;
select * from people where id in (select person_id from role_assignments where tenant = {partner}) and disabled_at is null order by full_name;
select count(case when {open} and stage in ('received') then 1 end) as "new",
    count(case when {open} and reviewer_id = {person} then 1 end) as "mine",
    count(case when {open} then 1 end) as "work",
    count(case when {open} and stage in ('needs_client') then 1 end) as "returned",
    count(case when {open} and stage in ('in_review') and hold_until is not null then 1 end) as "hold",
    count(case when {open} and stage in ('forwarded', 'cert_request', 'registering') then 1 end) as "operator",
    count(case when {open} and ((stage in ('received') and take_by < '{now}') or (stage in ('in_review') and forward_by < '{now}' and hold_until is null)) then 1 end) as "late"
    from applications where partner_id = {partner} and {open};
select count(*) from applications where partner_id = {partner} and attention_since is not null;
select * from people where id in ({reviewers});
select * from presence where application_number in ({numbers}) and partner_id = {partner} and seen_at > '{now}' order by application_number, person_id;
select * from saved_filters where owner in ('partner:{partner}', 'partner:{partner}:person:{person}') order by of_team desc, name;
select * from circuits where name = 'authority' limit 1;
select * from reasons order by place, version desc
