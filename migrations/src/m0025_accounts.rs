//! One account: an ITS login is an account that holds an ITS contract with a partner. No two rows become one, whatever login
//! or e-mail they share: an ITS login keeps its name, a person of the same name gets the next free one and a letter.

use sea_orm_migration::prelude::*;

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        both(manager, &[RENAMED]).await?;
        worded(manager, LETTERS).await?;
        both(manager, &RENAMING).await?;
        worded(manager, ACCOUNTS).await?;
        both(manager, &[CLIENTS]).await?;
        engine::each(manager, SQLITE_LOGINS, POSTGRES_LOGINS).await?;
        both(manager, INDEXES).await?;
        both(manager, MEMBERSHIPS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        both(manager, SEPARATED).await?;
        engine::each(manager, SQLITE_BACK, POSTGRES_BACK).await?;
        both(manager, LEAVING).await?;
        worded(manager, OLD_NAMES).await?;
        both(manager, &[NO_LETTERS]).await
    }
}

/// Runs statements that both engines understand.
async fn both(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    engine::each(manager, statements, statements).await
}

/// Runs a statement in which an engine says now, a JSON object and a member of one in its own words.
async fn worded(manager: &SchemaManager<'_>, statement: &str) -> Result<(), DbErr> {
    let sqlite = [
        ("{now}", "strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')"),
        ("{object}", "json_object"),
        ("{was}", "json_extract(e.payload, '$.was')"),
    ];
    let postgres =
        [("{now}", "now()"), ("{object}", "json_build_object"), ("{was}", "(e.payload::json ->> 'was')")];
    let said = |words: [(&str, &str); 3]| {
        words.iter().fold(statement.to_owned(), |said, (mark, word)| said.replace(mark, word))
    };
    engine::each(manager, &[&said(sqlite)], &[&said(postgres)]).await
}

/// The people whose login an ITS login has too, each with the next free one. Two of them never get the same: what stands
/// before the last dash is the login that each had alone.
const RENAMED: &str = "create table renamed as with recursive taken (id, was, n) as (\
     select p.id, p.login, 2 from people p where exists (select 1 from its_logins l where l.login = p.login) \
     union all select t.id, t.was, t.n + 1 from taken t where \
     exists (select 1 from people p where p.login = t.was || '-' || t.n) \
     or exists (select 1 from its_logins l where l.login = t.was || '-' || t.n)) \
     select id, was, was || '-' || max(n) as named from taken group by id, was";

const LETTERS: &str = "insert into errands (deduplication, kind, payload, partner_id, state, due_at, attempts, created_at) \
     select 'login_renamed:' || id, 'login_renamed', \
     cast({object}('kind', 'login_renamed', 'person', id, 'was', was) as text), 0, 'due', {now}, 0, {now} from renamed";

const RENAMING: [&str; 3] = [
    "create unique index renamed_id on renamed (id)",
    "update people set login = (select r.named from renamed r where r.id = people.id) \
     where id in (select id from renamed)",
    "drop table renamed",
];

/// The account of each ITS login. Its name is free by now; it is as old as the login, as far as anybody has noted that.
/// What its partner blocked is closed.
const ACCOUNTS: &str = "insert into people (login, email, full_name, password_hash, disabled_at, created_at, version) \
     select l.login, l.email, '', l.password_hash, l.blocked_at, coalesce(\
     (select min(a.at) from audit a where a.subject = 'its_login:' || l.id and a.verb = 'login_issued'), \
     (select min(o.bound_at) from organizations o where o.its_login_id = l.id), {now}), 1 from its_logins l order by l.id";

const CLIENTS: &str = "insert into role_assignments (person_id, role, tenant) \
     select p.id, 'client', 0 from people p join its_logins l on l.login = p.login";

/// `SQLite` drops no column that is unique: the table is made again. What points to its rows is looked at when the
/// transaction ends, by indexes that are there only meanwhile.
const SQLITE_LOGINS: &[&str] = &[
    "pragma defer_foreign_keys = on",
    "create index pointing_sent on applications (sent_login_id)",
    "create index pointing_bound on applications (bound_login_id)",
    "create index pointing_original on originals (login_id)",
    "create temporary table redefined as select l.id, p.id as person_id, l.partner_id, true as issued, \
     p.created_at as since, p.created_at as accepted_at, l.contract_until, l.version, l.blocked_at \
     from its_logins l join people p on p.login = l.login",
    "drop table its_logins",
    "create table its_logins (id integer not null primary key autoincrement, \
     person_id integer not null references people (id), partner_id integer not null references partners (id), \
     issued boolean not null, since timestamp_with_timezone_text not null, accepted_at timestamp_with_timezone_text, \
     contract_until date_text, version integer not null default 1, blocked_at timestamp_with_timezone_text)",
    "insert into its_logins (id, person_id, partner_id, issued, since, accepted_at, contract_until, version, blocked_at) \
     select * from redefined order by id",
    "drop table redefined",
    "drop index pointing_sent",
    "drop index pointing_bound",
    "drop index pointing_original",
];
const POSTGRES_LOGINS: &[&str] = &[
    "alter table its_logins add column person_id bigint references people (id), \
     add column issued boolean not null default true, add column since timestamp with time zone, \
     add column accepted_at timestamp with time zone",
    "update its_logins set person_id = p.id, since = p.created_at, accepted_at = p.created_at from people p \
     where p.login = its_logins.login",
    "alter table its_logins alter column person_id set not null, alter column since set not null, \
     alter column issued drop default, drop column login, drop column password_hash, drop column email",
];

/// The index by partner and login went with the login.
const INDEXES: &[&str] = &[
    "create unique index its_logins_account on its_logins (person_id, partner_id)",
    "create index its_logins_partner on its_logins (partner_id)",
];

/// Who sent the connection of an organisation that was approved acts for it. An ИНН opens the account of its first person.
const MEMBERSHIPS: &[&str] = &[
    "alter table memberships add column by_inn boolean not null default false",
    "insert into memberships (person_id, organization_id) select l.person_id, o.id from organizations o \
     join its_logins l on l.id = o.its_login_id where exists (select 1 from applications a where \
     a.organization_id = o.id and a.sent_login_id = o.its_login_id and a.kind = 'connect' \
     and a.approved_at is not null)",
    "update memberships set by_inn = true where (organization_id, person_id) in (select m.organization_id, \
     min(m.person_id) from memberships m join people p on p.id = m.person_id where p.disabled_at is null \
     group by m.organization_id)",
];

/// The logins as the older program keeps them. Of several contracts of one account the first has its name, and nobody
/// signs with the others; an offer that nobody accepted is none.
const SEPARATED: &[&str] = &[
    "delete from its_logins where accepted_at is null",
    "create table leaving as select distinct person_id as id from its_logins where issued",
    "create table separated as select l.id, p.login || case when l.id = (select min(o.id) from its_logins o \
     where o.person_id = l.person_id) then '' else '#' || l.id end as login, l.partner_id, \
     case when l.id = (select min(o.id) from its_logins o where o.person_id = l.person_id) \
     then p.password_hash else '' end as password_hash, p.email, l.contract_until, l.version, l.blocked_at \
     from its_logins l join people p on p.id = l.person_id",
];
const SQLITE_BACK: &[&str] = &[
    "pragma defer_foreign_keys = on",
    "create index pointing_sent on applications (sent_login_id)",
    "create index pointing_bound on applications (bound_login_id)",
    "create index pointing_original on originals (login_id)",
    "drop table its_logins",
    "create table its_logins (id integer not null primary key autoincrement, login text not null unique, \
     partner_id integer not null references partners (id), password_hash text not null, email text not null, \
     contract_until date_text, version integer not null default 1, blocked_at timestamp_with_timezone_text)",
    "insert into its_logins (id, login, partner_id, password_hash, email, contract_until, version, blocked_at) \
     select * from separated order by id",
    "create index its_logins_partner on its_logins (partner_id, login)",
    "drop index pointing_sent",
    "drop index pointing_bound",
    "drop index pointing_original",
];
const POSTGRES_BACK: &[&str] = &[
    "drop index its_logins_account",
    "drop index its_logins_partner",
    "alter table its_logins add column login text, add column password_hash text, add column email text",
    "update its_logins set login = s.login, password_hash = s.password_hash, email = s.email from separated s \
     where s.id = its_logins.id",
    "alter table its_logins alter column login set not null, alter column password_hash set not null, \
     alter column email set not null, add unique (login), drop column person_id, drop column issued, \
     drop column since, drop column accepted_at",
    "create index its_logins_partner on its_logins (partner_id, login)",
];

/// The accounts that were made for ITS logins, with all that hangs on them.
const LEAVING: &[&str] = &[
    "drop table separated",
    "alter table memberships drop column by_inn",
    "create index leaving_reviewer on applications (reviewer_id)",
    "delete from memberships where person_id in (select id from leaving)",
    "delete from role_assignments where person_id in (select id from leaving)",
    "delete from sessions where person_id in (select id from leaving)",
    "delete from preferences where person_id in (select id from leaving)",
    "delete from password_links where person_id in (select id from leaving)",
    "delete from people where id in (select id from leaving)",
    "drop index leaving_reviewer",
    "drop table leaving",
];

/// The names that people had before, where nobody else has them by now.
const OLD_NAMES: &str = "update people set login = (select {was} from errands e where \
     e.deduplication = 'login_renamed:' || people.id) where exists (select 1 from errands e where \
     e.deduplication = 'login_renamed:' || people.id and not exists (select 1 from people p where p.login = {was}))";

/// Letters of which the older program knows nothing.
const NO_LETTERS: &str = "delete from errands where kind in ('login_renamed', 'offer_letter')";
