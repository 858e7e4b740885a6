//! The invariants of numbers and of partners' books that one question in SQL can answer.

use super::rules::Rule;

const MEND: &str = "put the rows back as the audit and a backup have them";

/// What must hold between sales, documents, payments and postings.
pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "numbered documents run without gaps in each series",
        mend: MEND,
        checked: "select count(*) from numbered_documents",
        broken: "select (select count(*) from number_series s where s.last - s.first + 1 <> (select count(*) \
                 from numbered_documents d where d.partner_id = s.partner_id and d.kind = s.kind and d.year = s.year \
                 and d.place between s.first and s.last)) + (select count(*) from numbered_documents d where not exists \
                 (select 1 from number_series s where d.partner_id = s.partner_id and d.kind = s.kind \
                 and d.year = s.year and d.place between s.first and s.last))",
    },
    Rule {
        name: "no numbered document is dated before the one with the number before, or outside of its year",
        mend: MEND,
        checked: "select count(*) from numbered_documents",
        broken: "select (select count(*) from numbered_documents d join numbered_documents e \
                 on e.partner_id = d.partner_id and e.kind = d.kind and e.year = d.year and e.place = d.place - 1 \
                 where d.day < e.day) + (select count(*) from numbered_documents d \
                 where substr(cast(d.day as text), 1, 4) <> cast(d.year as text)) + (select count(*) \
                 from number_series s where s.last_day is not null and not exists (select 1 from numbered_documents d \
                 where d.partner_id = s.partner_id and d.kind = s.kind and d.year = s.year and d.place = s.last \
                 and d.day = s.last_day) or s.last_day is null and s.last >= s.first)",
    },
    Rule {
        name: "every issued sale has its documents, each with the sum of the sale",
        mend: MEND,
        checked: "select count(*) from sales where state in ('issued', 'corrected')",
        broken: "select (select count(*) from sales s where (select count(*) from numbered_documents d \
                 where d.sale_id = s.id and d.kind <> 'invoice') <> case when s.total is null then 0 else 1 end \
                 or (select count(*) from numbered_documents d where d.sale_id = s.id and d.kind = 'invoice') \
                 <> case when s.total is null or s.corrects_id is not null then 0 else 1 end) \
                 + (select count(*) from numbered_documents d join sales s on s.id = d.sale_id \
                 where d.total <> s.total or d.partner_id <> s.partner_id or d.organization_id <> s.organization_id)",
    },
    Rule {
        name: "every issued sale has its posting in the partner's book",
        mend: MEND,
        checked: "select count(*) from sales where state in ('issued', 'corrected')",
        broken: "select count(*) from sales s where s.total is not null and not exists (select 1 from postings p \
                 where p.source = 'sale:' || s.id and p.partner_id = s.partner_id \
                 and p.organization_id = s.organization_id and (s.corrects_id is null and p.debit = '62' \
                 and p.credit = '90' and p.amount = s.total and p.reverses is null \
                 and p.day = case when s.source like 'anew:%' then (select d.day from numbered_documents d \
                 where d.sale_id = s.id and d.kind <> 'invoice') else s.day end \
                 or s.corrects_id is not null and p.debit = '90' and p.credit = '62' and p.amount = -s.total \
                 and p.reverses = 'sale:' || s.corrects_id and p.day = (select d.day from numbered_documents d \
                 where d.sale_id = s.id and d.kind <> 'invoice')) and p.recorded_at = (select max(d.at) \
                 from numbered_documents d where d.sale_id = s.id))",
    },
    Rule {
        name: "every sale that was taken back has the sale that did so",
        mend: MEND,
        checked: "select count(*) from sales where state = 'corrected'",
        broken: "select count(*) from sales s where (s.state = 'corrected') <> exists (select 1 from sales c \
                 where c.corrects_id = s.id and c.state = 'issued' and c.total = -s.total \
                 and c.source = 'correction:' || s.id and c.partner_id = s.partner_id)",
    },
    Rule {
        name: "every payment has its posting, and its reversal once it was taken back",
        mend: MEND,
        checked: "select count(*) from payments",
        broken: "select count(*) from payments y where not exists (select 1 from postings p \
                 where p.source = 'payment:' || y.id and p.partner_id = y.partner_id \
                 and p.organization_id = y.organization_id and p.debit = '51' and p.credit = '62' \
                 and p.amount = y.amount and p.day = y.day and p.reverses is null and p.recorded_at = y.noted_at) \
                 or (y.taken_back_at is not null) <> exists (select 1 from postings p \
                 where p.source = 'payment:' || y.id || ':back' and p.partner_id = y.partner_id \
                 and p.organization_id = y.organization_id and p.debit = '62' and p.credit = '51' \
                 and p.amount = y.amount and p.day = y.day and p.reverses = 'payment:' || y.id \
                 and p.recorded_at = y.taken_back_at)",
    },
    Rule {
        name: "every printed document is among the client's documents, with the same bytes",
        mend: MEND,
        checked: "select count(*) from printed_documents",
        broken: "select count(*) from printed_documents p join numbered_documents n on n.id = p.numbered_id \
                 where not exists (select 1 from documents d where d.partner_id = n.partner_id \
                 and d.organization_id = n.organization_id and d.kind = n.kind and d.year = n.year \
                 and d.number = n.number and d.sha256 = p.sha256 and d.size = p.size)",
    },
    Rule {
        name: "every posting follows from a sale or a payment",
        mend: MEND,
        checked: "select count(*) from postings",
        broken: "select count(*) from postings p where not exists (select 1 from sales s \
                 where s.total is not null and p.source = 'sale:' || s.id) and not exists (select 1 from payments y \
                 where p.source = 'payment:' || y.id \
                 or y.taken_back_at is not null and p.source = 'payment:' || y.id || ':back')",
    },
    Rule {
        name: "every sale was made once: for its approval, for what it takes back, or instead of what was taken back",
        mend: MEND,
        checked: "select count(*) from sales",
        broken: "select count(*) from sales s where s.source <> case when s.corrects_id is null \
                 then 'application:' || s.application_number else 'correction:' || s.corrects_id end \
                 and not (s.corrects_id is null and exists (select 1 from sales o where o.state = 'corrected' \
                 and s.source = 'anew:' || o.id and o.application_number = s.application_number \
                 and o.partner_id = s.partner_id and o.organization_id = s.organization_id)) \
                 or s.corrects_id is not null and s.application_number <> (select o.application_number from sales o \
                 where o.id = s.corrects_id)",
    },
];
