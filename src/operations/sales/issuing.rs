//! Issuing: in one short transaction each chosen sale takes its numbers, is frozen, and its debt arises.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike as _, NaiveDate};

use super::freezing::{Frozen, freeze};
use super::{PAGE, begin_holding, own};
use crate::domain::document::DocumentKind;
use crate::domain::form::FieldFaults;
use crate::domain::ids::{NumberedId, OrganizationId, PartnerId, SaleId};
use crate::domain::month::moscow_day;
use crate::domain::numbered::{IssuedFor, NumberSeries, NumberedDocument, digest_of_sheet};
use crate::domain::organization::Organization;
use crate::domain::role::Scope;
use crate::domain::sale::{Sale, SaleGap, SaleRefusal, SaleState, SaleTurn};
use crate::domain::seller::Seller;
use crate::operations::changing::as_seen;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::numbering::WantedNumber;
use crate::store::{StoreError, Tx, book, keep, numbering, sales, sellers};

/// Why what the page showed is not what would be issued.
const TERMS_CHANGED: &str = "Реквизиты, режим НДС, цены или порядок выставления изменились, пока страница была открыта. Проверьте документы и суммы и нажмите снова";

/// Issues the chosen sales, each with the version that was seen, under the terms of the seller that were seen; all or none.
/// Returns how many documents took numbers. Everything that any of them lacks is told at once.
pub async fn issue(desk: &Desk, seen: i32, chosen: &[(SaleId, i32)]) -> Result<usize, Failure> {
    desk.may(Permission::IssueSale).await?;
    let chosen: BTreeMap<SaleId, i32> = chosen.iter().copied().collect();
    if chosen.is_empty() {
        return Err(refused("Отметьте, что выставить".to_owned()));
    }
    if chosen.len() > PAGE {
        return Err(refused(format!("За один раз выставляется не больше {PAGE} реализаций")));
    }
    let ids: Vec<SaleId> = chosen.keys().copied().collect();
    let (tx, desk, buyers) = begin_holding(desk, &ids).await?;
    let seller = sellers::of_partner(&tx, own(&desk)?).await?;
    if seller.version != seen {
        return Err(refused(TERMS_CHANGED.to_owned()));
    }
    let mut drafts = Vec::new();
    for (id, seen) in chosen {
        let opened = SaleTurn::of(sales::open_to_change(&tx, desk.scope(), id).await?);
        let sale = as_seen(&tx, opened, seen).await?.sale;
        if sale.state != SaleState::Draft {
            return Err(SaleRefusal::SaleIs(sale.state).into());
        }
        drafts.push(sale);
    }
    must_be_whole(&drafts, &seller, &buyers)?;
    let issuing = Issuing { desk: &desk, tx: &tx, scope: desk.scope(), seller: &seller };
    let mut documents = 0;
    for sale in drafts {
        let buyer = buyers.get(&sale.organization).ok_or(Failure::NotFound)?;
        documents += issuing.one(sale, buyer).await?;
    }
    desk.commit(tx).await?;
    Ok(documents)
}

/// Refuses when any of the drafts lacks anything; all of it is told.
fn must_be_whole(
    drafts: &[Sale],
    seller: &Seller,
    buyers: &HashMap<OrganizationId, Organization>,
) -> Result<(), Failure> {
    let mut faults = FieldFaults::new();
    let mut common = Vec::new();
    for sale in drafts {
        let buyer = buyers.get(&sale.organization).ok_or(Failure::NotFound)?;
        for gap in sale.gaps(seller, buyer) {
            let words = gap_in_words(&gap, sale.day());
            if gap.is_of_the_seller() {
                if !common.contains(&words) {
                    common.push(words);
                }
            } else {
                faults.push(("sales", format!("{}: {words}", buyer.requisites.short_name)));
            }
        }
    }
    let common = common.into_iter().map(|words| ("sales", words));
    let all: FieldFaults = common.chain(faults).collect();
    if all.is_empty() { Ok(()) } else { Err(Failure::Invalid(all)) }
}

/// What a gap is called.
#[must_use]
pub fn gap_in_words(gap: &SaleGap, day: NaiveDate) -> String {
    match gap {
        SaleGap::Requisites => "не заполнены ваши реквизиты".to_owned(),
        SaleGap::Regime => format!("не указан ваш режим НДС на {}", day.format("%d.%m.%Y")),
        SaleGap::Price(title) => format!("нет цены: {title}"),
        SaleGap::BuyerKpp => "нет КПП плательщика".to_owned(),
        SaleGap::BuyerAddress => "нет адреса плательщика".to_owned(),
    }
}

fn refused(words: String) -> Failure {
    Failure::Invalid(vec![("sales", words)])
}

/// Whose document takes a number, and of which kind.
#[derive(Clone, Copy)]
pub(in crate::operations) struct PaperOf {
    /// The partner.
    pub(in crate::operations) partner: PartnerId,
    /// The client.
    pub(in crate::operations) client: OrganizationId,
    /// The kind.
    pub(in crate::operations) kind: DocumentKind,
}

/// Takes the next number of a partner's series for a document of today, in a transaction that has locked the head of its
/// chain. Returns the place in the series, the number as it is printed, and the day.
pub(in crate::operations) async fn next_number(
    desk: &Desk,
    tx: &Tx,
    paper: PaperOf,
    prefix: &str,
) -> Result<(i64, String, NaiveDate), Failure> {
    let (series, number, day) = free_number(desk, tx, paper, prefix).await?;
    numbering::write_series(tx, &series).await?;
    Ok((series.last, number, day))
}

/// The next number, which is not taken yet; refused where the series or another document does not allow it.
async fn free_number(
    desk: &Desk,
    tx: &Tx,
    paper: PaperOf,
    prefix: &str,
) -> Result<(NumberSeries, String, NaiveDate), Failure> {
    let (PaperOf { partner, client, kind }, day) = (paper, moscow_day(desk.now()));
    let series = numbering::series_to_change(tx, partner, kind, day.year()).await?;
    let series = series.next_on(day).map_err(|last| {
        refused(format!(
            "В этом году уже есть документ от {}: проверьте часы сервера",
            last.0.format("%d.%m.%Y")
        ))
    })?;
    let number = format!("{prefix}{}", series.last);
    let wanted = WantedNumber { partner, client, kind, year: day.year(), number: &number };
    if numbering::is_taken(tx, wanted).await? {
        let words = "в этом году уже есть: измените префикс в «Реквизиты и цены»";
        return Err(refused(format!("Номер {number} {words}")));
    }
    Ok((series, number, day))
}

/// What issuing needs: a transaction that has locked the head of the partner's chain, the desk at its instant, and the seller.
pub(super) struct Issuing<'a> {
    pub(super) desk: &'a Desk,
    pub(super) tx: &'a Tx,
    pub(super) scope: &'a Scope,
    pub(super) seller: &'a Seller,
}

impl Issuing<'_> {
    /// Issues what an approval has made just now. Where a number is not to be had, the draft waits for a person: the approval
    /// goes on.
    pub(super) async fn at_approval(&self, sale: Sale, buyer: &Organization) -> Result<(), Failure> {
        if self.has_numbers(buyer.id).await? { self.one(sale, buyer).await.map(drop) } else { Ok(()) }
    }

    /// Whether the next numbers of a sale's documents are to be had today.
    async fn has_numbers(&self, client: OrganizationId) -> Result<bool, Failure> {
        let Some(terms) = &self.seller.terms else { return Ok(false) };
        for kind in [DocumentKind::Invoice, self.seller.papers().handing_over()] {
            let paper = PaperOf { partner: self.seller.partner, client, kind };
            match free_number(self.desk, self.tx, paper, &terms.prefix).await {
                Err(Failure::Invalid(_)) => return Ok(false),
                found => drop(found?),
            }
        }
        Ok(true)
    }

    /// Issues one sale; returns how many documents took numbers.
    async fn one(&self, sale: Sale, buyer: &Organization) -> Result<usize, Failure> {
        let corrected = self.corrected(&sale).await?;
        let kinds = match &corrected {
            Some((_, document)) => vec![document.kind],
            None => vec![DocumentKind::Invoice, self.seller.papers().handing_over()],
        };
        let mut documents = Vec::new();
        for kind in kinds {
            let frozen = Frozen { sale: &sale, buyer, corrects: corrected.as_ref().map(|(_, one)| one) };
            documents.push(self.number(kind, &frozen).await?);
        }
        let count = documents.len();
        let reversed = match &sale.corrects {
            Some(id) => book::with_source(self.tx, self.scope, &format!("sale:{id}")).await?,
            None => None,
        };
        let (id, at) = (sale.id, self.desk.now());
        keep(self.tx, &self.desk.keeper(), sale.issue(documents, reversed.as_ref(), at)?).await?;
        if let Some((original, _)) = corrected {
            keep(self.tx, &self.desk.keeper(), original.corrected_by(id)?).await?;
        }
        Ok(count)
    }

    /// The sale that this one takes back, with its document.
    async fn corrected(&self, sale: &Sale) -> Result<Option<(Sale, NumberedDocument)>, Failure> {
        let Some(id) = sale.corrects else { return Ok(None) };
        let original = sales::open_to_change(self.tx, self.scope, id).await?;
        let documents = numbering::of_sales(self.tx, &[id]).await?.remove(&id).unwrap_or_default();
        let handed_over = documents.into_iter().find(|one| one.kind.hands_over());
        Ok(Some((original, handed_over.ok_or(StoreError::Broken("the document of a sale"))?)))
    }

    /// Takes the next number of a series and freezes what the document shows.
    async fn number(&self, kind: DocumentKind, frozen: &Frozen<'_>) -> Result<NumberedDocument, Failure> {
        let terms = self.seller.terms.as_ref().ok_or(StoreError::Broken("the requisites of a seller"))?;
        let (partner, client) = (self.seller.partner, frozen.sale.organization);
        let paper = PaperOf { partner, client, kind };
        let (place, number, day) = next_number(self.desk, self.tx, paper, &terms.prefix).await?;
        let figures = frozen.sale.figures(self.seller).ok_or(StoreError::Broken("the price of a sale"))?;
        let total = figures.total;
        let sheet = freeze(self.seller, terms, frozen, (kind, &number, day), &figures)?;
        Ok(NumberedDocument {
            id: NumberedId(0),
            partner,
            organization: client,
            of: IssuedFor::Sale(frozen.sale.id),
            kind,
            place,
            number,
            day,
            total,
            sha256: digest_of_sheet(&sheet),
            sheet,
            at: self.desk.now(),
            by: self.desk.who().actor.clone(),
        })
    }
}
