//! What partners sell to clients: requisites, drafts, issuing.

use registrar::domain::ids::SaleId;
use registrar::domain::role::Scope;
use registrar::domain::sale::{Sale, SaleState};
use registrar::domain::seller::{TypedRegime, TypedTerms};
use registrar::operations::sales::{self, issuing, sellers};
use registrar::operations::{Desk, Failure};
use registrar::store;

use super::Portal;

/// The terms of a seller, as typed; nothing is wrong with them.
pub(crate) fn seller_terms() -> TypedTerms {
    let text = str::to_owned;
    TypedTerms {
        name: text("ООО «Форсайт»"),
        inn: text("9900100011"),
        kpp: text("990001001"),
        address: text("664000, Иркутск, ул. Ленина, д. 1"),
        account: text("40702810600000000001"),
        bank: text("АО «Банк», Иркутск"),
        bik: text("049999999"),
        corr_account: text("30101810300000000999"),
        director: text("Орлов Н. А."),
        accountant: text("Петрова А. И."),
        prefix: text("Ф-"),
        closing: text("Спасибо, что вы с нами!"),
        papers: text("act"),
        at_approval: false,
        source: text("own"),
    }
}

/// The partner of a desk sells under a regime of VAT since 2026 began.
pub(crate) async fn sell_under(desk: &Desk, regime: &str, terms: TypedTerms) {
    let seen = sellers::own_seller(desk).await.unwrap().0.version;
    sellers::keep_terms(desk, seen, &terms).await.unwrap();
    let since = TypedRegime { regime: regime.to_owned(), from: "2026-01-01".to_owned() };
    sellers::set_regime(desk, seen + 1, &since).await.unwrap();
}

impl Portal {
    /// «Форсайт» sells without VAT, by an invoice and an act.
    pub(crate) async fn selling(&self) -> Desk {
        let desk = self.manager().await.desk();
        sell_under(&desk, "usn", seller_terms()).await;
        desk
    }

    /// The sales of a desk's partner in some states, the oldest first.
    pub(crate) async fn sales_of(&self, desk: &Desk, states: &[SaleState]) -> Vec<Sale> {
        let scope = Scope::Partner(desk.partner().unwrap());
        store::sales::page(self.db(), &scope, states, None, 1000).await.unwrap()
    }

    /// Its drafts.
    pub(crate) async fn sale_drafts(&self, desk: &Desk) -> Vec<Sale> {
        self.sales_of(desk, &[SaleState::Draft]).await
    }

    /// Approves an application and returns the draft that it made.
    pub(crate) async fn sold(&self, desk: &Desk) -> Sale {
        let number = self.approved(&self.draft()).await;
        let drafts = self.sale_drafts(desk).await;
        drafts.into_iter().find(|sale| sale.application == number).unwrap()
    }

    /// Approves an application, issues its draft, and returns the sale.
    pub(crate) async fn issued_sale(&self, desk: &Desk) -> Sale {
        let draft = self.sold(desk).await;
        issue_all(&desk_now(self, desk).await, std::slice::from_ref(&draft)).await.unwrap();
        self.see_sale(desk, draft.id).await
    }

    /// A sale in its present state.
    pub(crate) async fn see_sale(&self, desk: &Desk, id: SaleId) -> Sale {
        sales::open(desk, id).await.unwrap().row.sale
    }
}

/// The manager's desk at the present instant.
async fn desk_now(portal: &Portal, desk: &Desk) -> Desk {
    portal.known(&desk.who().actor).await.desk()
}

/// Issues sales in the versions that they have.
pub(crate) async fn issue_all(desk: &Desk, chosen: &[Sale]) -> Result<usize, Failure> {
    let chosen: Vec<(SaleId, i32)> = chosen.iter().map(|sale| (sale.id, sale.version)).collect();
    issuing::issue(desk, sellers::own_seller(desk).await?.0.version, &chosen).await
}
