//! The invariants of subscriptions: each stands as its history left it, and asked for the archives that the history tells of.

use super::rules::Rule;

const MEND: &str = "put the rows back as the audit and a backup have them";

/// What must hold between subscriptions, their archives and the audit.
pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "every subscription that the audit tells of is there",
        mend: MEND,
        checked: "select count(*) from audit where verb = 'subscription_begun' and subject like 'subscription:%'",
        broken: "select count(*) from audit e left join subscriptions s on s.partner_id = e.chain \
                 and e.subject = 'subscription:' || s.id and e.at = s.begun_at and e.details like \
                 '{\"verb\":\"subscription_begun\",\"account\":' || s.person_id || ',\"organization\":' \
                 || s.organization_id || ',\"to\":\"' || s.email || '\",%' \
                 where e.verb = 'subscription_begun' and e.subject like 'subscription:%' and s.id is null",
    },
    Rule {
        name: "every subscription stands as its history left it",
        mend: MEND,
        checked: "select count(*) from subscriptions",
        broken: "select count(*) from subscriptions s where s.version <> (select count(*) from audit e \
                 where e.chain = s.partner_id and e.subject = 'subscription:' || s.id) \
                 or (s.confirmed_at is null) = exists (select 1 from audit e where e.chain = s.partner_id \
                 and e.subject = 'subscription:' || s.id and (s.confirmed_at is null or e.at = s.confirmed_at) \
                 and (e.verb = 'subscription_confirmed' \
                 or e.verb = 'subscription_begun' and e.details like '%\"known\":true}')) \
                 or (s.ended_at is null) = exists (select 1 from audit e where e.chain = s.partner_id \
                 and e.subject = 'subscription:' || s.id and e.verb = 'subscription_ended' and (s.ended_at is null \
                 or e.at = s.ended_at and e.details like '%\"how\":\"' || s.ended_how || '\"}'))",
    },
    Rule {
        name: "every subscription has settled the months that its history tells of",
        mend: MEND,
        checked: "select count(*) from subscriptions",
        broken: "select count(*) from subscriptions s where not exists (select 1 from audit e \
                 where e.chain = s.partner_id and e.sequence = (select max(l.sequence) from audit l \
                 where l.chain = s.partner_id and l.subject = 'subscription:' || s.id \
                 and (l.verb = 'subscription_begun' or l.verb like 'subscription_month_%')) \
                 and e.details like case when s.outcome is null \
                 then '{\"verb\":\"subscription_begun\",%\"settled\":\"' || s.settled || '\",%' \
                 when s.outcome = 'asked' then '{\"verb\":\"subscription_month_asked\",\"month\":\"' || s.settled \
                 || '\",\"archive\":' || s.archive_id || '}' \
                 when s.outcome = 'nothing' \
                 then '{\"verb\":\"subscription_month_empty\",\"month\":\"' || s.settled || '\"}' \
                 when s.outcome = 'before' \
                 then '{\"verb\":\"subscription_month_before\",\"month\":\"' || s.settled || '\"}' \
                 else '{\"verb\":\"subscription_month_too_large\",\"month\":\"' || s.settled || '\"}' end)",
    },
    Rule {
        name: "the archives of subscriptions are those that their histories tell of",
        mend: MEND,
        checked: "select count(*) from archives where subscription_id is not null",
        broken: "select (select count(*) from archives a where a.subscription_id is not null and not exists \
                 (select 1 from audit e where e.subject = 'subscription:' || a.subscription_id and e.details = \
                 '{\"verb\":\"subscription_month_asked\",\"month\":\"' || substr(cast(a.first_day as text), 1, 7) \
                 || '\",\"archive\":' || a.id || '}')) + (select count(*) from audit e \
                 where e.verb = 'subscription_month_asked' and e.subject like 'subscription:%' and not exists \
                 (select 1 from archives a where e.subject = 'subscription:' || a.subscription_id \
                 and e.details like '%\"archive\":' || a.id || '}'))",
    },
];
