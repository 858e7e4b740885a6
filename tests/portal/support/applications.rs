//! Applications as a client's program sends them, and the steps that process them.

use registrar::domain::application::{Application, ApplicationRefusal};
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::money::Money;
use registrar::domain::stage::StageCode;
use registrar::operations::intake::{self, IntakeFailure};
use registrar::operations::review::Sent;
use registrar::operations::{Failure, Refusal, pricing, review};
use serde_json::{Value, json};

use super::identifiers::{inn, ogrn, person_inn, snils};
use super::requests::request;
use super::{Persona, Portal, Program};

/// An application document under construction.
#[derive(Clone)]
pub(crate) struct Draft {
    body: Value,
}

impl Draft {
    /// A first connection of the organisation with this number, with one owner and two users.
    pub(crate) fn of(organization: u32) -> Self {
        let name = format!("Ромашка {organization}");
        let body = json!({
            "type": "connect",
            "reg_number": format!("8{organization:08}"),
            "license": { "product": "main", "term_months": 12 },
            "promotion": null,
            "organization": {
                "kind": "legal_entity", "short_name": format!("ООО «{name}»"),
                "full_name": format!("Общество с ограниченной ответственностью «{name}»"),
                "inn": inn(organization), "kpp": "990001001", "ogrn": ogrn(organization),
                "legal_address": "664000, Иркутская обл, г. Иркутск, ул. Ленина, д. 1", "region": "38",
                "phone": "+79990000001", "email": "buh@romashka.example", "is_budget": false
            },
            "directions": [
                { "authority": "fns", "code": "3801", "kpp": "990001001" },
                { "authority": "sfr", "code": "048-001" }
            ],
            "owners": [],
            "multi_user": { "enabled": false, "users": [] },
            "cabinet": { "enabled": true, "alias": "Бухгалтерия 3.0" }
        });
        Self { body }.owners(1).users(2)
    }

    /// Sets this many signature owners, each with a certificate request.
    pub(crate) fn owners(mut self, count: u32) -> Self {
        let owners = (1..=count).map(|place| {
            let head = place == 1;
            let mut owner = json!({
                "kind": if head { "head" } else { "employee" },
                "last_name": "Петрова", "first_name": "Анна", "middle_name": format!("Ивановна {place}"),
                "position": if head { "Генеральный директор" } else { "Бухгалтер" },
                "snils": snils(place), "inn": person_inn(place), "email": "petrova@romashka.example",
                "roles": if head { json!(["sign", "encrypt", "admin"]) } else { json!(["sign"]) }
            });
            owner["csr"] = json!(request(&owner, &self.body["organization"]));
            owner
        });
        let owners: Vec<Value> = owners.collect();
        self.body["owners"] = json!(owners);
        self
    }

    /// Turns the multi-user mode on with this many users; zero turns it off.
    pub(crate) fn users(mut self, count: u32) -> Self {
        let users: Vec<Value> = (1..=count)
            .map(|place| {
                json!({
                    "snils": snils(place), "email": format!("user{place}@romashka.example"),
                    "roles": ["sign"], "authorities": ["fns"]
                })
            })
            .collect();
        self.body["multi_user"] = json!({ "enabled": count > 0, "users": users });
        self
    }

    /// Sets one member at this pointer.
    pub(crate) fn with(mut self, pointer: &str, value: Value) -> Self {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = self.body.pointer_mut(parent).unwrap();
        match name.parse::<usize>() {
            Ok(place) => parent[place] = value,
            Err(_) => parent[name] = value,
        }
        self
    }

    /// The document as JSON text.
    pub(crate) fn text(&self) -> String {
        self.body.to_string()
    }
}

impl Portal {
    /// The first connection of an organisation that is new to the portal.
    pub(crate) fn draft(&self) -> Draft {
        Draft::of(self.next())
    }

    /// Sends an application from a program, with a new idempotency key.
    pub(crate) async fn send_by(
        &self,
        program: &Program,
        draft: &Draft,
    ) -> Result<ApplicationNumber, IntakeFailure> {
        let key = format!("key-{}", self.next());
        let (number, new) = intake::receive(&program.desk(), Some(&key), &draft.text()).await?;
        assert!(new);
        Ok(number)
    }

    /// Sends an application to «Форсайт».
    pub(crate) async fn send(&self, draft: &Draft) -> ApplicationNumber {
        self.send_by(&self.program().await, draft).await.unwrap()
    }

    /// Takes an application in its present version.
    pub(crate) async fn take(&self, staff: &Persona, number: ApplicationNumber) -> Application {
        let seen = self.see(number).await.version;
        review::take(&staff.desk(), number, seen).await.unwrap();
        self.see(number).await
    }

    /// The total that its card shows at present.
    pub(crate) async fn total(&self, number: ApplicationNumber) -> Option<Money> {
        let prices = pricing::preview(self.db(), &self.see(number).await, self.clock.now()).await.unwrap();
        prices.into_iter().map(|priced| priced.quote.ok().map(|quote| quote.total)).sum()
    }

    /// Forwards an application in its present version and acknowledges every remark that must be acknowledged.
    pub(crate) async fn forward(&self, staff: &Persona, number: ApplicationNumber) -> Application {
        let (desk, seen) = (staff.desk(), self.see(number).await.version);
        match review::forward(&desk, number, seen, Sent::AS_SAVED).await {
            Err(Failure::Refused(Refusal::Application(ApplicationRefusal::NotAcknowledged(ticks)))) => {
                review::forward(&desk, number, seen, Sent { ticks, ..Sent::AS_SAVED }).await.unwrap();
            }
            done => drop(done.unwrap()),
        }
        self.see(number).await
    }

    /// Sends, takes and forwards an application, so that the worker is next.
    pub(crate) async fn forwarded(&self, draft: &Draft) -> ApplicationNumber {
        self.forwarded_by(&self.program().await, draft).await
    }

    /// The same for a program of any partner.
    pub(crate) async fn forwarded_by(&self, program: &Program, draft: &Draft) -> ApplicationNumber {
        let number = self.send_by(program, draft).await.unwrap();
        let staff = self.staff_of(self.see(number).await.partner).await;
        self.take(&staff, number).await;
        self.forward(&staff, number).await;
        number
    }

    /// An application whose request to the authority has failed until the worker gave up. The authority stays broken.
    pub(crate) async fn stuck(&self, draft: &Draft) -> ApplicationNumber {
        let number = self.forwarded(draft).await;
        self.break_authority();
        self.clock.advance(chrono::Duration::seconds(10));
        self.worker().round().await.unwrap();
        self.sql("update errands set attempts = 7 where kind = 'issue' and state = 'due'").await;
        self.run_errands().await;
        assert!(self.see(number).await.attention.is_some());
        number
    }

    /// Sends an application and has it approved a few seconds later.
    pub(crate) async fn approved(&self, draft: &Draft) -> ApplicationNumber {
        self.approved_by(&self.program().await, draft).await
    }

    /// The same for a program of any partner.
    pub(crate) async fn approved_by(&self, program: &Program, draft: &Draft) -> ApplicationNumber {
        let number = self.forwarded_by(program, draft).await;
        self.run_errands_after_the_undo_window().await;
        assert_eq!(self.see(number).await.stage.code(), StageCode::Approved);
        number
    }
}
