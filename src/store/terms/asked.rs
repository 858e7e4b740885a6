//! A question as a condition: each word is a set of organisations, read from an index at most once.

use sea_orm::sea_query::{Expr, ExprTrait as _, SelectStatement, SimpleExpr, UnionType};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QuerySelect as _, QueryTrait as _,
    Select,
};

use crate::domain::search::{Question, Slot, Sought, Word};
use crate::store::tables::organization::Column as Organization;
use crate::store::tables::{application, certificate, organization, organization_term};
use crate::store::{Reach, StoreError, counting};

/// A word of more organisations than this is frequent, marked as common or not.
const MANY: u64 = 2_000;

/// The organisations that match a question. Personal terms match only if `people` is set.
///
/// Rare words are resolved to sets of ids first; frequent words are checked with EXISTS per candidate. If all words are
/// frequent, the list is walked in its order and its first page fills quickly. Only when several of them are not known
/// to be common are those resolved to sets too.
pub(in crate::store) async fn asked(
    reach: &impl Reach,
    question: &Question,
    people: bool,
) -> Result<Condition, StoreError> {
    let (mut frequent, mut rare) = (Vec::new(), Vec::new());
    for word in &question.words {
        if is_frequent(reach, word, people).await? { frequent.push(word) } else { rare.push(word) }
    }
    let several = frequent.iter().filter(|word| !word.common).count() > 1;
    if rare.is_empty() && several {
        rare = frequent.extract_if(.., |word| !word.common).collect();
    }
    let gathered = rare
        .into_iter()
        .fold(Condition::all(), |all, word| all.add(Organization::Id.in_subquery(of_word(word, people))));
    Ok(frequent.into_iter().fold(gathered, |all, word| all.add(beside(word, people))))
}

/// The organisations of any tenant that match a question, without their personal terms, as a part of another statement: what
/// that one finds has a scope of its own.
pub(in crate::store) async fn named(
    reach: &impl Reach,
    question: &Question,
) -> Result<SelectStatement, StoreError> {
    let found = organization::Entity::find().select_only().column(Organization::Id);
    Ok(found.filter(asked(reach, question, false).await?).into_query())
}

/// Whether a word is frequent. A word with a reading of several parts is selective and is not counted.
async fn is_frequent(reach: &impl Reach, word: &Word, people: bool) -> Result<bool, StoreError> {
    if word.readings.iter().any(|reading| reading.len() > 1) {
        return Ok(false);
    }
    Ok(counting::up_to(reach, of_word(word, people), MANY).await? > MANY)
}

/// Checks with EXISTS that a candidate organisation has this word, without building the word's set. Each term is one
/// look-up in the index by organisation.
fn beside(word: &Word, people: bool) -> Condition {
    use organization_term::Column::{OrganizationId, Term};
    let has = |term: SimpleExpr| {
        let own = OrganizationId.into_expr().equals((organization::Entity, Organization::Id));
        Expr::exists(terms().filter(own).filter(term).into_query())
    };
    word.readings.iter().flatten().flatten().fold(Condition::any(), |any, sought| match sought {
        Sought::Beginning(beginning) => any.add(has(begins(beginning))),
        Sought::Whole(term) => any.add(has(Term.eq(term))),
        Sought::Personal(term) if people => any.add(has(Term.eq(term))),
        Sought::Personal(_) => any,
        Sought::Application(_) | Sought::Serial(_) => of_sought(sought, people)
            .into_iter()
            .fold(any, |any, found| any.add(Organization::Id.in_subquery(found))),
    })
}

/// The condition that a term has this prefix.
fn begins(beginning: &str) -> SimpleExpr {
    use organization_term::Column::Term;
    Term.gte(beginning).and(Term.lt(format!("{beginning}\u{10ffff}")))
}

/// The organisations of a word, in any of its readings.
fn of_word(word: &Word, people: bool) -> SelectStatement {
    together(word.readings.iter().flat_map(|reading| of_reading(reading, people)).collect())
}

/// The set of organisations of each part of a reading.
fn of_reading(reading: &[Slot], people: bool) -> Vec<SelectStatement> {
    let of_slot =
        |slot: &Slot| slot.iter().filter_map(|sought| of_sought(sought, people)).collect::<Vec<_>>();
    match reading {
        [] => vec![],
        [only] => of_slot(only),
        several => {
            let each = several.iter().map(|slot| Organization::Id.in_subquery(together(of_slot(slot))));
            let all = each.fold(Condition::all(), Condition::add);
            let found = organization::Entity::find().select_only().column(Organization::Id).filter(all);
            vec![found.into_query()]
        }
    }
}

fn of_sought(sought: &Sought, people: bool) -> Option<SelectStatement> {
    use organization_term::Column::Term;
    Some(match sought {
        Sought::Beginning(beginning) => terms().filter(begins(beginning)).into_query(),
        Sought::Whole(term) => terms().filter(Term.eq(term)).into_query(),
        Sought::Personal(term) => people.then(|| terms().filter(Term.eq(term)).into_query())?,
        Sought::Application(number) => {
            applications().filter(application::Column::Number.eq(number.0)).into_query()
        }
        Sought::Serial(serials) => {
            let issued = certificate::Entity::find()
                .select_only()
                .column(certificate::Column::ApplicationNumber)
                .filter(certificate::Column::Serial.is_in(serials.clone()))
                .into_query();
            applications().filter(application::Column::Number.in_subquery(issued)).into_query()
        }
    })
}

fn terms() -> Select<organization_term::Entity> {
    organization_term::Entity::find().select_only().column(organization_term::Column::OrganizationId)
}

fn applications() -> Select<application::Entity> {
    application::Entity::find().select_only().column(application::Column::OrganizationId)
}

fn together(found: Vec<SelectStatement>) -> SelectStatement {
    let mut found = found.into_iter();
    let mut all = found
        .next()
        .unwrap_or_else(|| terms().filter(organization_term::Column::OrganizationId.is_null()).into_query());
    for one in found {
        all.union(UnionType::All, one);
    }
    all
}
