//! The invariants that one question in SQL can answer.

/// An invariant in SQL: how many rows it is about, and how many break it.
pub(super) struct Rule {
    pub(super) name: &'static str,
    pub(super) mend: &'static str,
    pub(super) checked: &'static str,
    pub(super) broken: &'static str,
}

/// What must hold between rows.
pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "every search term stands beside the name and the partner of its organisation",
        mend: "set terms_version of organizations to 0 and run `registrar migrate`",
        checked: "select count(*) from organization_terms",
        broken: "select count(*) from organization_terms t join organizations o on o.id = t.organization_id \
                 where t.sort_name <> o.sort_name or t.partner_id <> o.partner_id",
    },
    Rule {
        name: "every standing in is told in the audit, and so is its end",
        mend: "put the row back as the audit and a backup have it",
        checked: "select count(*) from standing_in",
        broken: "select count(*) from standing_in s where not exists (select 1 from audit a \
                 where a.chain = s.tenant and a.subject = 'standing_in:' || s.id \
                 and a.verb = 'standing_in_arranged' and a.at = s.arranged_at \
                 and a.details like '%\"role\":\"' || s.role || '\"%' \
                 and a.details like '%\"giver\":' || s.giver_id || ',\"deputy\":' || s.deputy_id || ',%' \
                 and a.details like '%\"first\":\"' || cast(s.first_day as text) || '\"%' \
                 and a.details like '%\"last\":\"' || cast(s.last_day as text) || '\"%') \
                 or (s.ended_at is null) = exists (select 1 from audit a where a.chain = s.tenant \
                 and a.subject = 'standing_in:' || s.id and a.verb = 'standing_in_ended') \
                 or s.ended_at is not null and not exists (select 1 from audit a where a.chain = s.tenant \
                 and a.subject = 'standing_in:' || s.id and a.verb = 'standing_in_ended' and a.at = s.ended_at)",
    },
    Rule {
        name: "every standing in that the audit tells of is there",
        mend: "put the row back as the audit and a backup have it",
        checked: "select count(*) from audit where verb = 'standing_in_arranged'",
        broken: "select count(*) from audit a left join standing_in s \
                 on a.chain = s.tenant and a.subject = 'standing_in:' || s.id \
                 where a.verb = 'standing_in_arranged' and s.id is null",
    },
    Rule {
        name: "every attachment is told in the audit, and so is its removal",
        mend: "put the row back as the audit and a backup have it",
        checked: "select count(*) from attachments",
        broken: "select count(*) from attachments f where not exists (select 1 from audit a \
                 where a.chain = f.partner_id and a.subject = 'attachment:' || f.application_number \
                 and a.verb = 'attached' and a.at = f.at and a.details like '%' || f.sha256 || '%') \
                 or f.removed_at is not null and not exists (select 1 from audit a \
                 where a.chain = f.partner_id and a.subject = 'attachment:' || f.application_number \
                 and a.verb = 'attachment_removed' and a.at = f.removed_at and a.details like '%' || f.sha256 || '%')",
    },
    Rule {
        name: "every attachment that the audit tells of is there",
        mend: "put the row back as the audit and a backup have it",
        checked: "select count(*) from audit where verb = 'attached' and subject like 'attachment:%'",
        broken: "select count(*) from audit a left join attachments f \
                 on a.chain = f.partner_id and a.subject = 'attachment:' || f.application_number and a.at = f.at \
                 and a.details like '%' || f.sha256 || '%' \
                 where a.verb = 'attached' and a.subject like 'attachment:%' and f.id is null",
    },
    Rule {
        name: "every document is told in the audit",
        mend: "put the row back as the audit and a backup have it",
        checked: "select count(*) from documents",
        broken: "select count(*) from documents d join organizations o on o.id = d.organization_id \
                 where not exists (select 1 from audit a where a.chain = d.partner_id and a.verb = 'document_taken' \
                 and a.subject = 'document:' || o.subscriber_code and a.at = d.at \
                 and a.details like '%\"kind\":\"' || d.kind || '\"%' \
                 and a.details like '%\"number\":\"' || d.number || '\"%' \
                 and a.details like '%\"day\":\"' || cast(d.day as text) || '\"%' \
                 and a.details like '%\"sha256\":\"' || d.sha256 || '\"%')",
    },
    Rule {
        name: "every document that the audit tells of is there",
        mend: "put the row back as the audit and a backup have it",
        checked: "select count(*) from audit where verb = 'document_taken' and subject like 'document:%'",
        broken: "select count(*) from audit a where a.verb = 'document_taken' and a.subject like 'document:%' \
                 and not exists (select 1 from documents d join organizations o on o.id = d.organization_id \
                 where a.chain = d.partner_id and a.subject = 'document:' || o.subscriber_code and a.at = d.at \
                 and a.details like '%' || d.sha256 || '%')",
    },
    Rule {
        name: "every organisation with people has an administrator, and its taxpayer number opens at most one account",
        mend: "put the roles back as a backup has them",
        checked: "select count(distinct organization_id) from memberships",
        broken: "select count(*) from (select organization_id from memberships group by organization_id \
                 having sum(case when role = 'client_admin' then 1 else 0 end) = 0 \
                 or sum(case when by_inn then 1 else 0 end) > 1) m",
    },
    Rule {
        name: "every reminder of what ends is told in the audit",
        mend: "put the row back as the audit and a backup have it",
        checked: "select count(*) from reminders",
        broken: "select count(*) from reminders r join organizations o on o.id = r.organization_id \
                 where not exists (select 1 from audit a where a.chain = r.partner_id and a.verb = 'expiry_reminded' \
                 and a.subject = 'reminder:' || o.subscriber_code and a.at = r.at)",
    },
    Rule {
        name: "every charge stands in the month and with the partner of its statement",
        mend: "put the row back as the audit and a backup have it",
        checked: "select count(*) from charges",
        broken: "select count(*) from charges c join statements s on s.id = c.statement_id \
                 where c.month <> s.month or c.partner_id <> s.partner_id",
    },
    Rule {
        name: "every statement keeps the sums of its lines",
        mend: "form the month again: registrar settle MONTH; an agreed one is compared with a backup",
        checked: "select count(*) from statements",
        broken: "select count(*) from statements s left join (select statement_id, count(*) as lines, \
                 sum(case when line_state = 'disputed' then 1 else 0 end) as disputed, \
                 sum(promotion_discount) as promotion_discount, sum(amount) as amount, sum(vat) as vat, \
                 sum(total) as total, sum(case when line_state = 'disputed' then total else 0 end) as disputed_total \
                 from charges where statement_id is not null group by statement_id) c on c.statement_id = s.id \
                 where s.lines <> coalesce(c.lines, 0) or s.disputed <> coalesce(c.disputed, 0) \
                 or s.promotion_discount <> coalesce(c.promotion_discount, 0) \
                 or s.amount <> coalesce(c.amount, 0) or s.vat <> coalesce(c.vat, 0) \
                 or s.total <> coalesce(c.total, 0) or s.disputed_total <> coalesce(c.disputed_total, 0)",
    },
    Rule {
        name: "no charge stands outside of its month's statement, once that month is agreed",
        mend: "registrar settle MONTH moves it to the first month that is not agreed",
        checked: "select count(*) from charges where statement_id is null",
        broken: "select count(*) from charges c where c.statement_id is null and (\
                 exists (select 1 from statements s where s.partner_id = c.partner_id and s.month = c.month \
                 and s.agreed_at is not null) or (exists (select 1 from statements s where \
                 s.partner_id = c.partner_id and s.month > c.month and s.agreed_at is not null) and not exists \
                 (select 1 from statements s where s.partner_id = c.partner_id and s.month = c.month)))",
    },
    Rule {
        name: "every statement has lines",
        mend: "registrar settle MONTH takes an empty statement away, as long as nobody has agreed to it",
        checked: "select count(*) from statements",
        broken: "select count(*) from statements where lines = 0",
    },
    Rule {
        name: "every month that was closed without an invoice left what it was below zero as a credit",
        mend: "put the credit back as a backup has it",
        checked: "select count(*) from statements where state = 'closed' and invoice_number is null",
        broken: "select (select count(*) from statements s where s.state = 'closed' and s.invoice_number is null and \
                 -s.total <> coalesce((select c.amount from credits c where c.statement_id = s.id \
                 and c.partner_id = s.partner_id and c.month = s.month), 0)) + (select count(*) from credits c \
                 where not exists (select 1 from statements s where s.id = c.statement_id and s.state = 'closed' \
                 and s.invoice_number is null))",
    },
    Rule {
        name: "no credit is used beyond its sum, and none by the invoice of another partner",
        mend: "put the uses of the credit back as a backup has them",
        checked: "select count(*) from credits",
        broken: "select (select count(*) from credits c where c.amount < \
                 (select coalesce(sum(u.amount), 0) from credit_uses u where u.credit_id = c.id)) + \
                 (select count(*) from credit_uses u join credits c on c.id = u.credit_id \
                 join invoices i on i.number = u.invoice_number where i.partner_id <> c.partner_id)",
    },
    Rule {
        name: "no invoice has more taken off than its sum",
        mend: "put the uses of the credits back as a backup has them",
        checked: "select count(*) from invoices",
        broken: "select count(*) from invoices i where i.total < \
                 (select coalesce(sum(u.amount), 0) from credit_uses u where u.invoice_number = i.number)",
    },
    Rule {
        name: "every charge adds up: total = amount + VAT",
        mend: "put the row back as a backup has it",
        checked: "select count(*) from charges",
        broken: "select count(*) from charges where total <> amount + vat",
    },
    Rule {
        name: "every invoice equals the sum of its lines",
        mend: "put the lines back as a backup has them; an invoice is never changed",
        checked: "select count(*) from invoices",
        broken: "select count(*) from invoices i where i.total <> \
                 (select coalesce(sum(c.total), 0) from charges c where c.statement_id = i.statement_id) \
                 or i.lines <> (select count(*) from charges c where c.statement_id = i.statement_id)",
    },
    Rule {
        name: "invoices are numbered without gaps in each year",
        mend: "put the missing invoice back as a backup has it; its event says which",
        checked: "select count(*) from invoices",
        broken: "select count(*) from (select year, max(sequence) as last, count(*) as issued from invoices \
                 group by year) y where y.last <> y.issued",
    },
    Rule {
        name: "the counter of each year stands at its last invoice",
        mend: "set the counter to the last number of its year",
        checked: "select count(*) from counters where name like 'invoices%'",
        broken: "select (select count(*) from counters c where c.name like 'invoices%' and c.last <> (select \
                 coalesce(max(i.sequence), 0) from invoices i where c.name = 'invoices_' || i.year)) \
                 + (select count(distinct i.year) from invoices i where not exists \
                 (select 1 from counters c where c.name = 'invoices_' || i.year))",
    },
    Rule {
        name: "every application has as many owners as it counts",
        mend: "put the owners back as the latest original names them",
        checked: "select count(*) from application_owners",
        broken: "select count(*) from applications a where a.owners_count <> (select count(*) from \
                 application_owners o where o.application_number = a.number)",
    },
    Rule {
        name: "every invoiced statement has its invoice",
        mend: "put the invoice back as a backup has it; its event says number and sum",
        checked: "select count(*) from statements where invoice_number is not null",
        broken: "select count(*) from statements s left join invoices i on i.number = s.invoice_number \
                 and i.statement_id = s.id where s.invoice_number is not null and i.number is null",
    },
    Rule {
        name: "every approved application has its licences charged once",
        mend: "put the charge back as a backup has it, or take the second one back by a correction",
        checked: "select count(*) from licences",
        broken: "select count(*) from licences l where (select count(*) from charges c where \
                 c.application_number = l.application_number and c.product = l.product and c.corrects_id is null) <> 1",
    },
    // The certificate of another person, or of another request of the same person, does not count.
    Rule {
        name: "every owner's request of an approved application has its certificate",
        checked: "select count(*) from applications where stage in ('approved', 'completed')",
        broken: "select count(*) from applications a where a.stage in ('approved', 'completed') and \
                 (a.requests_count <> (select count(*) from application_owners o where \
                 o.application_number = a.number and o.request_sha256 is not null) \
                 or exists (select 1 from application_owners o where o.application_number = a.number \
                 and o.request_sha256 is not null and not exists (select 1 from certificates c where \
                 c.application_number = o.application_number and c.owner_snils = o.snils \
                 and c.request_sha256 = o.request_sha256)))",
        mend: "put the certificate back as a backup or the authority has it",
    },
    // A subscriber that was given to another partner has another login since.
    Rule {
        name: "every application is bound to the login that sent its subscriber's first one",
        mend: "put the login back: a backup has it, and the original names who sent it",
        checked: "select count(*) from applications",
        broken: "select count(*) from applications a join organizations o on o.id = a.organization_id where \
                 (a.bound_login_id <> o.its_login_id or not exists (select 1 from applications f where \
                 f.organization_id = o.id and f.sent_login_id = o.its_login_id)) and not exists (select 1 from audit e \
                 where e.subject = 'organization:' || o.subscriber_code and e.verb = 'organization_transferred')",
    },
    Rule {
        name: "every application is in the audit from its beginning",
        mend: "put the chain back as a backup has it",
        checked: "select count(*) from applications",
        broken: "select count(*) from applications a where not exists (select 1 from audit e where \
                 e.subject = 'application:' || a.number and e.verb = 'received')",
    },
    Rule {
        name: "every partner that has worked has its chain",
        mend: "put the chain back as a backup has it",
        checked: "select count(*) from partners",
        broken: "select count(*) from partners p where (exists (select 1 from applications a where a.partner_id = p.id) \
                 or exists (select 1 from statements s where s.partner_id = p.id)) and (not exists (select 1 from \
                 audit_heads h where h.chain = p.id and h.sequence > 0) or not exists (select 1 from audit e where \
                 e.chain = p.id and e.sequence = 1))",
    },
    Rule {
        name: "whatever waits for a day has the errand of that day",
        mend: "return or hold the application again: each makes its errand",
        checked: "select count(*) from applications where stage = 'needs_client' or hold_until is not null",
        broken: "select count(*) from applications a where (stage = 'needs_client' or hold_until is not null) \
                 and not exists (select 1 from errands e where e.application_number = a.number and e.state = 'due' \
                 and e.kind = case when a.stage = 'needs_client' then 'expire' else 'wake' end)",
    },
    Rule {
        name: "every application on its way has an errand, a person, or is stuck visibly",
        mend: "send it again from the operator's list of what needs attention",
        checked: "select count(*) from applications where stage in ('forwarded', 'cert_request', 'registering')",
        broken: "select count(*) from applications a where stage in ('forwarded', 'cert_request', 'registering') \
                 and attention_since is null and not exists (select 1 from errands e where \
                 e.application_number = a.number and e.state = 'due' and e.kind <> 'letter')",
    },
    Rule {
        name: "nobody who has a role at a desk holds an ITS contract",
        mend: "end the role, or take the contract away as a backup has it",
        checked: "select count(*) from its_logins",
        broken: "select count(*) from its_logins l where exists (select 1 from role_assignments r where \
                 r.person_id = l.person_id and r.role <> 'client')",
    },
    Rule {
        name: "every account that its partner made and blocked is closed",
        mend: "disable the account as of the day on which its login was blocked",
        checked: "select count(*) from its_logins where issued and blocked_at is not null",
        broken: "select count(*) from its_logins l join people p on p.id = l.person_id \
                 where l.issued and l.blocked_at is not null and p.disabled_at is null",
    },
];
