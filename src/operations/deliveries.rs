//! Deliveries: the operator publishes them, and of their PINs only keyed digests are kept.

use std::collections::BTreeSet;

use super::{Desk, Failure};
use crate::domain::delivery::{DeliveryBatch, Pin, ProductDelivery};
use crate::domain::identity::RegNumber;
use crate::domain::month::moscow_day;
use crate::gateways::tokens;
use crate::policy::Permission;
use crate::store::{StoreError, deliveries, keep};

/// A delivery as it is handed in: with its PIN in clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedIn {
    /// The registration number.
    pub number: RegNumber,
    /// The PIN.
    pub pin: Pin,
    /// The name of the product.
    pub name: String,
    /// «Комплект поставки».
    pub kit: String,
}

/// How many deliveries there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeliveryCount {
    /// In all.
    pub published: u64,
    /// Those that are registered.
    pub registered: u64,
}

/// How many there are.
pub async fn count(desk: &Desk) -> Result<DeliveryCount, Failure> {
    desk.may(Permission::ManageDeliveries).await?;
    let [published, registered] = deliveries::count(desk.db()).await?;
    Ok(DeliveryCount { published, registered })
}

/// Which of these numbers are published already.
pub async fn known(desk: &Desk, numbers: &[String]) -> Result<BTreeSet<String>, Failure> {
    desk.may(Permission::ManageDeliveries).await?;
    Ok(deliveries::known(desk.db(), numbers).await?)
}

/// Publishes deliveries, all or none; answers how many they are.
pub async fn publish(desk: &Desk, secret: &[u8], handed_in: Vec<HandedIn>) -> Result<usize, Failure> {
    desk.may(Permission::ManageDeliveries).await?;
    let list: Vec<ProductDelivery> = handed_in.into_iter().map(|delivery| sealed(secret, delivery)).collect();
    let count = list.len();
    let tx = desk.begin().await?;
    let batch = DeliveryBatch { day: moscow_day(desk.now()), list };
    match keep(&tx, &desk.keeper(), batch.publish()).await {
        Err(StoreError::Duplicate(_)) => return Err(meanwhile()),
        kept => kept?,
    };
    desk.commit(tx).await?;
    Ok(count)
}

fn meanwhile() -> Failure {
    let words = "Один из номеров уже загрузил кто-то другой: проверьте таблицу еще раз";
    Failure::Invalid(vec![("rows", words.to_owned())])
}

fn sealed(secret: &[u8], handed_in: HandedIn) -> ProductDelivery {
    let HandedIn { number, pin, name, kit } = handed_in;
    ProductDelivery {
        pin_length: pin.digits().len(),
        pin_digest: pin_digest(secret, number.as_str(), &pin),
        number,
        name,
        kit,
    }
}

/// The digest under which the PIN of a number is kept.
#[must_use]
pub fn pin_digest(secret: &[u8], number: &str, pin: &Pin) -> String {
    tokens::keyed_digest(secret, &["pin", number, pin.digits()])
}
