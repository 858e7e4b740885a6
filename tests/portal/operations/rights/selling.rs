//! The operations on what a partner sells to its clients.

use registrar::domain::ids::{PaymentId, SaleId};
use registrar::domain::payment::TypedPayment;
use registrar::domain::seller::{LogoFault, TypedOwnPrice, TypedRegime, TypedSeries, TypedTerms};
use registrar::operations::sales::{issuing, logos, payments, register, sellers};
use registrar::operations::{Desk, sales};

use super::{Probe, probes};

pub(super) fn sales(desk: &Desk) -> Vec<Probe<'_>> {
    let (sale, payment) = (SaleId(1), PaymentId(1));
    probes!(
        ViewSale "sales::drafts" => sales::drafts(desk, None),
        ViewSale "sales::waiting" => sales::waiting(desk),
        ViewSale "sales::issued" => sales::issued(desk, None),
        ViewSale "sales::open" => sales::open(desk, sale),
        IssueSale "sales::export" => register::export(desk, 2026),
        IssueSale "sales::reprice" => sales::reprice(desk, sale, 1, 0, ("1", "x")),
        IssueSale "sales::drop_out" => sales::drop_out(desk, sale, 1, "x"),
        IssueSale "sales::take_up" => sales::take_up(desk, sale, 1),
        IssueSale "sales::make_anew" => sales::make_anew(desk, sale, 1),
        IssueSale "sales::correct" => sales::correct(desk, sale, 1, "x"),
        IssueSale "sales::issue" => issuing::issue(desk, 0, &[]),
        ViewSale "sales::own_seller" => sellers::own_seller(desk),
        IssueSale "sales::keep_terms" => async { sellers::keep_terms(desk, 0, &TypedTerms::default()).await },
        IssueSale "sales::set_regime" => async { sellers::set_regime(desk, 0, &TypedRegime::default()).await },
        IssueSale "sales::set_price" => async { sellers::set_price(desk, 0, &TypedOwnPrice::default()).await },
        IssueSale "sales::begin_series" => async {
            sellers::begin_series(desk, 0, &TypedSeries::default()).await
        },
        IssueSale "sales::begin_logo" => logos::begin_logo(desk),
        IssueSale "sales::keep_logo" => logos::keep_logo(desk, 0, Err(LogoFault::Missing)),
        IssueSale "sales::remove_logo" => logos::remove_logo(desk, 0),
        ViewSale "sales::own_logo" => logos::own_logo(desk, "x"),
        ViewSale "sales::board" => payments::board(desk, "", None, None),
        ViewSale "sales::payer" => payments::payer(desk, None, ""),
        ViewSale "sales::balances" => payments::balances(desk, &[], chrono::NaiveDate::MAX),
        IssueSale "sales::note" => async { payments::note(desk, &TypedPayment::default()).await },
        IssueSale "sales::changed_act" => payments::changed_act(desk, payment),
        IssueSale "sales::take_back" => payments::take_back(desk, payment, 1, "x"),
    )
}
