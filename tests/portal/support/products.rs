//! Deliveries and products of the test's clients.

use chrono::Duration;
use registrar::domain::delivery::Pin;
use registrar::domain::identity::RegNumber;
use registrar::domain::ids::ProductId;
use registrar::domain::product::{ProductClaim, TypedQuestionnaire};
use registrar::gateways::tokens;
use registrar::operations::deliveries::{self, HandedIn, pin_digest};
use registrar::operations::products as operations;
use registrar::store::products;

use super::{Page, Persona, Portal, Visitor, answer};

/// What keys the digests of PINs in tests, as the door of the test has it.
const SECRET: [u8; 32] = [7; 32];
/// The address of the form.
pub(crate) const PRODUCT_FORM: &str = "/portal/products/registration";
/// The answers to the questionnaire.
pub(crate) const ANSWERS: [(&str, &str); 12] = [
    ("organization", "ООО «Ромашка»"),
    ("activity", "Торговля"),
    ("postcode", "664000"),
    ("address", "Иркутск, ул. Первая, 1"),
    ("head", "Петрова Анна Ивановна"),
    ("responsible", "Сидорова Вера Павловна"),
    ("phone", "+7 999 000-00-01"),
    ("fax", "нет"),
    ("email", "buh@romashka.example"),
    ("seller", "ООО «Форсайт»"),
    ("bought_on", "01.11.2026"),
    ("workplaces", "3"),
];

impl Portal {
    /// Publishes a delivery.
    pub(crate) async fn delivery(&self, number: &str, pin: &str) {
        let handed_in = HandedIn {
            number: RegNumber::parse(number).unwrap(),
            pin: Pin::parse(pin).unwrap(),
            name: "1С:Бухгалтерия 8 ПРОФ".to_owned(),
            kit: "Коробка".to_owned(),
        };
        deliveries::publish(&self.admin().await.desk(), &SECRET, vec![handed_in]).await.unwrap();
    }

    /// The word under which a client's proved pair is kept, without the form.
    pub(crate) async fn claim(&self, client: &Persona, number: &str, pin: &str) -> String {
        let digest = pin_digest(&SECRET, number, &Pin::parse(pin).unwrap());
        let delivery = registrar::store::deliveries::unused(self.db(), number, &digest).await.unwrap();
        let claim = ProductClaim { id: tokens::fresh(), owner: client.id(), delivery: delivery.unwrap() };
        let now = self.clock.now();
        let tx = self.db().begin().await.unwrap();
        products::claim(&tx, &claim, now, now + Duration::days(60)).await.unwrap();
        tx.commit().await.unwrap();
        claim.id
    }

    /// A product that a client has registered, without the form.
    pub(crate) async fn product(&self, client: &Persona, number: &str, pin: &str) -> ProductId {
        self.delivery(number, pin).await;
        let claim = self.claim(client, number, pin).await;
        operations::register(&client.desk(), &claim, &answered()).await.unwrap()
    }
}

/// The answers as they are typed.
pub(crate) fn answered() -> TypedQuestionnaire {
    let [
        organization,
        activity,
        postcode,
        address,
        head,
        responsible,
        phone,
        fax,
        email,
        seller,
        bought,
        places,
    ] = ANSWERS.map(|(_, value)| value.to_owned());
    TypedQuestionnaire {
        organization,
        activity,
        postcode,
        address,
        head,
        responsible,
        phone,
        fax,
        email,
        seller,
        bought_on: bought,
        workplaces: places,
    }
}

impl Visitor {
    /// Types a pair into the form and sends it.
    pub(crate) async fn try_pair(&mut self, number: &str, pin: &str) -> Page {
        let form = self.open(PRODUCT_FORM).await;
        let sum = answer(&form);
        self.press(&form, PRODUCT_FORM, &[("number", number), ("pin", pin), ("sum", &sum)]).await
    }
}
