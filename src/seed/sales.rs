//! What «Форсайт» sells to its clients: for half a year it issues the documents of three of them, who pay in full, too much or
//! in part; one sale is taken back. The others' drafts wait.

use std::sync::Arc;

use chrono::Datelike as _;

use super::SeedError;
use super::office::SeededOffice;
use crate::domain::billing::BilledProduct;
use crate::domain::money::Money;
use crate::domain::month::moscow_day;
use crate::domain::payment::TypedPayment;
use crate::domain::role::Role;
use crate::domain::sale::SaleState;
use crate::domain::seller::{TypedRegime, TypedTerms};
use crate::operations::sales::{self, SaleRow, issuing, payments, sellers};
use crate::operations::{Desk, Failure, House};

const PARTNER: &str = "forsait";
/// The clients whose documents are issued, each with the share of each sale that it pays, in percent.
const CLIENTS: [(&str, i32); 3] =
    [("ООО «Северный ветер»", 100), ("ООО «Байкал-Логистика»", 110), (CORRECTED, 50)];
/// The client of whom a sale of the multi-user mode is taken back.
const CORRECTED: &str = "ООО «Вектор Плюс»";
const REASON: &str = "Многопользовательский режим подключен по ошибке";

/// The partner says by what it sells, before its first sale.
pub(super) async fn begin(house: &Arc<House>, office: &SeededOffice) -> Result<(), SeedError> {
    let desk = manager(house, office)?;
    let text = str::to_owned;
    let (_, known) = sellers::own_seller(&desk).await.map_err(refused)?;
    let terms = TypedTerms {
        address: text("664000, г. Иркутск, ул. Ленина, д. 1, офис 12"),
        account: text("40702810600000000001"),
        bank: text("АО «Прибайкальский банк», г. Иркутск"),
        bik: text("049999999"),
        corr_account: text("30101810300000000999"),
        director: text("Орлов Н. А."),
        accountant: text("Петрова А. И."),
        prefix: text("Ф-"),
        closing: text("Спасибо, что работаете с нами."),
        ..known
    };
    sellers::keep_terms(&desk, 0, &terms).await.map_err(refused)?;
    let from = format!("{}-01-01", moscow_day(house.clock.now()).year());
    let regime = TypedRegime { regime: text("usn"), from };
    sellers::set_regime(&desk, 1, &regime).await.map_err(refused)
}

/// Its manager issues what the three clients owe, and notes what they paid.
pub(super) async fn issue(house: &Arc<House>, office: &SeededOffice) -> Result<(), SeedError> {
    let desk = manager(house, office)?;
    take_back(&desk).await?;
    let board = sales::drafts(&desk, None).await.map_err(refused)?;
    for (client, share) in CLIENTS {
        let theirs = board.rows.iter().filter(|row| row.buyer.requisites.short_name == client);
        for row in theirs.filter(|row| row.sale.state == SaleState::Draft) {
            issuing::issue(&desk, board.seller, &[(row.sale.id, row.sale.version)]).await.map_err(refused)?;
            let total = row.figures.as_ref().map_or(Money::ZERO, |figures| figures.total);
            let paid = Money::from_kopecks(total.kopecks() / 100 * i64::from(share));
            if paid > Money::ZERO {
                let typed = TypedPayment {
                    organization: row.buyer.subscriber_code.clone(),
                    day: moscow_day(house.clock.now()).to_string(),
                    number: (70 + row.sale.id.0).to_string(),
                    amount: paid.to_string(),
                };
                payments::note(&desk, &typed).await.map_err(refused)?;
            }
        }
    }
    Ok(())
}

/// Takes back the first sale of the multi-user mode to [`CORRECTED`], in the month after it was issued.
async fn take_back(desk: &Desk) -> Result<(), SeedError> {
    let board = sales::issued(desk, None).await.map_err(refused)?;
    let multi_user =
        |row: &SaleRow| row.sale.lines.iter().any(|line| line.product == BilledProduct::MultiUser);
    let mut theirs: Vec<_> = board.rows.iter().map(|(_, row)| row).collect();
    theirs.retain(|row| row.buyer.requisites.short_name == CORRECTED);
    if theirs.iter().any(|row| row.sale.state == SaleState::Corrected) {
        return Ok(());
    }
    if let Some(row) = theirs.into_iter().find(|row| multi_user(row)) {
        sales::correct(desk, row.sale.id, row.sale.version, REASON).await.map_err(refused)?;
    }
    Ok(())
}

fn manager(house: &Arc<House>, office: &SeededOffice) -> Result<Desk, SeedError> {
    let person = office.holder(Role::PartnerManager, Some(office.partner(PARTNER)?.id))?;
    Ok(Desk::of_person(house, person, Vec::new(), "seed-sales".to_owned()).proven(house.clock.now()))
}

fn refused(failure: Failure) -> SeedError {
    SeedError::Refused { what: "what «Форсайт» sells".to_owned(), failure }
}
