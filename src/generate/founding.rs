//! Founds a larger installation with an older past than the demo's: the same people and tariffs, and more partners.
//! Applications are generated elsewhere.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};

use super::numbers;
use crate::domain::billing::BilledProduct;
use crate::domain::role::{Role, Scope};
use crate::domain::search::Question;
use crate::operations::House;
use crate::seed::files::{ContractRow, DiscountRow, Files, PersonRow, SeededPartner};
use crate::seed::office::{self, SeededOffice};
use crate::seed::{SeedError, is_empty, turn};
use crate::store::organizations::OrganizationQuery;
use crate::store::{StoreError, accounts, joining, organizations};

/// Writes this number of partners into an empty database; their tariffs hold from a day on.
pub(super) async fn found(
    house: &Arc<House>,
    partners: usize,
    since: NaiveDate,
) -> Result<SeededOffice, SeedError> {
    if !is_empty(&house.db).await? {
        return Err(SeedError::NotEmpty);
    }
    turn(&house.clock, since.and_time(NaiveTime::MIN).and_utc())?;
    let files = Files::read()?.grown(partners).since(since);
    office::found(house, &files).await
}

/// Makes the demo's client a member of some organisations of its partner.
pub(super) async fn join_client(house: &House) -> Result<(), SeedError> {
    let tx = house.db.begin().await?;
    let client = accounts::find(&tx, "client").await?.ok_or(StoreError::NotFound)?;
    for organization in
        organizations::search(&tx, &Scope::Everything, OrganizationQuery::first(&Question::default(), 3))
            .await?
    {
        joining::join(&tx, &office::console(house.clock.now()), &organization, client.id).await?;
    }
    Ok(tx.commit().await?)
}

impl Files {
    /// These files with this number of partners: fewer than the demo's, or more, copied from its first one.
    fn grown(mut self, partners: usize) -> Self {
        let known: Vec<String> = self.partners.iter().map(|partner| partner.code.clone()).collect();
        for place in known.len()..partners {
            self.add_partner(place + 1, &known[0]);
        }
        self
    }

    fn add_partner(&mut self, place: usize, like: &str) {
        let code = format!("partner-{place}");
        let email = |who: &str| format!("{who}@{code}.example");
        self.partners.push(SeededPartner {
            code: code.clone(),
            name: format!("ООО «Партнер {place}»"),
            inn: partner_inn(place),
            kpp: Some("990001001".to_owned()),
            phone: format!("+7999000{:04}", place % 10_000),
            email: email("help"),
            utc_offset_minutes: [180, 300, 420, 480][place % 4],
        });
        let terms: Vec<DiscountRow> =
            self.discounts.iter().filter(|row| row.partner == like).cloned().collect();
        self.discounts.extend(terms.into_iter().map(|row| DiscountRow { partner: code.clone(), ..row }));
        let contracts: Vec<ContractRow> =
            self.contracts.iter().filter(|row| row.partner == like).cloned().collect();
        self.contracts.extend(contracts.into_iter().map(|row| ContractRow { partner: code.clone(), ..row }));
        let people = [
            ("staff", Role::PartnerStaff, "Сотрудник"),
            ("second", Role::PartnerStaff, "Сменщик"),
            ("manager", Role::PartnerManager, "Менеджер"),
        ];
        self.people.extend(people.map(|(who, role, name)| PersonRow {
            login: format!("{who}-{place}"),
            full_name: format!("{name} партнера {place}"),
            email: email(who),
            role,
            partner: Some(code.clone()),
            organization: None,
            state: None,
        }));
    }

    /// These files with tariffs that hold from this day on: the first row of each begins earlier.
    fn since(mut self, day: NaiveDate) -> Self {
        let first = self.prices.iter().map(|row| row.valid_from).max().unwrap_or(day);
        for row in self.prices.iter_mut().filter(|row| row.valid_from == first) {
            row.valid_from = day.min(first);
        }
        for product in BilledProduct::ALL {
            if let Some(row) =
                self.vat.iter_mut().filter(|row| row.product == *product).min_by_key(|row| row.valid_from)
            {
                row.valid_from = day.min(row.valid_from);
            }
        }
        for place in 0..self.contracts.len() {
            let partner = self.contracts[place].partner.clone();
            let earlier = |row: &&ContractRow| row.partner == partner;
            let first = self.contracts.iter().filter(earlier).map(|row| row.valid_from).min();
            if Some(self.contracts[place].valid_from) == first {
                self.contracts[place].valid_from = day.min(self.contracts[place].valid_from);
            }
        }
        for place in 0..self.discounts.len() {
            let (partner, product) = (self.discounts[place].partner.clone(), self.discounts[place].product);
            let same = |row: &&DiscountRow| row.partner == partner && row.product == product;
            let first = self.discounts.iter().filter(same).map(|row| row.valid_from).min();
            if Some(self.discounts[place].valid_from) == first {
                self.discounts[place].valid_from = day.min(self.discounts[place].valid_from);
            }
        }
        self
    }
}

/// The ИНН of a partner that is made up.
fn partner_inn(place: usize) -> String {
    numbers::inn_of_organization(9_000_000 + u64::try_from(place).unwrap_or(0))
}
