//! The invariant of passkeys: whoever holds one was seen to add it.

use super::rules::Rule;

/// What must hold between passkeys and the audit.
pub(super) const RULES: &[Rule] = &[Rule {
    name: "every passkey is told in the audit, and so are its suspension and its removal",
    mend: "remove the passkeys of which the audit does not tell, and look for whoever wrote them; put the rest back as the \
           audit and a backup have it",
    checked: "select count(*) from audit where verb = 'passkey_added' and subject like 'person:%'",
    broken: "select (select count(*) from passkeys k where not exists (select 1 from audit e \
             where e.subject = 'person:' || k.person_id and e.at = k.created_at \
             and e.details = '{\"verb\":\"passkey_added\",\"passkey\":' || k.id || '}') \
             or (k.suspended_at is not null) <> exists (select 1 from audit e \
             where e.subject = 'person:' || k.person_id and (k.suspended_at is null or e.at = k.suspended_at) \
             and e.details = '{\"verb\":\"passkey_suspended\",\"passkey\":' || k.id || '}') \
             or exists (select 1 from audit e where e.subject = 'person:' || k.person_id \
             and e.details = '{\"verb\":\"passkey_removed\",\"passkey\":' || k.id || '}')) \
             + (select count(*) from audit e where e.verb = 'passkey_added' and e.subject like 'person:%' \
             and not exists (select 1 from passkeys k where e.subject = 'person:' || k.person_id \
             and e.details like '%:' || k.id || '}') \
             and not exists (select 1 from audit r where r.chain = e.chain and r.subject = e.subject \
             and r.details = replace(e.details, '_added', '_removed')))",
}];
