//! Drafting: what an approval obliges a client to pay becomes the draft of a sale, at the partner's own price or the list's.

use super::issuing;
use crate::domain::billing::BilledProduct;
use crate::domain::charge::Charge;
use crate::domain::ids::SaleId;
use crate::domain::money::{Money, Rate};
use crate::domain::month::moscow_day;
use crate::domain::multi_user::Tier;
use crate::domain::organization::Organization;
use crate::domain::role::Scope;
use crate::domain::sale::{Sale, SaleLine, SaleState};
use crate::domain::seller::Seller;
use crate::operations::{Desk, Failure};
use crate::store::{Tx, keep, sales, sellers};

/// Makes the draft of an approval, whose transaction has locked the head of the partner's chain. What costs nothing makes none.
pub(in crate::operations) async fn owe(
    desk: &Desk,
    tx: &Tx,
    buyer: &Organization,
    charges: &[Charge],
) -> Result<(), Failure> {
    let Some(first) = charges.first() else { return Ok(()) };
    let seller = sellers::of_partner(tx, first.partner).await?;
    let lines: Vec<SaleLine> =
        charges.iter().filter(|charge| !charge.basis.is_free()).map(|charge| line(&seller, charge)).collect();
    if lines.is_empty() || seller.issues_in_1c() {
        return Ok(());
    }
    let draft = Sale {
        id: SaleId(0),
        partner: first.partner,
        organization: buyer.id,
        application: first.application,
        source: format!("application:{}", first.application),
        state: SaleState::Draft,
        activated_at: first.activated_at,
        lines,
        reason: String::new(),
        corrects: None,
        total: None,
        created_at: desk.now(),
        version: 0,
    };
    let placed = sales::place(tx, draft).await?;
    let sale = keep(tx, &desk.keeper(), placed.draft()).await?.sale;
    let at_once = seller.terms.as_ref().is_some_and(|terms| terms.at_approval);
    if at_once && sale.gaps(&seller, buyer).is_empty() {
        let scope = Scope::Partner(sale.partner);
        issuing::Issuing { desk, tx, scope: &scope, seller: &seller }.at_approval(sale, buyer).await?;
    }
    Ok(())
}

/// The line of a charge. A price that is not above zero is none.
fn line(seller: &Seller, charge: &Charge) -> SaleLine {
    let (product, tier, term) = (charge.product, charge.tier, charge.term_months);
    let listed = charge.sums.price - charge.sums.promotion_discount;
    let price = seller.price_on(product, tier, term, moscow_day(charge.activated_at)).unwrap_or(listed);
    SaleLine {
        product,
        tier,
        term_months: term,
        title: title(product, tier, term),
        quantity: 1,
        price: (price > Money::ZERO).then(|| price.kopecks()),
        vat_points: charge.sums.vat_rate.map(Rate::basis_points),
    }
}

/// What a document calls a product.
fn title(product: BilledProduct, tier: Option<Tier>, months: u32) -> String {
    let name = match product {
        BilledProduct::Main => "сервис «1С-Отчетность», тариф «Основной»",
        BilledProduct::Hr => "сервис «1С-Отчетность», тариф «Кадровые решения»",
        BilledProduct::AuthorizedRep => "сервис «1С-Отчетность», тариф «Уполномоченный представитель»",
        BilledProduct::MultiUser => "расширение «Многопользовательский режим»",
    };
    let users = match tier {
        None => "",
        Some(Tier::TwoToNine) => ", от 2 до 9 пользователей",
        Some(Tier::TenPlus) => ", 10 и более пользователей",
    };
    format!("Право использования: {name}{users}, {months} мес.")
}
