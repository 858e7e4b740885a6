//! The scopes of what partners sell: only the partner finds any of it.

use registrar::domain::ids::{NumberedId, PaymentId, SaleId};
use registrar::domain::organization::Organization;
use registrar::domain::payment::TypedPayment;
use registrar::domain::role::Scope;
use registrar::domain::sale::SaleState;
use registrar::domain::seller::Logo;
use registrar::operations::sales::{self as operations, logos as signs, payments as paying, sellers};
use registrar::store::{Tx, book, logos, numbering, payments, sales};

use super::archives::always;
use super::{Holding, is_there};
use crate::support::{Portal, issue_all, sell_under, seller_terms};

/// What a partner has sold to an organisation.
pub(super) struct Sold {
    sale: SaleId,
    document: NumberedId,
    payment: PaymentId,
    logo: String,
}

/// An issued sale with the drafts of its correction and of the one instead of it, and a payment.
pub(super) async fn sold(portal: &Portal, code: &str, organization: &Organization) -> Sold {
    let desk = portal.manager_of(code).await.desk();
    if sellers::own_seller(&desk).await.unwrap().0.terms.is_none() {
        sell_under(&desk, "usn", seller_terms()).await;
    }
    let mut drafts = portal.sale_drafts(&desk).await;
    drafts.retain(|sale| sale.organization == organization.id);
    let draft = drafts.remove(0);
    issue_all(&desk, std::slice::from_ref(&draft)).await.unwrap();
    let card = operations::open(&desk, draft.id).await.unwrap();
    operations::correct(&desk, draft.id, card.row.sale.version, "Дважды").await.unwrap();
    // As if it were corrected and made anew.
    let anew = format!(
        "insert into sales (partner_id, organization_id, application_number, source, state, activated_at, day, lines, \
         reason, created_at, version) select partner_id, organization_id, application_number, 'anew:{0}', 'draft', \
         activated_at, day, lines, reason, created_at, version from sales where id = {0}",
        draft.id
    );
    portal.sql(&anew).await;
    let typed = TypedPayment {
        organization: organization.subscriber_code.clone(),
        day: desk.now().date_naive().to_string(),
        number: "1".to_owned(),
        amount: "1".to_owned(),
    };
    let payment = paying::note(&desk, &typed).await.unwrap();
    let logo = Logo::of(code.as_bytes().to_vec());
    let seen = sellers::own_seller(&desk).await.unwrap().0.version;
    signs::keep_logo(&desk, seen, Ok(logo.clone())).await.unwrap();
    Sold { sale: draft.id, document: card.documents[0].id, payment, logo: logo.sha256 }
}

/// The same for the sales, their documents and the book; the counts are asked only where one of them is found.
pub(super) async fn of_sales(tx: &Tx, scope: &Scope, wanted: &Holding) -> Vec<(&'static str, bool)> {
    let (Sold { sale, document, payment, logo }, client) = (&wanted.sold, wanted.organization.id);
    let issued = [SaleState::Issued];
    let listed = sales::page(tx, scope, &issued, None, 10).await.unwrap();
    let with_ids = sales::with_ids(tx, scope, &[*sale]).await.unwrap();
    let there = is_there(sales::open(tx, scope, *sale).await);
    let correction = sales::correction_of(tx, scope, *sale).await.unwrap();
    let of_days = book::of_days(tx, scope, always().first, always().last).await.unwrap();
    vec![
        ("sales::open", there),
        ("sales::open_to_change", is_there(sales::open_to_change(tx, scope, *sale).await)),
        ("sales::correction_of", correction.is_some()),
        ("sales::instead_of", sales::instead_of(tx, scope, *sale).await.unwrap().is_some()),
        ("sales::page", listed.iter().any(|one| one.id == *sale)),
        ("sales::with_ids", with_ids.iter().any(|one| one.id == *sale)),
        ("sales::count", there && sales::count(tx, scope, &issued).await.unwrap() == 1),
        (
            "numbering::page",
            numbering::page(tx, scope, None, 10).await.unwrap().iter().any(|one| one.id == *document),
        ),
        ("numbering::count", there && numbering::count(tx, scope).await.unwrap() == 2),
        ("numbering::open", is_there(numbering::open(tx, scope, *document).await)),
        ("book::with_source", book::with_source(tx, scope, &format!("sale:{sale}")).await.unwrap().is_some()),
        (
            "book::of_organization",
            !book::of_organization(tx, scope, client, "2030-01-01".parse().unwrap())
                .await
                .unwrap()
                .is_empty(),
        ),
        ("book::of_days", of_days.iter().any(|posting| posting.organization == client)),
        (
            "book::balances",
            !book::balances(tx, scope, &[client], "2030-01-01".parse().unwrap()).await.unwrap().is_empty(),
        ),
        ("logos::open", is_there(logos::open(tx, scope, logo).await)),
        ("payments::open", is_there(payments::open(tx, scope, *payment).await)),
        ("payments::open_to_change", is_there(payments::open_to_change(tx, scope, *payment).await)),
        (
            "payments::page",
            payments::page(tx, scope, Some(client), None, 10)
                .await
                .unwrap()
                .iter()
                .any(|one| one.id == *payment),
        ),
        ("payments::with_ids", !payments::with_ids(tx, scope, &[*payment]).await.unwrap().is_empty()),
        ("payments::count", there && payments::count(tx, scope, None).await.unwrap() == 1),
    ]
}
