//! Registrations: portal accounts that wait for their letter or for the code of their SMS. A row lives for a day, whatever becomes of it.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::audit::OPERATOR_CHAIN;
use super::tables::registration::{ActiveModel, Column, Entity, Model};
use super::{Reach, StoreError, Tx, outbox, phone_codes};
use crate::domain::consent::Accepted;
use crate::domain::errand::Errand;
use crate::domain::identity::Phone;
use crate::domain::ids::{PersonId, RegistrationId};
use crate::domain::registration::{Applicant, Channel, LIFETIME, Profile, Registration};

/// What is kept of a registration at first.
#[derive(Clone, Debug)]
pub struct New {
    /// Who wants the account.
    pub applicant: Applicant,
    /// The hash of the password.
    pub password_hash: String,
    /// Which versions of the documents were accepted.
    pub accepted: Accepted,
    /// The digest of the word that only the browser of the registration knows.
    pub browser: String,
    /// The account to which it adds an address.
    pub of: Option<PersonId>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Keeps a registration and owes its letter or its code; a login that another one waits for is a `Duplicate`. Of those that
/// add an address to one account the last one counts.
pub async fn add(tx: &Tx, new: &New) -> Result<RegistrationId, StoreError> {
    if let Some(person) = new.of {
        let earlier = Column::OfPerson.eq(person.0).and(Column::ConfirmedAt.is_null());
        Entity::delete_many().filter(earlier).exec(&tx.on()).await?;
    }
    let Applicant { login, channel, profile } = new.applicant.clone();
    let row = ActiveModel {
        id: NotSet,
        login: Set(login),
        email: Set(channel.email().unwrap_or_default().to_owned()),
        password_hash: Set(new.password_hash.clone()),
        last_name: Set(profile.last_name),
        first_name: Set(profile.first_name),
        middle_name: Set(profile.middle_name),
        place_of_work: Set(profile.place_of_work),
        city: Set(profile.city),
        phone: Set(profile.phone),
        agreement: Set(new.accepted.agreement),
        personal_data: Set(new.accepted.personal_data),
        browser: Set(new.browser.clone()),
        digest: Set(None),
        letters: Set(1),
        asked_at: Set(new.at),
        expires_at: Set(new.at + LIFETIME),
        confirmed_at: Set(None),
        person_id: Set(None),
        mobile: Set(channel.phone().map(str::to_owned)),
        of_person: Set(new.of.map(|person| person.0)),
    };
    let id = RegistrationId(Entity::insert(row).exec(&tx.on()).await?.last_insert_id);
    owe(tx, id, &channel, Proof { ordinal: 1, browser: &new.browser, at: new.at }).await?;
    Ok(id)
}

/// Owes another letter or code of a registration, which this browser asked for.
pub async fn owe_again(
    tx: &Tx,
    registration: &Registration,
    browser: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let ordinal = registration.letters + 1;
    let row = ActiveModel { letters: Set(ordinal), ..Default::default() };
    update(tx, registration.id, row).await?;
    owe(tx, registration.id, &registration.applicant.channel, Proof { ordinal, browser, at }).await
}

/// What is owed to whoever must prove that they can be reached.
struct Proof<'a> {
    ordinal: i32,
    browser: &'a str,
    at: DateTime<Utc>,
}

async fn owe(tx: &Tx, id: RegistrationId, channel: &Channel, proof: Proof<'_>) -> Result<(), StoreError> {
    let Proof { ordinal, browser, at } = proof;
    if let Some(phone) = channel.phone() {
        return phone_codes::ask(tx, phone, Some(id), browser, at).await.map(drop);
    }
    let errand = Errand::ConfirmationLetter { registration: id };
    let key = errand.deduplication(ordinal);
    outbox::owe(tx, &outbox::Owed { errand, partner: OPERATOR_CHAIN, key, due_at: at, at }).await
}

/// The registration with this identity, if it is still there.
pub async fn find(reach: &impl Reach, id: RegistrationId) -> Result<Option<Registration>, StoreError> {
    Ok(Entity::find_by_id(id.0).one(&reach.on()).await?.map(Registration::from))
}

/// The same for changing it: whoever comes second waits.
pub async fn find_to_change(tx: &Tx, id: RegistrationId) -> Result<Option<Registration>, StoreError> {
    Ok(Entity::find_by_id(id.0).lock_exclusive().one(&tx.on()).await?.map(Registration::from))
}

/// The registration whose letter carries the token with this digest.
pub async fn with_digest(reach: &impl Reach, digest: &str) -> Result<Option<Registration>, StoreError> {
    Ok(Entity::find().filter(Column::Digest.eq(digest)).one(&reach.on()).await?.map(Registration::from))
}

/// The last registration of the browser that knows the word with this digest.
pub async fn of_browser(reach: &impl Reach, browser: &str) -> Result<Option<Registration>, StoreError> {
    let newest = Entity::find().filter(Column::Browser.eq(browser)).order_by_desc(Column::Id);
    Ok(newest.one(&reach.on()).await?.map(Registration::from))
}

/// The last registration that waits under this login, e-mail or mobile number.
pub async fn waiting(
    reach: &impl Reach,
    name: &str,
    now: DateTime<Utc>,
) -> Result<Option<Registration>, StoreError> {
    let name = name.to_lowercase();
    let by_email = Expr::expr(Func::lower(Expr::col(Column::Email))).eq(name.clone());
    let phone = Phone::parse(&name).ok().map(|phone| Column::Mobile.eq(phone.as_str()));
    let named = Condition::any().add(Column::Login.eq(name)).add(by_email).add_option(phone);
    let row = Entity::find()
        .filter(named)
        .filter(Column::ConfirmedAt.is_null().and(Column::ExpiresAt.gt(now)).and(Column::OfPerson.is_null()))
        .order_by_desc(Column::Id)
        .one(&reach.on())
        .await?;
    Ok(row.map(Registration::from))
}

/// Whether a login is kept for whoever registered under it.
pub async fn reserves(reach: &impl Reach, login: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let waits = Column::Login.eq(login).and(Column::ConfirmedAt.is_null()).and(Column::ExpiresAt.gt(now));
    Ok(Entity::find().filter(waits).one(&reach.on()).await?.is_some())
}

/// Gives a registration the token that its letter carries; an earlier letter is then good for nothing.
pub async fn write(tx: &Tx, id: RegistrationId, digest: &str) -> Result<(), StoreError> {
    update(tx, id, ActiveModel { digest: Set(Some(digest.to_owned())), ..Default::default() }).await
}

/// Says from which browser a registration is looked at.
pub async fn tie(reach: &impl Reach, id: RegistrationId, browser: &str) -> Result<(), StoreError> {
    update(reach, id, ActiveModel { browser: Set(browser.to_owned()), ..Default::default() }).await
}

/// No browser looks at a registration any more; whether this one did.
pub async fn untie(reach: &impl Reach, id: RegistrationId, browser: &str) -> Result<bool, StoreError> {
    let untied = Entity::update_many()
        .set(ActiveModel { browser: Set(String::new()), ..Default::default() })
        .filter(Column::Id.eq(id.0).and(Column::Browser.eq(browser)))
        .exec(&reach.on())
        .await?;
    Ok(untied.rows_affected == 1)
}

/// Notes whose account a registration has become.
pub async fn confirm(
    tx: &Tx,
    id: RegistrationId,
    person: PersonId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row =
        ActiveModel { confirmed_at: Set(Some(at)), person_id: Set(Some(person.0)), ..Default::default() };
    update(tx, id, row).await
}

async fn update(reach: &impl Reach, id: RegistrationId, row: ActiveModel) -> Result<(), StoreError> {
    Entity::update_many().set(row).filter(Column::Id.eq(id.0)).exec(&reach.on()).await?;
    Ok(())
}

/// Forgets what has lapsed.
pub async fn sweep(reach: &impl Reach, now: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(&reach.on()).await?.rows_affected)
}

impl From<Model> for Registration {
    fn from(row: Model) -> Self {
        let profile = Profile {
            last_name: row.last_name,
            first_name: row.first_name,
            middle_name: row.middle_name,
            place_of_work: row.place_of_work,
            city: row.city,
            phone: row.phone,
        };
        let channel = row.mobile.map_or(Channel::Email(row.email), Channel::Phone);
        Self {
            id: RegistrationId(row.id),
            applicant: Applicant { login: row.login, channel, profile },
            password_hash: row.password_hash,
            accepted: Accepted { agreement: row.agreement, personal_data: row.personal_data },
            letters: row.letters,
            asked_at: row.asked_at,
            expires_at: row.expires_at,
            of: row.of_person.map(PersonId),
            person: row.person_id.map(PersonId),
        }
    }
}
