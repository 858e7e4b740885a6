//! Changes of the terms of sale while applications are in progress.

use chrono::{Duration, NaiveDate};
use registrar::domain::billing::BilledProduct;
use registrar::domain::contract::{TypedContract, TypedDiscount};
use registrar::domain::form::FieldFaults;
use registrar::domain::money::{Money, Rate};
use registrar::domain::multi_user::Tier as OfferedTier;
use registrar::domain::price::{GroundRow, GroundTable, PriceRow, TypedPromotion, Vat, VatRule};
use registrar::domain::settings::Setting;
use registrar::operations::{Failure, partnership, price_ground, price_list, settings};

use super::days;
use super::office::Office;
use super::tariff::{Contract, Dated, Promotion, SOLD, Tier, What};

impl Office {
    /// Terms change only while the clock is right.
    pub(super) async fn change_terms(&mut self) -> bool {
        if self.set_back.is_some() {
            return false;
        }
        match self.chance.below(12) {
            0..=2 => self.price().await,
            3 | 4 => self.tax().await,
            5 | 6 => self.discount().await,
            7 => self.contract().await,
            8 | 9 => self.promotion().await,
            10 => self.end_promotion().await,
            _ => self.setting().await,
        }
    }

    async fn price(&mut self) -> bool {
        let matters: Vec<_> = self.tariff.prices.keys().copied().collect();
        let matter = *self.chance.one(&matters).unwrap();
        let (what, term, tier) = matter;
        let (from, kopecks) = (self.soon(20), self.chance.between(10_001, 999_999));
        let row = PriceRow {
            product: BilledProduct::from_code(what).unwrap(),
            legal_form: None,
            zone: (what == "main").then(|| "z55".to_owned()),
            term_months: term.unsigned_abs(),
            tier: tier.map(offered),
            group_band: None,
            amount: Money::from_kopecks(kopecks),
        };
        let (desk, day) = (self.billing.desk(), from.to_string());
        let preview = price_list::preview(&desk, &day, vec![row.clone()]).await.unwrap();
        let done = price_list::publish(&desk, &day, vec![row], &preview.seen).await;
        let done = self.expect(true, &done, "publishing a price");
        if done {
            self.tariff.prices.get_mut(&matter).unwrap().plan(from, kopecks);
            self.count("a price changed");
        }
        done
    }

    async fn tax(&mut self) -> bool {
        let what = *self.chance.one(&SOLD).unwrap();
        let points = *self.chance.one(&[None, Some(2_000), Some(2_200), Some(500), Some(733)]).unwrap();
        let from = self.soon(15);
        let vat = points.map_or(Vat::Exempt, |points| Vat::Rate(rate(points)));
        let row = GroundRow::Vat(VatRule { product: BilledProduct::from_code(what).unwrap(), vat });
        let (desk, day) = (self.billing.desk(), from.to_string());
        let preview = price_ground::preview(&desk, GroundTable::Vat, &day, vec![row.clone()]).await.unwrap();
        let done = price_ground::publish(&desk, GroundTable::Vat, &day, vec![row], &preview.seen).await;
        let done = self.expect(true, &done, "publishing a tax");
        if done {
            self.tariff.vat.get_mut(what).unwrap().plan(from, points.map(i64::from));
            self.count("a tax changed");
        }
        done
    }

    async fn discount(&mut self) -> bool {
        let code = self.some_partner();
        let (from, what) = (self.soon(20), *self.chance.one(&SOLD).unwrap());
        let points = self.chance.between(0, 9_999);
        let own = self.tariff.contracts.get_mut(code).unwrap();
        let holds = |one: &&mut Contract| one.from <= from && one.to.is_none_or(|to| from <= to);
        let Some(contract) = own.iter_mut().find(holds) else { return false };
        let percent = format!("{},{:02}", points / 100, points % 100);
        let typed = TypedDiscount { product: what, percent: &percent, from: &from.to_string() };
        let desk = self.billing.desk();
        let planned = partnership::plan_discount(&desk, code, &contract.number, typed).await;
        // The same discount as holds already is no plan.
        if refused_in_words(&planned).is_some() {
            return false;
        }
        contract.discounts.get_mut(what).unwrap().plan(from, points);
        self.expect(true, &planned, "planning a discount");
        self.count("a discount changed");
        true
    }

    /// A new contract, with or without an end; it may leave a gap after the previous one.
    async fn contract(&mut self) -> bool {
        let code = self.some_partner();
        let own = &self.tariff.contracts[code];
        let (latest, number) = (own.last().unwrap().from, format!("{code}-{}", own.len()));
        let from = self.soon(10).max(latest + Duration::days(1));
        let to = self.chance.percent(70).then(|| from + Duration::days(self.chance.between(2, 30)));
        let points = SOLD.map(|_| self.chance.between(0, 99));
        let percents = points.map(|points| points.to_string());
        let fields = ["main", "hr", "authorized_rep", "multi_user"];
        let products = SOLD.map(|what| BilledProduct::from_code(what).unwrap());
        let discounts: Vec<_> =
            (0..SOLD.len()).map(|place| (fields[place], products[place], percents[place].as_str())).collect();
        let (first, last, today) = (from.to_string(), text(to), self.today().to_string());
        let typed = TypedContract {
            number: &number,
            signed_on: &today,
            from: &first,
            to: &last,
            discounts: &discounts,
        };
        let done = partnership::conclude(&self.billing.desk(), code, typed).await;
        if !self.expect(true, &done, "concluding a contract") {
            return false;
        }
        let own = self.tariff.contracts.get_mut(code).unwrap();
        for other in own.iter_mut().filter(|other| other.to.is_none_or(|to| from <= to)) {
            other.to = from.pred_opt();
        }
        let dated = |place: usize| (SOLD[place], Dated::since(from, points[place] * 100));
        own.push(Contract { number, from, to, discounts: (0..SOLD.len()).map(dated).collect() });
        self.count("a contract was concluded");
        true
    }

    async fn promotion(&mut self) -> bool {
        let code = format!("akcia-{}", self.tariff.promotions.len());
        let only = if self.chance.percent(50) { Some("main") } else { None };
        let points = self.chance.between(1, 10_000);
        let from = self.soon(3);
        let to = self.chance.percent(60).then(|| from + Duration::days(self.chance.between(0, 25)));
        let percent = format!("{},{:02}", points / 100, points % 100);
        let (first, last) = (from.to_string(), text(to));
        let typed = TypedPromotion {
            code: &code,
            name: "Акция",
            product: only.unwrap_or_default(),
            percent: &percent,
            from: &first,
            to: &last,
        };
        let done = price_list::add_promotion(&self.billing.desk(), typed).await;
        if !self.expect(true, &done, "adding a promotion") {
            return false;
        }
        self.tariff.promotions.push(Promotion { code, only, points, from, to });
        self.count("a promotion began");
        true
    }

    async fn end_promotion(&mut self) -> bool {
        let today = self.today();
        let open = |one: &Promotion| one.from <= today && one.to.is_none_or(|to| today < to);
        let Some(place) = self.tariff.promotions.iter().position(open) else { return false };
        let (code, from) = (self.tariff.promotions[place].code.clone(), self.tariff.promotions[place].from);
        let done = price_list::end_promotion(&self.billing.desk(), &code, from, &today.to_string()).await;
        if self.expect(true, &done, "ending a promotion") {
            self.tariff.promotions[place].to = Some(today);
            self.count("a promotion ended");
        }
        true
    }

    /// Changes whether silence agrees, or after how many working days.
    async fn setting(&mut self) -> bool {
        // The change applies from tomorrow, so that today keeps one value.
        let (day, desk) = (days::after(self.today()), self.admin.desk());
        let from = day.to_string();
        if self.chance.percent(40) {
            return self.silence(!self.silence.on(day).unwrap()).await;
        }
        let days = self.chance.between(1, 8).unsigned_abs();
        let done = settings::plan(&desk, Setting::AgreementDueDays, &days.to_string(), &from).await;
        if refused_in_words(&done).is_none() && self.expect(true, &done, "deciding the term") {
            self.due.plan(day, u32::try_from(days).unwrap());
        }
        true
    }

    pub(super) async fn let_silence_agree(&mut self) {
        self.silence(true).await;
    }

    async fn silence(&mut self, agrees: bool) -> bool {
        let day = days::after(self.today());
        let value = if agrees { "yes" } else { "no" };
        let done =
            settings::plan(&self.admin.desk(), Setting::SilenceIsAgreement, value, &day.to_string()).await;
        if self.expect(true, &done, "deciding what silence means") {
            self.silence.plan(day, agrees);
        }
        true
    }

    pub(super) fn some_partner(&mut self) -> What {
        let place = usize::from(self.chance.percent(40));
        self.houses[place].code
    }
}

fn refused_in_words(done: &Result<(), Failure>) -> Option<&FieldFaults> {
    if let Err(Failure::Invalid(faults)) = done { Some(faults) } else { None }
}

fn text(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

fn rate(points: i32) -> Rate {
    Rate::from_basis_points(points).unwrap()
}

fn offered(tier: Tier) -> OfferedTier {
    match tier {
        Tier::Lower => OfferedTier::TwoToNine,
        Tier::Upper => OfferedTier::TenPlus,
    }
}
