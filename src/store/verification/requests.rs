//! Requests for certificates: whatever is approved has a certificate for each request that it names.

use super::rules::Rule;

/// Request by request: the certificate of another person, or of another request of the same person, does not count.
pub(super) const ISSUED: Rule = Rule {
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
};
