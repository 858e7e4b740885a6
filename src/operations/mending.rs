//! Mending: the client sends a returned application again. It keeps its number, and every revision is stored.

use super::changing::open_application;
use super::intake::{self, IntakeFailure};
use super::{Desk, Failure, deadlines, forwarding};
use crate::domain::application::{Application, ApplicationRefusal, Asked, Mended};
use crate::domain::ids::ApplicationNumber;
use crate::domain::its_login::ItsLogin;
use crate::domain::organization::Organization;
use crate::domain::role::Scope;
use crate::domain::settings::BusinessSettings;
use crate::domain::stage::{Stage, Verb};
use crate::domain::submission::{Fault, Submission};
use crate::policy::Permission;
use crate::store::applications::Original;
use crate::store::certificates::Issued;
use crate::store::{Tx, applications, certificates, keep, organizations, owners, partners, terms};

/// Accepts a mended application, at the version that the client's program saw.
pub async fn mend(
    desk: &Desk,
    number: ApplicationNumber,
    seen: i32,
    body: &str,
) -> Result<Application, IntakeFailure> {
    desk.may(Permission::MendOwnApplication).await?;
    let login = intake::sender(desk).await?;
    let revised = Revision::read(desk, login, number, body).await?;
    let tx = desk.begin().await?;
    let kept = revised.take_in(desk, &tx, seen).await?;
    desk.commit(tx).await?;
    Ok(kept)
}

/// A validated mended application.
pub(super) struct Revision<'a> {
    login: ItsLogin,
    number: ApplicationNumber,
    body: &'a str,
    submission: Submission,
    settings: BusinessSettings,
}

impl<'a> Revision<'a> {
    /// Validates a mended application that comes with this login.
    pub(super) async fn read(
        desk: &Desk,
        login: ItsLogin,
        number: ApplicationNumber,
        body: &'a str,
    ) -> Result<Self, IntakeFailure> {
        let known = applications::open(desk.db(), desk.scope(), number).await?;
        if !matches!(known.stage, Stage::NeedsClient { .. }) {
            let refusal = ApplicationRefusal::NotInThisStage { verb: Verb::Mend, stage: known.stage.code() };
            return Err(Failure::from(refusal).into());
        }
        let submission = intake::read(body)?;
        // Read before the transaction, which must not need a second connection of the pool.
        let settings = desk.house().settings().await?;
        Ok(Self { login, number, body, submission, settings })
    }

    /// Takes it in, at the version that the client saw.
    pub(super) async fn take_in(self, desk: &Desk, tx: &Tx, seen: i32) -> Result<Application, IntakeFailure> {
        let Self { login, number, body, submission, settings } = self;
        let application = open_application(desk, tx, number, seen).await?;
        let desk = &desk.at_present();
        let organization =
            organizations::with_id_to_read(tx, &Scope::Everything, application.organization).await?;
        let before = applications::original(tx, number).await?;
        fits(tx, number, &organization, &before, &submission).await?;
        let partner = partners::open(tx, application.partner).await?;
        let revision = before.revision + 1;
        let (received_at, sha256, body) = (desk.now(), intake::digest(body), body.to_owned());
        let original = Original { revision, received_at, body, sha256, content: submission };
        let mended = Mended {
            asked: Asked::of(&original.content, &organization),
            deadlines: deadlines::from_now(desk, &settings, partner.zone()),
            revision,
            login: login.login.clone(),
            partner_email: partner.email,
            original: original.digest()?,
        };
        terms::add(tx, &organization, intake::found_by(&original.content, &login.login)).await?;
        let kept = keep(tx, &desk.keeper(), application.mend(mended, desk.now())?).await?;
        owners::replace(tx, number, forwarding::named(&original.content)).await?;
        applications::keep_original(tx, number, login.id, &original).await?;
        Ok(kept)
    }
}

/// A mended application must keep its type, its subscriber, and every owner who has a certificate.
async fn fits(
    tx: &Tx,
    number: ApplicationNumber,
    organization: &Organization,
    before: &Original,
    now: &Submission,
) -> Result<(), IntakeFailure> {
    let mut faults = Vec::new();
    if before.content.kind != now.kind {
        faults.push(fault("/type", "type_changed", "Тип возвращенного заявления изменить нельзя"));
    }
    let stated = &now.organization;
    if stated.inn != organization.requisites.inn {
        faults.push(fault(
            "/organization/inn",
            "subscriber_changed",
            "ИНН возвращенного заявления изменить нельзя",
        ));
    }
    if stated.kpp.as_ref().map_or("", |kpp| kpp.as_str()) != organization.kpp() {
        faults.push(fault(
            "/organization/kpp",
            "subscriber_changed",
            "КПП возвращенного заявления изменить нельзя",
        ));
    }
    let requests = forwarding::requests_of(now);
    let held = certificates::of_application(tx, number).await?.into_iter().filter(|held| held.current);
    let left = held.filter(|held| !requests.iter().any(|asked| held.answers(&asked.request)));
    faults.extend(left.map(|held| certified(&held, now)));
    if faults.is_empty() { Ok(()) } else { Err(IntakeFailure::Faults(faults)) }
}

/// An owner with a certificate must stay, in any position, with the request that it answers.
fn certified(held: &Issued, now: &Submission) -> Fault {
    let place = now.owners.iter().position(|owner| owner.snils.as_str() == held.owner_snils);
    let pointer = place.map_or_else(|| "/owners".to_owned(), |place| format!("/owners/{place}/csr"));
    let name = &held.owner_name;
    let detail = format!("Уже выпущен сертификат: {name}. Оставьте этого владельца и его запрос в заявлении");
    fault(&pointer, "certificate_issued", &detail)
}

fn fault(pointer: &str, code: &'static str, detail: &str) -> Fault {
    Fault { pointer: pointer.to_owned(), code, detail: detail.to_owned() }
}
