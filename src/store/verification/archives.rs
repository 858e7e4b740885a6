//! The invariants of archives: each stands as its history left it, and what was gathered is what the history tells.

use super::rules::Rule;

const MEND: &str = "put the rows back as the audit and a backup have them";

/// What must hold between archives and the audit.
pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "documents are closed for whom the audit says so, and for nobody else",
        mend: MEND,
        checked: "select count(*) from audit where verb = 'organization_disowned' and subject like 'disowning:%'",
        broken: "select (select count(*) from disowned_organizations d where not exists (select 1 from audit e \
                 where e.chain = d.partner_id and e.subject = 'disowning:' || d.question_id and e.at = d.at \
                 and e.details = '{\"verb\":\"organization_disowned\",\"account\":' || d.person_id \
                 || ',\"organization\":' || d.organization_id || '}') or exists (select 1 from audit e \
                 where e.chain = d.partner_id and e.subject = 'disowning:' || d.question_id \
                 and e.verb = 'documents_reopened')) + (select count(*) from audit e \
                 where e.verb = 'organization_disowned' and e.subject like 'disowning:%' and not exists \
                 (select 1 from audit r where r.chain = e.chain and r.subject = e.subject \
                 and r.verb = 'documents_reopened') and not exists (select 1 from disowned_organizations d \
                 where e.subject = 'disowning:' || d.question_id) and not exists (select 1 from audit n \
                 where n.chain = e.chain and n.sequence > e.sequence and n.verb = 'organization_disowned' \
                 and n.details = e.details))",
    },
    Rule {
        name: "every archive that the audit tells of is there",
        mend: MEND,
        checked: "select count(*) from audit where verb = 'archive_asked' and subject like 'archive:%'",
        broken: "select count(*) from audit e left join archives a on a.partner_id = e.chain \
                 and e.subject = 'archive:' || a.id and e.at = a.asked_at and e.details like \
                 '{\"verb\":\"archive_asked\",\"account\":' || a.person_id || ',\"organization\":' || a.organization_id \
                 || ',\"kind\":\"' || a.kind || '\",\"first\":\"' || cast(a.first_day as text) || '\",\"last\":\"' \
                 || cast(a.last_day as text) || '\",%' \
                 where e.verb = 'archive_asked' and e.subject like 'archive:%' and a.id is null",
    },
    Rule {
        name: "every archive stands as its history left it",
        mend: MEND,
        checked: "select count(*) from archives",
        broken: "select count(*) from archives a where a.version <> (select count(*) from audit e \
                 where e.chain = a.partner_id and e.subject = 'archive:' || a.id) or not exists (select 1 from audit e \
                 where e.chain = a.partner_id and e.sequence = (select max(l.sequence) from audit l \
                 where l.chain = a.partner_id and l.subject = 'archive:' || a.id and l.verb <> 'archive_downloaded') \
                 and e.at = a.moved_at and a.stage = case e.verb \
                 when 'archive_confirmation_sent' then 'confirming' when 'archive_empty' then 'nothing' \
                 when 'archive_delayed' then 'awaiting_store' when 'archive_deferred' then 'deferred' \
                 when 'archive_bounced' then 'bounced' when 'act_accepted' then 'checking' \
                 when 'act_declined' then 'declined' \
                 when 'archive_sent' then case when e.details like '%\"link\":true}' then 'ready' else 'sent' end \
                 when 'archive_asked' then case when e.details like '%\"known\":true}' then 'processing' \
                 else 'confirming' end \
                 when 'archive_redirected' then case when e.details like '%\"known\":true}' then 'processing' \
                 else 'confirming' end \
                 when 'archive_resent' then case when e.details like '%\"known\":true}' then 'processing' \
                 else 'confirming' end else 'processing' end)",
    },
    Rule {
        name: "every reconciliation act was ordered, drawn and answered as its history tells",
        mend: MEND,
        checked: "select count(*) from archives where kind = 'reconciliation'",
        broken: "select (select count(*) from archives a where (a.promised_at is null) <> (not exists (select 1 from audit e \
                 where e.chain = a.partner_id and e.subject = 'archive:' || a.id and e.verb = 'act_accepted' \
                 and e.details like '%,\"theirs\":' || coalesce(cast(a.theirs as text), 'null') || '}')) \
                 or a.document_id is not null and not exists (select 1 from audit e where e.chain = a.partner_id \
                 and e.subject = 'archive:' || a.id and e.verb in ('act_printed', 'act_chosen') \
                 and e.details like '%\"document\":' || a.document_id || '}')) \
                 + (select count(*) from numbered_documents n where n.archive_id is not null and not exists \
                 (select 1 from audit e where e.chain = n.partner_id and e.subject = 'archive:' || n.archive_id \
                 and e.verb = 'act_issued' and e.details like '%\"closing\":' || n.total || ',\"sha256\":\"' \
                 || n.sha256 || '\"}')) \
                 + (select count(*) from audit e where e.verb = 'act_issued' and e.subject like 'archive:%' \
                 and not exists (select 1 from numbered_documents n where n.partner_id = e.chain \
                 and e.subject = 'archive:' || n.archive_id))",
    },
    Rule {
        name: "every archive goes where its history says, as it was gathered and as often as it was given out",
        mend: MEND,
        checked: "select count(*) from archives",
        broken: "select count(*) from archives a where not exists (select 1 from audit e \
                 where e.chain = a.partner_id and e.sequence = (select max(l.sequence) from audit l \
                 where l.chain = a.partner_id and l.subject = 'archive:' || a.id \
                 and l.verb in ('archive_asked', 'archive_redirected', 'archive_resent')) \
                 and e.details like '%\"to\":\"' || a.email || '\"%') \
                 or a.sha256 is not null and not exists (select 1 from audit e where e.chain = a.partner_id \
                 and e.subject = 'archive:' || a.id and e.verb = 'archive_gathered' and e.details like \
                 '%\"documents\":' || a.documents || ',\"size\":' || a.size || ',\"sha256\":\"' || a.sha256 || '\"%') \
                 or a.downloads is not null and a.downloads <> 5 - (select count(*) from audit e \
                 where e.chain = a.partner_id and e.subject = 'archive:' || a.id \
                 and e.verb = 'archive_downloaded' and e.details like '%\"link\":true}') \
                 or a.letters <> 1 + (select count(*) from audit e where e.chain = a.partner_id \
                 and e.subject = 'archive:' || a.id and e.verb in ('archive_redirected', 'archive_resent'))",
    },
];
