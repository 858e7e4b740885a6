//! The invariants of second factors: whoever has an app was seen to set it up, and each requirement was seen to be made.

use super::rules::Rule;

/// What must hold between second factors and the audit.
pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "every authenticator app is told in the audit, and none that was removed is left",
        mend: "remove the apps of which the audit does not tell, and look for whoever wrote them",
        checked: "select count(*) from audit where verb = 'app_set_up' and subject like 'person:%'",
        broken: "select count(*) from authenticators a where a.secret is not null and (not exists (select 1 from audit e \
                 where e.subject = 'person:' || a.person_id and e.verb = 'app_set_up' and e.at = a.since) \
                 or exists (select 1 from audit e where e.subject = 'person:' || a.person_id \
                 and e.verb in ('app_removed', 'factors_reset') and e.at > a.since))",
    },
    Rule {
        name: "every requirement of a second factor is told in the audit, and so is its end",
        mend: "put the requirements back as the audit and a backup have them",
        checked: "select count(*) from audit where verb = 'factor_required' and subject like 'factor_rule:%'",
        broken: "select (select count(*) from factor_rules r where not exists (select 1 from audit e \
                 where e.subject = 'factor_rule:' || r.id and e.verb = 'factor_required') \
                 or (r.ended_at is not null) <> exists (select 1 from audit e \
                 where e.subject = 'factor_rule:' || r.id and e.verb = 'factor_requirement_ended')) \
                 + (select count(*) from audit e where e.verb = 'factor_required' \
                 and not exists (select 1 from factor_rules r where e.subject = 'factor_rule:' || r.id))",
    },
];
