//! Disclosures: personal data is shown once, to one person, for a reason that the partner's audit records.

use chrono::{DateTime, Duration, Utc};

use super::{SupportCard, look, subject};
use crate::domain::disclosure::{self, Disclosed, LONGEST_REASON, PER_HOUR, SHORTEST_REASON};
use crate::operations::accounts::throttle::seconds;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::audit::{self, AuditNote};
use crate::store::{Tx, disclosures};

/// A request for a disclosure.
#[derive(Debug)]
pub struct DisclosureRequest<'a> {
    /// What, by its code.
    pub what: &'a str,
    /// The reason.
    pub reason: &'a str,
    /// The last disclosure that the form knew of.
    pub seen: &'a str,
}

/// The card with some of its personal data disclosed, for this answer only. The partner's chain records what was shown,
/// to whom and why.
pub async fn reveal(
    desk: &Desk,
    code: &str,
    asked: &str,
    asking: &DisclosureRequest<'_>,
) -> Result<SupportCard, Failure> {
    desk.may(Permission::RevealPersonalData).await?;
    let (what, reason) = asking.read()?;
    let person = desk.person()?;
    let found = look(desk, code, asked).await?;
    let tx = desk.begin().await?;
    disclosures::hold(&tx, person).await?;
    not_too_often(desk, &tx).await?;
    let actor = &desk.who().actor;
    if asking.seen.parse() != Ok(disclosures::last(&tx, actor, &subject(code)).await?) {
        return Err(again());
    }
    let is_a_person = found.card.organization.requisites.kind.is_a_person();
    let details = serde_json::json!({ "fields": what.fields(is_a_person), "reason": reason }).to_string();
    let note = AuditNote { verb: disclosures::REVEALED, subject: &subject(code), details };
    audit::note(&tx, &desk.keeper(), found.card.partner.id, note).await?;
    let seen = disclosures::last(&tx, actor, &subject(code)).await?;
    desk.commit(tx).await?;
    Ok(SupportCard { disclosed: Some((what, reason)), seen, ..found })
}

impl DisclosureRequest<'_> {
    /// What and why, or everything that is wrong with the form.
    fn read(&self) -> Result<(Disclosed, String), Failure> {
        let (what, reason) = (Disclosed::from_code(self.what), disclosure::reason(self.reason));
        if let (Some(what), Some(reason)) = (what, &reason) {
            return Ok((what, reason.clone()));
        }
        let choose = what.is_none().then(|| ("what", "Выберите, что показать".to_owned()));
        let write = reason.is_none().then(|| {
            let words = format!("Напишите причину: от {SHORTEST_REASON} до {LONGEST_REASON} символов");
            ("reason", words)
        });
        Err(Failure::Invalid(choose.into_iter().chain(write).collect()))
    }
}

/// The rate limit of disclosures.
async fn not_too_often(desk: &Desk, tx: &Tx) -> Result<(), Failure> {
    let hour = Duration::hours(1);
    let shown: Vec<DateTime<Utc>> = disclosures::since(tx, &desk.who().actor, desk.now() - hour).await?;
    match shown.get(PER_HOUR - 1) {
        Some(oldest) => Err(Failure::TooOften(seconds(*oldest + hour, desk.now()))),
        None => Ok(()),
    }
}

/// The form was sent before: a reloaded page must ask again.
fn again() -> Failure {
    let words = "Данные снова скрыты: страницу загрузили еще раз. Если они нужны, нажмите «Показать» снова";
    Failure::Invalid(vec![("reason", words.to_owned())])
}
