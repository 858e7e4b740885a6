//! A question as a set of organisations: each word is a set of its own, and every set is read from one index, in which
//! the sort name and the partner stand beside the term.

use sea_orm::sea_query::{
    Alias, ColumnRef, Expr, ExprTrait as _, IntoColumnRef as _, IntoIden, Order, Query, SelectStatement,
    SimpleExpr, UnionType,
};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QuerySelect as _, QueryTrait as _,
    Select,
};

use crate::domain::billing::BilledProduct;
use crate::domain::ids::OrganizationId;
use crate::domain::organization::{HeldFilter, HeldOn};
use crate::domain::role::Scope;
use crate::domain::search::{Question, Slot, Sought, Word};
use crate::store::organizations::scope::within;
use crate::store::tables::organization::Column as Organization;
use crate::store::tables::organization_term::Column as Term;
use crate::store::tables::{application, certificate, licence, organization, organization_term};

/// What a list of organisations, by sort name, is asked for.
#[derive(Clone, Copy, Debug)]
pub struct OrganizationQuery<'a> {
    /// The question.
    pub question: &'a Question,
    /// Those only that hold, or lack, something.
    pub held: Option<HeldOn>,
    /// The last one shown; the list begins anew when it is not in scope any more.
    pub after: Option<OrganizationId>,
    /// How many a page holds at most.
    pub limit: u64,
}

impl<'a> OrganizationQuery<'a> {
    /// The first ones that match a question.
    #[must_use]
    pub const fn first(question: &'a Question, limit: u64) -> Self {
        Self { question, held: None, after: None, limit }
    }
}

/// The organisations in scope that match a question, as a condition on the page of them below the sort name and identity
/// of the last one shown. Only the partner and the operator search by personal terms.
///
/// The words that nearly every organisation has are looked up for the candidates alone, in the order of the list, until
/// the page is full.
pub(in crate::store) fn asked(
    scope: &Scope,
    query: OrganizationQuery<'_>,
    shown: Option<(&str, OrganizationId)>,
) -> Condition {
    let people = sees_people(scope);
    let (common, rare): (Vec<&Word>, Vec<&Word>) = query.question.words.iter().partition(|word| word.common);
    let beside = |own: ColumnRef| {
        let checked = common.iter().map(|word| has(word, people, own.clone()));
        checked.fold(Condition::all(), Condition::add)
    };
    let own = (organization::Entity, Organization::Id).into_column_ref();
    let held = query.held.map(|held| holds(held, own.clone()));
    let Some(found) = meeting(rare.iter().map(|word| of_word(word, people)).collect()) else {
        let shown = shown.map(|(name, last)| below(Organization::SortName, Organization::Id, name, last));
        return Condition::all().add_option(shown).add_option(held).add(beside(own));
    };
    let (sort_name, id) = (Term::SortName, Term::OrganizationId);
    let mut first = Query::select();
    first.columns([sort_name, id]).from_subquery(found, FOUND).cond_where(in_scope(scope));
    if let Some((name, last)) = shown {
        first.and_where(below(sort_name, id, name, last));
    }
    // Grouped, not distinct: PostgreSQL then sorts the organisations, not all of their terms.
    first.group_by_columns([sort_name, id]);
    first.order_by(sort_name, Order::Asc).order_by(id, Order::Asc);
    let whole = common.is_empty() && query.held.is_none();
    if whole {
        first.limit(query.limit);
    }
    let mut chosen = Query::select();
    chosen.column(id).from_subquery(first, FIRST);
    if !whole {
        let own = (Alias::new(FIRST), id).into_column_ref();
        let held = query.held.map(|held| holds(held, own.clone()));
        chosen.cond_where(beside(own).add_option(held)).limit(query.limit);
    }
    Condition::all().add(Organization::Id.in_subquery(chosen))
}

const fn sees_people(scope: &Scope) -> bool {
    match scope {
        Scope::Everything | Scope::Partner(_) => true,
        Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => false,
    }
}

/// Whether the organisation of this column passes a filter by what it holds.
fn holds(held: HeldOn, own: ColumnRef) -> SimpleExpr {
    let product = match held.filter {
        HeldFilter::NoProduct => licence::Column::Product.ne(BilledProduct::MultiUser.code()),
        HeldFilter::MultiUser => licence::Column::Product.eq(BilledProduct::MultiUser.code()),
    };
    let same = Expr::col((licence::Entity, licence::Column::OrganizationId)).eq(Expr::col(own));
    let lasts = licence::Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .filter(same)
        .filter(product)
        .filter(licence::Column::StartsOn.lte(held.day))
        .filter(licence::Column::EndsOn.gte(held.day))
        .into_query();
    match held.filter {
        HeldFilter::NoProduct => Expr::exists(lasts).not(),
        HeldFilter::MultiUser => Expr::exists(lasts),
    }
}

/// The organisations of any tenant that match a question, without their personal terms, as a part of another statement:
/// what that one finds has a scope of its own.
pub(in crate::store) fn named(question: &Question) -> SelectStatement {
    identities(
        meeting(question.words.iter().map(|word| of_word(word, false)).collect()).unwrap_or_else(nothing),
    )
}

/// What the set of a question, of those first in order, and of another word are called in a statement.
const FOUND: &str = "found";
const FIRST: &str = "first";
const OTHER: &str = "other";

/// The part of a set that is in scope.
fn in_scope(scope: &Scope) -> Condition {
    match scope {
        Scope::Everything => Condition::all(),
        Scope::Partner(partner) => Condition::all().add(Expr::col(Term::PartnerId).eq(partner.0)),
        Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => {
            let own = organization::Entity::find().select_only().column(Organization::Id);
            let own = own.filter(within(scope)).into_query();
            Condition::all().add(Expr::col(Term::OrganizationId).in_subquery(own))
        }
    }
}

/// A row comparison, so that a later page starts within the index.
fn below<C: IntoIden>(sort_name: C, id: C, name: &str, last: OrganizationId) -> SimpleExpr {
    let shown = Expr::tuple([Expr::value(name), Expr::value(last.0)]);
    Expr::tuple([Expr::col(sort_name.into_iden()), Expr::col(id.into_iden())]).gt(shown)
}

/// Whether the organisation of this column has a word: one look-up in the index by organisation. Several, of which any is
/// enough, PostgreSQL would answer from all rows of each term.
fn has(word: &Word, people: bool, own: ColumnRef) -> SimpleExpr {
    let sought = word.readings.iter().flatten().flatten();
    let terms = sought.filter_map(|sought| term_of(sought, people)).fold(Condition::any(), Condition::add);
    let same = Expr::col((organization_term::Entity, Term::OrganizationId)).eq(Expr::col(own));
    let found = organization_term::Entity::find().select_only().expr(Expr::val(1)).filter(same).filter(terms);
    Expr::exists(found.into_query())
}

/// The condition on a term, when something is sought by a term.
fn term_of(sought: &Sought, people: bool) -> Option<SimpleExpr> {
    match sought {
        Sought::Beginning(beginning) => {
            Some(Term::Term.gte(beginning).and(Term::Term.lt(format!("{beginning}\u{10ffff}"))))
        }
        Sought::Whole(term) => Some(Term::Term.eq(term)),
        Sought::Personal(term) => people.then(|| Term::Term.eq(term)),
        Sought::Application(_) | Sought::Serial(_) => None,
    }
}

/// The set of a word, in any of its readings.
fn of_word(word: &Word, people: bool) -> SelectStatement {
    let readings = word
        .readings
        .iter()
        .filter_map(|reading| meeting(reading.iter().map(|slot| of_slot(slot, people)).collect()));
    together(readings.collect())
}

/// The set of a part of a reading: any of its alternatives.
fn of_slot(slot: &Slot, people: bool) -> SelectStatement {
    together(slot.iter().filter_map(|sought| of_sought(sought, people)).collect())
}

fn of_sought(sought: &Sought, people: bool) -> Option<SelectStatement> {
    Some(match sought {
        Sought::Beginning(_) | Sought::Whole(_) | Sought::Personal(_) => {
            terms().filter(term_of(sought, people)?).into_query()
        }
        Sought::Application(number) => of_applications(application::Column::Number.eq(number.0)),
        Sought::Serial(serials) => {
            let issued = certificate::Entity::find()
                .select_only()
                .column(certificate::Column::ApplicationNumber)
                .filter(certificate::Column::Serial.is_in(serials.clone()))
                .into_query();
            of_applications(application::Column::Number.in_subquery(issued))
        }
    })
}

fn terms() -> Select<organization_term::Entity> {
    let columns = [Term::SortName, Term::OrganizationId, Term::PartnerId];
    organization_term::Entity::find().select_only().columns(columns)
}

/// The organisations that sent these applications.
fn of_applications(condition: SimpleExpr) -> SelectStatement {
    let senders = application::Entity::find()
        .select_only()
        .column(application::Column::OrganizationId)
        .filter(condition)
        .into_query();
    organization::Entity::find()
        .select_only()
        .column(Organization::SortName)
        .column_as(Organization::Id, "organization_id")
        .column(Organization::PartnerId)
        .filter(Organization::Id.in_subquery(senders))
        .into_query()
}

/// What is in all of the sets; nothing when there are none.
fn meeting(sets: Vec<SelectStatement>) -> Option<SelectStatement> {
    let mut sets = sets.into_iter();
    let first = sets.next()?;
    let others: Vec<SelectStatement> = sets.collect();
    if others.is_empty() {
        return Some(first);
    }
    let mut all = Query::select();
    all.columns([Term::SortName, Term::OrganizationId, Term::PartnerId]).from_subquery(first, FOUND);
    for other in others {
        all.and_where(Expr::col(Term::OrganizationId).in_subquery(identities(other)));
    }
    Some(all)
}

fn identities(set: SelectStatement) -> SelectStatement {
    Query::select().column(Term::OrganizationId).from_subquery(set, OTHER).to_owned()
}

/// What is in any of the sets.
fn together(sets: Vec<SelectStatement>) -> SelectStatement {
    let mut sets = sets.into_iter();
    let mut all = sets.next().unwrap_or_else(nothing);
    for set in sets {
        all.union(UnionType::All, set);
    }
    all
}

fn nothing() -> SelectStatement {
    terms().filter(Term::OrganizationId.is_null()).into_query()
}
