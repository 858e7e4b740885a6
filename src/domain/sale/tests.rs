//! The rules of sales and of the book that follows from them.

use proptest::prelude::*;

use super::*;
use crate::domain::book::{balance_on, trial_balance};
use crate::domain::document::DocumentKind;
use crate::domain::ids::NumberedId;
use crate::domain::numbered::digest_of_sheet;
use crate::domain::payment::Payment;
use crate::domain::seller::{Seller, VatRegime};

fn at(day: u64) -> DateTime<Utc> {
    "2026-01-01T09:00:00Z".parse::<DateTime<Utc>>().unwrap() + chrono::Days::new(day)
}

fn line(price: Option<i64>, vat_points: Option<i32>) -> SaleLine {
    SaleLine {
        product: BilledProduct::Main,
        tier: None,
        term_months: 12,
        title: "Основной".to_owned(),
        quantity: 1,
        price,
        vat_points,
    }
}

fn sale(id: i64, day: u64, lines: Vec<SaleLine>) -> Sale {
    Sale {
        id: SaleId(id),
        partner: PartnerId(1),
        organization: OrganizationId(7),
        application: ApplicationNumber(104_001),
        source: format!("application:{id}"),
        state: SaleState::Draft,
        activated_at: at(day),
        lines,
        reason: String::new(),
        corrects: None,
        total: None,
        created_at: at(day),
        version: 1,
    }
}

fn seller(regime: VatRegime) -> Seller {
    let blank = Seller::blank(PartnerId(1));
    let day = at(0).date_naive();
    blank.set_regime(day, regime).into_parts().0.seller
}

fn act(sale: &Sale, total: Money, day: u64) -> NumberedDocument {
    NumberedDocument {
        id: NumberedId(0),
        partner: sale.partner,
        organization: sale.organization,
        of: crate::domain::numbered::IssuedFor::Sale(sale.id),
        kind: DocumentKind::Act,
        place: 1,
        number: "1".to_owned(),
        day: moscow_day(at(day)),
        total,
        sheet: "{}".to_owned(),
        sha256: digest_of_sheet("{}"),
        at: at(day),
        by: "orlov".to_owned(),
    }
}

fn issued(sale: Sale, regime: VatRegime, day: u64, reversed: Option<&Posting>) -> (Sale, Posting) {
    let total = sale.figures(&seller(regime)).unwrap().total;
    let documents = vec![act(&sale, total, day)];
    let turn = sale.issue(documents, reversed, at(day)).unwrap().into_parts().0;
    (turn.sale, turn.posting.unwrap())
}

#[test]
fn vat_follows_the_regime_of_the_seller() {
    let sale = sale(1, 5, vec![line(Some(100_000), Some(2_200)), line(Some(50_000), None)]);
    let sums = |regime| {
        let figures = sale.figures(&seller(regime)).unwrap();
        (figures.amount.kopecks(), figures.vat.kopecks(), figures.total.kopecks())
    };
    assert_eq!(sums(VatRegime::Osn), (150_000, 22_000, 172_000));
    assert_eq!(sums(VatRegime::Usn), (150_000, 0, 150_000));
    assert_eq!(sums(VatRegime::UsnFive), (150_000, 7_500, 157_500));
    assert_eq!(sums(VatRegime::UsnSeven), (150_000, 10_500, 160_500));
}

#[test]
fn a_missing_price_or_regime_is_no_zero() {
    let priceless = sale(1, 5, vec![line(Some(1), None), line(None, None)]);
    assert_eq!(priceless.figures(&seller(VatRegime::Usn)), None);
    let priced = sale(1, 5, vec![line(Some(1), None)]);
    assert_eq!(priced.figures(&Seller::blank(PartnerId(1))), None);
}

#[test]
fn only_a_draft_changes_and_only_an_issued_sale_is_corrected() {
    let draft = sale(1, 5, vec![line(None, None)]);
    let dropped = draft.clone().drop_out("не нужен".to_owned()).unwrap().into_parts().0.sale;
    assert_eq!(
        dropped.clone().price(0, Money::from_kopecks(5), String::new()).unwrap_err(),
        SaleRefusal::SaleIs(SaleState::Dropped)
    );
    let again = dropped.take_up().unwrap().into_parts().0.sale;
    assert_eq!(again.state, SaleState::Draft);
    assert_eq!(
        again.clone().price(1, Money::from_kopecks(5), String::new()).unwrap_err(),
        SaleRefusal::NoSuchLine
    );
    let priced = again.price(0, Money::from_kopecks(5), "скидка".to_owned()).unwrap().into_parts().0.sale;
    assert_eq!(priced.lines[0].price, Some(5));
    assert_eq!(priced.correction(String::new(), at(6)).unwrap_err(), SaleRefusal::SaleIs(SaleState::Draft));
    let (issued, debt) = issued(priced, VatRegime::Usn, 6, None);
    assert_eq!((debt.day, debt.amount.kopecks()), (moscow_day(at(5)), 5));
    assert_eq!(issued.clone().drop_out(String::new()).unwrap_err(), SaleRefusal::SaleIs(SaleState::Issued));
    let correction = Sale { id: SaleId(2), ..issued.correction("ошибка".to_owned(), at(7)).unwrap() };
    let repriced = correction.clone().price(0, Money::from_kopecks(1), String::new());
    assert_eq!(repriced.unwrap_err(), SaleRefusal::CorrectionKeepsPrices);
    let (correction, back) = self::issued(correction, VatRegime::Usn, 8, Some(&debt));
    assert_eq!((correction.total.map(Money::kopecks), back.owed().kopecks()), (Some(-5), -5));
    assert_eq!(correction.correction(String::new(), at(9)).unwrap_err(), SaleRefusal::IsCorrection);
    assert_eq!(issued.corrected_by(correction.id).unwrap().after().sale.state, SaleState::Corrected);
}

proptest! {
    #[test]
    fn the_book_sums_to_zero_and_a_balance_is_what_was_sold_less_what_was_paid(
        acts in prop::collection::vec((0_u64..300, 1_i64..10_000_000, any::<bool>()), 0..20),
        paid in prop::collection::vec((0_u64..300, 1_i64..10_000_000, any::<bool>()), 0..20),
        day in 0_u64..300,
    ) {
        let (mut book, mut owed) = (Vec::new(), 0);
        for (id, (when, price, taken_back)) in (1..).zip(acts) {
            let (sale, debt) = issued(sale(id, when, vec![line(Some(price), None)]), VatRegime::Usn, when, None);
            owed += if when <= day { price } else { 0 };
            if taken_back {
                let back = Sale { id: SaleId(id + 1000), ..sale.correction(String::new(), at(when)).unwrap() };
                book.push(issued(back, VatRegime::Usn, when + 3, Some(&debt)).1);
                owed -= if when + 3 <= day { price } else { 0 };
            }
            book.push(debt);
        }
        for (id, (when, sum, taken_back)) in (1..).zip(paid) {
            let payment = Payment {
                id: crate::domain::ids::PaymentId(id), partner: PartnerId(1), organization: OrganizationId(7),
                day: moscow_day(at(when)), number: "1".to_owned(), amount: Money::from_kopecks(sum), noted_at: at(when),
                taken_back: None, version: 0,
            };
            book.push(payment.clone().note().into_parts().0.posting);
            if taken_back {
                book.push(payment.take_back("дважды".to_owned(), at(when)).unwrap().into_parts().0.posting);
            } else {
                owed -= if when <= day { sum } else { 0 };
            }
        }
        prop_assert_eq!(balance_on(&book, moscow_day(at(day))).kopecks(), owed);
        prop_assert_eq!(trial_balance(&book).into_values().sum::<Money>(), Money::ZERO);
        prop_assert!(book.iter().all(|posting| posting.amount > Money::ZERO && posting.debit != posting.credit));
    }
}
