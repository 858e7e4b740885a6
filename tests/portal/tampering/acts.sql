-- What whoever owns the tables can do to them. Each act begins with its name; «digests anew» behind it: the digest of
-- every agreed statement is then made anew from its lines. {invoiced}, {review} and {loose} stand for a line of the
-- invoiced month, of a month on review, and of no statement; @word is written out by the test.

# charges: 1,000 roubles off an invoiced line
update charges set amount = amount - 100000, total = total - 100000 where {invoiced};
update statements set amount = amount - 100000, total = total - 100000 where id = 7;
update invoices set total = total - 100000 where statement_id = 7;

# charges: 1,000 roubles off an invoiced line and its digest | digests anew
update charges set amount = amount - 100000, total = total - 100000 where {invoiced};
update statements set amount = amount - 100000, total = total - 100000 where id = 7;
update invoices set total = total - 100000 where statement_id = 7;

# charges: price and discount of an invoiced line, the sum as it was
update charges set price = price * 2, discount = 10000 - (10000 - discount) / 2 where {invoiced};

# charges: name of an invoiced line
update charges set organization_name = 'ООО «Другая»' where {invoiced};

# charges: name of an invoiced line and its digest | digests anew
update charges set organization_name = 'ООО «Другая»' where {invoiced};

# charges: term of an invoiced line
update charges set term_months = 36 where {invoiced};

# charges: last day of an invoiced line
update charges set ends_on = '2030-01-01' where {invoiced};

# charges: ИНН of an invoiced line
update charges set inn = '9900000000' where {invoiced};

# charges: words beside an invoiced line
update charges set comment = 'Так надо' where {invoiced};

# charges: sum of a line on review
update charges set amount = amount - 100, total = total - 100 where {review};
update statements set amount = amount - 100, total = total - 100 where id = 10;

# charges: name of a line on review
update charges set organization_name = 'ООО «Другая»' where {review};

# charges: price of a loose line with all its sums
update charges set price = 100, promotion_discount = 0, discount = 0, amount = 100, vat_rate = null, vat = 0, total = 100 where {loose};

# charges: month of a loose line
update charges set month = '2027-05' where {loose};

# charges: a loose line deleted
delete from charges where {loose};

# charges: a loose line deleted with its licence
delete from licences where application_number = (select application_number from charges where {loose});
delete from charges where {loose};

# charges: an invoiced line deleted, all sums adapted | digests anew
update statements set lines = lines - 1, amount = amount - (select amount from charges where id = (select min(id) from charges where statement_id = 7)), promotion_discount = promotion_discount - (select promotion_discount from charges where id = (select min(id) from charges where statement_id = 7)), vat = vat - (select vat from charges where id = (select min(id) from charges where statement_id = 7)), total = total - (select total from charges where id = (select min(id) from charges where statement_id = 7)) where id = 7;
delete from charges where {invoiced};
update invoices set total = (select total from statements where id = 7), lines = lines - 1 where statement_id = 7;

# charges: a line inserted
insert into charges (source, partner_id, month, statement_id, organization_id, subscriber_code, organization_name, inn, kpp, reg_number, application_number, activated_at, product, term_months, tier, basis, promotion, starts_on, ends_on, quantity, price, promotion_discount, discount, amount, vat_rate, vat, total, rule_version, contract_number, line_state, comment, corrects_id) select 'application:1:main', partner_id, month, statement_id, organization_id, subscriber_code, organization_name, inn, kpp, reg_number, application_number, activated_at, product, term_months, tier, basis, promotion, starts_on, ends_on, quantity, price, promotion_discount, discount, amount, vat_rate, vat, total, rule_version, contract_number, line_state, comment, corrects_id from charges where {loose};

# charges: two invoiced lines swap their organisations | digests anew
update charges set organization_name = case id when (select min(id) from charges where statement_id = 7) then (select organization_name from charges where statement_id = 7 order by id desc limit 1) else (select organization_name from charges where {invoiced}) end where id in (select min(id) from charges where statement_id = 7 union select max(id) from charges where statement_id = 7);

# statements: who agreed
update statements set agreed_by = 'somebody' where id = 7;

# statements: when it was agreed
update statements set agreed_at = published_at where id = 7;

# statements: one on review is said to be agreed | digests anew
update statements set state = 'agreed', agreed_by = 'manager', agreed_at = published_at, agreed_sha256 = 'x' where id = 10;

# statements: when it was formed
update statements set formed_at = (select formed_at from statements where id = 7) where id = 10;

# statements: when it was published
update statements set published_at = (select published_at from statements where id = 7) where id = 10;

# statements: rule of the digest | digests anew
update statements set agreed_digest_version = 1 where id = 7;

# statements: one on review deleted
update charges set statement_id = null where statement_id = 10;
delete from statements where id = 10;

# statements: one inserted
insert into statements (partner_id, month, state, version, formed_at) select partner_id, '2025-01', 'forming', 1, formed_at from statements where id = 10;

# statements: two swap their invoices
update statements set invoice_number = case id when 7 then (select number from invoices where statement_id = 8) else (select number from invoices where statement_id = 7) end where id in (7, 8);

# invoices: sum
update invoices set total = total + 100 where statement_id = 7;

# invoices: who issued it
update invoices set issued_by = 'somebody' where statement_id = 7;

# invoices: when it was issued
update invoices set issued_at = (select published_at from statements where id = 7) where statement_id = 7;

# invoices: the last one deleted with all that names it
update counters set last = last - 1 where name like 'invoices_%';
update statements set state = 'agreed', invoice_number = null, invoiced_at = null where id = 11;
delete from invoices where statement_id = 11;

# invoices: one inserted
update counters set last = last + 1 where name like 'invoices_%';
insert into invoices (year, sequence, number, statement_id, partner_id, month, total, lines, issued_at, issued_by) select year, 10, year || '-000010', 10, partner_id, month, total, lines, issued_at, issued_by from invoices where statement_id = 7;

# invoices: two swap their sums
update invoices set total = case statement_id when 7 then (select total from invoices where statement_id = 8) else (select total from invoices where statement_id = 7) end where statement_id in (7, 8);

# originals: text
update originals set body = replace(body, 'ул.', 'пр.') where application_number = 104001;

# originals: text with its digest
@rewrite;

# originals: what was read
update originals set content = replace(content, '"snils":"', '"snils":"0') where application_number = 104001;

# originals: one deleted
delete from originals where application_number = 104001;

# originals: a revision inserted
insert into originals (application_number, revision, received_at, login_id, body, content, sha256) select application_number, 2, received_at, login_id, body, content, sha256 from originals where application_number = 104001;

# originals: two swap
update originals set revision = 7 where application_number = 104001;
update originals set application_number = 104001 where application_number = 104002;
update originals set application_number = 104002, revision = 1 where revision = 7;

# certificates: owner's СНИЛС
@certificate owner_snils = '99000000099';

# certificates: owner's name
@certificate owner_name = 'Другой Человек';

# certificates: thumbprint
@certificate thumbprint = 'ff';

# certificates: last day
@certificate not_after = issued_at;

# certificates: subject
@certificate subject = '[]';

# certificates: bytes of another one
update certificates set der = (select c.der from certificates c where c.serial <> certificates.serial order by c.serial limit 1) where serial = (select max(serial) from certificates);

# certificates: one deleted
delete from certificates where serial = (select max(serial) from certificates);

# certificates: one inserted
insert into certificates (serial, application_number, owner_position, owner_snils, owner_name, thumbprint, subject, issuer, not_before, not_after, der, issued_at) select 'ff' || serial, application_number, 9, owner_snils, owner_name, thumbprint, subject, issuer, not_before, not_after, der, issued_at from certificates where serial = (select max(serial) from certificates);

# licences: last day
update licences set ends_on = '2031-01-01' where id = (select min(id) from licences);

# licences: organisation
update licences set organization_id = (select max(id) from organizations) where id = (select min(id) from licences);

# licences: one deleted
delete from licences where id = (select min(id) from licences);

# licences: one inserted
insert into licences (organization_id, partner_id, application_number, product, tier, basis, starts_on, ends_on, activated_at) select organization_id, partner_id, application_number, 'authorized_rep', tier, basis, starts_on, ends_on, activated_at from licences where id = (select min(id) from licences);

# licences: two swap their organisations
update licences set organization_id = (select c.organization_id from licences c where c.organization_id <> licences.organization_id order by c.id limit 1) where id in (select id from licences order by id limit 2);

# audit: who did it
update audit set actor = 'somebody' where chain = 1 and sequence = 10;

# audit: one in the middle deleted
delete from audit where chain = 1 and sequence = 10;

# audit: two swap
update audit set sequence = -10 where chain = 1 and sequence = 10;
update audit set sequence = 10 where chain = 1 and sequence = 11;
update audit set sequence = 11 where chain = 1 and sequence = -10;

# audit: one inserted behind the last
insert into audit (chain, sequence, at, actor, role, request_id, verb, subject, details, previous, hash) select chain, sequence + 1, at, actor, role, request_id, verb, subject, details, hash, hash from audit where chain = 1 and sequence = (select max(sequence) from audit where chain = 1);

# audit: the last entry deleted and the head moved back, partner 1
@cut 1;

# audit: the same, partner 2
@cut 2;

# audit: the same, the operator
@cut 0;

# audit: a whole chain deleted with its head
delete from audit where chain = 2;
delete from audit_heads where chain = 2;

# audit: the operator's chain deleted with its head
delete from audit where chain = 0;
delete from audit_heads where chain = 0;

# heads: moved back
update audit_heads set sequence = sequence - 1, hash = (select hash from audit where chain = 1 and sequence = audit_heads.sequence - 1) where chain = 1;

# heads: another hash
update audit_heads set hash = 'x' where chain = 1;

# heads: one deleted
delete from audit_heads where chain = 1;

# heads: one inserted
insert into audit_heads (chain, sequence, hash) values (77, 5, 'x');

# heads: two swap
update audit_heads set chain = -1 where chain = 1;
update audit_heads set chain = 1 where chain = 2;
update audit_heads set chain = 2 where chain = -1;

# applications: stage
update applications set stage = 'rejected', reason_code = 'documents', reason_text = 'Так надо' where number = (select min(number) from applications where stage = 'in_review');

# applications: reviewer
update applications set reviewer_id = (select max(id) from people) where number = (select min(number) from applications where stage = 'in_review');

# applications: tier
update applications set enabled = (1 = 1), tier = '10_plus' where number = (select min(number) from applications where stage = 'in_review' and tier is null);

# applications: sum that was fixed at forwarding
update applications set forwarded_terms = replace(forwarded_terms, '"total":', '"total":1') where number = (select min(number) from applications where forwarded_terms is not null);

# applications: organisation
update applications set organization_id = (select max(id) from organizations) where number = (select min(number) from applications);

# statements: since when one waits
update statements set waiting_since = '2026-01-01T09:00:00+00:00' where state = 'on_review';

# applications: term
update applications set term_months = 36 where number = (select min(number) from applications);

# notes: text
update notes set text = 'Ничего не было';

# notes: the newest one deleted with its entry, the head moved back
@cut 1;
delete from notes;

# prices: one that was planned
update prices set amount = 1 where valid_from = '2026-12-01';

# prices: one that was charged
update prices set amount = amount + 1000 where product = 'main' and amount = (select max(price) from charges where product = 'main' and quantity = 1);

# prices: one with which the office opened, and nothing was charged by it
update prices set amount = amount - 1000 where id = (select max(p.id) from prices p where p.valid_from <> '2026-12-01' and not exists (select 1 from charges c where c.price = p.amount));

# settings: one that was planned
update settings set value = '77' where set_by is not null;

# discounts: one that was planned
update discounts set rate = 9900 where valid_from = '2026-12-01';

# people: a role given
insert into role_assignments (person_id, role, tenant) select id, 'partner_admin', 1 from people where id = (select max(person_id) from role_assignments where tenant = 1);

# people: somebody disabled is let in
update people set disabled_at = null where disabled_at is not null;

# logins: a blocked one is let in
update its_logins set blocked_at = null where blocked_at is not null;

# logins: the account of a blocked one is let in
update people set disabled_at = null where id in (select person_id from its_logins where blocked_at is not null);

# logins: a contract for somebody at a desk
insert into its_logins (person_id, partner_id, issued, since, accepted_at, version) select id, 1, false, created_at, created_at, 1 from people where login = 'staff';

# originals: when one came
update originals set received_at = (select max(received_at) from originals) where application_number = 104001;

# originals: who sent one
update originals set login_id = (select max(id) from its_logins) where application_number = 104001;

# applications: when one came
update applications set received_at = (select max(received_at) from applications) where number = 104001;

# applications: who sent one
update applications set sent_login_id = (select max(id) from its_logins) where number = 104001;

# applications: the login that is bound
update applications set bound_login_id = (select max(id) from its_logins) where number = 104001;

# applications: by when one should be taken
update applications set take_by = (select max(forward_by) from applications) where number = (select min(number) from applications where stage = 'in_review');

# applications: by when one should be forwarded
update applications set forward_by = '2030-01-09T09:00:00+00:00' where number = (select min(number) from applications where stage = 'in_review');

# certificates: when one was issued
@certificate issued_at = not_after;

# certificates: owner's place
@certificate owner_position = 9;

# certificates: the request that one answers
@certificate request_sha256 = 'ff';

# certificates: the request that one of an application in review answers
update certificates set request_sha256 = 'ff' where serial = (select max(c.serial) from certificates c join applications a on a.number = c.application_number where a.stage = 'in_review');

# licences: the account
update licences set alias = 'Чужая база' where id = (select min(id) from licences);

# licences: no account
update licences set alias = null where id = (select min(id) from licences where alias is not null);

# charges: words beside a line that nobody has agreed to
update charges set comment = 'Так надо' where {review};

# prices: one inserted
insert into prices (product, legal_form, zone, term_months, tier, group_band, amount, valid_from, valid_to) select product, legal_form, zone, 36, tier, group_band, 1, '2026-11-20', null from prices where id = (select min(id) from prices);

# prices: one inserted that held before the office opened
insert into prices (product, legal_form, zone, term_months, tier, group_band, amount, valid_from, valid_to) select product, legal_form, zone, term_months, tier, group_band, 1, '2020-01-01', '2020-12-31' from prices where id = (select min(id) from prices);

# prices: one with which the office opened deleted
delete from prices where id = (select max(p.id) from prices p where p.valid_from <> '2026-12-01' and not exists (select 1 from charges c where c.price = p.amount));

# prices: the last day of one with which the office opened
update prices set valid_to = '2028-12-31' where id = (select max(p.id) from prices p where p.valid_from <> '2026-12-01' and p.valid_to is null);

# prices: the last day of one that was planned
update prices set valid_to = '2028-12-31' where valid_from = '2026-12-01';

# settings: one with which the office opened
update settings set value = value || '0' where set_by is null;

# settings: who planned one
update settings set set_by = 'somebody' where set_by is not null;

# settings: when one was planned
update settings set set_at = '2026-01-01T09:00:00+00:00' where set_by is not null;

# settings: one inserted
insert into settings (key, valid_from, value) select key, '2026-11-20', value from settings where set_by is not null;

# discounts: one with which the office opened
update discounts set rate = rate + 1 where id = (select min(id) from discounts);

# discounts: one inserted
insert into discounts (contract_id, product, rate, valid_from, valid_to) select contract_id, product, 9900, '2001-01-01', '2001-12-31' from discounts where id = (select min(id) from discounts);

# discounts: last day
update discounts set valid_to = '2028-12-31' where valid_from = '2026-12-01';

# contracts: last day
update contracts set valid_to = '2028-12-31' where id = (select max(id) from contracts where valid_to is null);

# contracts: day of signing
update contracts set signed_on = '2020-01-01' where id = (select max(id) from contracts);

# contracts: one of another partner
update contracts set partner_id = (select max(id) from partners where id <> contracts.partner_id), valid_from = '2001-01-01', valid_to = '2001-12-31' where id = (select max(id) from contracts);

# promotions: last day
update promotions set valid_to = '2028-12-31' where id = (select min(id) from promotions);

# promotions: product
update promotions set product = 'any' where id = (select min(id) from promotions where product <> 'any');

# promotions: one inserted
insert into promotions (code, name, product, rate, valid_from, valid_to) select 'darom', name, product, 9900, valid_from, valid_to from promotions where id = (select min(id) from promotions);

# zones: one with which the office opened
update zones set zone = 'z01' where region = (select max(region) from zones where zone <> 'z01');

# taxes: one with which the office opened
update vat_rates set rate = 0 where rate is null;

# reasons: text
update reasons set text = text || ' Позвоните нам.' where version = 1;

# partners: address
update partners set email = 'somebody@else.example' where id = 1;

# people: a person inserted with a role
insert into people (login, email, full_name, password_hash, created_at, version) select 'ghost', email, full_name, password_hash, created_at, 1 from people where id = 1;
insert into role_assignments (person_id, role, tenant) select id, 'operator_admin', 0 from people where login = 'ghost';

# people: the first role of one without a history
update role_assignments set role = 'partner_admin' where person_id = (select min(person_id) from role_assignments where role = 'partner_staff');

# people: the only role of one without a history taken
delete from role_assignments where person_id = (select min(person_id) from role_assignments where role = 'partner_staff');

# people: since when one is disabled
update people set disabled_at = created_at where disabled_at is not null;

# people: when an invited one came
update people set created_at = '2020-01-01T09:00:00+00:00' where id = (select max(id) from people where full_name <> '');

# logins: until when its contract runs
update its_logins set contract_until = '2030-12-31' where id = (select max(id) from its_logins);

# logins: since when one is blocked
update its_logins set blocked_at = '2020-01-01T09:00:00+00:00' where blocked_at is not null;

# logins: one inserted
insert into people (login, email, full_name, password_hash, created_at, version) select 'ghost', email, full_name, password_hash, created_at, 1 from people where login = 'its-demo';
insert into its_logins (person_id, partner_id, issued, since, accepted_at, contract_until, version) select (select id from people where login = 'ghost'), partner_id, issued, since, accepted_at, contract_until, 1 from its_logins where id = 1;

# logins: the name of one that has sent an application
update people set login = 'ghost' where id = (select person_id from its_logins where id = (select min(sent_login_id) from applications));

# members: the only administrator is one no more
update memberships set role = 'client' where role = 'client_admin';

# members: two accounts for one taxpayer number
insert into memberships (person_id, organization_id, by_inn, role) select (select min(id) from people), organization_id, by_inn, role from memberships where by_inn limit 1;

# members: one inserted
insert into memberships (person_id, organization_id, by_inn, role) select (select max(id) from people where id not in (select person_id from memberships)), organization_id, (1 = 0), 'client' from memberships where by_inn limit 1;

# members: those of one organisation deleted
delete from memberships where organization_id = (select min(organization_id) from memberships);

# members: one is an administrator all at once
update memberships set role = 'client_admin' where role = 'client';

# members: since when one acts
update memberships set since = '2020-01-01T09:00:00+00:00' where role = 'client';

# members: an invitation of the partner that nobody sent
insert into invitations (organization_id, email, role, invited_by, partner_id, digest, asked_at, expires_at) select min(id), 'ghost@else.example', 'client_admin', (select min(id) from people), min(partner_id), 'x', '2026-11-18T09:00:00+00:00', '2099-01-01T09:00:00+00:00' from organizations;

# disowned organisations: documents closed for somebody who did not ask for it
insert into disowned_organizations (person_id, organization_id, partner_id, question_id, at) select person_id, organization_id, partner_id, id, created_at from questions where id = (select min(id) from questions);

# cloud identities: one that nobody linked
insert into cloud_identities (person_id, issuer, subject, label, linked_at) select min(id), 'https://id.example', '7', 'Никто', '2026-11-18T09:00:00+00:00' from people;

# archives: one that nobody asked for
insert into archives (partner_id, organization_id, person_id, kind, first_day, last_day, email, stage, letters, asked_at, moved_at, version) select partner_id, id, (select min(id) from people), 'invoices', '2026-07-01', '2026-09-30', 'ghost@else.example', 'processing', 1, '2026-11-18T09:00:00+00:00', '2026-11-18T09:00:00+00:00', 1 from organizations where id = 1;

# subscriptions: one that nobody began
insert into subscriptions (partner_id, organization_id, person_id, email, begun_at, confirmed_at, settled, version) select partner_id, id, (select min(id) from people), 'ghost@else.example', '2026-11-18T09:00:00+00:00', '2026-11-18T09:00:00+00:00', '2026-09', 1 from organizations where id = 1;

# acts: what the client says it owes
update archives set theirs = 1 where kind = 'reconciliation' and promised_at is not null;

# documents: one inserted
insert into documents (partner_id, organization_id, kind, number, day, year, size, sha256, at) select partner_id, id, 'act', '1', '2026-11-03', 2026, 7, 'x', '2026-11-03T09:00:00+00:00' from organizations where id = 1;

# questions: one that waits is called answered
update questions set state = 'answered' where state = 'waiting';

# questions: since when one waits
update questions set moved_at = '2020-01-01T09:00:00+00:00' where state = 'waiting';

# questions: an answer deleted
delete from question_messages where kind = 'answer';

# questions: a message that nobody wrote
insert into question_messages (question_id, position, kind, person_id, text, at) select id, version + 1, 'client', person_id, 'Ничего не нужно', '2026-11-18T09:00:00+00:00' from questions where state = 'waiting';
update questions set version = version + 1 where state = 'waiting';

# questions: another account reads the answer
update question_messages set person_id = (select max(id) from people) where kind = 'client';
update questions set person_id = (select max(id) from people);

# questions: one deleted with its messages
delete from question_messages where question_id in (select id from questions where state = 'waiting');
delete from questions where state = 'waiting';

# sales: a draft is called issued
update sales set state = 'issued', total = 100 where id = (select min(id) from sales where state = 'draft');

# sales: another price in a draft
update sales set lines = replace(lines, '"quantity":1', '"quantity":2') where state = 'draft';

# sales: an issued one deleted with everything that follows from it
delete from postings where source = (select 'sale:' || min(id) from sales where state = 'issued');
delete from numbered_documents where sale_id = (select min(id) from sales where state = 'issued');
delete from sales where id = (select min(id) from sales where state = 'issued');

# sales: another client owes
update sales set organization_id = (select max(id) from organizations) where state = 'issued';

# documents with numbers: the last one deleted, the series moved back
delete from numbered_documents where id = (select max(id) from numbered_documents where kind = 'act');
update number_series set last = last - 1 where kind = 'act';

# documents with numbers: other data frozen, with their digest
update numbered_documents set sheet = '{}', sha256 = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a' where id = 1;

# documents with numbers: other data frozen
update numbered_documents set sheet = '{}' where id = 1;

# documents with numbers: dated a day earlier
update numbered_documents set day = '2026-01-01' where id = (select max(id) from numbered_documents);

# the book: another sum
update postings set amount = amount + 1 where id = (select min(id) from postings);

# the book: another day
update postings set day = '2026-01-01' where id = (select min(id) from postings);

# the book: a posting that follows from nothing
insert into postings (partner_id, organization_id, debit, credit, amount, source, day, recorded_at) select partner_id, organization_id, credit, debit, amount, 'sale:0', day, recorded_at from postings where id = 1;

# the book: a posting deleted
delete from postings where id = (select max(id) from postings);

# payments: another sum in the row and in the book
update payments set amount = amount + 100;
update postings set amount = amount + 100 where source like 'payment:%';

# payments: one deleted with its posting
delete from postings where source = (select 'payment:' || max(id) from payments);
delete from payments where id = (select max(id) from payments);

# sellers: another account
update sellers set terms = replace(terms, '40702810', '40802810');

# sellers: another regime
update seller_regimes set regime = 'osn';

# people: an app that nobody was seen to set up
insert into authenticators (person_id, secret, since) values (1, 'sealed', '2026-11-18T09:00:00+00:00');

# requirements: one that nobody was seen to make
insert into factor_rules (from_day, version) values ('2026-12-01', 1);
# people: a passkey that nobody was seen to add
insert into passkeys (person_id, name, credential_id, user_handle, credential, created_at) values (1, 'Ключ', 'AAAA', 'b6f1a9f0-0000-4000-8000-000000000000', '{}', '2026-11-18T09:00:00+00:00');

# people and logins: name, address and password
update people set full_name = 'Другой Человек', email = 'somebody@else.example', password_hash = 'x' where id = 1;
update people set email = 'somebody@else.example', password_hash = 'x' where id = (select person_id from its_logins where id = 1);

# search terms: another partner finds an organisation
update organization_terms set partner_id = partner_id + 1 where organization_id = 1;
